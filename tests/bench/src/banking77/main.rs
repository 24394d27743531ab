//! Public data from file to decision: BANKING77 as labelled history and as a stream through the watched folder.
//!
//! Imports `train.csv` with its labels, trains, promotes by a second person, streams `test.csv` as events, and prints
//! what came of them: accuracy, share decided automatically, misroutes among those, calibration, speed, memory. The
//! test rows choose nothing. Deliberately absent: the data, which is not ours to ship.

mod dataset;
mod figures;
mod stream;

use std::time::Instant;

use anyhow::Context as _;
use countersign_engine::{Cancel, Format, ImportRequest, Labels, Source, TrainRequest};
use countersign_testkit::TestWorkspace;

use crate::dataset::Dataset;

/// Where the data comes from, for whoever has not got it.
const ORIGIN: &str = "BANKING77 (PolyAI, CC BY 4.0): train.csv and test.csv of banking_data in the public repository \
                      PolyAI-LDN/task-specific-datasets. Name their folder in COUNTERSIGN_BANKING77.";

/// Each row of the public data is a person of its own, so a floor on subjects says little; the default's figures stand
/// beside it in long runs.
const FLOORS: [u32; 2] = [1, 3];

fn main() -> anyhow::Result<()> {
    let Some(folder) = std::env::var_os("COUNTERSIGN_BANKING77") else {
        println!("passed over: {ORIGIN}");
        return Ok(());
    };
    let data = Dataset::read(folder.as_ref()).with_context(|| ORIGIN.to_owned())?;
    let long = std::env::var_os("COUNTERSIGN_EVIDENCE").is_some();
    for floor in FLOORS.into_iter().take(if long { FLOORS.len() } else { 1 }) {
        let figures = measure(&data, floor)?;
        println!("{figures}");
        figures.keep()?;
    }
    Ok(())
}

fn measure(data: &Dataset, floor: u32) -> anyhow::Result<figures::Figures> {
    let workspace = TestWorkspace::on_the_clock(&data.policy(), &data.taxonomy());
    let import = timed(|| import_history(&workspace, data))?;
    let train = timed(|| train(&workspace, floor))?;
    let mut figures = stream::run(&workspace, data)?;
    figures.floor = floor;
    figures.import_rows_per_s = data.train.len() as f64 / import;
    figures.train_s = train;
    Ok(figures)
}

fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64())
}

fn import_history(workspace: &TestWorkspace, data: &Dataset) -> anyhow::Result<()> {
    let labels = Labels {
        text_column: "text".to_owned(),
        label_column: "category".to_owned(),
        file: "train".to_owned(),
        imported_at: countersign_testkit::START,
    };
    let request = ImportRequest {
        source: Source::File,
        name: "train.csv",
        format: Format::Labels(labels),
        identity: None,
        cancel: &Cancel::default(),
        progress: &|_| {},
    };
    let report = workspace.engine.import(&workspace.administrator, std::fs::File::open(&data.train_path)?, &request)?;
    anyhow::ensure!(report.counts.quarantined == 0, "{} rows of train.csv were refused", report.counts.quarantined);
    Ok(())
}

fn train(workspace: &TestWorkspace, floor: u32) -> anyhow::Result<()> {
    let request = TrainRequest { seed: 1, min_subjects: floor, cancel: &Cancel::default(), progress: &|_| {} };
    let report = workspace.engine.train(&workspace.steward, &request)?;
    let approval = workspace.engine.request_promotion(&workspace.steward, report.version.as_str(), None)?;
    workspace.engine.approve(&workspace.officer, &approval)?;
    Ok(())
}
