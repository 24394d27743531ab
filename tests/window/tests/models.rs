//! A model's life among three people: trained, asked for, approved by a second person, taken back, and let go on.

use countersign_window_tests::{Desk, Workspace, axe, keys};

/// Events of the sample: enough for a model that keeps the promise.
const EVENTS: u32 = 3_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_trained_approved_by_a_second_person_released_and_taken_back() -> anyhow::Result<()> {
    let workspace = Workspace::sample(EVENTS)?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;

    desk.sign_in(&workspace, "stu").await?;
    desk.go("models").await?;
    desk.until_text("Live model and candidate").await?;
    let first = desk.run("return document.querySelector('.model-head .version').innerText").await?;
    desk.press("t").await?;
    desk.until("training is under way", "document.querySelector('.tray [role=progressbar]')").await?;
    desk.picture("models-1-training").await?;
    desk.until_long("the model is ready", "document.querySelector('.tray')?.innerText.includes('is ready')").await?;
    axe::check_both_themes(&desk, "models-2-candidate").await?;
    let shown = desk.run("return document.querySelectorAll('.model-head .version').length").await?;
    if shown == 1 {
        // The same labels make the same model, bit for bit: there is nothing to release, and the screen says so.
        desk.until_text("No other version").await?;
        return desk.close().await;
    }
    desk.press_button("Ask for release").await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    axe::check_both_themes(&desk, "models-3-ask").await?;
    desk.press("knows what came in since").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("Waits for a second person").await?;
    desk.go("approvals").await?;
    desk.until_text("A compliance officer decides this").await?;

    desk.sign_out().await?;
    desk.sign_in(&workspace, "olga").await?;
    desk.go("approvals").await?;
    desk.until_text("knows what came in since").await?;
    axe::check_both_themes(&desk, "models-4-approve").await?;
    desk.press_button("Approve and release").await?;
    desk.until_text("approved by olga").await?;
    desk.go("models").await?;
    desk.until(
        "another model is live",
        &format!("document.querySelector('.model-head .version').innerText !== {first}"),
    )
    .await?;

    desk.press_button("Roll back").await?;
    desk.until("it says what it would do", "document.querySelector('[role=alertdialog] .plan li')").await?;
    desk.until_text(&format!("Restores {}", first.as_str().unwrap_or_default())).await?;
    axe::check_both_themes(&desk, "models-5-roll-back").await?;
    desk.press("refunds misrouted").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("olga paused automatic routing").await?;
    desk.until(
        "the one before is live",
        &format!("document.querySelector('.model-head .version').innerText === {first}"),
    )
    .await?;
    axe::check_both_themes(&desk, "models-6-paused").await?;
    desk.press_button("Let it go on").await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    desk.press("checked with QA").await?;
    desk.press(keys::ENTER).await?;
    desk.until("it goes on", "!document.querySelector('.paused')").await?;
    desk.close().await?;

    let acts = workspace.acts()?;
    let of_the_journey = [
        "model_trained",
        "promotion_requested",
        "promotion_approved",
        "model_promoted",
        "model_rolled_back",
        "routing_paused",
        "routing_resumed",
    ];
    let since = acts.iter().rposition(|act| act == "model_trained").unwrap_or_default();
    let recorded: Vec<&str> =
        acts[since..].iter().map(String::as_str).filter(|act| of_the_journey.contains(act)).collect();
    assert_eq!(recorded, of_the_journey, "all acts: {acts:?}");
    Ok(())
}
