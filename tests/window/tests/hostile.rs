//! What customers, files and colleagues may send that would do something if anything took it for more than text: it comes
//! in by every door, and is looked at wherever it is shown. Nothing acts, nothing is asked for, and it reads as it was sent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::{Context as _, ensure};
use countersign_window_tests::driver::Driver;
use countersign_window_tests::hostile::{self, Vector};
use countersign_window_tests::{Desk, Workspace, keys};
use serde_json::{Value, json};

/// Of the generator; another one gives other vectors.
const SEED: u64 = 20_260_302;
/// Vectors that act in a page that takes them for markup, at least. They are counted anew in each run.
const LEAST_ACTING: usize = 100;

const WORKSPACE: &str = "</title><img src=x onerror=__hit('hit-workspace')>";
const PERSON: &str = "\"><svg onload=__hit('hit-person')>";
const REASON: &str = "'><iframe srcdoc=\"<script>parent.__hit('hit-reason')</script>\">";
const COMMENT: &str = "<details open ontoggle=__hit('hit-comment')>";
const STOPPED: &str = "{{constructor.constructor(\"__hit('hit-stop')\")()}}<img src=x>";
const FILE: &str = "<img src=x onerror=__hit('hit-file')>.jsonl";
const LABEL: &str = "<img src=x onerror=__hit('hit-label')>";
/// Groups of a sensitive feature, and segments.
const GROUPS: [&str; 3] =
    ["<script>__hit('hit-group')</script>", "\"><image href=x onerror=__hit()>", "</text></svg><b>x</b>"];

/// Waits until another row is chosen than when it was asked last, and what `shown` finds belongs to it; then gives the
/// text, with `⟦⟧` for each placeholder.
fn next(shown: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1], end = performance.now() + 15000;
         const look = () => {{
           const key = document.querySelector('main [data-selected]')?.dataset.key, turn = document.querySelector({shown});
           if (key && key !== window.__read && turn) {{
             window.__read = key;
             done([...turn.childNodes].map(part => part.classList?.contains('chip') ? '⟦⟧' : part.textContent).join(''));
           }} else if (performance.now() > end) done(null); else requestAnimationFrame(look) }};
         look()"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_comes_in_acts_wherever_it_is_shown() -> anyhow::Result<()> {
    let vectors = hostile::vectors(SEED);
    let workspace = fill(&vectors)?;
    let kept = kept(&workspace, &vectors)?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.run(hostile::WATCH).await?;
    desk.until_text(WORKSPACE).await?;
    nothing_acted(&desk, "the entrance").await?;
    desk.sign_in(&workspace, PERSON).await?;
    read_every_item(&desk, &kept).await?;
    answer(&desk).await?;
    read_decisions(&desk, &kept).await?;
    read_sources(&desk, &workspace).await?;
    read_fairness(&desk).await?;
    ask_for_a_change(&desk).await?;
    stop(&desk).await?;
    read_ledger(&desk).await?;
    for screen in ["settings", "policy", "models", "monitoring", "approvals"] {
        desk.go(screen).await?;
        nothing_acted(&desk, screen).await?;
    }
    desk.go("settings").await?;
    desk.until_text(PERSON).await?;
    nothing_acted(&desk, "people").await?;
    desk.close().await
}

/// Control: where text is taken for markup, and no policy stands in between, the same vectors act, in the same engine.
#[tokio::test(flavor = "multi_thread")]
async fn control_without_the_policy_they_act() -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    let driver = Driver::of_the_engine(home.path())?;
    let page = driver.empty_page().await?;
    page.execute(hostile::WATCH, Vec::new()).await?;
    let texts: Vec<Value> = hostile::vectors(SEED).iter().map(|vector| json!([vector.name, vector.text])).collect();
    // Who shows text that way writes it into a page or a box; whoever reads it presses what can be pressed.
    let script = "const [texts, done] = arguments;
        // Elsewhere it would be another page that answers.
        const leads = each => each.protocol === 'javascript:' || each.getAttribute('xlink:href') || each.localName === 'math';
        for (const [name, text] of texts) {
          if (text.length > 10000) continue;
          const frame = document.body.appendChild(document.createElement('iframe')), inner = frame.contentWindow;
          inner.__hit = inner.alert = __hit; inner.fetch = fetch;
          frame.contentDocument.write(text); frame.contentDocument.close();
          if (frame.contentDocument?.title.startsWith('hit')) __hit(frame.contentDocument.title);
          const box = document.body.appendChild(document.createElement('div'));
          box.innerHTML = text;
          for (const each of box.querySelectorAll('a, math')) if (leads(each)) each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
          for (const each of box.querySelectorAll('[autofocus]')) each.focus();
        }
        const acted = () => new Set(window.__acted.flatMap(what => texts.filter(([name]) => what.includes(name)).map(([name]) => name)));
        // What is loaded acts when it has failed to load: it is over when nothing new has acted for a while.
        let last = performance.now(), n = 0;
        const look = () => { const found = acted(); if (found.size > n) { n = found.size; last = performance.now() }
          if (performance.now() > last + 2000) done([...found]); else requestAnimationFrame(look) };
        look()";
    page.set_script_timeout(std::time::Duration::from_secs(60)).await?;
    let acted = page.execute_async(script, vec![json!(texts)]).await?;
    let acted: BTreeSet<String> = acted.convert()?;
    page.quit().await?;
    println!("{} of {} vectors act where nothing keeps them from it", acted.len(), texts.len());
    assert!(acted.len() >= LEAST_ACTING, "{} of {}: {acted:?}", acted.len(), texts.len());
    Ok(())
}

/// A workspace with a model whose examples are the vectors, the same texts waiting for people, people and names of the
/// same kind.
fn fill(vectors: &[Vector]) -> anyhow::Result<Workspace> {
    const INTENTS: [&str; 3] = ["refund_request", "order_status", "cancellation"];
    let mut workspace = Workspace::called(WORKSPACE)?;
    workspace.add("stu", &["model_steward"])?;
    workspace.add(PERSON, &["supervisor", "compliance_officer", "model_steward"])?;
    let mut history = String::new();
    for (n, vector) in vectors.iter().enumerate() {
        let intent = if n % 10 == 9 { LABEL } else { INTENTS[n % INTENTS.len()] };
        let text = format!("{} {}", ["money back", "parcel", "end it"][n % 3], vector.text);
        writeln!(history, "{}", row(&format!("past-{}", vector.name), &text, Some(intent), n))?;
    }
    workspace.drop_file("past.jsonl", &history)?;
    workspace.ask_as("ada", &["run", "--once"], &[]).context("the past is taken in")?;
    let trained = workspace.ask_as("stu", &["model", "train", "--min-subjects", "1"], &[])?;
    let model = trained["model_version"].as_str().context("a model")?;
    let asked = workspace.ask_as("stu", &["model", "request", model, "--reason", REASON], &[])?;
    workspace.ask_as("olga", &["approvals", "approve", asked["approval_id"].as_str().context("an approval")?], &[])?;
    let mut rows = String::new();
    for (n, vector) in vectors.iter().enumerate() {
        writeln!(rows, "{}", row(&vector.name, &vector.text, None, n))?;
    }
    workspace.drop_file(FILE, &rows)?;
    workspace.ask_as("ada", &["run", "--once"], &[]).context("everything is taken in")?;
    Ok(workspace)
}

fn row(id: &str, text: &str, intent: Option<&str>, n: usize) -> Value {
    let group = GROUPS[n % GROUPS.len()];
    json!({
        "event_id": id, "event_type": "message", "timestamp": "2026-03-02T08:00:00Z", "channel": "chat",
        "session_id": format!("{id}-<img src=x onerror=__hit('hit-session')>"), "user_id": format!("<b>{id}"),
        "message": text, "intent": intent, "segment": { "plan": group }, "sensitive": { "language_background": group },
        "outcome": "<svg onload=__hit('hit-outcome')>", "agent_id": "<b onclick=__hit('hit-agent')>",
    })
}

/// What the engine keeps of each vector, placeholders left empty.
fn kept(workspace: &Workspace, vectors: &[Vector]) -> anyhow::Result<BTreeMap<String, String>> {
    let mut kept = BTreeMap::new();
    let mut literal = 0;
    let page = workspace.ask_as("olga", &["events", "list", "--limit", "1000"], &[])?;
    let events = page["items"].as_array().context("events")?;
    for vector in vectors {
        let event = events.iter().find(|event| event["event_id"] == vector.name.as_str());
        let event = event.with_context(|| format!("it is not there: {:?}", vector.text))?;
        let text = event["turns"][0]["text"].as_str().context("it was said")?;
        literal += usize::from(text == vector.text);
        kept.insert(vector.name.clone(), without_names(text));
    }
    println!("{literal} of {} vectors are kept letter for letter, the others with placeholders in them", vectors.len());
    ensure!(literal >= vectors.len() / 2, "only {literal} vectors are still what they were");
    Ok(kept)
}

/// Empties the placeholders: what they are called stands in the page in words.
fn without_names(text: &str) -> String {
    let mut rest = text;
    let mut made = String::new();
    while let Some((before, after)) = rest.split_once('⟦') {
        made.push_str(before);
        made.push_str("⟦⟧");
        rest = after.split_once('⟧').map_or("", |(_, after)| after);
    }
    made + rest
}

async fn nothing_acted(desk: &Desk, place: &str) -> anyhow::Result<()> {
    let found = desk.run(hostile::FOREIGN).await?;
    ensure!(found == json!([]), "{place}: something came through: {found}");
    Ok(())
}

/// Review: each item is opened and reads as it is kept; so do the cases like it.
async fn read_every_item(desk: &Desk, kept: &BTreeMap<String, String>) -> anyhow::Result<()> {
    desk.go("review").await?;
    let mut alike = 0;
    let mut unread: BTreeSet<&String> = kept.values().collect();
    for n in 0..kept.len() {
        let said = desk.run_async(&next("'.conversation p'")).await?;
        let said = said.as_str().context("a turn in time")?;
        ensure!(unread.remove(&said.to_owned()), "not what was sent, or shown twice: {said:?}");
        if n % 10 == 0 {
            nothing_acted(desk, &format!("item {n}, {said:?}")).await?;
            let cases = desk.run("return document.querySelectorAll('.context .near').length").await?;
            alike += cases.as_u64().unwrap_or_default();
        }
        desk.press("j").await?;
    }
    ensure!(alike > 0, "no item showed a case like it, and those are of the same kind");
    ensure!(unread.is_empty(), "never shown: {unread:?}");
    Ok(())
}

/// A comment of the same kind, in an answer.
async fn answer(desk: &Desk) -> anyhow::Result<()> {
    desk.press("c").await?;
    desk.until("a comment is asked for", "document.activeElement?.closest('.comment')").await?;
    desk.press(COMMENT).await?;
    nothing_acted(desk, "a comment that is being written").await?;
    desk.press(keys::ESCAPE).await?;
    desk.press("1").await?;
    desk.until_text("Recorded: ").await?;
    nothing_acted(desk, "an answer").await
}

/// Decisions: the comment of the answer, then one after the other as they are kept, and the filters.
async fn read_decisions(desk: &Desk, kept: &BTreeMap<String, String>) -> anyhow::Result<()> {
    desk.go("decisions").await?;
    desk.until_text(COMMENT).await?;
    desk.until_text(PERSON).await?;
    let known: BTreeSet<&String> = kept.values().collect();
    for n in 0..40 {
        let said = desk.run_async(&next("'.decision:not([aria-busy]) .conversation p'")).await?;
        let said = said.as_str().context("a turn in time")?.to_owned();
        ensure!(known.contains(&said), "not what was sent: {said:?}");
        nothing_acted(desk, &format!("decision {n}, {said:?}")).await?;
        desk.press("j").await?;
    }
    let segment = "[...document.querySelectorAll('.filters button')].find(each => each.innerText.includes('Segment'))";
    desk.run(&format!("{segment}.focus()")).await?;
    desk.press(keys::ENTER).await?;
    for group in GROUPS {
        desk.until_text(&format!("plan: {group}")).await?;
    }
    nothing_acted(desk, "a filter").await?;
    desk.press(keys::ESCAPE).await?;
    desk.until("the filter is closed", "!document.querySelector('[role=option]')").await
}

/// Sources: the file by its name, and what is refused for what it says where only words of ours may stand.
async fn read_sources(desk: &Desk, workspace: &Workspace) -> anyhow::Result<()> {
    let mut refused = String::from(
        "{\"event_id\":\"lone\",\"event_type\":\"message\",\"message\":\"\\ud800<img src=x onerror=__hit('hit-lone')>\"}\n",
    );
    for field in ["event_id", "event_type", "timestamp", "channel", "intent"] {
        let mut row = row("refused", "x", None, 0);
        row[field] = json!(format!("<img src=x onerror=__hit('hit-{field}')>\u{202e}\u{1}"));
        writeln!(refused, "{row}")?;
    }
    for member in ["segment", "sensitive", "known"] {
        let mut row = row("refused", "x", None, 0);
        row[member] = json!({ "<img src=x onerror=__hit('hit-member')>": "x" });
        writeln!(refused, "{row}")?;
    }
    let mut spoken = row("refused", "x", None, 0);
    spoken["message"] = json!([{ "speaker": "<img src=x onerror=__hit('hit-speaker')>", "text": "x" }]);
    writeln!(refused, "{spoken}")?;
    desk.go("sources").await?;
    desk.until_text(FILE).await?;
    nothing_acted(desk, "files").await?;
    workspace.drop_file("\u{202e}<svg onload=__hit('hit-name')>.jsonl", &refused)?;
    desk.until_text("10 rows are held").await?;
    desk.until_text("<svg onload=__hit('hit-name')>.jsonl").await?;
    nothing_acted(desk, "quarantine").await
}

/// Fairness: groups stand in the finding, in the drawing and in its table.
async fn read_fairness(desk: &Desk) -> anyhow::Result<()> {
    desk.go("fairness").await?;
    for group in GROUPS {
        let quoted = Value::from(group);
        let stands = |place: &str| {
            format!("[...document.querySelectorAll('{place}')].some(each => each.textContent.includes({quoted}))")
        };
        desk.until(&format!("{group} is in the table"), &stands(".chart td")).await?;
        desk.until(&format!("{group} is in the drawing"), &stands(".chart svg text")).await?;
    }
    nothing_acted(desk, "fairness").await
}

/// A reason of the same kind, which a second person reads.
async fn ask_for_a_change(desk: &Desk) -> anyhow::Result<()> {
    desk.begin_policy_change("3").await?;
    desk.press(REASON).await?;
    desk.press(keys::ENTER).await?;
    desk.until("it was asked for", "!document.querySelector('[role=dialog]')").await?;
    desk.go("approvals").await?;
    let asked = "document.querySelector('blockquote')";
    desk.until("the reason is read", &format!("{asked}?.textContent === {}", Value::from(REASON))).await?;
    desk.until_text(PERSON).await?;
    nothing_acted(desk, "approvals").await
}

/// STOP for a reason of the same kind, which the strip says.
async fn stop(desk: &Desk) -> anyhow::Result<()> {
    desk.click(".strip .button.danger").await?;
    desk.until("Enter is enough", "document.activeElement?.innerText === 'Stop now'").await?;
    desk.press(keys::ENTER).await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    desk.press(STOPPED).await?;
    desk.press(keys::ENTER).await?;
    let said = format!("document.querySelector('.strip .reason')?.title === {}", Value::from(STOPPED));
    desk.until("the strip says why", &said).await?;
    nothing_acted(desk, "the strip").await
}

/// The ledger: entries one after the other, and who did what.
async fn read_ledger(desk: &Desk) -> anyhow::Result<()> {
    desk.go("ledger").await?;
    desk.until_text(PERSON).await?;
    for n in 0..30 {
        desk.until("an entry is open", "document.querySelector('.entry h2')").await?;
        nothing_acted(desk, &format!("entry {n}")).await?;
        desk.press("j").await?;
    }
    Ok(())
}
