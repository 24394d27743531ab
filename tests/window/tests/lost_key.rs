//! A workspace whose key is not at hand: by passphrase each time, or lost and opened by its recovery code.

use anyhow::Context as _;
use countersign_engine::{KeyStore as _, OsKeyring};
use countersign_window_tests::{Desk, Workspace, axe, keys};

const PASSPHRASE: &str = "correct horse battery staple";

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_key_is_replaced_by_the_recovery_code() -> anyhow::Result<()> {
    let workspace = Workspace::empty()?;
    let kept = std::fs::read_to_string(workspace.path().join("keys.json"))?;
    let kept: serde_json::Value = serde_json::from_str(&kept)?;
    let account = kept["keys"]["primary"]["account"].as_str().context("the key lies in the keyring")?;
    OsKeyring::default().delete(account)?;

    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.until_text("The key of the workspace cannot be reached").await?;
    axe::check_both_themes(&desk, "key-1-lost").await?;
    desk.press_button("I have lost it: use the recovery code").await?;
    desk.until("the code is asked for", "document.activeElement?.name === 'code'").await?;
    axe::check_both_themes(&desk, "key-2-code").await?;
    desk.press("XXXX-XXXX").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("This code does not open the workspace").await?;
    axe::check_both_themes(&desk, "key-3-refused").await?;
    desk.until("the code can be typed again", "document.querySelector('input[name=code]:not([disabled])')").await?;
    desk.run("document.querySelector('input[name=code]').focus()").await?;
    desk.press_with_control('a').await?;
    desk.press(workspace.recovery_code()).await?;
    desk.press(keys::ENTER).await?;
    desk.sign_in(&workspace, "ada").await?;
    desk.close().await?;

    assert_eq!(workspace.acts()?.iter().filter(|act| *act == "keys_changed").count(), 1, "it is an act");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_of_a_passphrase_asks_for_it_at_each_start() -> anyhow::Result<()> {
    let workspace = Workspace::of_passphrase(PASSPHRASE)?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.until("the passphrase is asked for", "document.activeElement?.name === 'passphrase'").await?;
    axe::check_both_themes(&desk, "key-4-locked").await?;
    desk.press("a guess at a passphrase").await?;
    desk.press(keys::ENTER).await?;
    desk.until_text("This passphrase does not open the workspace").await?;
    axe::check_both_themes(&desk, "key-5-wrong").await?;
    let ready = "document.activeElement?.name === 'passphrase' && !document.activeElement.disabled";
    desk.until("it can be typed again", ready).await?;
    desk.press_with_control('a').await?;
    desk.press(PASSPHRASE).await?;
    desk.press(keys::ENTER).await?;
    desk.sign_in(&workspace, "ada").await?;
    desk.close().await
}
