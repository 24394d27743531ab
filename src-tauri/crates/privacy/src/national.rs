//! National identification numbers: one row per number, with the test vectors of its public specification.
//!
//! Another country is another row; the test below reads its vectors from it. None of them belongs to a person: they are
//! the examples of the bodies that issue the numbers.

use countersign_domain::EntityType;
use countersign_domain::EntityType::{AccountId, BankAccount, MedicalId, NationalId, Passport, UsSsn};

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

/// How a row checks: digits alone, or letters and digits; without separators.
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
    /// Published examples, as they are written.
    #[cfg(test)]
    valid: &'static [&'static str],
    /// One character wrong, or never given out.
    #[cfg(test)]
    invalid: &'static [&'static str],
}

/// Rows: rule, type, length, check, whether it needs no cue; valid and invalid examples.
macro_rules! rows {
    ($($rule:literal $kind:ident $length:literal $check:ident($function:ident) $sure:literal [$($valid:literal)+] [$($invalid:literal)+];)+) => {
        /// In the order in which they are tried.
        const ROWS: &[Row] = &[$(Row {
            rule: concat!("national/", $rule), entity_type: $kind, length: $length, check: Check::$check(checks::$function), sure: $sure,
            #[cfg(test)] valid: &[$($valid),+], #[cfg(test)] invalid: &[$($invalid),+],
        }),+];
    };
}

rows! {
    "gb_nino"    NationalId   9 Text(uk_nino)            true  ["AB 12 34 56 C" "JG103759A"] ["BG123456C" "AB123456E" "DA123456A"];
    "es_dni_nie" NationalId   9 Text(es_dni)             true  ["12345678Z" "54362315-K" "X1234567L" "X2482300W"] ["12345678A" "X1234567M"];
    "it_codice"  NationalId  16 Text(it_codice_fiscale)  true  ["RSSMRA85T10A562S" "RCCMNL83S18D969H"] ["RSSMRA85T10A562T"];
    "fr_nir"     NationalId  15 Text(fr_nir)             true  ["2 55 08 14 168 025 38" "295109912611193"] ["255081416802539"];
    "ch_ahv"     NationalId  13 Digits(ch_ahv)           true  ["756.9217.0769.85" "756.1234.5678.97"] ["756.9217.0769.86" "7579217076985"];
    "de_pension" NationalId  12 Text(de_pension)         true  ["65 170839 J 003" "15070649C103"] ["65170839J004" "65171339J003"];
    "de_health"  MedicalId   10 Text(de_health)          true  ["A123456780"] ["A123456781"];
    "de_vat"     AccountId   11 Text(de_vat)             true  ["DE136695976"] ["DE136695977"];
    "de_card"    Passport    10 Text(de_card)            false ["C01X00T478" "T220001293"] ["C01X00T479" "A220001293"];
    "fi_hetu"    NationalId  10 Text(fi_personal)        false ["131052-308T"] ["131052-308U"];
    "ie_pps"     NationalId   8 Text(ie_pps)             false ["6433435F" "1234567T"] ["6433435G"];
    "us_itin"    UsSsn        9 Digits(us_itin)          false ["912-90-3456"] ["912-93-3456" "812903456"];
    "us_routing" BankAccount  9 Digits(us_routing)       false ["111000025" "021000021"] ["111000026"];
    "gb_nhs"     MedicalId   10 Digits(uk_nhs)           false ["943 476 5919" "401 023 2137"] ["943 476 5918"];
    "at_svnr"    NationalId  10 Digits(at_svnr)          false ["1237 010180"] ["1238 010180"];
    "se_personal" NationalId 10 Digits(se_personal)      false ["811228-9874" "8803200016"] ["811228-9873" "8113289874"];
    "de_tax_id"  NationalId  11 Digits(de_tax_id)        false ["86 095 742 719" "47036892816" "65929970489" "57549285017" "25768131411"] ["86095742718" "12345678903"];
    "tr_kimlik"  NationalId  11 Digits(tr_identity)      false ["17291716060" "10000000146"] ["17291716061"];
    "pl_pesel"   NationalId  11 Digits(pl_pesel)         false ["44051401359"] ["44051401358"];
    "be_nn"      NationalId  11 Digits(be_nn)            false ["85.07.30-033.28" "17073003384"] ["85073003329"];
    "no_birth"   NationalId  11 Digits(no_birth)         false ["15108695088"] ["15108695089"];
    "br_cpf"     NationalId  11 Digits(br_cpf)           false ["390.533.447-05"] ["390.533.447-06" "11111111111"];
    "hr_oib"     NationalId  11 Digits(hr_oib)           false ["33392005961"] ["33392005962"];
    "it_vat"     AccountId   11 Digits(it_vat)           false ["00743110157"] ["00743110158"];
    "in_aadhaar" NationalId  12 Digits(verhoeff)         false ["2341 2341 2346"] ["2341 2341 2347"];
    "za_id"      NationalId  13 Digits(za_identity)      false ["7503305044089"] ["7503305044088"];
    "nl_bsn"     NationalId   9 Digits(nl_bsn)           false ["111222333" "123456782"] ["111222334"];
    "pt_nif"     NationalId   9 Digits(pt_nif)           false ["123456789"] ["123456788"];
    "ca_sin"     NationalId   9 Digits(ca_sin)           false ["123 456 782"] ["123456781" "823456785"];
    "au_tfn"     NationalId   9 Digits(au_tfn)           false ["123 456 782"] ["123456783"];
}

impl Row {
    fn fits(&self, compact: &str) -> bool {
        self.length == compact.len()
            && match self.check {
                Check::Text(check) => check(compact),
                Check::Digits(check) => {
                    compact.bytes().all(|b| b.is_ascii_digit()) && check(&checks::digits_of(compact))
                }
            }
    }
}

/// The first row whose length and check fit `text` without its separators.
pub fn by_checksum(text: &str) -> Option<NationalNumber> {
    let compact: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let row = ROWS.iter().find(|row| row.fits(&compact))?;
    Some(NationalNumber { entity_type: row.entity_type, rule: row.rule, sure: row.sure })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_accepts_the_published_examples_and_refuses_one_wrong_character() {
        for row in ROWS {
            let compact = |text: &&str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
            for good in row.valid.iter().map(compact) {
                assert!(row.fits(&good), "{}: the published example {good} adds up", row.rule);
                assert!(row.fits(&good.to_lowercase()), "{}: {good} in small letters", row.rule);
            }
            for bad in row.invalid.iter().map(compact) {
                assert!(!row.fits(&bad), "{}: {bad} must not add up", row.rule);
            }
        }
    }

    #[test]
    fn the_countries_asked_for_first_are_there() {
        for country in ["us", "gb", "de", "at", "ch", "fr", "es", "it", "nl"] {
            let prefix = format!("national/{country}_");
            assert!(ROWS.iter().any(|row| row.rule.starts_with(&prefix)), "{country} has a row");
        }
        assert!(checks::us_ssn(&checks::digits_of("078051120")), "the SSN has rules for ranges and no check digit");
    }
}
