//! Numbers of 16 bits (IEEE 754 binary16), in which weights are kept: half the size, and the rounding is part of the
//! model, since training ends with it.

/// The nearest 16-bit number, ties to even; what is too large becomes the largest finite one.
pub(crate) fn to_half(value: f32) -> u16 {
    let bits = value.to_bits();
    let sign = ((bits >> 16) & 0x8000) as u16;
    let magnitude = f32::from_bits(bits & 0x7FFF_FFFF);
    if magnitude >= LARGEST {
        return sign | 0x7BFF;
    }
    if magnitude < SMALLEST_NORMAL {
        // Below it numbers lie evenly, 2⁻²⁴ apart: adding 0.5 leaves the count of steps in the low bits, rounded.
        return sign | ((magnitude + 0.5).to_bits() - 0.5f32.to_bits()) as u16;
    }
    let bits = magnitude.to_bits();
    let rounded = bits + 0x0FFF + ((bits >> 13) & 1);
    sign | ((rounded - (112 << 23)) >> 13) as u16
}

const LARGEST: f32 = 65504.0;
const SMALLEST_NORMAL: f32 = 6.103_515_6e-5;

/// The number as 32 bits, exactly; absent for infinities and what is no number.
pub(crate) fn from_half(half: u16) -> Option<f32> {
    let magnitude = u32::from(half & 0x7FFF);
    let value = match magnitude {
        0x7C00.. => return None,
        0x0400.. => f32::from_bits((magnitude << 13) + (112 << 23)),
        steps => steps as f32 * (1.0 / 16_777_216.0),
    };
    Some(if half & 0x8000 == 0 { value } else { -value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_half_survives() {
        for half in 0..=u16::MAX {
            if let Some(value) = from_half(half) {
                assert_eq!(to_half(value), half, "{value} is a half already");
            }
        }
    }

    #[test]
    fn rounds_to_the_nearest() {
        for (value, expected) in [(1.0 + 1.0 / 2048.0, 1.0), (1.0 + 3.0 / 2048.0, 1.0 + 4.0 / 2048.0), (1e9, 65504.0)] {
            assert_eq!(from_half(to_half(value)), Some(expected), "{value}");
            assert_eq!(from_half(to_half(-value)), Some(-expected), "-{value}");
        }
        assert_eq!(from_half(0x7C00), None, "infinity is no weight");
    }
}
