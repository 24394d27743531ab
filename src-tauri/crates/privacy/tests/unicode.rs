//! Requirement 24: evasion through Unicode. Normalization undoes it, and spans point into the text as it came.

mod common;
use common::{masked, pseudonymizer, shows, tokenised};
use countersign_privacy::Known;

#[test]
fn evasions_are_undone() {
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
fn known_names_are_found_in_any_script_dress() {
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
