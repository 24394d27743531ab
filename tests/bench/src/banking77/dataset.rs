//! The two files, and a policy and taxonomy for their categories.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Texts with their categories.
pub struct Dataset {
    /// Labelled history.
    pub train: Vec<(String, String)>,
    /// Where it lies.
    pub train_path: PathBuf,
    /// Events to decide.
    pub test: Vec<(String, String)>,
    categories: BTreeSet<String>,
}

impl Dataset {
    /// Reads `train.csv` and `test.csv` in `folder`.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let train_path = folder.join("train.csv");
        let (train, test) = (rows(&train_path)?, rows(&folder.join("test.csv"))?);
        let categories = train.iter().map(|(_, category)| category.clone()).collect();
        Ok(Self { train, train_path, test, categories })
    }

    /// A policy that may act on every category, so that the promise alone decides what goes to people.
    pub fn policy(&self) -> String {
        let mut text = String::from(
            "audit_share = 0.05\nhold_back_minutes = 10\nmin_margin = 0.0\nescalation_queue = \"escalations\"\n\
             [promise]\nalpha = 0.02\ndelta = 0.05\n\
             [queues]\ngeneral = { title = \"General\", sla_minutes = 480 }\n\
             escalations = { title = \"Escalations\", sla_minutes = 120 }\n\
             [default]\nqueue = \"general\"\n[actions]\n",
        );
        for category in &self.categories {
            let _ = writeln!(text, "{category:?} = \"answer\"");
        }
        let named: Vec<String> = self.categories.iter().map(|category| format!("{category:?}")).collect();
        let _ = write!(
            text,
            "[[rule]]\nname = \"act/any\"\nintents = [{}]\neffect = \"act\"\nqueue = \"general\"\n",
            named.join(", ")
        );
        text
    }

    /// The categories with their names for definitions: the public data has no others.
    pub fn taxonomy(&self) -> String {
        let mut text = String::new();
        for category in &self.categories {
            let words = category.replace('_', " ");
            let _ = write!(
                text,
                "[[intent]]\nid = {category:?}\ntitle = {words:?}\ndefinition = {words:?}\nseverity = 0\nexamples = [{words:?}]\n"
            );
        }
        text
    }
}

fn rows(path: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let mut reader = csv::Reader::from_path(path)?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}
