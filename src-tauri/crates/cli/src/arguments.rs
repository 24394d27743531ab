//! The command line: options of every command, and one noun per command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    approvals, classifier, decisions, events, fairness, import, ledger, model, policy, privacy, pseudonymize,
    quarantine, review, run, sample, schema, stop, user, workspace,
};

const CODES: &str = "\
Exit status:
  0  done
  1  done with a negative finding (rows refused, verification failed), or not done; the message says which
  2  usage
  3  not allowed
  4  another process holds the workspace
  5  input cannot be read
  6  key, keyring or passphrase not available

Example:
  countersign --workspace /srv/support --as sue --password-fd 3 review list --json 3< password.txt";

/// A console for the people who answer for an AI in customer service.
#[derive(Parser)]
#[command(name = "countersign", version, propagate_version = true, after_help = CODES)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args)]
pub struct Global {
    /// Workspace folder [default: the user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    pub workspace: Option<PathBuf>,
    /// Who you are; the password is asked for on the terminal, or read from --password-fd
    #[arg(long = "as", global = true, value_name = "USER")]
    pub user: Option<String>,
    /// File descriptor with the password, one line
    #[arg(long, global = true, value_name = "N")]
    pub password_fd: Option<u32>,
    /// File descriptor with the workspace's passphrase, one line
    #[arg(long, global = true, value_name = "N")]
    pub passphrase_fd: Option<u32>,
    /// One JSON document on standard output, and nothing else there
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum Command {
    /// Make, look over, back up and restore a workspace
    #[command(subcommand)]
    Workspace(workspace::Command),
    /// People who sign in
    #[command(subcommand)]
    User(user::Command),
    /// Take a file in, or list imports
    Import(import::Arguments),
    /// Events as they are kept
    #[command(subcommand)]
    Events(events::Command),
    /// Decisions: list, show, export, replay
    #[command(subcommand)]
    Decisions(decisions::Command),
    /// Rows that were refused
    #[command(subcommand)]
    Quarantine(quarantine::Command),
    /// Questions that wait for a person
    #[command(subcommand)]
    Review(review::Command),
    /// The live routing policy and taxonomy
    #[command(subcommand)]
    Policy(policy::Command),
    /// Models of a workspace: train, release, roll back
    #[command(subcommand)]
    Model(model::Command),
    /// What waits for a second person
    #[command(subcommand)]
    Approvals(approvals::Command),
    /// Audit decisions by sensitive features
    Fairness(fairness::Arguments),
    /// The ledger: list, verify
    #[command(subcommand)]
    Ledger(ledger::Command),
    /// Send everything to people at once
    Stop(stop::Arguments),
    /// Take files in, decide and deliver until told to end
    Run(run::Arguments),
    /// Make a believable company's events, or a whole workspace of them
    Sample(sample::Arguments),
    /// What the program reads, as JSON Schema
    #[command(subcommand)]
    Schema(schema::Command),
    /// Replace what identifies a person in a plain file
    Pseudonymize(pseudonymize::Arguments),
    /// How well personal data is found
    #[command(subcommand)]
    Privacy(privacy::Command),
    /// Train and use a classifier on plain files
    #[command(subcommand)]
    Classifier(classifier::Command),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_of_all_commands_fit_together() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }
}
