//! No raw text at rest: what identifies a person is planted in every place where it can come in, everything is done that
//! leaves traces, and then every byte that was written is searched for it, in every form that it could have there.
//!
//! Two searches. In the bytes of the files nothing at all may be found. In the decrypted rows, and in what lists show,
//! nothing may be found of what is promised: identity fields, mails, telephones, cards, IBANs, and numbers.

use std::collections::BTreeSet;

use countersign_domain::IntentId;
use countersign_engine::{
    Answer, Cancel, DecisionFilter, ExportFormat, Format, ImportReport, ImportRequest, QueueFilter, Source,
    stop_by_file,
};
use countersign_engine_tests::canary::{Search, files, forms};
use countersign_testkit::raw::{connection, dump};
use countersign_testkit::{Log, Random, TestWorkspace, line, policy_with, texts};
use serde_json::json;

/// Customers, with ten canaries each.
const CUSTOMERS: usize = 20;

/// One customer's identifiers, none of them anybody's.
struct Customer {
    number: usize,
    name: String,
    email: String,
    phone: String,
    iban: String,
    card: String,
    user_id: String,
    crm_id: String,
    account: String,
    order: String,
    session: String,
}

impl Customer {
    fn new(number: usize, random: &mut Random) -> Self {
        const FIRST: [&str; 5] = ["Jürgen", "Anneliese", "Óscar", "Katarzyna", "Venkataraman"];
        const LAST: [&str; 4] = ["Größmann", "Thornbury", "Ibáñez", "Weberling"];
        let name = format!("{} {}", FIRST[number % 5], LAST[number / 5]);
        let mut digits =
            |count: usize| (0..count).map(|_| char::from(b'1' + random.below(9) as u8)).collect::<String>();
        Self {
            email: format!("canary.{}{number:02}@example.org", digits(4)),
            phone: format!("+49 171 {} {}", digits(3), digits(4)),
            iban: iban(&digits(18)),
            card: card(&format!("4{}", digits(14))),
            user_id: format!("cust-{}", digits(8)),
            crm_id: format!("crm{}", digits(9)),
            account: format!("acc-{}", digits(8)),
            order: digits(9),
            session: format!("sess-{}", digits(10)),
            name,
            number,
        }
    }

    fn canaries(&self) -> [&str; 10] {
        [
            &self.name,
            &self.email,
            &self.phone,
            &self.iban,
            &self.card,
            &self.user_id,
            &self.crm_id,
            &self.account,
            &self.order,
            &self.session,
        ]
    }

    /// Parts that would still tell who it is, and other ways to write the same.
    fn parts(&self) -> Vec<String> {
        let words = self.name.split(' ').filter(|word| word.len() >= 8).map(str::to_owned);
        let local = self.email.split('@').next().unwrap_or_default().to_owned();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        words.chain([local, digits(&self.phone), digits(&self.iban), digits(&self.user_id)]).collect()
    }

    /// Everything in one sentence, as people write it.
    fn says(&self) -> String {
        format!(
            "Hello, my name is {}. Write to {} or call {}. My IBAN is {}, my card {}, customer id {}, order {}.",
            self.name, self.email, self.phone, self.iban, self.card, self.user_id, self.order
        )
    }

    fn fields(&self) -> Vec<(&'static str, serde_json::Value)> {
        vec![
            ("user_id", json!(self.user_id)),
            ("crm_contact_id", json!(self.crm_id)),
            ("email", json!(self.email)),
            ("account_id", json!(self.account)),
            ("agent_id", json!(format!("agent {}", self.name))),
            ("known", json!({"customer_name": self.name, "phone": self.phone, "order_id": self.order})),
            ("sensitive", json!({"age_band": "30-39"})),
        ]
    }

    /// A row that is taken, one with the identifiers in each place where they have none to be, and one that is no JSON.
    fn rows(&self) -> String {
        let with = |id: &str, more: Vec<(&str, serde_json::Value)>| {
            let mut fields = self.fields();
            fields.extend(more);
            line(&format!("{id}-{}", self.number), &self.session, &self.says(), &fields)
        };
        let shouted = json!([
            {"speaker": "customer", "text": self.says().to_uppercase()},
            {"speaker": "agent", "text": format!("Thank you {}, we wrote to {}", self.name, self.email)},
            {"speaker": "customer", "text": format!("{}\n{}", self.email, self.phone)},
        ]);
        [
            with("taken", vec![]),
            with("turns", vec![("message", shouted)]),
            with("channel", vec![("channel", json!(self.email))]),
            with("outcome", vec![("outcome", json!(format!("mailed to {}", self.email)))]),
            with("segment", vec![("segment", json!({"plan": self.card}))]),
            with("basis", vec![("legal_basis", json!(format!("said by {}", self.phone)))]),
            with("intent", vec![("intent", json!(self.iban))]),
            with("named", vec![("segment", json!({self.email.clone(): "x"}))]),
            line(&self.card, &self.session, "an id that is a card", &self.fields()),
            format!("{{\"half\": \"{}\", \"a\": {}\n", self.says(), self.phone),
        ]
        .concat()
    }
}

/// With the check digits of ISO 13616.
fn iban(account: &str) -> String {
    let number = format!("{account}131400"); // D = 13, E = 14
    let rest = number.bytes().fold(0u32, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
    format!("DE{:02}{account}", 98 - rest)
}

/// With the check digit of ISO 7812 (Luhn).
fn card(number: &str) -> String {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let digits = number.bytes().rev().map(|digit| u32::from(digit - b'0'));
    let sum: u32 = digits.enumerate().map(|(place, digit)| if place % 2 == 0 { doubled(digit) } else { digit }).sum();
    format!("{number}{}", (10 - sum % 10) % 10)
}

fn import(workspace: &TestWorkspace, name: &str, text: &str) -> ImportReport {
    let cancel = Cancel::default();
    let request = ImportRequest {
        source: Source::File,
        name,
        format: Format::JsonLines,
        identity: Some(name.to_owned()),
        cancel: &cancel,
        progress: &|_| {},
    };
    workspace.engine.import(&workspace.administrator, text.as_bytes(), &request).expect("rows are refused one by one")
}

/// Does everything that writes, and gives what is shown and what errors say.
fn use_everything(workspace: &TestWorkspace, customers: &[Customer]) -> String {
    let engine = &workspace.engine;
    let mut shown = String::new();
    workspace.with_model();
    for customer in customers {
        let report = import(workspace, &format!("export for {}.jsonl", customer.email), &customer.rows());
        assert_eq!(report.rows, 10, "each row is accounted for");
        assert!(report.counts.taken >= 2, "the rows that are fit are taken: {report:?}");
    }
    workspace.work_off();
    let labelled = |customer: &Customer| {
        let id = format!("labelled-{}", customer.number);
        line(
            &id,
            &customer.session,
            &customer.says(),
            &[customer.fields(), vec![("intent", json!("complaint"))]].concat(),
        )
    };
    workspace.import(&customers.iter().map(labelled).collect::<String>());
    let version = workspace.train(3);
    shown += &format!("{:?}", engine.model(&workspace.auditor, &version).expect("just trained"));
    workspace.import(&line("auto", "s-auto", &format!("{} {}", texts::PASSWORD[0], customers[0].email), &[]));
    workspace.work_off();
    answer_all(workspace, customers, &mut shown);
    workspace.pass_ms(11 * 60_000);
    workspace.work_off();
    receipts(workspace, &customers[1]);
    workspace.work_off();
    engine.stop(&workspace.supervisor, Some(&customers[2].says())).expect("everybody may");
    engine.lift_stop(&workspace.officer, &customers[3].says()).expect("an officer may");
    stop_by_file(workspace.folder()).expect("a file");
    engine.lift_stop(&workspace.officer, &customers[4].says()).expect("an officer may");
    engine.roll_back(&workspace.steward, &customers[5].says()).expect("a model is live");
    engine.resume_routing(&workspace.officer, &customers[6].says()).expect("it was paused");
    let beside = |name: &str| workspace.beside().join(name);
    for (format, name) in [(ExportFormat::Csv, "all.csv"), (ExportFormat::JsonLines, "all.jsonl")] {
        engine
            .export_decisions(&workspace.officer, &DecisionFilter::default(), format, &beside(name))
            .expect("an export");
    }
    engine.back_up(&workspace.administrator, &beside("backup")).expect("a backup");
    let held = engine.quarantine(&workspace.officer, 10_000).expect("a list");
    assert!(held.len() >= CUSTOMERS * 7, "rows with identifiers where none belong are held: {}", held.len());
    engine.discard_quarantined(&workspace.officer, &held[0].id).expect("it is held");
    // The sealed bytes of a held row are searched as bytes of the file; here is what a person sees.
    let visible = held.iter().map(|row| (&row.reason, &row.field, &row.shape, row.line));
    shown += &format!("{:?}", visible.collect::<Vec<_>>());
    shown += &format!("{:?}", engine.events(&workspace.auditor, None, 10_000).expect("a list"));
    shown += &format!("{:?}", engine.queue(&workspace.auditor, &QueueFilter::default(), None, 10_000).expect("a list"));
    shown += &format!("{:?}", engine.imports(&workspace.auditor, 10_000).expect("a list"));
    shown += &format!("{:?}", engine.residual_risk(&workspace.auditor, &Default::default()).expect("a report"));
    shown += &format!("{:?}", engine.status(&workspace.auditor).expect("a status"));
    shown += &format!("{:?}", engine.ledger(&workspace.auditor, None, 10_000).expect("a list"));
    shown
}

fn answer_all(workspace: &TestWorkspace, customers: &[Customer], shown: &mut String) {
    let engine = &workspace.engine;
    let waiting = engine.queue(&workspace.supervisor, &QueueFilter::default(), None, 10_000).expect("the queue").items;
    assert!(!waiting.is_empty(), "somebody must be asked for a comment to be planted");
    for (place, (queued, ..)) in waiting.iter().enumerate() {
        let detail = engine.review_item(&workspace.supervisor, &queued.item.id).expect("an item");
        *shown += &format!("{detail:?}");
        let item = engine.claim(&workspace.supervisor, &queued.item.id).expect("it is free");
        let comment = customers[place % customers.len()].says();
        let answer = if place % 3 == 0 { Answer::Escalate } else { Answer::Intent(IntentId::new("complaint")) };
        engine
            .submit(&workspace.supervisor, &item.id, item.version, &answer, Some(&comment))
            .expect("within the lease");
        if place % 5 == 0 {
            engine.undo(&workspace.supervisor).expect("within the hold-back");
        }
    }
}

/// A receiving system that puts into its receipts what does not belong there.
fn receipts(workspace: &TestWorkspace, customer: &Customer) {
    let outbox = workspace.folder().outbox();
    for file in files(&outbox) {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = format!("{}\n{{\"decision_id\": \"{}\"}}\n", customer.says(), customer.email);
        std::fs::write(outbox.join(format!("{name}.receipt.jsonl")), text).expect("a receipt");
    }
}

#[test]
fn r01_r03_what_identifies_a_person_is_nowhere() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let mut random = Random::new(11);
    let customers: Vec<Customer> = (0..CUSTOMERS).map(|number| Customer::new(number, &mut random)).collect();
    let parts: BTreeSet<String> = customers.iter().flat_map(Customer::parts).collect();
    let search = Search::new(customers.iter().flat_map(Customer::canaries).chain(parts.iter().map(String::as_str)));
    // Every decision is reviewed as well, so that there are many comments.
    let policy = policy_with(|text| text.replace("audit_share = 0.05", "audit_share = 1.0"));
    let workspace = TestWorkspace::with_policy(Some(&policy));
    let shown = use_everything(&workspace, &customers);

    let mut found: Vec<String> = Vec::new();
    let mut note = |place: String, bytes: &[u8]| {
        found.extend(search.found(bytes).into_iter().map(|what| format!("{place}: {what}")))
    };
    let written = files(workspace.beside());
    let mut bytes_searched = 0;
    for path in &written {
        let bytes = std::fs::read(path).expect("a file of ours");
        bytes_searched += bytes.len();
        let shown = path.strip_prefix(workspace.beside()).unwrap_or(path).display().to_string();
        note(format!("the name {shown}"), shown.as_bytes());
        note(shown, &bytes);
    }
    let (mut comments, mut masked) = (0, 0);
    for (column, value) in dump(&connection(workspace.folder())) {
        let text = String::from_utf8_lossy(&value);
        comments += usize::from(column == "responses.comment" && text.contains("⟦EMAIL_ADDRESS⟧"));
        masked += usize::from(column == "events.turns" && text.contains("⟦IBAN_CODE"));
        note(format!("decrypted {column}"), &value);
    }
    note("what is shown".to_owned(), shown.as_bytes());
    note("the log".to_owned(), &log.bytes());
    println!(
        "{} canaries and {} parts in {} files ({} KiB): {} found",
        CUSTOMERS * 10,
        parts.len(),
        written.len(),
        bytes_searched / 1024,
        found.len()
    );
    assert!(
        written.iter().any(|path| path.ends_with("countersign.db-wal")),
        "control: the write-ahead log was searched"
    );
    assert!(
        masked >= 2 * CUSTOMERS && comments >= CUSTOMERS,
        "control: texts and comments were kept, masked: {masked}, {comments}"
    );
    assert!(written.len() >= 8, "control: database, keys, backup, exports and outbox were searched: {written:?}");
    found.sort();
    assert!(found.is_empty(), "{} places hold what identifies a person:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_plain_database_does_hold_it() {
    let mut random = Random::new(11);
    let customers: Vec<Customer> = (0..CUSTOMERS).map(|number| Customer::new(number, &mut random)).collect();
    let home = tempfile::tempdir().expect("a folder");
    let plain = rusqlite::Connection::open(home.path().join("plain.db")).expect("a database");
    plain.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE rows (row TEXT)").expect("a table");
    for customer in &customers {
        plain.execute("INSERT INTO rows VALUES (?1)", [customer.rows()]).expect("a row");
    }
    let bytes: Vec<u8> = files(home.path()).iter().flat_map(|path| std::fs::read(path).expect("a file")).collect();
    for customer in &customers {
        for canary in customer.canaries() {
            let found = Search::new(std::iter::once(canary)).found(&bytes).len();
            assert!(found > 0, "control: the same search finds {canary} in a database that is not encrypted");
        }
    }
}

#[test]
fn each_form_of_a_canary_is_found() {
    let canary = "Jürgen Größmann";
    let search = Search::new(std::iter::once(canary));
    for (form, bytes) in forms(canary) {
        let name = format!("{canary} as {form}");
        assert!(search.found(&[b"before ".as_slice(), &bytes, b" after"].concat()).contains(name.as_str()), "{form}");
    }
    for before in ["", "a", "ab", "abc"] {
        let encoded = data_encoding::BASE64.encode(format!("{before}{canary}, and more").as_bytes());
        assert!(!search.found(encoded.as_bytes()).is_empty(), "base64 after {} bytes", before.len());
    }
}
