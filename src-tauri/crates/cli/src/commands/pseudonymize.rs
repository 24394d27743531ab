//! `countersign pseudonymize`: a plain file of lines.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use countersign_engine::plain::{self, LinesReport, PseudonymizeRequest, pseudonymize, write_whole};

use crate::interrupt::cancel_on_signal;
use crate::problem::{Outcome, Problem, Result};
use crate::progress::Progress;
use crate::session::Session;

#[derive(Args)]
#[command(
    after_help = "A line in is {\"id\",\"text\",\"conv\"?,\"speaker\"?,\"known\"?}; lines of one conv are one conversation, in file order. A line \
out is {\"id\",\"text\",\"spans\"}; spans index the input text in Unicode scalar values, end exclusive. A bad line gives \
{\"id\":null,\"error\"}, the rest goes on, and the exit status is 1.

Example:
  countersign pseudonymize --input tickets.jsonl --output masked.jsonl --key-file key.bin"
)]
pub struct Arguments {
    /// File to read, or - for standard input
    #[arg(long, value_name = "FILE")]
    input: PathBuf,
    /// File to write, or - for standard output
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Leave the text out
    #[arg(long)]
    spans_only: bool,
    /// File of 32 random bytes: the same values get the same tokens in every run [default: a random key of this run]
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    #[command(flatten)]
    look: Look,
}

/// How to look.
#[derive(Args)]
pub struct Look {
    /// Language that texts are mostly in
    #[arg(long, default_value = "en")]
    locale: LocaleName,
    /// Report quasi-identifiers (places, organizations, dates, ages) as well
    #[arg(long)]
    pub quasi: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum LocaleName {
    En,
    De,
}

impl Look {
    /// As the engine calls it.
    pub fn locale(&self) -> plain::Locale {
        match self.locale {
            LocaleName::En => plain::Locale::En,
            LocaleName::De => plain::Locale::De,
        }
    }
}

/// Pseudonymizes.
pub fn run(arguments: &Arguments, session: &Session) -> Result<Outcome> {
    let key = arguments.key_file.as_deref().map(read_key).transpose()?;
    let cancel = cancel_on_signal()?;
    let progress = Progress::new();
    let said = |lines: u64| progress.say(|| format!("{lines} lines"));
    let request = PseudonymizeRequest {
        locale: arguments.look.locale(),
        quasi: arguments.look.quasi,
        spans_only: arguments.spans_only,
        threads: threads(arguments.threads),
        key,
        cancel: &cancel,
        progress: &said,
    };
    let input = open(&arguments.input)?;
    let report = transform(&arguments.output, session, |out| pseudonymize(input, out, &request));
    progress.end();
    tell(session, &arguments.output, report?)
}

/// Threads that were asked for, or those of the machine.
pub fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Opens a file for reading; - is standard input.
pub fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin()));
    }
    let unreadable = |error: std::io::Error| Problem::reading(path, &error);
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(Problem::Unreadable(format!("{} is a folder; name a file", path.display())));
    }
    Ok(Box::new(file))
}

/// Writes what `work` makes: whole to a file under its name, or to standard output as it comes.
pub fn transform<T>(
    output: &Path,
    session: &Session,
    work: impl FnOnce(&mut dyn Write) -> std::result::Result<T, countersign_engine::Error>,
) -> Result<T> {
    if output != Path::new("-") {
        return write_whole(output, |out| work(out)).map_err(|error| of_output(output, error));
    }
    if session.out.json {
        return Err(Problem::Usage("--json and --output - both want standard output".into()));
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    work(&mut out).map_err(|error| of_output(output, error))
}

/// What could not be written is not what could not be read.
fn of_output(output: &Path, error: countersign_engine::Error) -> Problem {
    match error {
        countersign_engine::Error::Io(error) => {
            Problem::Machine(format!("{} cannot be written, and nothing was: {error}", output.display()))
        }
        error => Problem::of_file(error),
    }
}

/// Says how many lines there were.
pub fn tell(session: &Session, output: &Path, report: LinesReport) -> Result<Outcome> {
    if output != Path::new("-") {
        session.out.print(&report, |out, report| {
            writeln!(out, "Wrote {} lines to {}, {} of them bad.", report.lines, output.display(), report.refused)
        })?;
    }
    if report.refused > 0 {
        let lines = if report.refused == 1 { "line was" } else { "lines were" };
        say!(
            "countersign: {} {lines} bad and all others done; the output says {{\"id\":null,\"error\"}} in their place",
            report.refused
        );
    }
    Ok(Outcome::finding(report.refused > 0))
}

fn read_key(path: &Path) -> Result<[u8; 32]> {
    let key = |problem: &dyn std::fmt::Display| Problem::Key(format!("the key file {}: {problem}", path.display()));
    let bytes = std::fs::read(path).map_err(|error| key(&error))?;
    plain::key_of_file(&bytes).map_err(|error| key(&error))
}
