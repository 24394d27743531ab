//! `countersign fairness`: rates per group, of a workspace or of a plain file.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use countersign_api::{AuditSource, AuditView};
use countersign_domain::TimeMs;
use countersign_engine::{Audit, Columns, FairnessRequest, fairness_of_csv};

use super::moment;
use crate::output::{share, table};
use crate::problem::{Outcome, Problem, Result};
use crate::session::Session;

#[derive(Args)]
#[command(after_help = "Examples:
  countersign fairness --decisions decisions.csv --sensitive age_band --label label --prediction prediction --selected selected --json
  countersign fairness --workspace /srv/support --sensitive age_band --as olga --password-fd 3 --json 3< password.txt")]
pub struct Arguments {
    /// A CSV file with a header, instead of a workspace; - for standard input
    #[arg(long, value_name = "FILE", requires_all = ["label", "prediction"], conflicts_with_all = ["workspace", "since"])]
    decisions: Option<PathBuf>,
    /// Sensitive feature: a column, or a feature of the workspace
    #[arg(long, required = true, num_args = 1.., value_name = "COLUMN")]
    sensitive: Vec<String>,
    /// Column with what was right
    #[arg(long, value_name = "COLUMN")]
    label: Option<String>,
    /// Column with what was predicted
    #[arg(long, value_name = "COLUMN")]
    prediction: Option<String>,
    /// Column that says whether it was selected: 0, 1, true or false
    #[arg(long, value_name = "COLUMN")]
    selected: Option<String>,
    /// In a workspace: only decisions made then or later
    #[arg(long, value_name = "TIME", value_parser = moment)]
    since: Option<i64>,
}

/// Audits.
pub fn run(arguments: &Arguments, session: &Session) -> Result<Outcome> {
    let view = match &arguments.decisions {
        Some(file) => AuditView { audit: of_file(arguments, file)?, source: AuditSource::File, since_ms: None },
        None => of_workspace(arguments, session)?,
    };
    session.out.print(&view, tell)?;
    Ok(Outcome::Done)
}

fn of_file(arguments: &Arguments, path: &Path) -> Result<Audit> {
    let missing = |name: &str| Problem::Usage(format!("--decisions needs --{name}"));
    let columns = Columns {
        sensitive: arguments.sensitive.clone(),
        label: arguments.label.clone().ok_or_else(|| missing("label"))?,
        prediction: arguments.prediction.clone().ok_or_else(|| missing("prediction"))?,
        selected: arguments.selected.clone(),
    };
    if path == Path::new("-") {
        return fairness_of_csv(std::io::stdin().lock(), &columns).map_err(Problem::of_file);
    }
    let file = File::open(path).map_err(|error| Problem::reading(path, &error))?;
    fairness_of_csv(file, &columns).map_err(|error| match error {
        countersign_engine::Error::Io(error) => Problem::reading(path, &error),
        error => Problem::of_file(error),
    })
}

fn of_workspace(arguments: &Arguments, session: &Session) -> Result<AuditView> {
    let (engine, actor) = session.checking("fairness")?;
    let since = TimeMs(arguments.since.unwrap_or(i64::MIN));
    let request = FairnessRequest { sensitive: arguments.sensitive.clone(), since, model: None };
    let audit = engine.audit_fairness(&actor, &request)?;
    Ok(AuditView { audit, source: AuditSource::Workspace, since_ms: arguments.since })
}

fn tell(out: &mut dyn Write, view: &AuditView) -> std::io::Result<()> {
    let audit = &view.audit;
    for (feature, groups) in &audit.by_group {
        let rows = groups.iter().map(|(value, group)| {
            let few = if group.insufficient { "few" } else { "" };
            [value.clone(), group.n.to_string(), share(group.selection_rate), share(group.accuracy), few.to_owned()]
        });
        table(out, [feature, "N", "SELECTION RATE", "ACCURACY", ""], rows)?;
        if let (Some(difference), Some(verdict)) =
            (audit.demographic_parity_difference.get(feature), audit.verdict.get(feature))
        {
            let verdict = serde_json::to_value(verdict)?;
            writeln!(out, "difference {}: {}\n", share(*difference), verdict.as_str().unwrap_or_default())?;
        }
    }
    writeln!(out, "{} rows", audit.n)
}
