//! Review with a model: what it suggests, what drove it, and how far its figure can be trusted.

use countersign_window_tests::{Desk, Workspace, axe};

/// Events of the sample: enough for a model that mostly keeps the promise; where it does not, it suggests all the same.
const EVENTS: u32 = 5_000;

/// An item as a reader of the project's README should see one: English, some lines long, an unsure suggestion, marked
/// words, and somebody's name as a placeholder.
const ITEM: &str = r"document.querySelector('.suggestion .primary') && document.querySelector('.conversation p .evidence')
    && document.querySelector('.conversation .chip[data-group=person]')
    && /\b(the|my|have)\b/.test(document.querySelector('.conversation').innerText)
    && document.querySelector('.conversation').innerText.length > 180
    && /too close|less sure|only suggests/.test(document.querySelector('.context').innerText)";

#[tokio::test(flavor = "multi_thread")]
async fn a_suggestion_shows_its_evidence_its_calibration_and_fits_every_window() -> anyhow::Result<()> {
    let workspace = Workspace::sample(EVENTS)?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.sign_in(&workspace, "sue").await?;
    desk.until("the list is there", "document.querySelectorAll('.queue-row').length > 5").await?;
    find_item(&desk).await?;
    axe::check_both_themes(&desk, "suggestion-1280").await?;

    desk.press("h").await?;
    desk.until("the chart is drawn", "document.querySelector('.chart svg circle')").await?;
    axe::check_both_themes(&desk, "suggestion-chart").await?;
    desk.press("h").await?;

    desk.until("the chart is gone", "!document.querySelector('.chart')").await?;

    desk.theme("light").await?;
    desk.resize(1024, 700).await?;
    axe::check(&desk, "1024×700").await?;
    desk.picture("suggestion-1024").await?;
    desk.resize(1920, 1080).await?;
    desk.picture("suggestion-1920").await?;
    desk.resize(1280, 800).await?;
    desk.run("document.documentElement.style.fontSize = '200%'").await?;
    axe::check(&desk, "200 %").await?;
    desk.picture("suggestion-200").await?;
    let beyond = desk.run("return document.documentElement.scrollWidth > innerWidth").await?;
    assert_eq!(beyond, false, "at 200 % nothing lies beside the window");
    desk.close().await
}

/// Goes down the list to an item that shows everything there is to see.
async fn find_item(desk: &Desk) -> anyhow::Result<()> {
    for _ in 0..800 {
        desk.until("an item is read", "document.querySelector('.conversation p')").await?;
        if desk.run(&format!("return Boolean({ITEM})")).await? == true {
            // Down and up again, so that it stands among others in the list and not at its edge.
            desk.press("jjjjjkkkkk").await?;
            desk.until("the item is back", ITEM).await?;
            return desk.until_text("yours until").await;
        }
        let before = desk.run("return document.querySelector('[data-selected]').dataset.key").await?;
        desk.press("j").await?;
        desk.until(
            "the next is chosen",
            &format!("document.querySelector('[data-selected]')?.dataset.key !== {before}"),
        )
        .await?;
    }
    anyhow::bail!("no item of the first eight hundred shows a doubtful suggestion, marked words and a placeholder")
}
