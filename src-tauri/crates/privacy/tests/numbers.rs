//! Requirement 23: every number of four or more digits and every mixed code is masked unless a rule frees it.

mod common;
use common::{shows, tokenised};

#[test]
fn r23_numbers_are_masked_with_any_separator() {
    let cases: &[(&str, &str)] = &[
        ("bare four digits", "it is 5633"),
        ("bare five digits", "it is 46209 I think"),
        ("long run", "here 987654321012"),
        ("card with a failing checksum", "card 4111 1111 1111 1112"),
        ("card", "pay with 4111 1111 1111 1111 please"),
        ("card with dashes", "4111-1111-1111-1111"),
        ("card with dots", "4111.1111.1111.1111"),
        ("amex", "my amex 378282246310005 was declined"),
        ("last four", "the card ending 1234"),
        ("starred card", "card ****1234"),
        ("ssn", "ssn 219-09-9999"),
        ("ssn with blanks", "social security 219 09 9999"),
        ("phone us", "call (212) 555-0187 now"),
        ("phone international", "ring +49 30 1234567"),
        ("phone slashes", "Tel. 030/123456-78"),
        ("phone extension", "555-0187-222 ext. 45"),
        ("iban", "IBAN DE89 3704 0044 0532 0130 00"),
        ("iban with a failing checksum", "IBAN DE89 3704 0044 0532 0130 01"),
        ("iban glued", "GB29NWBK60161331926819"),
        ("ip", "from 192.168.100.200 at home"),
        ("ipv6", "address 2001:db8:85a3::8a2e:370:7334"),
        ("mac", "mac 00:1B:44:11:3A:B7"),
        ("order code", "order AB-12345 is late"),
        ("mixed code", "the code is X7K9P2"),
        ("underscore id", "my login mia_li_3668"),
        ("torn code", "policy kkr 879456321"),
        ("torn single letters", "code m 90 m 56"),
        ("nino", "my NI number is AB123456C"),
        ("nhs", "NHS 943 476 5919"),
        ("tax id", "Steuer-ID 86 095 742 719"),
        ("ahv", "AHV 756.9217.0769.85"),
        ("nir", "NIR 2 55 08 14 168 025 38"),
        ("dni", "DNI 12345678Z"),
        ("codice fiscale", "codice fiscale RSSMRA85T10A562S"),
        ("bsn", "BSN 111222333"),
        ("imei", "IMEI 490154203237518"),
        ("coordinates", "I am at 52.520008, 13.404954"),
        ("bitcoin", "send to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
        ("uuid", "id 550e8400-e29b-41d4-a716-446655440000"),
        ("spelled digits", "my pin is four one double two"),
        ("spelled german", "PIN ist vier eins zwei zwei"),
        ("pin of three", "cvv 123"),
        ("plate by code", "Kennzeichen B-MW 1234"),
        ("passport", "passport C01X00T47"),
        ("amount does not free a card", "4111111111111111 dollars"),
        ("currency does not free a card", "$4111111111111111"),
        ("split by many spaces", "5 6 3 3 9 1"),
        ("two numbers that are no range", "Mast 44-17 ist defekt"),
        ("a year as an answer", "2019"),
        ("a year behind its cue", "my pin is 2019"),
        ("a code with lower-case words", "Passwort Tulip-Frog-22"),
    ];
    for (name, text) in cases {
        let out = tokenised(text);
        let readable: String = out.split('⟦').map(|part| part.split_once('⟧').map_or(part, |(_, rest)| rest)).collect();
        let digits = readable.chars().filter(char::is_ascii_digit).count();
        assert!(digits == 0 && out.contains('⟦'), "{name}: no digit of an identifier may stay readable: {out}");
    }
}

#[test]
fn passwords_and_births_are_masked_by_their_cue() {
    let cases: &[(&str, &str, &str)] = &[
        ("password", "my password is Tr0ub4dor&3", "Tr0ub4dor&3"),
        ("password with colon", "Passwort: geheim!x9", "geheim!x9"),
        ("password in short", "user: kolver pass: S3cr3t! ok", "S3cr3t"),
        ("password of letters", "password is zorvexi", "zorvexi"),
        ("date of birth", "I was born on 14.03.1987", "1987"),
        ("date of birth in words", "date of birth: March 14, 1987", "1987"),
        ("German date of birth", "geboren am 14. März 1987", "1987"),
        ("user name", "my username is jdoehill", "jdoehill"),
        ("handle", "write to @zora_hill", "zora_hill"),
    ];
    for (name, text, secret) in cases {
        let out = tokenised(text);
        assert!(!shows(&out, secret), "{name}: the cue says what it is: {out}");
    }
}

#[test]
fn r23_rules_free_amounts_dates_years_times_and_quantities() {
    let texts = [
        "I paid $1,299.00 for it",
        "a fee of 2500 euros",
        "It costs 1.299,00 € a year",
        "EUR 4500 were booked",
        "the total amount of 1500",
        "since 2019 it works",
        "in 2021 and 2022",
        "on 12.05.2024 at 14:30",
        "2024-05-12T14:30:00Z",
        "May 12, 2024",
        "am 3. Oktober 2023",
        "between 10:00 and 12:00",
        "it took 1500 ms",
        "10-15 minutes",
        "the order comes in 3-5 business days",
        "my card payment shows error 404",
        "a 5000 mAh battery and 1080p",
        "100000 km on the clock",
        "my 5GB plan, 4G only",
        "1200 users in 45 minutes",
        "covid-19 rules",
        "the 2nd time in 24 hours",
        "25 % off, 3 for 2",
        "24/7 support",
        "version 10.15.7 of it",
        "Windows 2019",
        "1,234 items",
        "open 9:00–17:30 on weekdays and 11-16 on Sundays",
        "the box is 80 x 28 x 202 and the lid 25×2.5 cm",
        "it was scanned 2022 and again for 2023, I think",
        "after the update to 3.14.0 it fails",
        "my coupon SPRING20 does not work",
        "Is the filter HF-20 or HF-22 the right one?",
        "Das Ersatzteil hat die Art.-Nr. 78461, oder?",
        "reading 00417.3 m3 of gas",
        "Room 207 was not cleaned",
        "Unplug it for 30 s please",
    ];
    for text in texts {
        assert_eq!(tokenised(text), text, "an explicit rule frees these digits, so nothing may be masked");
    }
}

#[test]
fn r23_a_word_of_the_firm_is_free_but_frees_no_identifier() {
    use countersign_privacy::{Config, Known, Pseudonymizer};
    let config = Config { allow: vec!["XR500".into(), "Kettler".into()], ..Config::default() };
    let pseudonymizer = Pseudonymizer::new(config).expect("both entries are short words");
    let find = |text: &str| pseudonymizer.find(text, &Known::default());
    assert!(find("my XR500 is broken").is_empty(), "the firm said that XR500 is a product");
    assert_eq!(find("my XR501 is broken").len(), 1, "other codes stay masked");
    let mut known = Known::default();
    known.add_field("last_name", "Kettler", true);
    assert_eq!(pseudonymizer.find("Kettler calling", &known).len(), 1, "an allow-list does not free a known name");
}
