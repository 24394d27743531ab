//! What axe-core finds wrong with the page, in the theme it is shown in.

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::Desk;

/// Larger letters, step by step, until they are twice as large.
const STEPS_TO_TWICE: u32 = 5;

/// Rules that say something about the whole page; nothing is left out but what axe calls experimental.
const SCRIPT: &str = "const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ['violations'] }).then(
    found => done(found.violations.map(each => ({
      rule: each.id, help: each.help, nodes: each.nodes.map(node => [node.html, node.failureSummary]) }))),
    fault => done([{ rule: 'axe', help: String(fault) }]))";

/// Asserts that axe-core finds nothing. `what` names the screen in the message.
///
/// Errors: axe-core is not installed under `ui/node_modules`, or it finds something.
pub async fn check(desk: &Desk, what: &str) -> anyhow::Result<()> {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(source).context("axe-core: run npm ci --ignore-scripts in ui first")?;
    desk.web().execute(source, Vec::new()).await?;
    let found = desk.web().execute_async(SCRIPT, Vec::new()).await?;
    let found = found.json();
    ensure!(found == &Value::Array(Vec::new()), "{what}: somebody cannot read or use it: {found:#}");
    Ok(())
}

/// Asserts that axe-core finds nothing in either theme, and keeps a picture of each.
pub async fn check_both_themes(desk: &Desk, what: &str) -> anyhow::Result<()> {
    for theme in ["light", "dark"] {
        desk.theme(theme).await?;
        desk.picture(&format!("{what}-{theme}")).await?;
        check(desk, &format!("{what}, {theme}")).await?;
    }
    Ok(())
}

/// The same at the size the screens are drawn for, then in a small window, in a large one, and with letters of twice the
/// size: nothing lies beside the window. Leaves it light, at 1280×800.
pub async fn check_every_size(desk: &Desk, what: &str) -> anyhow::Result<()> {
    check_both_themes(desk, what).await?;
    desk.theme("light").await?;
    for (width, height, name) in [(1024, 700, "1024"), (1920, 1080, "1920")] {
        desk.resize(width, height).await?;
        check_size(desk, &format!("{what}-{name}")).await?;
    }
    desk.resize(1280, 800).await?;
    for _ in 0..STEPS_TO_TWICE {
        desk.press_with_control('=').await?;
    }
    desk.until("letters are twice as large", "document.documentElement.style.fontSize === '200%'").await?;
    check_size(desk, &format!("{what}-200")).await?;
    desk.press_with_control('0').await?;
    desk.until("letters are as usual", "document.documentElement.style.fontSize === '100%'").await
}

async fn check_size(desk: &Desk, what: &str) -> anyhow::Result<()> {
    desk.picture(what).await?;
    check(desk, what).await?;
    let beyond = desk.run("return document.documentElement.scrollWidth > innerWidth").await?;
    ensure!(beyond == false, "{what}: something lies beside the window");
    Ok(())
}
