//! The page's policy as the browser applies it: a set of sources for each directive.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context as _;

use crate::Desk;

/// A policy: its directives in any order, each with its sources in any order.
pub type Policy = BTreeMap<String, BTreeSet<String>>;

/// Reads the text of a policy.
pub fn parse(text: &str) -> Policy {
    let directives = text.split(';').map(str::trim).filter(|directive| !directive.is_empty());
    directives.map(directive).collect()
}

fn directive(text: &str) -> (String, BTreeSet<String>) {
    let mut words = text.split_whitespace().map(str::to_owned);
    (words.next().unwrap_or_default(), words.collect())
}

/// What the program asks for, from its configuration.
pub fn configured() -> anyhow::Result<Policy> {
    let config: serde_json::Value = serde_json::from_str(include_str!("../../../src-tauri/tauri.conf.json"))?;
    let text = config["app"]["security"]["csp"].as_str().context("tauri.conf.json has no policy")?;
    Ok(parse(text))
}

/// What the browser applies: provokes a violation and reads the policy it names. The violation is taken off the list.
pub async fn effective(desk: &Desk) -> anyhow::Result<Policy> {
    desk.run("document.head.append(document.createElement('style'))").await?;
    desk.run("document.head.querySelector('style').textContent = 'b{}'").await?;
    desk.until("the style is refused", "window.__violations.length > 0").await?;
    let text = desk.run("return window.__violations.splice(0)[0].policy").await?;
    Ok(parse(text.as_str().context("the violation names no policy")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter() {
        assert_eq!(parse("a 1 2; b"), parse(" b ;a 2 1;"), "the shell reorders directives at random");
        assert_ne!(parse("a 1 2"), parse("a 1"), "a missing source is another policy");
    }
}
