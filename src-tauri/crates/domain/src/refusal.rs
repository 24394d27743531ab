//! Why a row was not taken.

use crate::text_enum::text_enum;

text_enum! {
    /// The closed list of reasons for quarantine.
    RefusalReason {
        /// Not valid UTF-8.
        Encoding = "encoding",
        /// Not valid JSON, or not a JSON object.
        Json = "json",
        /// Not valid CSV (unclosed quote, wrong number of fields).
        Csv = "csv",
        /// A row, text or list is larger than allowed.
        TooLarge = "too_large",
        /// A required field is missing or empty.
        Missing = "missing",
        /// A field has the wrong type.
        WrongType = "wrong_type",
        /// A field's text names no member of a closed list.
        UnknownValue = "unknown_value",
        /// A time that cannot be read or is out of range.
        Time = "time",
        /// An id of a shape that is not accepted.
        Id = "id",
        /// A field that is stored as it comes holds personal data.
        PersonalData = "personal_data",
        /// The event id is known with other content.
        Conflict = "conflict",
        /// Two identity fields point to two subjects.
        TwoSubjects = "two_subjects",
        /// A recognizer failed; nothing was stored.
        Pseudonymization = "pseudonymization",
    }
}

/// Why a row was not taken: where, and what was wrong, without quoting it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was wrong.
    pub reason: RefusalReason,
    /// Which field, where it was one; a name of the canonical schema, never a name taken from the file.
    pub field: Option<&'static str>,
    /// The value masked to its shape (letters `a`, digits `9`), at most 40 characters.
    pub shape: Option<String>,
}

impl Refusal {
    /// A refusal of `field`, showing only the shape of `value`.
    pub fn of_field(reason: RefusalReason, field: &'static str, value: Option<&str>) -> Self {
        Self { reason, field: Some(field), shape: value.map(shape_of) }
    }

    /// A refusal of the whole row.
    pub fn of_row(reason: RefusalReason) -> Self {
        Self { reason, field: None, shape: None }
    }
}

/// Letters become `a`, digits `9`, white space a space, everything else stays when it is ASCII punctuation.
fn shape_of(value: &str) -> String {
    let shape = |c: char| match c {
        c if c.is_numeric() => '9',
        c if c.is_whitespace() => ' ',
        c if c.is_ascii_punctuation() => c,
        _ => 'a',
    };
    value.chars().take(40).map(shape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_keeps_no_letter_and_no_digit() {
        let refusal = Refusal::of_field(RefusalReason::Time, "timestamp", Some("Müller 17.3.2025"));
        assert_eq!(refusal.shape.as_deref(), Some("aaaaaa 99.9.9999"), "only the kind of each character may survive");
    }
}
