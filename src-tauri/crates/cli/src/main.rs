//! The command `countersign`: the engine for scripts and for people who audit.
//!
//! Takes arguments, opens a workspace or plain files, calls the engine once, and prints one document (`--json`) or
//! text on standard output; everything else goes to standard error. Deliberately absent: rules, SQL, and any figure
//! that the engine did not make.

#[macro_use]
mod output;

mod arguments;
mod commands;
mod interrupt;
mod problem;
mod progress;
mod secret;
mod session;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use session::Session;

fn main() -> ExitCode {
    let Arguments { global, command } = Arguments::parse();
    tell_faults();
    match commands::run(command, &Session::new(global)) {
        Ok(outcome) => ExitCode::from(outcome.code()),
        Err(problem) => {
            problem.tell();
            ExitCode::from(problem.code())
        }
    }
}

/// What the engine logs goes to standard error; `COUNTERSIGN_LOG` asks for more, as in `COUNTERSIGN_LOG=info`.
fn tell_faults() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("COUNTERSIGN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time().init();
    countersign_engine::quiet_panics();
}
