//! From an empty folder to the first decision, as a firm begins.

use countersign_window_tests::{Desk, Workspace, axe, keys};

const REFUND: &str = r#"{"event_id":"first-1","event_type":"message","timestamp":"2026-03-02T08:00:00Z","channel":"chat","session_id":"s-1","message":"I want my money back for the second charge."}
"#;

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_becomes_a_workspace_in_which_somebody_decides() -> anyhow::Result<()> {
    let workspace = Workspace::to_be("ada", &["ada", "sue"])?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.until_text("Make a workspace").await?;
    desk.until_text("The workspace will be made here").await?;
    axe::check_both_themes(&desk, "start-1-where").await?;
    desk.theme("light").await?;
    assert!(!workspace.path().exists(), "looking makes nothing");
    desk.run("document.querySelector('input[name=workspace]').focus()").await?;
    desk.press("Halvora").await?;
    desk.press(keys::ENTER).await?;

    desk.until_text("The first administrator").await?;
    desk.until("the name has the focus", "document.activeElement?.name === 'name'").await?;
    axe::check_both_themes(&desk, "start-2-administrator").await?;
    for field in ["ada", workspace.password("ada")?, workspace.password("ada")?] {
        desk.press(field).await?;
        desk.press(keys::TAB).await?;
    }
    desk.run("document.querySelector('input[name=again]').focus()").await?;
    desk.press(keys::ENTER).await?;

    desk.until_text("Keep this recovery code").await?;
    axe::check_both_themes(&desk, "start-3-code").await?;
    let groups =
        desk.run("return [...document.querySelectorAll('.code-groups code')].map(each => each.innerText)").await?;
    let groups: Vec<String> = serde_json::from_value(groups)?;
    assert_eq!(groups.len(), 9, "the code has nine groups");
    desk.run("document.querySelector('.sheet .primary').click()").await?;
    desk.until_text("Show that you kept it").await?;
    let asked =
        desk.run("return [...document.querySelectorAll('.group input')].map(each => Number(each.name.slice(6)))");
    let asked: Vec<usize> = serde_json::from_value(asked.await?)?;
    desk.until("the first group has the focus", "document.activeElement?.name.startsWith('group-')").await?;
    desk.press("XXXX").await?;
    desk.press(keys::TAB).await?;
    desk.press("XXXX").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("This is not what was shown").await?;
    axe::check_both_themes(&desk, "start-4-confirm").await?;
    for number in &asked {
        desk.run(&format!("const f = document.querySelector('[name=group-{number}]'); f.focus(); f.select()")).await?;
        desk.press(&groups[number - 1].to_lowercase()).await?;
    }
    desk.press(keys::ENTER).await?;
    desk.until_text("What comes in?").await?;
    axe::check_both_themes(&desk, "start-5-fill").await?;
    desk.run("document.querySelector('.sheet .primary').click()").await?;
    desk.until_text("Nothing has come in yet").await?;
    axe::check_both_themes(&desk, "start-6-sources").await?;

    desk.run("window.location.hash = '#settings'").await?;
    desk.until_text("People and roles").await?;
    axe::check_both_themes(&desk, "start-7-settings").await?;
    desk.click(".section-head .button").await?;
    desk.until("the name is asked for", "document.activeElement?.name === 'name'").await?;
    axe::check_both_themes(&desk, "start-8-person").await?;
    desk.press("sue").await?;
    desk.run("document.querySelector('[role=dialog] input[type=password]').focus()").await?;
    desk.press(workspace.password("sue")?).await?;
    desk.press(keys::ENTER).await?;
    desk.until("she is there", "[...document.querySelectorAll('.rows th')].some(each => each.innerText === 'sue')")
        .await?;

    desk.click(".strip .person").await?;
    desk.until("the menu is open", "document.querySelector('[role=menu]')").await?;
    desk.run("[...document.querySelectorAll('[role=menuitem]')].at(-1).click()").await?;
    desk.sign_in(&workspace, "sue").await?;
    desk.run("window.location.hash = '#review'").await?;
    workspace.drop_file("first.jsonl", REFUND)?;
    desk.until("the item appears", "document.querySelector('.conversation p')?.innerText.includes('money back')")
        .await?;
    desk.until_text("yours until").await?;
    desk.press("9").await?;
    desk.until_text("Recorded: ").await?;
    desk.close().await?;

    let acts = workspace.acts()?;
    // The engine decides that a person decides; the answer is a decision of its own.
    let expected = [
        "workspace_created",
        "user_added",
        "user_added",
        "batch_ingested",
        "event_decided",
        "review_answered",
        "event_decided",
    ];
    let recorded: Vec<&str> = acts.iter().map(String::as_str).filter(|act| expected.contains(act)).collect();
    assert_eq!(recorded, expected, "all acts: {acts:?}");
    Ok(())
}
