//! The public sets, and what is made of them by a seed.

use std::path::Path;

use countersign_testkit::Random;
use serde_json::Value;

/// Where the data comes from, for whoever has not got it.
pub const ORIGIN: &str = "BANKING77 (PolyAI, CC BY 4.0; train.csv, test.csv): name its folder in COUNTERSIGN_BANKING77. \
                          CLINC150 (Larson et al. 2019, CC BY 3.0; data_full.json): COUNTERSIGN_CLINC150.";

/// Texts with labels.
pub type Rows = Vec<(String, String)>;

/// A set with its split.
pub struct Set {
    /// Its name.
    pub name: &'static str,
    /// To learn from.
    pub train: Rows,
    /// To measure on, once.
    pub test: Rows,
    /// Texts of no intent, to measure on.
    pub outside: Rows,
    /// C of the peer's logistic regression, as it was tuned on training rows.
    pub peer_c: &'static str,
    /// Which draw of ten texts per intent it is.
    pub draw: Option<u64>,
}

/// The sets whose folders are named.
pub fn sets() -> anyhow::Result<Vec<Set>> {
    let mut sets = Vec::new();
    if let Some(folder) = std::env::var_os("COUNTERSIGN_BANKING77") {
        let (train, test) = (csv_rows(folder.as_ref(), "train.csv")?, csv_rows(folder.as_ref(), "test.csv")?);
        let set = |name, train, draw| Set { name, train, test: test.clone(), outside: Vec::new(), peer_c: "40", draw };
        sets.extend(DRAWS.map(|draw| set("BANKING77, 10 per intent", ten_each(&train, draw), Some(draw))));
        sets.insert(0, set("BANKING77", train, None));
    }
    if let Some(folder) = std::env::var_os("COUNTERSIGN_CLINC150") {
        let text = std::fs::read_to_string(Path::new(&folder).join("data_full.json"))?;
        let all: Value = serde_json::from_str(&text)?;
        let rows = |name: &str| -> anyhow::Result<Rows> { Ok(serde_json::from_value(all[name].clone())?) };
        sets.push(Set {
            name: "CLINC150",
            train: rows("train")?,
            test: rows("test")?,
            outside: rows("oos_test")?,
            peer_c: "40",
            draw: None,
        });
    }
    Ok(sets)
}

fn csv_rows(folder: &Path, name: &str) -> anyhow::Result<Rows> {
    let mut reader = csv::Reader::from_path(folder.join(name))?;
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

/// Seeds of the draws of ten texts per intent, of which the mean is looked at.
const DRAWS: [u64; 3] = [10, 11, 12];

/// Ten texts of each intent, drawn by a seed.
fn ten_each(rows: &Rows, seed: u64) -> Rows {
    let mut random = Random::new(seed);
    let mut by_label: std::collections::BTreeMap<&str, Vec<&(String, String)>> = std::collections::BTreeMap::new();
    for row in rows {
        by_label.entry(&row.1).or_default().push(row);
    }
    let mut few = Vec::new();
    for mut texts in by_label.into_values() {
        for _ in 0..10.min(texts.len()) {
            few.push(texts.swap_remove(random.below(texts.len())).clone());
        }
    }
    few
}

/// The rows with one typing mistake in about 40 % of the words of more than four letters: two neighbours exchanged, a
/// letter doubled, left out, or exchanged for another.
pub fn with_typos(rows: &Rows) -> Rows {
    let mut random = Random::new(77);
    let mut mistyped = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        if letters.len() <= 4 || random.below(10) >= 4 {
            return word.to_owned();
        }
        let at = 1 + random.below(letters.len() - 2);
        match random.below(4) {
            0 => letters.swap(at, at + 1),
            1 => letters.insert(at, letters[at]),
            2 => _ = letters.remove(at),
            _ => letters[at] = char::from(b'a' + random.below(26) as u8),
        }
        letters.into_iter().collect()
    };
    let text = |text: &String, mistyped: &mut dyn FnMut(&str) -> String| {
        text.split(' ').map(mistyped).collect::<Vec<String>>().join(" ")
    };
    rows.iter().map(|(said, label)| (text(said, &mut mistyped), label.clone())).collect()
}
