//! A supervisor's shift with no hand on the pointer: sixty items answered in every way there is, each as it was meant.

use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use countersign_window_tests::page::{self, Quantiles, Shown};
use countersign_window_tests::{Desk, Workspace, artefacts, keys};
use serde_json::{Value, json};

/// Events of the sample: enough for a model that suggests something, and for more items than are answered.
const EVENTS: u32 = 1_500;
/// Answers.
const ITEMS: usize = 60;

/// What is done with an item. Most are accepted or answered otherwise; each of the rest comes once in twelve.
const ROUND: [Way; 12] = {
    use Way::{Accept, AfterUndo, Comment, Digit, Escalate, Find, Skip};
    [Accept, Accept, Digit, Accept, Find, Accept, Skip, Digit, Comment, AfterUndo, Accept, Escalate]
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Accept,
    Digit,
    Find,
    Comment,
    AfterUndo,
    Escalate,
    Skip,
}

/// What should be in the ledger: act, item, and the title of the intent.
type Expected = (&'static str, String, Option<String>);

#[tokio::test(flavor = "multi_thread")]
async fn sixty_items_are_answered_by_keys_and_each_answer_is_the_one_that_was_meant() -> anyhow::Result<()> {
    let workspace = Workspace::sample(EVENTS)?;
    let desk = Desk::open(workspace.path()).await?;
    desk.resize(1280, 800).await?;
    desk.sign_in(&workspace, "sue").await?;
    let titles = titles(&desk).await?;
    let mut shift = Shift { desk: &desk, expected: Vec::new(), pressed: BTreeMap::new(), times: Vec::new() };
    let mut left = ITEMS;
    for way in ROUND.iter().cycle() {
        shift.work(*way).await?;
        left -= usize::from(*way != Way::Skip);
        if left == 0 {
            break;
        }
    }
    desk.until_text(&format!("{ITEMS} done today")).await?;
    let figures = shift.figures();
    let expected = shift.expected;
    desk.close().await?;
    artefacts::keep("shift.json", &figures)?;
    println!("{figures}");
    is_in_the_ledger(&workspace, &expected, &titles)?;
    is_decided(&workspace, &expected, &titles)
}

struct Shift<'a> {
    desk: &'a Desk,
    expected: Vec<Expected>,
    /// Keys pressed and items, by way.
    pressed: BTreeMap<Way, (usize, usize)>,
    times: Vec<f64>,
}

impl Shift<'_> {
    async fn work(&mut self, way: Way) -> anyhow::Result<()> {
        let desk = self.desk;
        desk.until("an item can be answered", "document.querySelector('.deciding .primary:not([disabled])')").await?;
        let item = desk.run("return document.querySelector('main [data-selected]').dataset.key").await?;
        let item = item.as_str().context("an item")?.to_owned();
        let suggested = desk.run("return document.querySelector('.suggestion h3').innerText").await?;
        let isolates = ['\u{2068}', '\u{2069}'];
        let suggested = suggested.as_str().unwrap_or_default().replace("Suggested: ", "").replace(isolates, "");
        let mut keys = 0;
        match way {
            Way::Accept => self.answer("a", item, suggested, &mut keys).await?,
            Way::Digit => {
                let title = self.title_of_choice(2).await?;
                ensure!(title != suggested, "the second choice is another one than the first");
                self.answer("2", item, title, &mut keys).await?;
            }
            Way::Find => {
                keys += desk.count_keys("/legal").await?;
                desk.until("it is found", "document.querySelector('[role=option]')").await?;
                let title = desk.run("return document.querySelector('[role=option] .title').innerText").await?;
                self.answer(keys::ENTER, item, title.as_str().context("a title")?.to_owned(), &mut keys).await?;
            }
            Way::Comment => {
                keys += desk.count_keys("c").await?;
                desk.until("a comment is asked for", "document.activeElement?.closest('.comment')").await?;
                keys += desk.count_keys("seen before").await?;
                keys += desk.count_keys(keys::ESCAPE).await?;
                self.answer("a", item, suggested, &mut keys).await?;
            }
            Way::AfterUndo => {
                let title = self.title_of_choice(2).await?;
                self.answer("2", item.clone(), title, &mut keys).await?;
                keys += desk.count_keys("u").await?;
                self.expected.push(("review_undone", item.clone(), None));
                let again = format!("document.querySelector('main [data-selected]')?.dataset.key === {}", json!(item));
                desk.until("the item is there again", &again).await?;
                desk.until("it can be answered", "document.querySelector('.deciding .primary:not([disabled])')")
                    .await?;
                let suggested_again = desk.run("return document.querySelector('.suggestion h3').innerText").await?;
                ensure!(suggested_again.to_string().contains(&suggested), "it is the same item as before");
                self.answer("a", item, suggested, &mut keys).await?;
            }
            Way::Escalate => {
                self.leave("e", &mut keys).await?;
                self.expected.push(("review_escalated", item, None));
            }
            Way::Skip => self.leave("s", &mut keys).await?,
        }
        let (pressed, items) = self.pressed.entry(way).or_default();
        (*pressed, *items) = (*pressed + keys, *items + 1);
        Ok(())
    }

    async fn title_of_choice(&self, digit: usize) -> anyhow::Result<String> {
        let script = format!(
            "return [...document.querySelectorAll('.choice')].find(each => each.querySelector('kbd').innerText === '{digit}')
               .querySelector('.title').innerText"
        );
        Ok(self.desk.run(&script).await?.as_str().context("a choice")?.to_owned())
    }

    async fn answer(&mut self, key: &str, item: String, title: String, keys: &mut usize) -> anyhow::Result<()> {
        self.leave(key, keys).await?;
        self.expected.push(("review_answered", item, Some(title)));
        Ok(())
    }

    /// Presses the key that leads to the next item, and takes the time until it is painted.
    async fn leave(&mut self, key: &str, keys: &mut usize) -> anyhow::Result<()> {
        let named = if key == keys::ENTER { "Enter" } else { key };
        page::time_from_key(self.desk, named, Shown::Another(".conversation")).await?;
        *keys += self.desk.count_keys(key).await?;
        self.times.push(page::timed(self.desk).await?);
        Ok(())
    }

    fn figures(&self) -> Value {
        let per_way: BTreeMap<String, f64> =
            self.pressed.iter().map(|(way, &(keys, items))| (format!("{way:?}"), keys as f64 / items as f64)).collect();
        let keys: usize = self.pressed.values().map(|(keys, _)| keys).sum();
        json!({
            "items": ITEMS, "keys": keys, "keys_per_item": keys as f64 / ITEMS as f64, "keys_per_way": per_way,
            "next_item_ms": Quantiles::of(self.times.clone()),
        })
    }
}

/// Ids of the intents by title, as the policy's screen has them.
async fn titles(desk: &Desk) -> anyhow::Result<BTreeMap<String, String>> {
    desk.go("policy").await?;
    desk.until("intents are there", "document.querySelector('.intent-card')").await?;
    let script = "return Object.fromEntries([...document.querySelectorAll('.intent-card header')].map(
        each => [each.querySelector('h3').innerText, each.querySelector('code').innerText]))";
    let titles = serde_json::from_value(desk.run(script).await?)?;
    desk.go("review").await?;
    Ok(titles)
}

fn is_in_the_ledger(
    workspace: &Workspace,
    expected: &[Expected],
    titles: &BTreeMap<String, String>,
) -> anyhow::Result<()> {
    let entries = workspace.entries()?;
    let of_review = entries.iter().filter(|entry| entry["act"].as_str().is_some_and(|act| act.starts_with("review_")));
    let found: Vec<Value> =
        of_review.map(|entry| json!([entry["act"], entry["subject"]["item"], entry["details"]["intent"]])).collect();
    let intent = |title: &String| titles.get(title).with_context(|| format!("{title} is an intent"));
    let expected =
        expected.iter().map(|(act, item, title)| Ok(json!([act, item, title.as_ref().map(intent).transpose()?])));
    let expected: Vec<Value> = expected.collect::<anyhow::Result<_>>()?;
    assert_eq!(found, expected, "what was pressed, in the order in which it was pressed");
    Ok(())
}

/// Each answer is a decision by a person; one that was taken back is still told, and holds no more.
fn is_decided(workspace: &Workspace, expected: &[Expected], titles: &BTreeMap<String, String>) -> anyhow::Result<()> {
    let page = workspace.ask_as("aud", &["decisions", "list", "--verdict", "person", "--limit", "1000"], &[])?;
    let decided = page["items"].as_array().context("decisions")?;
    let mut found: Vec<&str> = decided.iter().filter_map(|each| each["intent"].as_str()).collect();
    let answered = expected.iter().filter_map(|(_, _, title)| titles.get(title.as_ref()?));
    let mut answered: Vec<&str> = answered.map(String::as_str).collect();
    found.sort_unstable();
    answered.sort_unstable();
    assert_eq!(found, answered, "every answer is a decision of its own");
    Ok(())
}
