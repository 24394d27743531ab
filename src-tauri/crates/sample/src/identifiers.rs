//! Identifiers that look right and belong to nobody: check digits are valid, ranges are reserved for fiction or
//! documentation where such ranges exist.

use crate::corpus::Language;
use crate::random::Random;

/// An IBAN with valid check digits (ISO 13616, ISO 7064 MOD 97-10), spaced by four or not.
pub(crate) fn iban(language: Language, random: &mut Random) -> String {
    let (country, account) = match (language, random.below(10)) {
        (Language::De, 0) => ("AT", random.digits(16)),
        (Language::De, _) => ("DE", random.digits(18)),
        (Language::En, 0..=2) => ("IE", format!("HLVR{}", random.digits(14))),
        (Language::En, _) => ("GB", format!("HLVR{}", random.digits(14))),
    };
    let plain = format!("{country}{:02}{account}", 98 - iban_remainder(&format!("{account}{country}00")));
    if random.chance(0.5) { by_four(&plain) } else { plain }
}

/// `text` (letters count as 10–35) modulo 97.
pub(crate) fn iban_remainder(text: &str) -> u32 {
    text.chars().filter_map(|c| c.to_digit(36)).fold(0, |rest, digit| {
        let shifted = if digit < 10 { rest * 10 } else { rest * 100 };
        (shifted + digit) % 97
    })
}

/// A payment card number with a valid Luhn digit (ISO/IEC 7812-1), spaced by four or not.
pub(crate) fn card(random: &mut Random) -> String {
    let prefix = random.one(&["400000", "455676", "520082", "555555"]);
    let body = format!("{prefix}{}", random.digits(9));
    let plain = format!("{body}{}", (10 - luhn_sum(&format!("{body}0")) % 10) % 10);
    if random.chance(0.6) { by_four(&plain) } else { plain }
}

/// Luhn's sum of a number with its check digit; valid when divisible by 10.
pub(crate) fn luhn_sum(number: &str) -> u32 {
    let digits = number.chars().filter_map(|c| c.to_digit(10)).rev().enumerate();
    digits
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, double) => double / 10 + double % 10,
        })
        .sum()
}

fn by_four(plain: &str) -> String {
    let chars: Vec<char> = plain.chars().collect();
    chars.chunks(4).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// A telephone number from the ranges that regulators keep free for drama (Ofcom; Bundesnetzagentur).
pub(crate) fn phone(language: Language, random: &mut Random) -> String {
    let end = random.digits(3);
    let (country, area, rest) = match language {
        Language::En => random.one(&[("+44", "7700", "900"), ("+44", "20", "7946 0"), ("+44", "1632", "960")]),
        Language::De => random.one(&[
            ("+49", "30", "23125 "),
            ("+49", "40", "66969 "),
            ("+49", "221", "4710 "),
            ("+49", "89", "99998 "),
        ]),
    };
    match random.below(4) {
        0 => format!("{country} {area} {rest}{end}"),
        1 => format!("{country}{area}{}{end}", rest.replace(' ', "")),
        2 => format!("0{area} {}{end}", rest.replace(' ', "")),
        _ => format!("0{area}/{rest}{end}"),
    }
}

/// An address from the blocks kept for documentation (RFC 5737, RFC 3849) or for private networks.
pub(crate) fn ip(random: &mut Random) -> String {
    match random.below(6) {
        0 => format!("2001:db8:{:x}::{:x}", random.between(1, 0xfffe), random.between(1, 0xfffe)),
        1 => format!("192.168.{}.{}", random.between(0, 254), random.between(2, 254)),
        kind => {
            let block = ["192.0.2", "198.51.100", "203.0.113"][kind % 3];
            format!("{block}.{}", random.between(1, 254))
        }
    }
}

/// A password such as people choose.
pub(crate) fn password(random: &mut Random) -> String {
    let stem = random.one(&[
        "Sonnenblume",
        "Winter",
        "dragonfly",
        "Liverbird",
        "Passwort",
        "Moonlight",
        "kartoffel",
        "Biscuit",
    ]);
    let mark = random.one(&["!", "#", "?", "_", "$"]);
    format!("{stem}{}{mark}", random.between(10, 9_999))
}

/// A postal code in the country's shape; the British area is not in use.
pub(crate) fn zip(language: Language, random: &mut Random) -> String {
    match language {
        Language::En => {
            let letter = |random: &mut Random| char::from(random.one(b"ABDEFGHJLNPQRSTUWXYZ"));
            let (a, b) = (letter(random), letter(random));
            format!("ZX{} {}{a}{b}", random.between(1, 99), random.below(10))
        }
        Language::De => format!("{:05}", random.between(1_067, 99_998)),
    }
}

/// `name` in the letters of an e-mail address: lower case, without marks. What has no such letter is left out.
pub(crate) fn ascii(name: &str) -> String {
    let mut plain = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            'a'..='z' | '0'..='9' => plain.push(c),
            'ä' => plain.push_str("ae"),
            'ö' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'á' | 'ă' | 'ą' => plain.push('a'),
            'ç' | 'ć' | 'č' => plain.push('c'),
            'é' | 'ę' => plain.push('e'),
            'ğ' => plain.push('g'),
            'í' | 'ı' => plain.push('i'),
            'ł' => plain.push('l'),
            'ñ' | 'ń' => plain.push('n'),
            'ó' => plain.push('o'),
            'ş' | 'ś' | 'š' => plain.push('s'),
            'ț' => plain.push('t'),
            'ú' => plain.push('u'),
            'đ' => plain.push('d'),
            'ź' | 'ż' | 'ž' => plain.push('z'),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_agree_with_published_examples() {
        // The remainder is taken with the first four characters moved to the end.
        for example in ["DE89370400440532013000", "GB29NWBK60161331926819", "AT611904300234573201"] {
            let turned = format!("{}{}", &example[4..], &example[..4]);
            assert_eq!(iban_remainder(&turned), 1, "{example} is the registry's own example");
        }
        for example in ["4111 1111 1111 1111", "5555555555554444"] {
            assert_eq!(luhn_sum(example) % 10, 0, "{example} is a well-known test card");
        }
        assert_ne!(luhn_sum("4111111111111112") % 10, 0, "one digit off is never valid");
    }

    #[test]
    fn what_is_generated_is_valid() {
        let mut random = Random::new(3, 0);
        for turn in 0..500 {
            let language = if turn % 2 == 0 { Language::En } else { Language::De };
            let plain = iban(language, &mut random).replace(' ', "");
            let length = match &plain[..2] {
                "AT" => 20,
                _ => 22,
            };
            assert_eq!(plain.len(), length, "{plain} has its country's length");
            assert_eq!(iban_remainder(&format!("{}{}", &plain[4..], &plain[..4])), 1, "{plain}");
            let card = card(&mut random);
            assert_eq!(luhn_sum(&card) % 10, 0, "{card}");
        }
    }

    #[test]
    fn every_name_has_letters_for_an_address() {
        for group in crate::corpus::name_groups() {
            for name in group.first.iter().chain(&group.last) {
                let plain = ascii(name);
                assert!(plain.len() >= name.chars().count(), "{name} loses a letter in {plain}");
            }
        }
    }
}
