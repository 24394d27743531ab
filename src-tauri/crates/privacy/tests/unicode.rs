//! Requirement 24: evasion through Unicode. Normalization undoes it, and spans point into the text as it came.

mod common;
use common::{masked, pseudonymizer, shows, tokenised};
use countersign_privacy::Known;

#[test]
fn r24_evasions_are_undone() {
    let cases: &[(&str, &str)] = &[
        ("full-width digits", "card ４１１１ １１１１ １１１１ １１１１"),
        ("full-width at", "mail anna＠example．com"),
        ("zero-width space", "4111\u{200b}1111\u{200b}1111\u{200b}1111"),
        ("zero-width joiner", "4\u{200d}1\u{200d}1\u{200d}1"),
        ("soft hyphen", "an\u{ad}na.berg@exam\u{ad}ple.com"),
        ("bidi override", "\u{202e}4111 1111 1111 1111\u{202c}"),
        ("word joiner", "12\u{2060}34\u{2060}56"),
        ("Arabic digits", "number ٤١١١١١١١١١١١١١١١"),
        ("Devanagari digits", "number ४१११११११"),
        ("mathematical digits", "𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏"),
        ("circled digits", "④①①①①①"),
        ("superscript digits", "pin ¹²³⁴"),
        ("en dashes", "219–09–9999"),
        ("no-break spaces", "4111\u{a0}1111\u{a0}1111\u{a0}1111"),
        ("Cyrillic letters in an address", "аnnа.bеrg@exаmple.com"),
        ("at and dot in words", "anna dot berg at example dot com"),
        ("bracketed at", "anna.berg [at] example [dot] com"),
        ("parenthesised at", "anna(at)example(dot)com"),
        ("German at", "anna punkt berg klammeraffe example punkt de"),
        ("blanks around at", "anna.berg @ example.com"),
        ("tag characters", "41\u{e0031}11\u{e0031}11"),
        ("combining marks", "4\u{301}1\u{301}1\u{301}1\u{301}"),
        ("Cyrillic look-alikes in a domain", "mail anna.berg@ex\u{430}mpl\u{435}.com"),
        ("a domain of another alphabet", "mail anna.berg@пример.example"),
        ("a domain with an umlaut", "mail anna.berg@müller-example.de"),
        ("punycode", "mail anna.berg@xn--exmple-4nf.com"),
        ("a web address with an umlaut", "see müller-example.de/berg"),
        ("spelled digits with hyphens", "pin is four-one-one-two"),
        ("spelled digits in German", "die PIN ist null acht eins fünf"),
        ("hyphens between digits", "4-1-1-1-1-1-1-1"),
        ("dots between letters of a domain", "anna.berg (at) example (dot) co (dot) uk"),
    ];
    for (name, text) in cases {
        let out = tokenised(text);
        let readable: String = out.split('⟦').map(|part| part.split_once('⟧').map_or(part, |(_, rest)| rest)).collect();
        let left = readable.chars().filter(|c| c.is_numeric()).count();
        assert!(left == 0 && !shows(&readable, "berg") && !shows(&readable, "example"), "{name}: {out}");
        assert!(out.contains('⟦'), "{name}: something must be found in {out}");
    }
}

#[test]
fn r24_known_names_are_found_in_any_script_dress() {
    for text in ["Ｊｏｎａｓ", "J\u{200b}onas", "Jоnаs", "JONAS", "𝐉𝐨𝐧𝐚𝐬"] {
        let out = masked(&format!("{text} called"), &[("first_name", "Jonas")]);
        assert!(out.starts_with("⟦PERSON"), "{text} reads as Jonas: {out}");
    }
}

#[test]
fn spans_index_the_text_as_it_came() {
    let pseudonymizer = pseudonymizer();
    let cases: &[(&str, &str)] = &[
        ("é 日本 anna@example.com!", "anna@example.com"),
        ("ﬁne, ４１１１ １１１１ １１１１ １１１１ ok", "４１１１ １１１１ １１１１ １１１１"),
        ("box\u{200b}\u{200b}, 12\u{200b}345.", "12\u{200b}345"),
    ];
    for (text, expected) in cases {
        let spans = pseudonymizer.find(text, &Known::default());
        let span = spans
            .iter()
            .find(|span| span.entity_type != countersign_domain::EntityType::Person)
            .expect("each text holds one identifier");
        let found: String = text.chars().skip(span.start).take(span.end - span.start).collect();
        assert_eq!(&found, expected, "offsets count Unicode scalar values of the input");
    }
}

/// What an attacker splits over messages, and how much of it may be read in the end.
#[test]
fn r24_adversarial_texts_leak_at_most_a_tenth() {
    let cases: &[(&str, &[&str])] = &[
        ("4111111111111111", &["my card is 4111 1111", "and then 1111 1111"]),
        ("4111111111111111", &["card 4111", "1111", "1111", "1111"]),
        ("4111111111111111", &["４１１１-1111", "1111\u{200b}-１１１１"]),
        ("4111111111111111", &["four one one one one one one one", "one one one one one one one one"]),
        ("anna.berg@example.com", &["write to anna.berg@", "example.com"]),
        ("anna.berg@example.com", &["anna dot berg at example dot com"]),
        ("anna.berg@example.com", &["аnnа.bеrg@exаmple.com"]),
        ("annaberg", &["my name is Anna", "Berg is my last name", "anna berg again"]),
        ("+49301234567", &["call me on +49 30", "it goes on with 1234567"]),
        ("219099999", &["ssn 219 - 09 - 9999"]),
        ("219099999", &["my social is two one nine, zero nine, nine nine nine nine"]),
        ("de89370400440532013000", &["IBAN DE89 3704", "0044 0532 0130 00"]),
        ("tr0ub4dor3", &["password: Tr0ub4dor3"]),
    ];
    let digits = |text: &str| -> String {
        const SPOKEN: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
        let text = SPOKEN.iter().enumerate().fold(text.to_lowercase(), |t, (n, word)| t.replace(word, &n.to_string()));
        text.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let pseudonymizer = pseudonymizer();
    let (mut left, mut all) = (0, 0);
    for (secret, messages) in cases {
        let mut conversations = countersign_privacy::Conversations::with_key_file(pseudonymizer, &[9; 32]);
        let mut read = String::new();
        for (id, text) in messages.iter().enumerate() {
            let input = countersign_privacy::PlainText {
                id: id.to_string(),
                text: (*text).into(),
                conversation: Some("c".into()),
                ..Default::default()
            };
            let out = conversations.pseudonymize(&input).expect("a derived index always answers").text;
            read += &out.split('⟦').map(|part| part.split_once('⟧').map_or(part, |(_, rest)| rest)).collect::<String>();
        }
        // The longest part of the secret that can still be read in one piece, from three characters on.
        let (secret, read) = (digits(secret), digits(&read));
        let longest =
            (3..=secret.len()).rev().find(|n| (0..=secret.len() - n).any(|i| read.contains(&secret[i..i + n])));
        left += longest.unwrap_or(0);
        all += secret.len();
        println!("{secret}: {} readable in {read:?}", longest.unwrap_or(0));
    }
    assert!(left * 10 <= all, "{left} of {all} letters and digits can be read");
}
