//! What axe-core finds wrong with the page, in the theme it is shown in.

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::Desk;

/// Larger letters, step by step, until they are twice as large.
const STEPS_TO_TWICE: u32 = 5;

/// Buttons, headings and the like whose text does not fit into them, where nothing says that it goes on and what it says:
/// no ellipsis with the whole text as a title. Of those in sight.
const CLIPPED: &str = "const clipped = [];
  for (const each of document.querySelectorAll('button, a, h1, h2, h3, h4, th, label, kbd, [role=tab], [role=option]')) {
    const style = getComputedStyle(each), text = each.innerText.trim();
    if (text === '' || style.display === 'inline' || !each.checkVisibility() || each.closest('.visually-hidden')) continue;
    const goesOn = style.textOverflow === 'ellipsis' && each.title !== '';
    if (!goesOn && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 4))
      clipped.push(`${each.localName}.${each.className}: ${text}`);
  }
  // A word or a figure that goes on in the next line reads as two. Names and codes may be longer than any line.
  const broken = word => { const range = document.createRange(); range.setStart(word.node, word.at); range.setEnd(word.node, word.at + word.text.length);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 };
  for (const each of document.querySelectorAll('th, td, button, h1, h2, h3, h4, dt, .tile')) {
    if (!each.checkVisibility() || each.closest('.visually-hidden')) continue;
    const nodes = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode())
      if (!node.parentElement.closest('code, bdi')) for (const { 0: text, index: at } of node.data.matchAll(/(?<![^\\s(])[\\p{L}\\d.,]{1,20}(?![^\\s)])/gu))
        if (broken({ node, at, text })) clipped.push(`${each.localName}.${each.className} breaks ${text}`);
  }
  return clipped";

/// Rules that say something about the whole page; nothing is left out but what axe calls experimental, and what it says of
/// links that lead past the navigation: it takes a place of the rail for one where the rail is scrolled past it.
const SCRIPT: &str = "const done = arguments[arguments.length - 1];
  axe.run(document, { resultTypes: ['violations'], rules: { 'skip-link': { enabled: false } } }).then(
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

/// The same in a small window, in a large one, at the size the screens are drawn for, and with letters of twice the size:
/// nothing lies beside the window, and nothing is cut off. Leaves it light, at 1280×800.
pub async fn check_every_size(desk: &Desk, what: &str) -> anyhow::Result<()> {
    for (width, height, name) in [(1024, 700, "-1024"), (1920, 1080, "-1920"), (1280, 800, "")] {
        desk.resize(width, height).await?;
        check_size_in_both_themes(desk, &format!("{what}{name}")).await?;
    }
    for _ in 0..STEPS_TO_TWICE {
        desk.press_with_control('=').await?;
    }
    desk.until("letters are twice as large", "document.documentElement.style.fontSize === '200%'").await?;
    check_size_in_both_themes(desk, &format!("{what}-200")).await?;
    desk.press_with_control('0').await?;
    desk.until("letters are as usual", "document.documentElement.style.fontSize === '100%'").await
}

async fn check_size_in_both_themes(desk: &Desk, what: &str) -> anyhow::Result<()> {
    // Light last, so that what comes next is seen as most see it.
    for theme in ["dark", "light"] {
        desk.theme(theme).await?;
        check_size(desk, &format!("{what}-{theme}")).await?;
    }
    Ok(())
}

async fn check_size(desk: &Desk, what: &str) -> anyhow::Result<()> {
    desk.picture(what).await?;
    check(desk, what).await?;
    fits(desk, what).await
}

/// What must be scrolled sideways to be read: the page, or a screen as a whole.
const BEYOND: &str =
    "return [document.documentElement, ...document.querySelectorAll('main, main .page, main .records, main .fairness')]
  .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1)
  .map(each => `${each.localName}.${each.className}: ${each.scrollWidth} in ${each.clientWidth}`)";

/// Asserts that nothing lies beside the window, that what is written on a button or above a part is there to its end, and
/// that no word or figure of a table breaks.
pub async fn fits(desk: &Desk, what: &str) -> anyhow::Result<()> {
    let beyond = desk.run(BEYOND).await?;
    ensure!(beyond == Value::Array(Vec::new()), "{what}: something lies beside the window: {beyond}");
    let clipped = desk.run(CLIPPED).await?;
    ensure!(clipped == Value::Array(Vec::new()), "{what}: text is cut off: {clipped:#}");
    Ok(())
}
