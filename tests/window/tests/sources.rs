//! What comes in and what is refused: quarantine by line, field and reason, and what each role may see.

use countersign_window_tests::{Desk, Workspace, axe, keys};

const ROWS: &str = r#"{"event_id":"q-1","event_type":"message","timestamp":"2026-03-02T08:00:00Z","channel":"chat","session_id":"s-1","message":"Where is my parcel?"}
{"event_id":"q-2","event_type":"message","timestamp":"17.3.2026","channel":"chat","session_id":"s-2","message":"This row has no time that can be read."}
{"event_id":"q-3","event_type":"message","timestamp":"2026-03-02T08:00:00Z","session_id":"s-3","message":"This row has no channel."}
this is no row at all
"#;

#[tokio::test(flavor = "multi_thread")]
async fn refused_rows_have_line_field_and_reason_and_can_be_destroyed() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.sign_in(&workspace, "olga").await?;
    desk.run("window.location.hash = '#sources'").await?;
    desk.until_text("Nothing has come in yet").await?;
    workspace.drop_file("half.jsonl", ROWS)?;
    desk.until_text("3 rows are held").await?;
    for said in [
        "line 2",
        "timestamp is no time that can be read",
        "99.9.9999",
        "channel is missing or empty",
        "not a JSON object",
    ] {
        desk.until_text(said).await?;
    }
    let shown = desk.run("return document.body.innerText").await?.to_string();
    assert!(!shown.contains("This row has no"), "what a refused row says stays sealed: {shown}");
    axe::check_both_themes(&desk, "sources-1-quarantine").await?;
    desk.theme("light").await?;
    for (size, name) in [((1024, 700), "1024"), ((1920, 1080), "1920")] {
        desk.resize(size.0, size.1).await?;
        desk.picture(&format!("sources-{name}")).await?;
        let beyond = desk.run("return document.documentElement.scrollWidth > innerWidth").await?;
        assert_eq!(beyond, false, "{name}: nothing lies beside the window");
    }
    desk.run("[...document.querySelectorAll('button')].find(each => each.innerText === 'Discard').focus()").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("2 rows are held").await?;
    desk.close().await?;
    assert!(workspace.acts()?.contains(&"quarantine_discarded".to_owned()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_sees_what_it_may() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    let desk = Desk::open(workspace.path()).await?;
    let cases = [
        (
            "sue",
            vec!["Review", "Sources", "Policy", "Models", "Approvals", "Monitoring", "Ledger", "Settings"],
            vec!["Quarantine", "Open files", "Fairness"],
        ),
        (
            "ada",
            vec!["Sources", "Policy", "Models", "Approvals", "Monitoring", "Ledger", "Settings"],
            vec!["Review", "Fairness"],
        ),
    ];
    for (name, there, absent) in cases {
        desk.sign_in(&workspace, name).await?;
        desk.run("window.location.hash = '#sources'").await?;
        desk.until_text("Where rows come from").await?;
        let rail = desk.run("return document.querySelector('.rail').innerText").await?.to_string();
        for screen in there {
            assert!(rail.contains(screen), "{name} opens {screen}: {rail}");
        }
        let shown =
            desk.run("return document.querySelector('.rail').innerText + document.querySelector('main').innerText");
        let shown = shown.await?.to_string();
        for word in absent {
            assert!(!shown.contains(word), "{name} has no {word}: {shown}");
        }
        desk.run("window.location.hash = '#policy'").await?;
        desk.until_text("At most 2\u{a0}% of what is routed").await?;
        axe::check_both_themes(&desk, &format!("policy-{name}")).await?;
        desk.click(".strip .person").await?;
        desk.until("the menu is open", "document.querySelector('[role=menu]')").await?;
        desk.run("[...document.querySelectorAll('[role=menuitem]')].at(-1).click()").await?;
    }
    desk.until_text("Sign in").await?;
    desk.close().await
}
