//! A workspace as the command line makes it, opened by the real keyring, and what its ledger says afterwards.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::Value;
use tempfile::TempDir;

/// First administrator, also in sample workspaces.
const ADMINISTRATOR: &str = "ada";

/// A workspace in a folder that goes with it.
pub struct Workspace {
    folder: PathBuf,
    passwords: BTreeMap<String, String>,
    /// Empty where none was shown to the test.
    recovery_code: String,
    beside: TempDir,
}

impl Workspace {
    /// Without events and without a model, with the supervisor `sue` and the compliance officer `olga`.
    ///
    /// Errors: the keyring is not unlocked (see `run.sh`), or the command is not built.
    pub fn empty() -> anyhow::Result<Self> {
        Self::called("Halvora")
    }

    /// The same, called otherwise.
    pub fn called(name: &str) -> anyhow::Result<Self> {
        let mut made = Self::nowhere()?;
        made.passwords.insert(ADMINISTRATOR.to_owned(), password(ADMINISTRATOR));
        let shown = made.ask(
            &["workspace", "init", "--name", name, "--admin", ADMINISTRATOR, "--keyring", "--password-fd", "0"],
            &[&password(ADMINISTRATOR)],
        )?;
        made.recovery_code = shown["recovery_code"].as_str().context("the code is shown once")?.to_owned();
        made.add("sue", &["supervisor"])?;
        made.add("olga", &["compliance_officer"])?;
        Ok(made)
    }

    /// One that opens by a passphrase, with its administrator `ada`. The command line of the tests cannot open it.
    pub fn of_passphrase(passphrase: &str) -> anyhow::Result<Self> {
        let mut made = Self::nowhere()?;
        made.passwords.insert(ADMINISTRATOR.to_owned(), password(ADMINISTRATOR));
        made.ask(
            &["workspace", "init", "--admin", ADMINISTRATOR, "--passphrase-fd", "0", "--password-fd", "0"],
            &[passphrase, &password(ADMINISTRATOR)],
        )?;
        Ok(made)
    }

    /// The code that was shown when it was made.
    pub fn recovery_code(&self) -> &str {
        &self.recovery_code
    }

    /// Adds a person.
    pub fn add(&mut self, name: &str, roles: &[&str]) -> anyhow::Result<()> {
        let roles = roles.iter().flat_map(|role| ["--role", role]);
        let add: Vec<&str> =
            ["user", "add", "--new-password-fd", "0"].into_iter().chain(roles).chain(["--", name]).collect();
        self.ask_as(ADMINISTRATOR, &add, &[&password(name)])?;
        self.passwords.insert(name.to_owned(), password(name));
        Ok(())
    }

    /// None yet: a folder that is not there, in which `administrator` will make one, and passwords for `people`.
    pub fn to_be(administrator: &str, people: &[&str]) -> anyhow::Result<Self> {
        ensure!(administrator == ADMINISTRATOR, "what the ledger says is asked in the name of {ADMINISTRATOR}");
        let mut made = Self::nowhere()?;
        made.passwords.extend(people.iter().map(|name| ((*name).to_owned(), password(name))));
        Ok(made)
    }

    /// A sample company with a model that was trained and released, and `events` decided events.
    pub fn sample(events: u32) -> anyhow::Result<Self> {
        let mut made = Self::nowhere()?;
        let sample = made.ask(&["sample", "--keyring", "--events", &events.to_string()], &[])?;
        ensure!(sample["not_released"].is_null(), "the sample's model keeps the promise: {}", sample["not_released"]);
        for person in sample["people"].as_array().context("a sample has people")? {
            let text = |field: &str| person[field].as_str().unwrap_or_default().to_owned();
            made.passwords.insert(text("name"), text("password"));
        }
        Ok(made)
    }

    fn nowhere() -> anyhow::Result<Self> {
        let beside = tempfile::tempdir()?;
        Ok(Self {
            folder: beside.path().join("halvora"),
            passwords: BTreeMap::new(),
            recovery_code: String::new(),
            beside,
        })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// The password of `name`. Errors: nobody is called so.
    pub fn password(&self, name: &str) -> anyhow::Result<&str> {
        self.passwords.get(name).map(String::as_str).with_context(|| format!("nobody is called {name}"))
    }

    /// Puts a whole file into the inbox, as programs should: written elsewhere, then renamed into place.
    pub fn drop_file(&self, name: &str, text: &str) -> anyhow::Result<()> {
        let written = self.beside.path().join(name);
        std::fs::write(&written, text)?;
        std::fs::rename(written, self.folder.join("inbox").join(name)).context("the inbox lies on the same disk")
    }

    /// The acts in the ledger, oldest first, the last thousand of them, with the ledger verified on the way. Works beside an open window.
    pub fn acts(&self) -> anyhow::Result<Vec<String>> {
        Ok(self.entries()?.iter().map(|entry| entry["act"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// The same entries whole.
    pub fn entries(&self) -> anyhow::Result<Vec<Value>> {
        let verified = self.ask_as(ADMINISTRATOR, &["ledger", "verify"], &[])?;
        ensure!(verified["verified"] == true, "the ledger holds: {verified}");
        let page = self.ask_as(ADMINISTRATOR, &["ledger", "list", "--limit", "1000"], &[])?;
        let entries = page["items"].as_array().context("a page has items")?;
        Ok(entries.iter().rev().map(|entry| entry["entry"].clone()).collect())
    }

    /// Starts `countersign run`, and returns once it holds the workspace. It is ended when the value is dropped.
    pub fn worker(&self) -> anyhow::Result<RunningWorker> {
        let mut command = Command::new(binary("COUNTERSIGN", "countersign")?);
        command.arg("--workspace").arg(&self.folder).arg("run").stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn()?;
        let said = process.stderr.take().context("the standard error is piped")?;
        let worker = RunningWorker(process);
        let first = BufReader::new(said).lines().next().context("the worker ended at once")??;
        ensure!(first.contains("running on"), "the worker holds the workspace: {first}");
        Ok(worker)
    }

    /// Runs the command in the name of `user` and gives its document.
    pub fn ask_as(&self, user: &str, arguments: &[&str], secrets: &[&str]) -> anyhow::Result<Value> {
        let all: Vec<&str> = ["--as", user, "--password-fd", "0"].iter().chain(arguments).copied().collect();
        let lines: Vec<&str> = std::iter::once(self.password(user)?).chain(secrets.iter().copied()).collect();
        self.ask(&all, &lines)
    }

    /// Runs the command with `secrets` as the lines of its standard input, and gives its document.
    fn ask(&self, arguments: &[&str], secrets: &[&str]) -> anyhow::Result<Value> {
        let mut command = Command::new(binary("COUNTERSIGN", "countersign")?);
        command.arg("--workspace").arg(&self.folder).arg("--json").args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn()?;
        let mut lines = process.stdin.take().context("the standard input is piped")?;
        // A command that asks for no secret closes its input before it is written.
        lines.write_all(format!("{}\n", secrets.join("\n")).as_bytes()).ok();
        drop(lines);
        let output = process.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "countersign {arguments:?}: {said}");
        serde_json::from_slice(&output.stdout).with_context(|| format!("countersign {arguments:?} gives JSON: {said}"))
    }
}

/// The worker without a window.
pub struct RunningWorker(Child);

impl RunningWorker {
    /// Waits for the end that somebody else brings about. Errors: it did not end in order.
    pub fn ended(mut self) -> anyhow::Result<()> {
        let status = self.0.wait()?;
        ensure!(status.success(), "the worker ends in order when it is told to: {status}");
        Ok(())
    }
}

impl Drop for RunningWorker {
    fn drop(&mut self) {
        // One that has ended cannot be ended again.
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The password of a person whom the tests add.
fn password(name: &str) -> String {
    format!("the password of {name}")
}

/// A binary of ours: the file that `variable` names, else the one called `name` beside this program or, as with tests, one folder above.
pub fn binary(variable: &str, name: &str) -> anyhow::Result<PathBuf> {
    let named = std::env::var_os(variable).map(PathBuf::from);
    let above =
        || Some(std::env::current_exe().ok()?.ancestors().skip(1).take(2).map(|folder| folder.join(name)).collect());
    let places: Vec<PathBuf> = named.map(|file| vec![file]).or_else(above).unwrap_or_default();
    let found = places.into_iter().find(|file| file.is_file());
    found.with_context(|| format!("{name} is missing; see tests/window/README.md for how it is built"))
}
