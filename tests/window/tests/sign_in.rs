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

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_as_it_was_left() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    let desk = Desk::open(workspace.path()).await?;
    desk.sign_in(&workspace, "ada").await?;
    desk.resize(1100, 760).await?;
    let size = desk.run("return [innerWidth, innerHeight]").await?;
    desk.run("window.location.hash = '#settings'").await?;
    for (chosen, wanted) in [("Theme", "Dark"), ("Density", "Comfort"), ("Language", "Deutsch")] {
        let button = format!(
            "[...document.querySelectorAll('.looks button')].find(each => each.closest('.looks > *').innerText.includes({chosen:?}))"
        );
        desk.until("it can be chosen", &button).await?;
        desk.run(&format!("{button}.focus()")).await?;
        desk.press(keys::ENTER).await?;
        let option = format!(
            "[...document.querySelectorAll('[role=option]')].find(each => each.innerText.includes({wanted:?}))"
        );
        desk.until("the choices are open", &option).await?;
        desk.run(&format!("{option}.click()")).await?;
        desk.until("the choice is made", "!document.querySelector('[role=option]')").await?;
    }
    desk.press_with_control('=').await?;
    desk.until("letters are larger", "document.documentElement.style.fontSize === '112.5%'").await?;
    desk.until_text("Farben").await?;

    let desk = desk.start_again(workspace.path()).await?;
    desk.until_text("Anmelden").await?;
    let shown = desk
        .run("const { dataset, style, lang } = document.documentElement; return [dataset.theme, dataset.density, style.fontSize, lang]")
        .await?;
    assert_eq!(shown, serde_json::json!(["dark", "comfort", "112.5%", "de"]));
    assert_eq!(desk.run("return [innerWidth, innerHeight]").await?, size, "it is as large as it was left");

    desk.resize(1180, 720).await?;
    let size = desk.run("return [innerWidth, innerHeight]").await?;
    let width = format!("{:.1}", size[0].as_f64().unwrap_or_default());
    let desk = desk.crash_and_start_again(workspace.path(), &width).await?;
    assert_eq!(desk.run("return [innerWidth, innerHeight]").await?, size, "a crash loses no size either");
    desk.close().await
}
