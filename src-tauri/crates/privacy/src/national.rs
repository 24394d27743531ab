//! National identification numbers: one row per country.

use countersign_domain::EntityType;
use countersign_domain::EntityType::{MedicalId, NationalId};

use crate::checks;

/// What a checksum says about a number.
#[derive(Debug, Clone, Copy)]
pub struct NationalNumber {
    /// The type.
    pub entity_type: EntityType,
    /// Rule id for the receipt.
    pub rule: &'static str,
    /// Whether the form and check digits are so specific that no cue is needed. A mod-11 check alone passes once in
    /// eleven random numbers; then the cue decides.
    pub sure: bool,
}

/// How a row checks.
enum Check {
    Digits(fn(&[u32]) -> bool),
    Text(fn(&str) -> bool),
}

struct Row {
    rule: &'static str,
    entity_type: EntityType,
    length: usize,
    check: Check,
    sure: bool,
}

const fn row(rule: &'static str, entity_type: EntityType, length: usize, check: Check, sure: bool) -> Row {
    Row { rule, entity_type, length, check, sure }
}

/// In the order in which they are tried.
const ROWS: &[Row] = &[
    row("national/gb_nino", NationalId, 9, Check::Text(checks::uk_nino), true),
    row("national/es_dni_nie", NationalId, 9, Check::Text(checks::es_dni), true),
    row("national/it_codice_fiscale", NationalId, 16, Check::Text(checks::it_codice_fiscale), true),
    row("national/fr_nir", NationalId, 15, Check::Text(checks::fr_nir), true),
    row("national/ch_ahv", NationalId, 13, Check::Digits(checks::ch_ahv), true),
    row("national/gb_nhs", MedicalId, 10, Check::Digits(checks::uk_nhs), false),
    row("national/de_tax_id", NationalId, 11, Check::Digits(checks::de_tax_id), false),
    row("national/pl_pesel", NationalId, 11, Check::Digits(checks::pl_pesel), false),
    row("national/be_nn", NationalId, 11, Check::Digits(checks::be_nn), false),
    row("national/at_svnr", NationalId, 10, Check::Digits(checks::at_svnr), false),
    row("national/in_aadhaar", NationalId, 12, Check::Digits(checks::verhoeff), false),
    row("national/nl_bsn", NationalId, 9, Check::Digits(checks::nl_bsn), false),
];

/// The first row whose length and check fit `text` without its separators.
pub fn by_checksum(text: &str) -> Option<NationalNumber> {
    let compact: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let fits = |row: &&Row| {
        row.length == compact.len()
            && match row.check {
                Check::Text(check) => check(&compact),
                Check::Digits(check) => {
                    compact.bytes().all(|b| b.is_ascii_digit()) && check(&checks::digits_of(&compact))
                }
            }
    };
    ROWS.iter().find(fits).map(|row| NationalNumber { entity_type: row.entity_type, rule: row.rule, sure: row.sure })
}
