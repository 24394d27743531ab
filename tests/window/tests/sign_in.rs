//! The first thing a person sees.

use countersign_window_tests::{Desk, Workspace, axe, keys};

#[tokio::test(flavor = "multi_thread")]
async fn the_sign_in_names_the_workspace_and_waits_for_a_name() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    let desk = Desk::open(workspace.path()).await?;
    desk.until_text("Sign in").await?;
    desk.until_text(&workspace.path().display().to_string()).await?;
    desk.until("the name has the focus", "document.activeElement?.name === 'name'").await?;

    desk.press("Ab c9@é").await?;
    let typed = desk.run("return document.activeElement.value").await?;
    assert_eq!(typed, "Ab c9@é", "what is typed arrives whole");
    axe::check_both_themes(&desk, "sign-in").await?;

    desk.press(keys::TAB).await?;
    desk.press("a guess at a password").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("Name and password do not belong together").await?;
    desk.until("the next key replaces the password", "document.activeElement?.type === 'password'").await?;
    desk.close().await
}
