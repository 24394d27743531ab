//! `countersign import`: a file or standard input into the workspace.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use countersign_api::ImportView;
use countersign_domain::{ImportFault, TimeMs};
use countersign_engine::{Clock, Format, ImportReport, ImportRequest, Labels, Source, format_of, label_file_name};

use super::Paging;
use crate::interrupt::cancel_on_signal;
use crate::output::{Page, or_dash, time};
use crate::problem::{Outcome, Problem, Result};
use crate::progress::Progress;
use crate::session::Session;

#[derive(Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Every row becomes an event, a duplicate or a quarantined row. Exit status 1: rows were refused, or Ctrl-C ended \
the import early (state `cancelled`); what was committed stays, and importing the file again goes on with it.

Examples:
  countersign import events.jsonl --as stu --password-fd 3 3< password.txt
  countersign import labels.csv --labels --text-column text --label-column category --as stu --password-fd 3 3< password.txt
  zcat events.jsonl.gz | countersign import - --format jsonl --as stu --password-fd 3 3< password.txt"
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// File, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    file: Option<PathBuf>,
    /// How to read it [default: by the file's ending]
    #[arg(long)]
    format: Option<FormatName>,
    /// A CSV file of texts and labels, nothing else
    #[arg(long)]
    labels: bool,
    /// With --labels: column with the text
    #[arg(long, default_value = "text", value_name = "COLUMN")]
    text_column: String,
    /// With --labels: column with the label
    #[arg(long, default_value = "label", value_name = "COLUMN")]
    label_column: String,
}

#[derive(Subcommand)]
enum Command {
    /// Imports, newest first
    #[command(after_help = "Example:\n  countersign import list --as ada --password-fd 3 --json 3< password.txt")]
    List(Paging),
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    /// JSON Lines of the event schema
    Jsonl,
    /// CSV with a header of field names
    Csv,
}

/// Imports, or lists imports.
pub fn run(arguments: Arguments, session: &Session) -> Result<Outcome> {
    match (&arguments.command, &arguments.file) {
        (Some(Command::List(paging)), _) => list(paging, session),
        (None, Some(file)) => import(&arguments, file, session),
        (None, None) => Err(Problem::Usage("name the file to import".into())),
    }
}

fn list(paging: &Paging, session: &Session) -> Result<Outcome> {
    let (engine, actor) = session.reading()?;
    let all = engine.imports(&actor, u64::from(u32::MAX))?.into_iter().map(ImportView::from).collect();
    let page =
        Page::within(all, paging.after.as_deref(), paging.limit, |import: &ImportView| import.import_id.clone())?;
    let heads = ["IMPORT", "STARTED", "STATE", "ROWS", "TAKEN", "DUPLICATE", "QUARANTINED", "NAME", "LEFT THERE"];
    session.out.page(&page, heads, |import| {
        [
            import.import_id.clone(),
            or_dash(import.started_at_ms.map(time)),
            import.state.clone(),
            import.rows.to_string(),
            import.taken.to_string(),
            import.duplicates.to_string(),
            import.quarantined.to_string(),
            import.name.clone().unwrap_or_default(),
            import.fault.map_or("", ImportFault::advice).to_owned(),
        ]
    })?;
    Ok(Outcome::Done)
}

fn import(arguments: &Arguments, path: &Path, session: &Session) -> Result<Outcome> {
    let mut input = Input::open(path)?;
    let format = format(arguments, path, &mut input)?;
    let (engine, actor) = session.writing("import")?;
    let cancel = cancel_on_signal()?;
    let progress = Progress::new();
    let said = |rows: u64| progress.say(|| format!("{rows} rows"));
    let name = path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy());
    let request = ImportRequest {
        source: input.source,
        name: &name,
        format,
        identity: input.identity.clone(),
        cancel: &cancel,
        progress: &said,
    };
    let report = engine.import(&actor, input.reader, &request).map_err(Problem::of_file);
    progress.end();
    tell(session, report?)
}

fn tell(session: &Session, report: ImportReport) -> Result<Outcome> {
    let view = ImportView::from(report);
    session.out.print(&view, |out, view| {
        writeln!(
            out,
            "{}: {} rows, {} new events, {} duplicates, {} quarantined.",
            view.state, view.rows, view.taken, view.duplicates, view.quarantined
        )
    })?;
    if view.state == "cancelled" {
        say!("countersign: cancelled after {} rows, which stay; import the file again to go on", view.rows);
    } else if view.quarantined > 0 {
        let rows = if view.quarantined == 1 { "row was" } else { "rows were" };
        say!(
            "countersign: {} {rows} refused and all others taken; see why with `countersign quarantine list`",
            view.quarantined
        );
    }
    Ok(Outcome::finding(view.quarantined > 0 || view.state != "finished"))
}

/// What is read.
struct Input {
    source: Source,
    reader: Box<dyn Read>,
    /// Knows the same file again after a crash.
    identity: Option<String>,
    /// When the file was last changed; now for standard input.
    modified_at: TimeMs,
}

impl Input {
    fn open(path: &Path) -> Result<Self> {
        if path == Path::new("-") {
            let reader = Box::new(std::io::stdin());
            return Ok(Self { source: Source::Stdin, reader, identity: None, modified_at: Clock::system().now() });
        }
        let unreadable = |error: std::io::Error| Problem::reading(path, &error);
        let file = File::open(path).map_err(unreadable)?;
        let about = file.metadata().map_err(unreadable)?;
        if about.is_dir() {
            return Err(Problem::Unreadable(format!("{} is a folder; name a file", path.display())));
        }
        let identity = format!("{} {} {}.{:09}", about.ino(), about.size(), about.mtime(), about.mtime_nsec());
        let modified_at = TimeMs(about.mtime() * 1000 + about.mtime_nsec() / 1_000_000);
        // What is no file (a pipe) has no size or time that would know it again.
        let identity = about.is_file().then_some(identity);
        Ok(Self { source: Source::File, reader: Box::new(file), identity, modified_at })
    }
}

fn format(arguments: &Arguments, path: &Path, input: &mut Input) -> Result<Format> {
    if arguments.labels {
        if matches!(arguments.format, Some(FormatName::Jsonl)) {
            return Err(Problem::Usage("--labels reads CSV".into()));
        }
        return Ok(Format::Labels(Labels {
            text_column: arguments.text_column.clone(),
            label_column: arguments.label_column.clone(),
            file: label_file(path, input)?,
            // The time of the file and not of the import, so that a file imported twice counts once.
            imported_at: input.modified_at,
        }));
    }
    match arguments.format {
        Some(FormatName::Jsonl) => Ok(Format::JsonLines),
        Some(FormatName::Csv) => Ok(Format::Csv),
        None => format_of(path).ok_or_else(|| {
            Problem::Usage("the name does not say how to read the file: add --format jsonl or --format csv".into())
        }),
    }
}

/// The beginning of the file's digest: one file, the same sessions. What cannot be read twice is named by its time.
fn label_file(path: &Path, input: &Input) -> Result<String> {
    if input.identity.is_none() {
        return Ok(format!("stdin-{}", input.modified_at.0));
    }
    let digest = File::open(path).and_then(|mut file| label_file_name(&mut file));
    digest.map_err(|error| Problem::reading(path, &error))
}
