//! A compliance officer's Thursday: a fairness finding read by keys and entered, figures that open their rows, the promise
//! weighed against others, and the ledger checked and taken along.

use anyhow::Context as _;
use countersign_window_tests::{Desk, Workspace, axe, keys};
use serde_json::Value;

/// Events of the sample: enough for a model that keeps the promise.
const EVENTS: u32 = 5_000;

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_is_read_and_entered_figures_open_their_rows_and_the_ledger_is_checked() -> anyhow::Result<()> {
    let workspace = Workspace::sample(EVENTS)?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.sign_in(&workspace, "olga").await?;
    read_a_finding(&desk).await?;
    open_what_is_behind_a_figure(&desk).await?;
    weigh_the_promise(&desk).await?;
    let exported = check_the_ledger(&desk).await?;
    desk.close().await?;

    let lines: Vec<Value> =
        std::fs::read_to_string(exported)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let entry = |line: &Value| serde_json::from_str::<Value>(line["entry"].as_str().unwrap_or_default());
    let entries: Vec<Value> = lines.iter().map(entry).collect::<Result<_, _>>()?;
    let acts: Vec<&str> = entries.iter().filter_map(|entry| entry["act"].as_str()).collect();
    assert_eq!(acts.len(), lines.len(), "a line of the file is an entry");
    assert_eq!(acts[acts.len() - 3..], ["fairness_audited", "ledger_verified", "evidence_exported"]);
    let checked = acts.len() - 2;
    assert_eq!(entries[checked]["details"]["head"], lines[checked - 1]["chain"], "what was checked can be found again");
    assert!(entries[checked - 1]["details"]["by_language_background"].is_string(), "{}", entries[checked - 1]);
    let newest = workspace.acts()?;
    let of_the_file = 1 + newest.iter().rposition(|act| act == "evidence_exported").context("the export is an act")?;
    assert_eq!(newest[..of_the_file], acts[acts.len() - of_the_file..], "the file holds every entry up to its own");
    Ok(())
}

/// Fairness: the sentence, the chart by arrow keys, the entry.
async fn read_a_finding(desk: &Desk) -> anyhow::Result<()> {
    desk.press("gf").await?;
    desk.until_text("How this was done").await?;
    let sentence = desk.run("return document.querySelector('.fairness-finding .sentence').innerText").await?;
    let said = sentence.as_str().unwrap_or_default();
    assert!(said.contains("points [") && said.contains("your margin"), "the finding is a sentence: {said}");
    axe::check_both_themes(desk, "fairness-1-finding").await?;

    walk_to_the_second_point(desk).await?;
    axe::check_both_themes(desk, "fairness-2-walk").await?;

    desk.press("e").await?;
    desk.until_text("decisions, entered at").await?;
    axe::check_both_themes(desk, "fairness-3-entered").await
}

/// Finds a chart by Tab and walks in it by arrow keys: what is said is what stands in the table.
async fn walk_to_the_second_point(desk: &Desk) -> anyhow::Result<()> {
    for _ in 0..60 {
        desk.press(keys::TAB).await?;
        if desk.run("return document.activeElement.classList.contains('chart-walk')").await? == true {
            break;
        }
    }
    desk.press(keys::DOWN).await?;
    desk.press(keys::DOWN).await?;
    let shown = desk
        .run(
            "const chart = document.activeElement.closest('.chart');
             const [head, ...rows] = [...chart.querySelectorAll('tr')].map(row => [...row.cells].map(c => c.innerText));
             const said = chart.querySelector('.chart-read-out').innerText;
             const marked = [...chart.querySelectorAll('tbody tr')].findIndex(row => row.dataset.current);
             return [said, marked, rows[1].map((cell, at) => head[at] + ': ' + cell).join(' · '),
               chart.querySelectorAll('circle[data-current]').length]",
        )
        .await?;
    assert_eq!(shown[0], shown[2], "the second point is read out as its row stands in the table");
    assert_eq!((&shown[1], &shown[3]), (&1.into(), &1.into()), "the row and the point are marked");
    Ok(())
}

/// Monitoring: a figure opens as many decisions as it says.
async fn open_what_is_behind_a_figure(desk: &Desk) -> anyhow::Result<()> {
    desk.press("go").await?;
    desk.until("the tiles are there", "document.querySelectorAll('.tile').length === 6").await?;
    axe::check_both_themes(desk, "monitoring").await?;
    let tile = "[...document.querySelectorAll('.tile')].find(tile => tile.innerText.startsWith('Decided'))";
    let figure = desk.run(&format!("return {tile}.querySelector('.tile-figure').innerText")).await?;
    let figure = figure.as_str().context("a figure")?;
    desk.run(&format!("{tile}.querySelector('a').focus()")).await?;
    desk.press(keys::ENTER).await?;
    desk.until("decisions are there", "document.querySelector('main .queue-row')").await?;
    desk.until_text(&format!("{figure} decisions")).await
}

/// The promise: what is promised and what it rests on, another one in its row and in the chart, and other assumptions.
async fn weigh_the_promise(desk: &Desk) -> anyhow::Result<()> {
    desk.press("gw").await?;
    desk.until_text("What another promise would mean").await?;
    let said = desk
        .run("return ['.promise-sign', '.promised-now'].map(each => document.querySelector(each)).map(each => each.dataset.promise ?? each.innerText)")
        .await?;
    let (state, said) = (said[0].as_str().unwrap_or_default(), said[1].as_str().unwrap_or_default());
    // Few labels decide by a hair whether the sample's promise is kept; either way the sentence says so.
    let wanted = if state == "valid" { "this is kept" } else { "labels" };
    assert!(said.contains("at most 2") || said.contains("At most 2"), "the promise is a sentence: {said}");
    assert!(said.contains(wanted), "{state}: {said}");
    axe::check_both_themes(desk, "promise-1-now").await?;
    walk_to_the_second_point(desk).await?;
    axe::check_both_themes(desk, "promise-2-walk").await?;

    let hours = "[...document.querySelectorAll('.weighed > table.rows tbody tr')].map(row => parseFloat(row.cells[4].innerText))";
    let before = desk.run(&format!("return {hours}")).await?;
    let before: Vec<f64> = serde_json::from_value(before).context("hours")?;
    assert!(before.windows(2).all(|pair| pair[0] >= pair[1]), "whoever promises less gives people less: {before:?}");
    desk.press_button("Time for an answer: 2 min\n▾").await?;
    desk.until("the choices are there", "document.activeElement?.role === 'option'").await?;
    desk.press("10").await?;
    desk.until("ten minutes are pointed at", "document.activeElement?.innerText.startsWith('10')").await?;
    desk.press(keys::ENTER).await?;
    let longer = format!("({hours})[0] > 4 * {}", before[0]);
    desk.until("five times the time is five times the hours", &longer).await
}

/// The ledger: who did what, the check, and the file with everything; its path.
async fn check_the_ledger(desk: &Desk) -> anyhow::Result<String> {
    desk.press("gl").await?;
    desk.until("what people did comes first", "document.querySelector('.entry h2').innerText === 'Fairness audited'")
        .await?;
    axe::check_both_themes(desk, "ledger-1-entries").await?;
    desk.press("v").await?;
    desk.until_long("everything is right", "document.querySelector('.proof-result').innerText.includes('all right')")
        .await?;
    desk.until("the check is an entry", "document.querySelector('.queue-row').innerText.includes('Ledger checked')")
        .await?;
    axe::check_both_themes(desk, "ledger-2-checked").await?;
    desk.run("[...document.querySelectorAll('button')].find(each => each.innerText.trim() === 'Export').focus()")
        .await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("Saved: ").await?;
    let saved = desk.run("return document.querySelector('.proof-result').innerText.match(/Saved: (.*)/)[1]").await?;
    Ok(saved.as_str().context("a path")?.trim().to_owned())
}
