//! A supervisor's morning, from signing in to STOP, on a real workspace whose key lies in a real keyring.

use countersign_window_tests::{Desk, Workspace, axe, keys};

const PARCEL: &str = r#"{"event_id":"parcel-1","event_type":"message","timestamp":"2026-03-02T08:00:00Z","channel":"chat","session_id":"s-1","user_id":"u-1","message":"Hello, my name is Anna Weber and my parcel has not come. Write to anna.weber@example.org, please."}
"#;

const INVOICE: &str = r#"{"event_id":"invoice-1","event_type":"message","timestamp":"2026-03-02T08:10:00Z","channel":"email","session_id":"s-2","user_id":"u-2","message":"The Invoice of Mönchstraße is wrong."}
"#;

const SECOND: &str = "document.querySelector('.conversation p')?.innerText.includes('is wrong')";

/// How many rows of the list can be seen, and what its head says.
const LIST: &str = "(document.querySelectorAll('.queue-pane [role=row]').length + ' in ' +
    document.querySelector('.queue-pane header').innerText.replaceAll(/\\s+/g, ' ').trim())";

const FIRST: &str = "document.querySelector('.conversation p')?.innerText.includes('my parcel has not come')";

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_file_is_answered_taken_back_answered_and_everything_is_stopped() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    let desk = Desk::open(workspace.path()).await?;
    desk.sign_in(&workspace, "sue").await?;
    desk.until_text("Nothing waits for you").await?;
    desk.until_text("no model yet").await?;
    desk.picture("journey-1-nothing-waits").await?;

    workspace.drop_file("parcel.jsonl", PARCEL)?;
    desk.until("the item appears by itself", FIRST).await?;
    desk.until_text("yours until").await?;
    let said = desk.run("return document.querySelector('.conversation').innerText").await?.to_string();
    assert!(!said.contains("Anna") && !said.contains("example.org"), "what identifies a person is not shown: {said}");
    assert_eq!(desk.run("return document.querySelectorAll('.conversation .chip').length").await?, 2, "{said}");
    axe::check_both_themes(&desk, "journey-2-item").await?;
    desk.theme("light").await?;

    desk.press("9").await?;
    desk.until_text("Recorded: ").await?;
    desk.picture("journey-3-answered").await?;
    desk.press("u").await?;
    desk.until_text("Taken back.").await?;
    desk.until("the item waits again", FIRST).await?;
    desk.picture("journey-4-taken-back").await?;

    workspace.drop_file("invoice.jsonl", INVOICE)?;
    desk.until("both wait", "document.querySelectorAll('.queue-pane [role=row]').length === 2").await?;
    desk.press("q").await?;
    desk.press("MONCH invo").await?;
    desk.press(keys::ENTER).await?;
    desk.until("the one that has both words is open", SECOND).await?;
    desk.until("the list is that of the search", &format!("{LIST} === '1 in Queue 1 of 2 · 0 done today'")).await?;
    axe::check_both_themes(&desk, "journey-4-searched").await?;
    desk.theme("light").await?;
    desk.press("9").await?;
    desk.until_text("Everything that matches is done").await?;
    desk.press("x").await?;
    desk.until("without the filter the other waits", FIRST).await?;
    desk.until("the list is whole", &format!("{LIST} === '1 in Queue 1 left · 1 done today'")).await?;

    desk.press("/").await?;
    desk.press("where an order").await?;
    desk.until("an intent is found", "document.querySelector('[role=option]')").await?;
    desk.picture("journey-5-find").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("Recorded: ").await?;

    desk.click(".strip .button.danger").await?;
    desk.until("Enter is enough", "document.activeElement?.innerText === 'Stop now'").await?;
    desk.picture("journey-6-stop").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("stopped by sue").await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    desk.press("wrong answers about refunds").await?;
    desk.press(keys::ENTER).await?;
    desk.until("the strip says why", "document.querySelector('.strip .reason')").await?;
    desk.until("the dialog is gone", "!document.querySelector('[role=dialog]')").await?;
    axe::check_both_themes(&desk, "journey-7-stopped").await?;
    let lift =
        desk.run("return [...document.querySelectorAll('.strip button')].map(each => each.innerText).join()").await?;
    assert!(!lift.to_string().contains("Lift"), "a supervisor stops, and does not lift: {lift}");
    desk.close().await?;

    let acts = workspace.acts()?;
    let of_the_journey =
        ["review_answered", "review_undone", "review_answered", "review_answered", "stop_engaged", "stop_engaged"];
    let recorded: Vec<&str> = acts.iter().map(String::as_str).filter(|act| of_the_journey.contains(act)).collect();
    assert_eq!(recorded, of_the_journey, "all acts: {acts:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_lift_a_stop_does_it_for_a_reason() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    std::fs::File::create(workspace.path().join("STOP"))?;
    let desk = Desk::open_in(workspace.path(), "de").await?;
    desk.sign_in(&workspace, "olga").await?;
    desk.until_text("gestoppt durch die Datei STOP").await?;
    desk.picture("lift-1-stopped-de").await?;
    desk.click(".strip .button:last-child").await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    desk.press("geprüft").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("noch kein Modell").await?;
    desk.until("the dialog is gone", "!document.querySelector('[role=dialog]')").await?;
    desk.close().await?;
    assert!(!workspace.path().join("STOP").exists(), "the file is taken away with the stop");
    assert!(workspace.acts()?.contains(&"stop_lifted".to_owned()));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_takes_over_from_the_worker() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    let worker = workspace.worker()?;
    let desk = Desk::open(workspace.path()).await?;
    desk.until_text("countersign run").await?;
    axe::check_both_themes(&desk, "held").await?;
    desk.click(".sheet .primary").await?;
    desk.sign_in(&workspace, "sue").await?;
    worker.ended()?;
    desk.close().await
}
