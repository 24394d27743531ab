//! Every screen as people see it: with data and with none, where something is missing, at every size and in both themes.
//! Each is looked at by axe-core and for text that is cut off; the pictures are for people.

use anyhow::Context as _;
use countersign_window_tests::{Desk, Workspace, axe, keys};

/// Events of the sample: enough for a model that is live and for groups that are large enough.
const EVENTS: u32 = 3_000;

const SCREENS: [&str; 11] = [
    "review",
    "decisions",
    "sources",
    "policy",
    "models",
    "promise",
    "approvals",
    "fairness",
    "monitoring",
    "ledger",
    "settings",
];

/// Nothing that is looked at is still being read.
const READ: &str = "![...document.querySelectorAll('main [aria-busy=true]')].some(each => each.checkVisibility())";

const REFUSED: &str = r#"{"event_id":"r-1","event_type":"message","timestamp":"17.3.2026","channel":"chat","session_id":"s-1","message":"No time that can be read."}
{"event_id":"r-2","event_type":"message","timestamp":"2026-03-02T08:00:00Z","session_id":"s-3","message":"No channel."}
this is no row at all
"#;

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_with_data_fits_every_window_in_both_themes() -> anyhow::Result<()> {
    let mut workspace = Workspace::sample(EVENTS)?;
    workspace.add("mara", &["supervisor", "compliance_officer", "model_steward"])?;
    workspace.drop_file("export-of-the-whole-morning-2026-03-02-from-the-old-help-desk.jsonl", REFUSED)?;
    workspace.ask_as("ada", &["run", "--once"], &[]).context("rows are refused")?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.sign_in(&workspace, "mara").await?;
    ask_for_a_change(&desk).await?;
    for screen in SCREENS {
        open(&desk, screen).await?;
        axe::check_every_size(&desk, &format!("screen-{screen}")).await?;
    }
    what_is_not_there(&desk).await?;
    what_does_not_fit_is_found(&desk).await?;
    desk.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn screens_without_data_say_what_will_be_there() -> anyhow::Result<()> {
    let mut workspace = Workspace::empty()?;
    workspace.add("mara", &["supervisor", "compliance_officer", "model_steward"])?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.sign_in(&workspace, "mara").await?;
    for screen in SCREENS {
        open(&desk, screen).await?;
        axe::check_both_themes(&desk, &format!("empty-{screen}")).await?;
        axe::fits(&desk, screen).await?;
    }
    desk.close().await
}

/// Keeps what a screen asks for from being answered, until `window.__release` lets it go. Who is signed in and the status
/// are answered: the frame around the screen is there.
const HOLD: &str = "const real = window.fetch.bind(window); const held = [];
    const free = ['session_', 'status_read', 'changes_subscribe', 'appearance_keep'];
    window.fetch = (...asked) => free.some(name => String(asked[0]).includes(name)) ? real(...asked)
      : new Promise((done, failed) => held.push(() => real(...asked).then(done, failed)));
    window.__release = () => { window.fetch = real; held.forEach(each => each()) }";

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_that_is_read_has_its_shape_until_it_is_there() -> anyhow::Result<()> {
    let mut workspace = Workspace::empty()?;
    workspace.add("mara", &["supervisor", "compliance_officer", "model_steward"])?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.run(HOLD).await?;
    desk.sign_in(&workspace, "mara").await?;
    for screen in SCREENS {
        desk.go(screen).await?;
        desk.until(&format!("{screen} is read"), &seen("main [aria-busy=true]")).await?;
        axe::check_both_themes(&desk, &format!("loading-{screen}")).await?;
    }
    desk.run("window.__release()").await?;
    for screen in SCREENS {
        open(&desk, screen).await?;
    }
    desk.close().await
}

/// Places that lead to nothing say so.
async fn what_is_not_there(desk: &Desk) -> anyhow::Result<()> {
    for (place, what, told) in [
        ("decisions?id=nothing-is-called-so", "a decision", "main [role=alert]"),
        ("decisions?event=nothing-is-called-so", "a filter", "main .empty"),
        ("ledger?act=model_rolled_back", "an act", "main .empty"),
    ] {
        desk.go(place).await?;
        desk.until(&format!("{what} that is not there is told"), &seen(told)).await?;
        axe::check_both_themes(desk, &format!("missing-{}", what.replace(' ', "-"))).await?;
    }
    Ok(())
}

/// Control: a heading that is cut off, one that breaks inside a word, and a page that is too wide are found.
async fn what_does_not_fit_is_found(desk: &Desk) -> anyhow::Result<()> {
    open(desk, "settings").await?;
    axe::fits(desk, "settings").await?;
    for style in [
        "width = '2rem'; h.style.overflow = 'hidden'",
        "width = '2rem'; h.style.overflowWrap = 'anywhere'",
        "marginLeft = '200vw'",
    ] {
        let heading = "[...document.querySelectorAll('main h1')].find(each => each.checkVisibility())";
        desk.run(&format!("const h = {heading}; h.style.{style}")).await?;
        assert!(axe::fits(desk, "settings").await.is_err(), "{style} is seen");
        desk.run(&format!("{heading}.removeAttribute('style')")).await?;
    }
    axe::fits(desk, "settings").await
}

/// Something that `selector` finds can be seen: a screen that was left is still there, out of sight.
fn seen(selector: &str) -> String {
    format!("[...document.querySelectorAll('{selector}')].some(each => each.checkVisibility())")
}

async fn open(desk: &Desk, screen: &str) -> anyhow::Result<()> {
    desk.go(screen).await?;
    desk.until(&format!("{screen} is read"), READ).await
}

/// So that something waits for a second person.
async fn ask_for_a_change(desk: &Desk) -> anyhow::Result<()> {
    desk.begin_policy_change("3").await?;
    desk.press("The queues were empty for weeks, and the audit of March found one wrong in a thousand.").await?;
    axe::check_both_themes(desk, "dialog-policy").await?;
    desk.theme("light").await?;
    desk.press(keys::ENTER).await?;
    desk.until("it was asked for", "!document.querySelector('[role=dialog]')").await
}
