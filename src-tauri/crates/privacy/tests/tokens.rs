//! Requirements 5, 6, 8–11 and 13: what tokens are made of, and that they are inert.

mod common;
use common::{MemoryIndex, event, render, tokenised, with_known};
use countersign_domain::EntityType;
use countersign_privacy::{
    Conversations, IndexKeys, JoinField, PlainText, RawText, canonical, find_tokens, is_small_space,
};
use proptest::prelude::*;

fn keys() -> IndexKeys {
    IndexKeys::new(&[1; 32], 1)
}

#[test]
fn all_keys_change_with_secret_epoch_purpose_type_and_conversation() {
    let value = RawText::new("anna@example.com");
    let (a, b) = (keys(), IndexKeys::new(&[2; 32], 1));
    let session = |keys: &IndexKeys, name: &str| keys.join(JoinField::Session, &RawText::new(name));
    let text = |keys: &IndexKeys, name: &str, entity_type| {
        keys.in_conversation(session(keys, name), entity_type, "anna@example.com")
    };
    let all = [
        a.join(JoinField::Email, &value),
        a.join(JoinField::UserId, &value),
        a.join(JoinField::CrmContactId, &value),
        a.join(JoinField::Account, &value),
        a.join(JoinField::Agent, &value),
        b.join(JoinField::Email, &value),
        IndexKeys::new(&[1; 32], 2).join(JoinField::Email, &value),
        text(&a, "s1", EntityType::EmailAddress),
        text(&a, "s2", EntityType::EmailAddress),
        text(&a, "s1", EntityType::Username),
        text(&b, "s1", EntityType::EmailAddress),
    ];
    let different: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len(), "no two domains may share a key for one value");
    assert_eq!(
        a.join(JoinField::Email, &value),
        keys().join(JoinField::Email, &RawText::new(" ANNA@Example.com ")),
        "one value, one key"
    );
}

#[test]
fn brute_force_without_the_secret_finds_nothing() {
    let target = keys().join(JoinField::UserId, &RawText::new("777123"));
    let guesses = IndexKeys::new(&[0; 32], 1);
    let hit = (0..20_000).any(|n| guesses.join(JoinField::UserId, &RawText::new((770_000 + n).to_string())) == target);
    assert!(!hit, "a guesser has every value but not the secret");
}

#[test]
fn secrets_and_small_spaces_have_no_surrogate() {
    let policy: &[(EntityType, &str, bool)] = &[
        (EntityType::Pin, "48213377", true),
        (EntityType::Password, "correct horse", true),
        (EntityType::ZipCode, "46209", true),
        (EntityType::DateOfBirth, "19870314", true),
        (EntityType::CreditCard, "1234", true),
        (EntityType::UsSsn, "9999", true),
        (EntityType::AccountId, "4711", true),
        (EntityType::AccountId, "999999", true),
        (EntityType::AccountId, "4711223", false),
        (EntityType::OrderId, "ab1234567", false),
        (EntityType::CreditCard, "4111111111111111", false),
        (EntityType::Person, "anna", false),
        (EntityType::EmailAddress, "a@b.de", false),
        (EntityType::PhoneNumber, "+49301234567", false),
        (EntityType::StreetAddress, "1 main street", false),
    ];
    for (entity_type, value, small) in policy {
        assert_eq!(is_small_space(*entity_type, value), *small, "{entity_type} {value}");
    }
    for text in ["my pin is 4821", "password is hunter2x", "card ending 1234"] {
        let tokens = find_tokens(&tokenised(text));
        assert!(
            !tokens.is_empty() && tokens.iter().all(|token| token.shown.is_none()),
            "{text}: no table can be built from it"
        );
    }
}

#[test]
fn one_value_has_one_token_in_a_conversation_and_another_elsewhere() {
    let mut index = MemoryIndex::default();
    let mut text = |session: &str| {
        render(event(session, &["write to bo@example.com or bo@example.com"]), &keys(), &mut index).turns[0]
            .text
            .clone()
    };
    let (first, again, other) = (text("s1"), text("s1"), text("s2"));
    let shown = |text: &str| {
        find_tokens(text).into_iter().map(|token| token.shown.expect("an address has a surrogate")).collect::<Vec<_>>()
    };
    assert_eq!(shown(&first)[0], shown(&first)[1], "the same value in one text");
    assert_eq!(first, again, "the same value later in the conversation");
    assert_ne!(shown(&first)[0], shown(&other)[0], "free text joins nothing across conversations");
}

#[test]
fn the_subject_has_one_pseudonym_in_fields_and_text() {
    let mut index = MemoryIndex::default();
    let mut with_email = event("s1", &["Anna Berg here, mail anna.berg@example.com"]);
    with_email.identity.email = Some(RawText::new("anna.berg@example.com"));
    let first = render(with_known(with_email.clone(), "customer_name", "Anna Berg"), &keys(), &mut index);
    let shown = &first.subject.as_str()[..16];
    let tokens = find_tokens(&first.turns[0].text);
    assert!(
        tokens.len() == 2 && tokens.iter().all(|token| token.shown.as_deref() == Some(shown)),
        "{}",
        first.turns[0].text
    );
    with_email.session_id = RawText::new("s2");
    assert_eq!(
        render(with_email, &keys(), &mut index).subject,
        first.subject,
        "the same person in another conversation"
    );
}

#[test]
fn typed_tokens_are_kept_only_when_the_index_knows_them() {
    let known = find_tokens(&tokenised("mail bo@example.com"))[0].clone();
    let real = tokenised("mail bo@example.com");
    assert_eq!(tokenised(&real), real, "a token of ours stays");
    let shown = known.shown.expect("an address has a surrogate");
    let forged = real.replace(&shown, "AAAAAAAAAAAAAAAA");
    assert_eq!(tokenised(&forged), "mail ⟦EMAIL_ADDRESS⟧", "a forged surrogate names nobody");
    assert_eq!(
        tokenised("⟦PIN⟧ stays"),
        "⟦PIN⟧ stays",
        "a token without a surrogate says nothing that could be forged"
    );
    for text in ["⟦PERSON·k1·short⟧", "⟦NOBODY⟧", "⟦⟦", "a ⟧ b", "⟦PERSON·k1·AAAAAAAAAAAAAAAA"] {
        let out = tokenised(text);
        assert!(find_tokens(&out).iter().all(|token| token.shown.is_none() || out.contains("〚")), "{out}");
        assert!(
            !out.replace("⟦ORDER_ID", "").replace("⟦ACCOUNT_ID", "").contains("⟦PERSON·k1·A"),
            "{text} may not pass as a token: {out}"
        );
    }
}

#[test]
fn a_run_with_its_own_key_keeps_tokens_of_any_run() {
    let pseudonymizer = common::pseudonymizer();
    let run = |secret: u8, text: &str| {
        let mut conversations = Conversations::with_random_key(&pseudonymizer, &[secret; 32]);
        conversations.pseudonymize(&PlainText { text: text.into(), ..PlainText::default() }).expect("derived").text
    };
    let once = run(1, "mail bo@example.com");
    assert_eq!(run(2, &once), once, "pseudonymizing twice changes nothing");
    assert_ne!(run(2, "mail bo@example.com"), once, "two runs share no pseudonym");
}

#[test]
fn canonical_forms_join_spellings_and_part_values() {
    use EntityType::*;
    use countersign_privacy::Region;
    let groups: &[(EntityType, &[&str])] = &[
        (
            EmailAddress,
            &[
                "anna@example.com",
                "Anna@Example.COM",
                " anna@example.com ",
                "ＡＮＮＡ@example.com",
                "anna@exam\u{200b}ple.com",
            ],
        ),
        (EmailAddress, &["bo@example.com", "BO@EXAMPLE.COM"]),
        (
            PhoneNumber,
            &["+1 212 555 0187", "(212) 555-0187", "212.555.0187", "2125550187", "001 212 555 0187", "1-212-555-0187"],
        ),
        (PhoneNumber, &["+49 30 123456", "0049 30 123456", "+49(0)30 123456", "+49-30-123456"]),
        (CreditCard, &["4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "４１１１111111111111"]),
        (IbanCode, &["DE89 3704 0044 0532 0130 00", "de89370400440532013000", "DE89-3704-0044-0532-0130-00"]),
        (OrderId, &["AB-123 456", "ab123456", "AB 123456", "ab_123456"]),
        (AccountId, &["778 812 34", "77881234", "778-812-34"]),
        (UsSsn, &["219-09-9999", "219 09 9999", "219099999"]),
        (Person, &["Anna Berg", "ANNA BERG", "anna  berg", "Anna Berg's", "Anna-Berg"]),
        (Person, &["Bo Lind", "bo lind"]),
        (Username, &["@BoLind", "bolind", " BOLIND"]),
        (Url, &["https://example.com/A/", "https://EXAMPLE.com/a"]),
        (StreetAddress, &["12 Birch Lane", "12, birch lane", "12 Birch  Lane."]),
        (Passport, &["C01X 00T47", "c01x00t47"]),
    ];
    let form =
        |entity_type: &EntityType, value: &&str| (entity_type.as_str(), canonical(*entity_type, value, Region::Us));
    let mut pairs = 0;
    let flat: Vec<(usize, &EntityType, &&str)> =
        groups.iter().enumerate().flat_map(|(g, (t, values))| values.iter().map(move |v| (g, t, v))).collect();
    for (i, (group, entity_type, value)) in flat.iter().enumerate() {
        for (other_group, other_type, other) in &flat[i + 1..] {
            pairs += 1;
            let equal = form(entity_type, value) == form(other_type, other);
            assert_eq!(equal, group == other_group, "{entity_type} {value} and {other_type} {other}");
        }
    }
    assert!(pairs >= 200, "{pairs} pairs");
}

fn any_type() -> impl Strategy<Value = EntityType> {
    prop::sample::select(EntityType::ALL)
}

/// Text of the kind that breaks things: words, numbers, marks, brackets, tokens, other scripts.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "[A-Z][a-z]{1,8}",
        "[0-9]{1,12}",
        "[ .,:;@/_#()-]{1,3}",
        Just("my name is ".to_owned()),
        Just("password is ".to_owned()),
        Just("⟦PERSON·k1·".to_owned()),
        Just("⟧".to_owned()),
        Just("⟦PIN⟧".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("４２".to_owned()),
        Just("Strasse 12, ".to_owned()),
        "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn canonical_is_idempotent(entity_type in any_type(), value in "\\PC{0,24}") {
        use countersign_privacy::Region;
        for region in [Region::Us, Region::De] {
            let once = canonical(entity_type, &value, region);
            prop_assert_eq!(canonical(entity_type, &once, region), once.clone());
        }
    }

    #[test]
    fn pseudonymizing_twice_changes_nothing(text in any_text()) {
        let once = tokenised(&text);
        prop_assert_eq!(tokenised(&once), once);
    }

    #[test]
    fn spans_are_sorted_disjoint_and_inside(text in any_text()) {
        let spans = common::pseudonymizer().find(&text, &countersign_privacy::Known::default());
        let length = text.chars().count();
        let mut end = 0;
        for span in spans {
            prop_assert!(end <= span.start && span.start < span.end && span.end <= length);
            prop_assert!((0.0..=1.0).contains(&span.score));
            end = span.end;
        }
    }
}
