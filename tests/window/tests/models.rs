//! A model's life among three people: trained, asked for, approved by a second person, taken back, and let go on.

use countersign_window_tests::{Desk, Workspace, axe, keys};

/// Events of the sample: enough for a model that keeps the promise.
const EVENTS: u32 = 3_000;

/// The first button whose text begins with `words`.
fn button(words: &str) -> String {
    format!("[...document.querySelectorAll('button')].find(each => each.innerText.trim().endsWith({words:?}))")
}

async fn press_button(desk: &Desk, words: &str) -> anyhow::Result<()> {
    let wanted = button(words);
    desk.until(&format!("{words} can be pressed"), &format!("{wanted} && !{wanted}.disabled")).await?;
    desk.run(&format!("{wanted}.focus()")).await?;
    desk.press(keys::ENTER).await
}

async fn change_person(desk: &Desk, workspace: &Workspace, name: &str) -> anyhow::Result<()> {
    desk.click(".strip .person").await?;
    desk.until("the menu is open", "document.querySelector('[role=menu]')").await?;
    desk.run("[...document.querySelectorAll('[role=menuitem]')].at(-1).click()").await?;
    desk.sign_in(workspace, name).await
}

async fn go(desk: &Desk, screen: &str) -> anyhow::Result<()> {
    desk.run(&format!("window.location.hash = '#{screen}'")).await?;
    desk.until("the screen is there", "document.querySelector('main h1')").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_is_trained_approved_by_a_second_person_released_and_taken_back() -> anyhow::Result<()> {
    let workspace = Workspace::sample(EVENTS)?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;

    desk.sign_in(&workspace, "stu").await?;
    go(&desk, "models").await?;
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
    press_button(&desk, "Ask for release").await?;
    desk.until("the reason is asked for", "document.activeElement?.name === 'reason'").await?;
    axe::check_both_themes(&desk, "models-3-ask").await?;
    desk.press("knows what came in since").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("Waits for a second person").await?;
    go(&desk, "approvals").await?;
    desk.until_text("A compliance officer decides this").await?;

    change_person(&desk, &workspace, "olga").await?;
    go(&desk, "approvals").await?;
    desk.until_text("knows what came in since").await?;
    axe::check_both_themes(&desk, "models-4-approve").await?;
    press_button(&desk, "Approve and release").await?;
    desk.until_text("approved by olga").await?;
    go(&desk, "models").await?;
    desk.until(
        "another model is live",
        &format!("document.querySelector('.model-head .version').innerText !== {first}"),
    )
    .await?;

    press_button(&desk, "Roll back").await?;
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
    press_button(&desk, "Let it go on").await?;
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
