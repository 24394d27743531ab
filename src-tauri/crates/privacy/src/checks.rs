//! Check digits. Each takes digits (or letters and digits) without separators and says whether they add up.
//!
//! A checksum only raises confidence in a type; that it fails frees no number.

/// The digits of `text`, other characters left out.
pub fn digits_of(text: &str) -> Vec<u32> {
    text.chars().filter_map(|c| c.to_digit(10)).collect()
}

/// Luhn, ISO/IEC 7812-1 annex B: payment cards, IMEI, Canadian SIN.
pub fn luhn(digits: &[u32]) -> bool {
    let doubled = |d: u32| if d > 4 { 2 * d - 9 } else { 2 * d };
    let sum: u32 = digits.iter().rev().enumerate().map(|(i, d)| if i % 2 == 1 { doubled(*d) } else { *d }).sum();
    digits.len() > 1 && sum.is_multiple_of(10)
}

/// Remainder of letters (A = 10 … Z = 35) and digits modulo 97, ISO/IEC 7064.
fn remainder_97(text: impl Iterator<Item = char>) -> Option<u32> {
    text.filter(|c| !c.is_whitespace()).try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some(if value > 9 { (rest * 100 + value) % 97 } else { (rest * 10 + value) % 97 })
    })
}

/// IBAN, ISO 13616: the first four characters moved behind, modulo 97 = 1.
pub fn iban(compact: &str) -> bool {
    let (Some(head), Some(tail)) = (compact.get(..4), compact.get(4..)) else { return false };
    iban_length(&compact[..2]).is_none_or(|length| length == compact.len())
        && (15..=34).contains(&compact.len())
        && remainder_97(tail.chars().chain(head.chars())) == Some(1)
}

/// Length of an IBAN of a country, from the SWIFT registry; `None` for countries not listed here.
pub fn iban_length(country: &str) -> Option<usize> {
    Some(match country.to_ascii_uppercase().as_str() {
        "NO" => 15,
        "BE" => 16,
        "DK" | "FI" | "NL" | "FO" | "GL" => 18,
        "SI" | "MK" => 19,
        "AT" | "BA" | "EE" | "KZ" | "LT" | "LU" | "XK" => 20,
        "CH" | "CR" | "HR" | "LI" | "LV" => 21,
        "BG" | "BH" | "DE" | "GB" | "GE" | "IE" | "ME" | "RS" => 22,
        "AE" | "GI" | "IL" => 23,
        "AD" | "CZ" | "ES" | "MD" | "PK" | "RO" | "SA" | "SE" | "SK" | "TN" => 24,
        "PT" => 25,
        "IS" | "TR" => 26,
        "FR" | "GR" | "IT" | "MC" | "SM" => 27,
        "AL" | "AZ" | "CY" | "DO" | "HU" | "LB" | "PL" => 28,
        "BR" | "PS" | "QA" | "UA" => 29,
        "MT" => 31,
        _ => return None,
    })
}

/// Weighted sum of the leading digits.
fn weighted(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w).sum()
}

/// US SSN: area not 000, 666 or 9xx, group not 00, serial not 0000 (SSA, since 2011).
pub fn us_ssn(d: &[u32]) -> bool {
    let area = || d[0] * 100 + d[1] * 10 + d[2];
    d.len() == 9
        && area() != 0
        && area() != 666
        && d[0] != 9
        && (d[3], d[4]) != (0, 0)
        && d[5..].iter().any(|x| *x != 0)
}

/// UK NHS number: weights 10…2, 11 − sum mod 11 (11 → 0, 10 invalid).
pub fn uk_nhs(d: &[u32]) -> bool {
    d.len() == 10 && (11 - weighted(d, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11 == d[9]
}

/// UK national insurance number: no check digit, but letters that are never given (HMRC NIM39110).
pub fn uk_nino(text: &str) -> bool {
    let b = text.to_ascii_uppercase().into_bytes();
    let prefix_ok = |b: &[u8]| {
        !b"DFIQUV".contains(&b[0])
            && !b"DFIQUVO".contains(&b[1])
            && ![b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"].iter().any(|p| p[..] == b[..2])
    };
    b.len() == 9
        && b[..2].iter().all(u8::is_ascii_uppercase)
        && b[2..8].iter().all(u8::is_ascii_digit)
        && (b'A'..=b'D').contains(&b[8])
        && prefix_ok(&b)
}

/// ISO/IEC 7064 MOD 11,10.
pub fn mod_11_10(d: &[u32]) -> bool {
    let Some((check, body)) = d.split_last() else { return false };
    let product = body.iter().fold(10, |product, digit| {
        let sum = (digit + product) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == *check
}

/// German tax id: MOD 11,10; the first digit is not 0, and of the first ten exactly one digit occurs twice or three
/// times, the others at most once (Bundeszentralamt für Steuern).
pub fn de_tax_id(d: &[u32]) -> bool {
    let times = |digit: u32| d[..10].iter().filter(|d| **d == digit).count();
    let repeated = || (0..10).map(times).filter(|n| *n > 1).collect::<Vec<_>>();
    d.len() == 11 && d[0] != 0 && matches!(repeated()[..], [2 | 3]) && mod_11_10(d)
}

/// Letters as two digits (A = 01 … Z = 26), digits as they are.
fn spread(text: &str) -> Option<Vec<u32>> {
    let mut digits = Vec::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c.to_digit(36)? {
            digit @ 0..=9 => digits.push(digit),
            letter => digits.extend([(letter - 9) / 10, (letter - 9) % 10]),
        }
    }
    Some(digits)
}

/// Sum of the digits of each weighted digit.
fn cross_sums(digits: &[u32], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(d, w)| d * w / 10 + d * w % 10).sum()
}

/// German pension insurance number: area, date of birth, letter, serial; cross sums with 2 1 2 5 7 1 2 1 2 1 2 1.
pub fn de_pension(text: &str) -> bool {
    let shape = text.len() == 12 && text.bytes().enumerate().all(|(i, b)| (i == 8) == b.is_ascii_alphabetic());
    let day = || text[2..4].parse::<u32>().is_ok_and(|day| (1..=81).contains(&day));
    let month = || text[4..6].parse::<u32>().is_ok_and(|month| (1..=12).contains(&month));
    shape
        && day()
        && month()
        && spread(text).is_some_and(|d| cross_sums(&d[..12], &[2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10 == d[12])
}

/// German health insurance number: a letter and eight digits; cross sums with 1 2 in turn.
pub fn de_health(text: &str) -> bool {
    let shape = text.len() == 10 && text.bytes().enumerate().all(|(i, b)| (i == 0) == b.is_ascii_alphabetic());
    shape && spread(text).is_some_and(|d| cross_sums(&d[..10], &[1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 == d[10])
}

/// German identity card and passport with check digit: letters of a set without vowels, ICAO 9303 weights 7 3 1.
pub fn de_card(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let allowed = |b: u8| b.is_ascii_digit() || b"CFGHJKLMNPRTVWXYZ".contains(&b);
    let values: Option<Vec<u32>> = upper.chars().map(|c| c.to_digit(36)).collect();
    upper.len() == 10
        && upper.bytes().all(allowed)
        && upper.as_bytes()[0].is_ascii_alphabetic()
        && values.is_some_and(|v| weighted(&v, &[7, 3, 1, 7, 3, 1, 7, 3, 1]) % 10 == v[9])
}

/// US ITIN: begins with 9, group 50–65, 70–88, 90–92 or 94–99 (IRS).
pub fn us_itin(d: &[u32]) -> bool {
    d.len() == 9 && d[0] == 9 && matches!(d[3] * 10 + d[4], 50..=65 | 70..=88 | 90..=92 | 94..=99)
}

/// US routing number: weights 3 7 1, sum divisible by ten (ABA).
pub fn us_routing(d: &[u32]) -> bool {
    d.len() == 9 && d.iter().any(|x| *x != 0) && weighted(d, &[3, 7, 1, 3, 7, 1, 3, 7, 1]).is_multiple_of(10)
}

/// Check digit at the end, 11 − weighted sum mod 11; 10 is written as 0 where `ten_is_zero`, else never given.
fn mod_11(d: &[u32], weights: &[u32], ten_is_zero: bool) -> bool {
    let check = (11 - weighted(d, weights) % 11) % 11;
    d.len() == weights.len() + 1 && d.last() == Some(&if check == 10 && ten_is_zero { 0 } else { check })
}

/// Portuguese NIF: weights 9…2.
pub fn pt_nif(d: &[u32]) -> bool {
    d.len() == 9 && d[0] != 0 && mod_11(d, &[9, 8, 7, 6, 5, 4, 3, 2], true)
}

/// Brazilian CPF: two check digits, weights 10…2 and 11…2; never eleven equal digits.
pub fn br_cpf(d: &[u32]) -> bool {
    d.len() == 11
        && d.iter().any(|x| *x != d[0])
        && mod_11(&d[..10], &[10, 9, 8, 7, 6, 5, 4, 3, 2], true)
        && mod_11(d, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2], true)
}

/// Norwegian birth number: two check digits.
pub fn no_birth(d: &[u32]) -> bool {
    d.len() == 11
        && mod_11(&d[..10], &[3, 7, 6, 1, 8, 9, 4, 5, 2], false)
        && mod_11(d, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2], false)
}

/// Swedish personal number: Luhn over ten digits, a month in the third and fourth.
pub fn se_personal(d: &[u32]) -> bool {
    d.len() == 10 && (1..=12).contains(&(d[2] * 10 + d[3])) && luhn(d)
}

/// Finnish personal code without its mark of the century: remainder by 31 as a character.
pub fn fi_personal(text: &str) -> bool {
    let digits = text.get(..9).filter(|digits| text.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit()));
    digits
        .and_then(|digits| digits.parse::<usize>().ok())
        .is_some_and(|n| text.as_bytes()[9].to_ascii_uppercase() == b"0123456789ABCDEFHJKLMNPRSTUVWXY"[n % 31])
}

/// Irish PPS number: seven digits with weights 8…2, remainder by 23 as a letter.
pub fn ie_pps(text: &str) -> bool {
    let digits = digits_of(text.get(..7).unwrap_or_default());
    text.len() == 8
        && digits.len() == 7
        && text.as_bytes()[7].to_ascii_uppercase()
            == b"WABCDEFGHIJKLMNOPQRSTUV"[(weighted(&digits, &[8, 7, 6, 5, 4, 3, 2]) % 23) as usize]
}

/// Turkish identity number: the tenth digit from odd and even places, the eleventh from the sum of all.
pub fn tr_identity(d: &[u32]) -> bool {
    if d.len() != 11 || d[0] == 0 {
        return false;
    }
    let (odd, even): (u32, u32) = (d[..9].iter().step_by(2).sum(), d[1..8].iter().step_by(2).sum());
    (odd * 7 + 10 * 9 - even) % 10 == d[9] && d[..10].iter().sum::<u32>() % 10 == d[10]
}

/// South African identity number: Luhn over thirteen digits, a month in the third and fourth.
pub fn za_identity(d: &[u32]) -> bool {
    d.len() == 13 && (1..=12).contains(&(d[2] * 10 + d[3])) && d[10] < 2 && luhn(d)
}

/// Canadian SIN: Luhn over nine digits, none begins with 0 or 8.
pub fn ca_sin(d: &[u32]) -> bool {
    d.len() == 9 && !matches!(d[0], 0 | 8) && luhn(d)
}

/// Australian tax file number: weights 1 4 3 7 5 8 6 9 10, divisible by 11.
pub fn au_tfn(d: &[u32]) -> bool {
    d.len() == 9 && weighted(d, &[1, 4, 3, 7, 5, 8, 6, 9, 10]).is_multiple_of(11) && d.iter().any(|x| *x != 0)
}

/// Croatian OIB: MOD 11,10.
pub fn hr_oib(d: &[u32]) -> bool {
    d.len() == 11 && mod_11_10(d)
}

/// Italian VAT number: Luhn over eleven digits.
pub fn it_vat(d: &[u32]) -> bool {
    d.len() == 11 && d.iter().any(|x| *x != 0) && luhn(d)
}

/// German VAT number: DE and nine digits, MOD 11,10.
pub fn de_vat(text: &str) -> bool {
    let digits = digits_of(text);
    text.len() == 11
        && text.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("de"))
        && digits.len() == 9
        && mod_11_10(&digits)
}

/// Austrian social security number: weights 3 7 9 · 5 8 4 2 1 6, check digit at the fourth place.
pub fn at_svnr(d: &[u32]) -> bool {
    d.len() == 10 && d[0] != 0 && weighted(d, &[3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11 == d[3]
}

/// EAN-13 check digit; Swiss AHV numbers are EAN-13 with the prefix 756.
pub fn ch_ahv(d: &[u32]) -> bool {
    d.len() == 13 && d[..3] == [7, 5, 6] && (10 - weighted(d, &[1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]) % 10) % 10 == d[12]
}

/// French NIR: 97 − (13 digits mod 97) = last two; 2A and 2B count as 19 and 18.
pub fn fr_nir(text: &str) -> bool {
    let plain = text.to_ascii_uppercase().replacen("2A", "19", 1).replacen("2B", "18", 1);
    let text = if text.to_ascii_uppercase().get(5..7).is_some_and(|c| c == "2A" || c == "2B") { &plain } else { text };
    if text.len() != 15
        || !text.bytes().all(|b| b.is_ascii_digit())
        || !matches!(text.as_bytes()[0], b'1'..=b'4' | b'7' | b'8')
    {
        return false;
    }
    let (body, key) = (text[..13].parse::<u64>().unwrap_or(0), text[13..].parse::<u64>().unwrap_or(0));
    97 - body % 97 == key
}

/// Spanish DNI and NIE: letter = table[number mod 23]; X, Y, Z count as 0, 1, 2.
pub fn es_dni(text: &str) -> bool {
    let b = text.to_ascii_uppercase();
    let Some(first) = b.chars().next().filter(|_| b.len() == 9 && b.is_ascii()) else { return false };
    let digits = match first {
        'X' | 'Y' | 'Z' => format!("{}{}", first as u32 - 'X' as u32, &b[1..8]),
        _ => b[..8].to_owned(),
    };
    digits.parse::<usize>().is_ok_and(|n| b"TRWAGMYFPDXBNJZSQVHLCKE"[n % 23] == b.as_bytes()[8])
}

/// Italian codice fiscale: odd places by table, even places by value, sum mod 26.
pub fn it_codice_fiscale(text: &str) -> bool {
    const ODD: [u32; 36] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
        10, 22, 25, 24, 23,
    ];
    let Some(values) = text.chars().map(|c| c.to_digit(36)).collect::<Option<Vec<_>>>() else { return false };
    let shape = |i: usize, v: u32| if matches!(i, 0..=5 | 8 | 11 | 15) { v > 9 } else { true };
    if values.len() != 16 || !values.iter().enumerate().all(|(i, v)| shape(i, *v)) {
        return false;
    }
    let even = |v: u32| if v > 9 { v - 10 } else { v };
    let sum: u32 =
        values[..15].iter().enumerate().map(|(i, v)| if i % 2 == 0 { ODD[*v as usize] } else { even(*v) }).sum();
    sum % 26 == values[15].wrapping_sub(10)
}

/// Dutch BSN: the eleven test with weights 9…2, −1.
pub fn nl_bsn(d: &[u32]) -> bool {
    d.len() == 9
        && d.iter().any(|x| *x != 0)
        && (weighted(d, &[9, 8, 7, 6, 5, 4, 3, 2]) as i64 - i64::from(d[8])).rem_euclid(11) == 0
}

/// Polish PESEL: weights 1 3 7 9 repeated.
pub fn pl_pesel(d: &[u32]) -> bool {
    d.len() == 11
        && (10 - weighted(d, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10 == d[10]
        && (1..=92).contains(&(d[2] * 10 + d[3]))
}

/// Belgian national number: 97 − (nine digits mod 97), with 2 in front for people born from 2000.
pub fn be_nn(d: &[u32]) -> bool {
    if d.len() != 11 {
        return false;
    }
    let number = d[..9].iter().fold(0_u64, |n, x| n * 10 + u64::from(*x));
    let key = u64::from(d[9] * 10 + d[10]);
    97 - number % 97 == key || 97 - (2_000_000_000 + number) % 97 == key
}

/// Verhoeff, for Aadhaar.
pub fn verhoeff(digits: &[u32]) -> bool {
    const D: [[usize; 10]; 10] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
        [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
        [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
        [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ];
    const P: [[usize; 10]; 8] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 5, 7, 6, 2, 8, 3, 0, 9, 4],
        [5, 8, 0, 3, 7, 9, 6, 1, 4, 2],
        [8, 9, 1, 6, 0, 4, 3, 5, 2, 7],
        [9, 4, 5, 3, 1, 2, 6, 8, 7, 0],
        [4, 2, 8, 6, 5, 7, 3, 9, 0, 1],
        [2, 7, 9, 3, 8, 0, 6, 4, 1, 5],
        [7, 0, 4, 6, 9, 1, 3, 2, 5, 8],
    ];
    digits.iter().rev().enumerate().fold(0, |c, (i, d)| D[c][P[i % 8][*d as usize]]) == 0 && !digits.is_empty()
}

/// Whether a 12–19 digit number starts as cards of the great networks do, with a length they use.
pub fn card_network(d: &[u32]) -> bool {
    let two = d[0] * 10 + d[1];
    let four = two * 100 + d[2] * 10 + d[3];
    match d.len() {
        13 | 16 | 19 if d[0] == 4 => true,
        16 => {
            (51..=55).contains(&two)
                || (2221..=2720).contains(&four)
                || two == 65
                || four == 6011
                || two == 35
                || two == 62
        }
        15 => two == 34 || two == 37,
        14 => matches!(two, 30 | 36 | 38 | 39),
        12..=19 => matches!(two, 50 | 56..=69),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_accept_published_examples_and_refuse_one_wrong_digit() {
        type Check = fn(&[u32]) -> bool;
        // Published example numbers of the issuing bodies; none belongs to a person.
        let cases: &[(&str, Check, &str)] =
            &[("luhn", luhn, "4111111111111111"), ("luhn amex", luhn, "378282246310005")];
        for (name, check, number) in cases {
            let digits = digits_of(number);
            assert!(check(&digits), "{name}: the published example {number} adds up");
            let mut wrong = digits.clone();
            let last = wrong.len() - 1;
            wrong[last] = (wrong[last] + 1) % 10;
            assert!(!check(&wrong), "{name}: one wrong digit must not add up");
        }
    }

    #[test]
    fn letters_count_in_ids_that_have_them() {
        type Check = fn(&str) -> bool;
        let cases: &[(&str, Check, &str, &str)] = &[
            ("iban de", iban, "DE89370400440532013000", "DE89370400440532013001"),
            ("iban gb", iban, "GB29NWBK60161331926819", "GB29NWBK60161331926818"),
        ];
        for (name, check, good, bad) in cases {
            assert!(check(good), "{name}: {good} is a valid example");
            assert!(!check(bad), "{name}: {bad} does not add up");
        }
        assert!(us_ssn(&digits_of("078051120")) && !us_ssn(&digits_of("666051120")), "area 666 was never given out");
    }
}
