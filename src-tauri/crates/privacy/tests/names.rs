//! Names that nothing but the text says, of people of many countries: masked the same way whatever language they are in,
//! and no other words with them.

mod common;

use countersign_privacy::{Conversations, PlainText};

fn masked(text: &str) -> String {
    let mut conversations = Conversations::with_random_key(common::pseudonymizer(), &[7; 32]);
    let out = conversations
        .pseudonymize(&PlainText { text: text.to_owned(), ..PlainText::default() })
        .expect("a text without a conversation")
        .text;
    // One mark for each token, whatever it stands for.
    let mut plain = String::new();
    let mut rest = out.as_str();
    while let Some((before, behind)) = rest.split_once('⟦') {
        plain.push_str(before);
        plain.push('*');
        rest = behind.split_once('⟧').expect("a token ends").1;
    }
    plain + rest
}

/// Given and family names; in each line one at least that the lists of the crate do not hold.
const PEOPLE: &[(&str, &str)] = &[
    ("Seojun", "Choi"),
    ("Xinyi", "Huang"),
    ("Zihan", "Li"),
    ("Riku", "Suzuki"),
    ("Minjun", "Kim"),
    ("Yifan", "Chen"),
    ("Chidi", "Okafor"),
    ("Sipho", "Nkosi"),
    ("Oluwaseun", "Adeyemi"),
    ("Ananya", "Chaudhry"),
    ("Giorgos", "Esposito"),
    ("Khalid", "Al-Rashid"),
];

#[test]
fn a_name_is_masked_wherever_people_write_one_in_whatever_language_it_is() {
    let what = "where is my parcel";
    let mut left = Vec::new();
    for (first, last) in PEOPLE {
        let (small, small_last) = (first.to_lowercase(), last.to_lowercase());
        let (loud, loud_last) = (first.to_uppercase(), last.to_uppercase());
        let cases = [
            (format!("Hi, this is {first} {last}. {what}"), format!("Hi, this is *. {what}")),
            (format!("I ask again, {what} — {loud}"), format!("I ask again, {what} — *")),
            (format!("I ask again, {what} - {first} {last}"), format!("I ask again, {what} - *")),
            (format!("{first}'s account: {what}"), format!("*'s account: {what}")),
            (format!("{loud_last}, {first}: {what}"), format!("*: {what}")),
            (format!("i am {small} {small_last} and {what}"), format!("i am * and {what}")),
            (format!("i am {small} {small_last} and I lost it"), "i am * and I lost it".to_owned()),
            (format!("Hello, im {small} {small_last}, {what}"), format!("Hello, im *, {what}")),
        ];
        for (text, expected) in cases {
            let out = masked(&text);
            if out != expected {
                left.push(format!("{text:?} became {out:?}"));
            }
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}

#[test]
fn what_stands_where_a_name_may_stand_is_none_for_that() {
    let texts = [
        "Payment failed again — PENDING",
        "Which cable do I need for the screen — HDMI",
        "Please send the invoice as before — PDF",
        "Where can I find the app — PlayStore",
        "I need a new one - Bluetooth, please",
        "Bitte um Rückruf unter der alten Nummer - Festnetz",
        "Bitte um einen Rückruf – DRINGEND",
        "Betreff: Kündigung Strom zum nächstmöglichen Termin",
        "Die Matrikelnummer steht auf dem Ausweis, der Baum vor dem Haus.",
        "Sehr geehrte Frau Kollegin, anbei das Gutachten.",
        "Lieber Hausmeisterservice, bitte die Tür schließen.",
        "Is the Victoria sofa the same fabric as the armchair?",
        "We are in Ludlow and the shop is closed.",
        "Das Paket von Lumen Logistik kam aus Soest.",
        "My Spanish bank charged me on Thu and Fri.",
        "NOTE, Customer: call back",
        "ERROR, Timeout: the page does not load",
        "WICHTIG, Rechnung: bitte die Anlage prüfen",
        "Yesterday's order and Monday's parcel are late",
        "Amazon's package never came",
        "i am furious, nobody answers",
        "im gonna cancel and I mean it",
        "i am overcharged twice and want my money",
        "i am indian muslim and want halal food",
        "i am locked out of netflix premium and I paid",
        "ich bin stinksauer und kündige",
    ];
    let changed: Vec<(&str, String)> =
        texts.iter().map(|text| (*text, masked(text))).filter(|(text, out)| text != out).collect();
    assert!(changed.is_empty(), "{changed:#?}");
}
