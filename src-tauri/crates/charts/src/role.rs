//! What a drawn thing means, as a class and as a colour on paper.
//!
//! The drawing library knows colours only, so each role is drawn in a colour that stands for nothing else, and those
//! are replaced when the drawing is read back.

/// What a drawn thing means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Axis,
    Grid,
    Label,
    Reference,
    Interval,
    Point,
    Current,
    Band,
    /// Inside of a point with too few cases: paper.
    Hollow,
}

impl Role {
    const ALL: [Self; 9] = [
        Self::Axis,
        Self::Grid,
        Self::Label,
        Self::Reference,
        Self::Interval,
        Self::Point,
        Self::Current,
        Self::Band,
        Self::Hollow,
    ];

    /// The class that stylesheets know.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Axis => "chart-axis",
            Self::Grid => "chart-grid",
            Self::Label => "chart-label",
            Self::Reference => "chart-reference",
            Self::Interval => "chart-interval",
            Self::Point => "chart-point",
            Self::Current => "chart-current",
            Self::Band => "chart-band",
            Self::Hollow => "chart-hollow",
        }
    }

    /// The colour without a stylesheet: readable in grey on white.
    pub(crate) fn paper(self) -> &'static str {
        match self {
            Self::Axis => "#555555",
            Self::Grid => "#E4E4E4",
            Self::Label => "#222222",
            Self::Reference => "#8A8A8A",
            Self::Interval => "#33557A",
            Self::Point => "#1F3F66",
            Self::Current => "#9A3412",
            Self::Band => "#ECECEC",
            Self::Hollow => "#FFFFFF",
        }
    }

    /// The colour that stands for it while drawing.
    pub(crate) fn sentinel(self) -> (u8, u8, u8) {
        (0xC5, 0x16, self as u8)
    }

    /// The role that a colour of the drawing stands for.
    pub(crate) fn of_colour(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| {
            let (r, g, b) = role.sentinel();
            text.eq_ignore_ascii_case(&format!("#{r:02X}{g:02X}{b:02X}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_is_found_by_its_colour_and_no_other() {
        for (i, role) in Role::ALL.into_iter().enumerate() {
            let (r, g, b) = role.sentinel();
            assert_eq!(usize::from(b), i, "the list names every role in declared order");
            assert_eq!(Role::of_colour(&format!("#{r:02x}{g:02x}{b:02x}")), Some(role));
            assert_eq!(Role::of_colour(role.paper()), None, "a colour on paper stands for no role");
        }
    }
}
