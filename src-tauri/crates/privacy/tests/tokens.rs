//! Requirements 5–13: what tokens are made of, and that they are inert.

mod common;
use common::{MemoryIndex, event, render, tokenised, with_known};
use countersign_domain::EntityType;
use countersign_privacy::{
    Conversations, IndexKey, IndexKeys, JoinField, PlainText, RawText, SHOWN, canonical, find_tokens, is_small_space,
};
use proptest::prelude::*;

fn keys() -> IndexKeys {
    IndexKeys::new(&[1; 32], 1)
}

#[test]
fn r06_all_keys_change_with_secret_epoch_purpose_type_and_conversation() {
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
        a.join(JoinField::Session, &value),
        a.join(JoinField::Text, &value),
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
fn r05_brute_force_without_the_secret_finds_nothing() {
    let target = keys().join(JoinField::UserId, &RawText::new("777123"));
    let guesses = IndexKeys::new(&[0; 32], 1);
    let key = |keys: &IndexKeys, n: u32| keys.join(JoinField::UserId, &RawText::new(n.to_string()));
    assert!((0..1_000_000).all(|n| key(&guesses, n) != target), "a guesser has every value but not the secret");
    assert_eq!(key(&keys(), 777_123), target, "control: with the secret the very same search finds it");
}

#[test]
fn r05_a_key_is_no_plain_digest_of_its_value() {
    use sha2::{Digest, Sha256};
    let value = "777123";
    let key = keys().join(JoinField::UserId, &RawText::new(value)).0;
    // Whatever public text stands around the value, an unkeyed digest of it is not the key.
    for salt in ["", "v1", "v1join-user/USERNAME\0", "countersign", "countersign index v1 "] {
        for text in [format!("{salt}{value}"), format!("{value}{salt}"), format!("{salt}\0{value}")] {
            assert_ne!(<[u8; 32]>::from(Sha256::digest(&text)), key, "{salt:?} as a public salt must not give the key");
        }
    }
}

#[test]
fn r08_join_keys_have_at_least_128_bits_and_the_shown_form_joins_nothing() {
    assert_eq!(size_of::<IndexKey>(), 32, "256 bits");
    let mut index = MemoryIndex::default();
    let mut subject = |user: &str| {
        let mut event = event(user, &["hello"]);
        event.identity.user_id = Some(RawText::new(user));
        render(event, &keys(), &mut index).subject
    };
    let (one, other) = (subject("u-1"), subject("u-2"));
    assert!(one.as_str().len() * 5 >= 128, "a surrogate holds 128 bits");
    // Two people whose surrogates begin alike show the same token and stay two people.
    index.subjects.values_mut().for_each(|surrogate| {
        let tail = &surrogate.as_str()[SHOWN..].to_owned();
        let last = if *surrogate == one { "A" } else { "B" };
        *surrogate = countersign_domain::Surrogate::new(format!("{}{}{last}", "C".repeat(SHOWN), &tail[1..]));
    });
    assert_ne!(one, other);
    let mut again = |user: &str| {
        let mut event = event("later", &["hello"]);
        event.identity.user_id = Some(RawText::new(user));
        render(event, &keys(), &mut index).subject
    };
    let (one, other) = (again("u-1"), again("u-2"));
    assert_eq!(one.as_str()[..SHOWN], other.as_str()[..SHOWN], "control: what is shown is the same");
    assert_ne!(one, other, "events are joined by the whole surrogate");
}

#[test]
fn r09_the_same_pin_in_two_conversations_tells_nothing() {
    let mut index = MemoryIndex::default();
    for session in ["s1", "s2"] {
        let out = render(event(session, &["my pin is 4821 and my zip is 46209"]), &keys(), &mut index);
        assert_eq!(out.turns[0].text, "my pin is ⟦PIN⟧ and my zip is ⟦ZIP_CODE⟧");
    }
    assert!(index.rows.len() == 2, "the index holds the two conversations and nothing of the values");
}

/// What a value of each type becomes: the person's surrogate where a field says that it is theirs, one of the
/// conversation in free text, or none.
#[test]
fn r10_the_policy_of_each_type() {
    use EntityType::*;
    let policy: &[(EntityType, &str, bool)] = &[
        (Person, "Tilda Quill", true),
        (EmailAddress, "tilda@example.org", true),
        (PhoneNumber, "+49 30 1234567", true),
        (StreetAddress, "12 Birch Lane", true),
        (ZipCode, "46209", false),
        (CreditCard, "4111 1111 1111 1111", true),
        (CreditCard, "1234", false),
        (IbanCode, "DE89370400440532013000", true),
        (BankAccount, "7731204", true),
        (UsSsn, "219-09-9999", true),
        (UsSsn, "9999", false),
        (NationalId, "12345678Z", true),
        (Passport, "C01X00T47", true),
        (UsDriverLicense, "D1234567", true),
        (DriverLicense, "D1234567", true),
        (LicensePlate, "BMW1234", true),
        (DateOfBirth, "14.03.1987", false),
        (Username, "quillt", true),
        (Password, "correct horse battery", false),
        (Pin, "48213377", false),
        (AccountId, "77881234", true),
        (AccountId, "778812", false),
        (OrderId, "AB1234567", true),
        (CaseId, "INC0045123", true),
        (MedicalId, "9434765919", true),
        (IpAddress, "192.168.100.200", true),
        (MacAddress, "00:1b:44:11:3a:b7", true),
        (Url, "https://example.org/u/quill", true),
        (DeviceId, "490154203237518", true),
        (Crypto, "1BoatSLRHtKNngkdXEeobR76b53LETtpyT", true),
        (Coordinates, "52.520008, 13.404954", true),
        (Location, "Springfield", true),
        (Organization, "Initech", true),
        (DateTime, "12 May 2024", false),
        (Age, "37", false),
        (Nrp, "German", false),
        (Title, "Mr", false),
    ];
    for entity_type in EntityType::ALL {
        assert!(policy.iter().any(|(named, ..)| named == entity_type), "{entity_type} has a policy");
    }
    for (entity_type, value, has_surrogate) in policy {
        let small = is_small_space(*entity_type, &canonical(*entity_type, value, countersign_privacy::Region::De));
        assert_eq!(!small, *has_surrogate, "{entity_type} {value}");
    }
}

#[test]
fn r11_tokens_survive_json_csv_and_markdown() {
    let text = tokenised("write to bo@example.com, pin 4821, or to Ms Tilda Quill");
    let tokens = find_tokens(&text);
    assert!(tokens.len() == 3, "{text}");
    let through_json: String = serde_json::from_str(&serde_json::to_string(&text).expect("JSON")).expect("JSON");
    assert_eq!(find_tokens(&through_json), tokens);
    for token in &tokens {
        let token = &text[token.start..token.end];
        let special = |c: char| matches!(c, '"' | ',' | ';' | '\n' | '\r' | '\t' | '=' | '+' | '@');
        assert!(!token.contains(special), "a cell of CSV needs no quotes for it and no spreadsheet runs it: {token}");
        let marks = |c: char| matches!(c, '*' | '[' | ']' | '`' | '<' | '>' | '#' | '|' | '\\' | '&' | '!' | '~');
        assert!(!token.contains(marks), "Markdown has nothing to format in it: {token}");
        // An underscore within a word is no emphasis (CommonMark 6.2), and tokens have none elsewhere.
        assert!(!token.starts_with('_') && !token.ends_with('_'), "{token}");
    }
}

#[test]
fn r12_nothing_that_looks_like_real_data_is_ever_written() {
    let text =
        "Tilda Quill, tilda@example.org, +49 30 1234567, 4111 1111 1111 1111, DE89370400440532013000, ssn 219-09-9999";
    let out = masked_by_fields(text);
    let inert = |token: &countersign_privacy::FoundToken| {
        let body = out[token.start..token.end].trim_matches(['⟦', '⟧']);
        let shown = token.shown.as_deref().unwrap_or_default();
        body == token.entity_type.as_str() || body == format!("{}·k1·{shown}", token.entity_type)
    };
    let tokens = find_tokens(&out);
    assert!(tokens.len() >= 6 && tokens.iter().all(inert), "type, epoch and surrogate, nothing else: {out}");
    let mut rest = String::new();
    let mut at = 0;
    for token in &tokens {
        rest += &out[at..token.start];
        at = token.end;
    }
    rest += &out[at..];
    assert!(
        !rest.contains(|c: char| c.is_ascii_digit() || c == '@'),
        "no surrogate in the format of the value: {rest}"
    );
}

fn masked_by_fields(text: &str) -> String {
    common::masked(text, &[("customer_name", "Tilda Quill")])
}

#[test]
fn r13_structured_fields_join_always_and_purposes_never() {
    const PEOPLE: usize = 1000;
    let mut index = MemoryIndex::default();
    let mut with = |n: usize, what: &str| {
        let mut event = event(&format!("{what}-{n}"), &["hello"]);
        let spelled = |text: String| if what == "again" { text.to_uppercase() } else { text };
        if what != "mail" {
            event.identity.user_id = Some(RawText::new(spelled(format!("user-{n}"))));
        }
        if what != "user" {
            event.identity.email = Some(RawText::new(spelled(format!("p{n}@example.org"))));
        }
        event.account_id = Some(RawText::new(format!("user-{n}")));
        event.agent_id = Some(RawText::new(format!("user-{n}")));
        render(event, &keys(), &mut index)
    };
    let joined = (0..PEOPLE).filter(|n| {
        let (first, again) = (with(*n, "first"), with(*n, "again"));
        let (user, mail) = (with(*n, "user"), with(*n, "mail"));
        [&again, &user, &mail].iter().all(|other| other.subject == first.subject)
            && [&first.account, &first.agent].iter().all(|other| other.as_ref() != Some(&first.subject))
            && first.account != first.agent
    });
    assert_eq!(
        joined.count(),
        PEOPLE,
        "one person by any field and spelling; one value in two roles is two pseudonyms"
    );
    let subjects: std::collections::BTreeSet<_> = index.subjects.values().collect();
    assert_eq!(subjects.len(), PEOPLE, "no two people are joined");
}

#[test]
fn r09_secrets_and_small_spaces_have_no_surrogate() {
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
fn r10_one_value_has_one_token_in_a_conversation_and_another_elsewhere() {
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
fn r13_the_subject_has_one_pseudonym_in_fields_and_text() {
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
fn r11_typed_tokens_are_kept_only_when_the_index_knows_them() {
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
fn r11_a_run_with_its_own_key_keeps_tokens_of_any_run() {
    let pseudonymizer = common::pseudonymizer();
    let run = |secret: u8, text: &str| {
        let mut conversations = Conversations::with_random_key(pseudonymizer, &[secret; 32]);
        conversations.pseudonymize(&PlainText { text: text.into(), ..PlainText::default() }).expect("derived").text
    };
    let once = run(1, "mail bo@example.com");
    assert_eq!(run(2, &once), once, "pseudonymizing twice changes nothing");
    assert_ne!(run(2, "mail bo@example.com"), once, "two runs share no pseudonym");
}

#[test]
fn r07_canonical_forms_join_spellings_and_part_values() {
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
        (EmailAddress, &["bo@müller.example", "bo@xn--mller-kva.example", "BO@MÜLLER.example"]),
        (EmailAddress, &["bo@ex\u{430}mple.com", "bo@xn--exmple-4nf.com"]), // a Cyrillic look-alike is another domain
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
    fn r07_canonical_is_idempotent(entity_type in any_type(), value in "\\PC{0,24}") {
        use countersign_privacy::Region;
        for region in [Region::Us, Region::De] {
            let once = canonical(entity_type, &value, region);
            prop_assert_eq!(canonical(entity_type, &once, region), once.clone());
        }
    }

    #[test]
    fn r11_pseudonymizing_twice_changes_nothing(text in any_text()) {
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
