//! The tasks of whoever builds Countersign: run it, check it, make long measurements, regenerate bindings.
//!
//! Takes a task's name; runs the ordinary tools in order, says what it runs and how long it took, and stops at the
//! first failure. Deliberately absent: anything that the ordinary tools do already.

mod bindings;
mod evidence;
mod licences;
mod packages;
mod run;
mod step;
mod test;

use clap::{Parser, Subcommand};

/// Tasks of whoever builds Countersign.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Sets up, builds, makes a sample workspace and opens the console on it.
    Run {
        /// Open this workspace instead of the sample.
        #[arg(long)]
        workspace: Option<std::path::PathBuf>,
    },
    /// Sets up and runs every check.
    Test {
        /// Only what needs neither a window nor its packages.
        #[arg(long)]
        without_window: bool,
    },
    /// Rewrites the TypeScript bindings from the api crate.
    Bindings,
    /// Rewrites the list of libraries and licences from the lock files.
    Licences,
    /// Makes a long measurement and keeps its figures in tests/evidence.
    Evidence {
        /// Which one; without a name, lists them.
        name: Option<String>,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Task::Run { workspace } => run::run(workspace),
        Task::Test { without_window } => test::test(without_window),
        Task::Bindings => bindings::write(),
        Task::Licences => licences::write(),
        Task::Evidence { name } => evidence::make(name.as_deref()),
    }
}
