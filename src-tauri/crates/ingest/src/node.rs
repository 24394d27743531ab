//! A value as a row holds it, whatever the format. Holds raw text, so it does not print.

use countersign_domain::{Refusal, RefusalReason};

/// A value of a row.
pub(crate) enum Node {
    Null,
    Bool(bool),
    /// A whole number as its decimal text: ids come as numbers as well.
    Integer(String),
    Fraction(f64),
    Text(String),
    /// A CSV cell: text that may stand for a number or a truth value.
    Cell(String),
    List(Vec<Node>),
    Object(Object),
}

/// Members in the order of the row; names are unique.
#[derive(Default)]
pub(crate) struct Object(pub Vec<(String, Node)>);

impl Object {
    pub(crate) fn get(&self, name: &str) -> &Node {
        self.0.iter().find(|(known, _)| known == name).map_or(&Node::Null, |(_, node)| node)
    }
}

/// Longest value of a field that is no text of a conversation, in bytes.
const MAX_VALUE: usize = 1024;

impl Node {
    /// The text of a short field; `None` where it is absent, null or blank.
    pub(crate) fn short_text(&self, field: &'static str) -> Result<Option<String>, Refusal> {
        let Some(text) = self.any_text(field)? else { return Ok(None) };
        let text = text.trim();
        match text.len() {
            0 => Ok(None),
            1..=MAX_VALUE => Ok(Some(text.to_owned())),
            _ => Err(Refusal::of_field(RefusalReason::TooLarge, field, Some(text))),
        }
    }

    /// The text as it came; `None` where it is absent or null.
    pub(crate) fn any_text(&self, field: &'static str) -> Result<Option<&str>, Refusal> {
        let text = match self {
            Self::Null => return Ok(None),
            Self::Text(text) | Self::Cell(text) | Self::Integer(text) => text,
            _ => return Err(self.wrong_type(field)),
        };
        match text.contains('\0') {
            true => Err(Refusal::of_field(RefusalReason::Encoding, field, Some(text))),
            false => Ok(Some(text)),
        }
    }

    /// As [`Node::short_text`]; truth values count as text.
    pub(crate) fn attribute(&self, field: &'static str) -> Result<Option<String>, Refusal> {
        match self {
            Self::Bool(value) => Ok(Some(value.to_string())),
            _ => self.short_text(field),
        }
    }

    /// `true` or `false`; a cell may also say 1 or 0.
    pub(crate) fn truth(&self, field: &'static str) -> Result<Option<bool>, Refusal> {
        match self {
            Self::Null => Ok(None),
            Self::Bool(value) => Ok(Some(*value)),
            Self::Cell(cell) => match cell.trim().to_ascii_lowercase().as_str() {
                "" => Ok(None),
                "true" | "1" => Ok(Some(true)),
                "false" | "0" => Ok(Some(false)),
                _ => Err(self.wrong_type(field)),
            },
            _ => Err(self.wrong_type(field)),
        }
    }

    /// A finite number.
    pub(crate) fn number(&self, field: &'static str) -> Result<Option<f64>, Refusal> {
        let number = match self {
            Self::Null => return Ok(None),
            Self::Cell(cell) if cell.trim().is_empty() => return Ok(None),
            Self::Fraction(number) => Some(*number),
            Self::Integer(text) | Self::Cell(text) => text.trim().parse().ok(),
            _ => None,
        };
        number.filter(|number| number.is_finite()).map(Some).ok_or_else(|| self.wrong_type(field))
    }

    /// The members of an object; none where it is absent.
    pub(crate) fn members(&self, field: &'static str) -> Result<&[(String, Node)], Refusal> {
        match self {
            Self::Null => Ok(&[]),
            Self::Object(Object(members)) => Ok(members),
            _ => Err(self.wrong_type(field)),
        }
    }

    pub(crate) fn wrong_type(&self, field: &'static str) -> Refusal {
        let text = match self {
            Self::Text(text) | Self::Cell(text) | Self::Integer(text) => Some(text.as_str()),
            _ => None,
        };
        Refusal::of_field(RefusalReason::WrongType, field, text)
    }
}
