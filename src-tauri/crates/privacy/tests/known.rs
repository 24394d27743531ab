//! Requirement 22: known identifiers are found again in free text, in at least 99.5 % of their variants.

mod common;
use common::{masked, shows};

/// What people write for a name that the event carries.
fn variants(first: &str, last: &str) -> Vec<String> {
    let (up, low) = (|s: &str| s.to_uppercase(), |s: &str| s.to_lowercase());
    let mut all = vec![
        format!("{first} {last}"),
        format!("{last} {first}"),
        format!("{last}, {first}"),
        format!("{first}'s"),
        format!("{last}'s"),
        format!("{first}’s"),
        low(first),
        low(last),
        up(first),
        up(last),
        format!("{}. {last}", &first[..1]),
        format!("{} {last}", &first[..1]),
        format!("{}-{}", low(first), low(last)),
        format!("{}{}", low(first), low(last)),
        format!("({first})"),
        format!("\"{last}\""),
    ];
    for word in [first, last] {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 6 {
            continue;
        }
        for i in 1..letters.len() {
            let without: String = letters.iter().enumerate().filter(|(k, _)| *k != i).map(|(_, c)| c).collect();
            let mut changed = letters.clone();
            changed[i] = 'q';
            let mut swapped = letters.clone();
            swapped.swap(i, i - 1);
            all.extend([without, changed.iter().collect(), swapped.iter().collect()]);
        }
    }
    all
}

/// Names of the lists that are no everyday words, every so many of them.
fn people() -> Vec<(String, String)> {
    let list = |text: &'static str, step: usize| {
        let common: std::collections::HashSet<&str> = include_str!("../data/common_words.txt").lines().collect();
        let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
        let usual =
            move |word: &&str| word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase()) && !common.contains(word);
        text.lines().filter(usual).step_by(step).map(capital).collect::<Vec<_>>()
    };
    let given = list(include_str!("../data/given_names.txt"), 211);
    let family = list(include_str!("../data/family_names.txt"), 241);
    given.into_iter().zip(family).collect()
}

#[test]
fn r22_names_are_found_in_every_variant() {
    let (mut found, mut all, mut missed) = (0, 0, Vec::new());
    let pseudonymizer = common::pseudonymizer();
    let mut conversations = countersign_privacy::Conversations::with_key_file(pseudonymizer, &[9; 32]);
    let people = people();
    assert!(people.len() >= 60, "{} people", people.len());
    for (first, last) in &people {
        let known = [("first_name".to_owned(), vec![first.clone()]), ("last_name".to_owned(), vec![last.clone()])];
        for variant in variants(first, last) {
            all += 1;
            let input = countersign_privacy::PlainText {
                text: format!("please tell {variant} about it"),
                known: known.clone().into(),
                ..Default::default()
            };
            let out = conversations.pseudonymize(&input).expect("a derived index always answers").text;
            if shows(&out, &variant) { missed.push(out) } else { found += 1 }
        }
    }
    println!("{found} of {all} variants of {} names", people.len());
    assert!(found as f64 / all as f64 >= 0.995, "{found} of {all} variants found, missed {missed:?}");
}

#[test]
fn r22_values_are_found_with_other_spelling_or_separators() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("umlaut spread", "customer_name", "Jürgen Müller", "Hier ist Juergen Mueller"),
        ("umlaut dropped", "customer_name", "Jürgen Müller", "hier ist jurgen muller"),
        ("umlaut added", "customer_name", "Juergen Mueller", "Hier Jürgen Müller"),
        ("accents dropped", "customer_name", "Óscar Ibáñez", "this is oscar ibanez"),
        ("sharp s", "last_name", "Weißmann", "Frau Weissmann hier"),
        ("phone without separators", "phone", "+49 30 1234567", "ruf 030 123 45 67 an"),
        ("phone bare", "phone", "(212) 555-0187", "call 2125550187"),
        ("order with separators", "order_id", "AB1234567", "order ab-123-4567 is late"),
        ("account with blanks", "account_id", "778-812-34", "acct 778 812 34"),
        ("e-mail in capitals", "email", "anna.berg@example.com", "I am ANNA.BERG@EXAMPLE.COM"),
        ("local part alone", "email", "anna.berg@example.com", "my user is anna.berg there"),
        ("local part as a name", "email", "thorsvik@example.com", "thorsvik here"),
        ("user name", "username", "blue_heron", "log in as Blue_Heron please"),
        ("address", "address", "12 Birchwood Lane, Springton", "I left 12 birchwood lane in a hurry"),
        ("postcode", "zip", "90210", "near 90210 somewhere"),
        ("date of birth", "date_of_birth", "1987-03-14", "born 1987-03-14"),
        ("unknown key", "loyalty", "GOLDHERON", "my goldheron status"),
    ];
    for (name, field, value, text) in cases {
        let out = masked(text, &[(field, value)]);
        for part in value.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 3) {
            assert!(!shows(&out, part), "{name}: {part} is known and may not stay: {out}");
        }
        assert!(out.contains('⟦'), "{name}: {out}");
    }
}

#[test]
fn r22_a_common_word_is_a_name_only_where_it_is_one() {
    let cases: &[(&str, &str, &str, bool)] = &[
        ("auxiliary verb", "Will Park", "it will rain and I must park the car", false),
        ("sentence start", "Will Park", "Will you come? Will it rain?", false),
        ("capital within a sentence", "Will Park", "please ask Will about it", true),
        ("beside the other part", "Will Park", "will park is my name", true),
        ("month", "May Long", "I may be late, it takes long", false),
    ];
    for (name, value, text, found) in cases {
        let out = masked(text, &[("customer_name", value)]);
        assert_eq!(out.contains('⟦'), *found, "{name}: {out}");
    }
}

#[test]
fn the_text_around_a_known_name_does_not_depend_on_it() {
    let names =
        ["Anna Berg", "Tan Winarno", "Lucky Tamil", "Maksur Wit", "Nanci Wolters", "Mitchell Rahmawati", "Lane Baa"];
    let forms: &[fn(&str, &str) -> String] = &[
        |first, last| format!("{}, {first}: I forgot my password", last.to_uppercase()),
        |first, _| format!("{first}'s account: where is my parcel"),
        |first, last| format!("Hi, this is {first} {last}. Where is it?"),
        |_, last| format!("Mr {last} here, please call"),
    ];
    for (number, form) in forms.iter().enumerate() {
        let shape = |name: &&str| {
            let (first, last) = name.split_once(' ').expect("two words");
            let out = masked(&form(first, last), &[("customer_name", name)]);
            let parts = out.split('⟦').map(|part| part.split_once('⟧').map_or(part, |(_, rest)| rest).to_owned());
            parts.collect::<Vec<_>>().join("⟦⟧")
        };
        for name in &names {
            assert_eq!(shape(name), shape(&names[0]), "form {number}, {name}: what is left must not tell whose it is");
        }
    }
}
