//! A process to be killed: holds a workspace, lets the worker run, does what people do in random order, and says on its
//! standard output what was acknowledged to it.
//!
//! `victim <workspace folder> <folder of files> <seed> <zero of its clock, ms> [plant]`. A plant is a fault that the
//! test must find: `early` says that rows are in before they are, `forget` removes an event after it was acknowledged.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::exit;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use countersign_domain::{Actor, EventId, IntentId, ReviewItemId, TimeMs};
use countersign_engine::{
    Answer, Cancel, Clock, Code, DecisionFilter, Engine, Error, Folder, Format, ImportRequest, QueueFilter, Source,
    Worker,
};
use countersign_engine_tests::{Ack, rows};
use countersign_testkit::{PASSWORD, Random, START, open, raw};

/// How much faster its clock runs, so that rests, leases and hold-backs pass between two kills.
const SPEED: i64 = 2000;

struct Victim {
    engine: Arc<Engine>,
    files: PathBuf,
    seed: u64,
    random: Random,
    plant: Option<String>,
    supervisor: Actor,
    steward: Actor,
    officer: Actor,
    administrator: Actor,
    /// The item that was claimed last, with its version.
    claimed: Option<(ReviewItemId, u32)>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, files, seed, zero, plant @ ..] = arguments.as_slice() else { exit(2) };
    let (seed, zero) = (number(seed), number(zero));
    let engine = Arc::new(open(Folder::new(folder), fast_clock(zero as i64)));
    let person = |name| engine.sign_in(name, PASSWORD).expect("a person of every test workspace").0;
    let mut victim = Victim {
        files: files.into(),
        seed,
        random: Random::new(seed),
        plant: plant.first().cloned(),
        supervisor: person("sue"),
        steward: person("stu"),
        officer: person("olga"),
        administrator: person("ada"),
        claimed: None,
        engine,
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _guard = runtime.enter();
    let _worker = Worker::start(&victim.engine);
    say(&Ack::Ready);
    for step in 0.. {
        if let Err(error) = victim.step(step) {
            eprintln!("step {step} of seed {seed}: {error:?}");
            exit(3);
        }
    }
}

fn number(text: &str) -> u64 {
    text.parse().unwrap_or_else(|_| exit(2))
}

fn fast_clock(zero: i64) -> Clock {
    Clock::new(move || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as i64 - zero;
        TimeMs(START.0 + since * SPEED)
    })
}

/// One line, out at once: what was said before a kill reaches the reader.
fn say(ack: &Ack) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{ack}").and_then(|()| out.flush()).is_err() {
        exit(0);
    }
}

impl Victim {
    fn step(&mut self, step: u64) -> Result<(), Error> {
        let outcome = match self.random.below(20) {
            0..=2 => self.import_by_hand(step),
            3..=4 => self.drop_into_inbox(step),
            5..=8 => self.claim(),
            9..=11 => self.answer(),
            12 => self.undo(),
            13..=15 => self.look(),
            16 => self.stop_or_lift(),
            17..=18 => self.promote_or_resume(),
            _ => self.roll_back(),
        };
        match outcome {
            Err(error) if is_refusal(&error) => Ok(()),
            Err(error) => Err(error),
            Ok(()) => self.say_ledger(),
        }
    }

    fn say_ledger(&self) -> Result<(), Error> {
        if let Some(last) = self.engine.ledger(&self.administrator, None, 1)?.first() {
            let chain = last.chain.iter().map(|byte| format!("{byte:02x}")).collect();
            say(&Ack::Ledger { sequence: last.sequence, chain });
        }
        Ok(())
    }

    /// A new file, or an earlier one once more: it goes on where it was killed, or is all duplicates.
    fn import_by_hand(&mut self, step: u64) -> Result<(), Error> {
        let earlier = names(&self.files);
        let file = if earlier.is_empty() || self.random.below(3) > 0 {
            let file = format!("hand-{}-{step}.jsonl", self.seed);
            let rows = if self.random.below(6) == 0 { 520 } else { 10 + self.random.below(40) as u64 };
            put(&self.files, &file, &rows::text(&file, rows))?;
            file
        } else {
            self.random.pick(&earlier).clone()
        };
        let path = self.files.join(&file);
        if self.plant.as_deref() == Some("early") {
            let rows = std::fs::read_to_string(&path)?.lines().count() as u64;
            say(&Ack::Rows { file: file.clone(), rows });
        }
        let (cancel, engine) = (Cancel::default(), Arc::clone(&self.engine));
        let request = ImportRequest {
            source: Source::File,
            name: &file,
            format: Format::JsonLines,
            identity: Some(file.clone()),
            cancel: &cancel,
            progress: &|rows| say(&Ack::Rows { file: file.clone(), rows }),
        };
        engine.import(&self.administrator, std::fs::File::open(path)?, &request)?;
        if self.plant.as_deref() == Some("forget") {
            let connection = raw::tampering(self.engine.folder());
            let event = EventId::new(rows::event_id(&file, 1));
            connection.execute("DELETE FROM events WHERE id = ?1", [event.as_str()]).expect("a planted fault");
        }
        Ok(())
    }

    fn drop_into_inbox(&mut self, step: u64) -> Result<(), Error> {
        let file = format!("inbox-{}-{step}.jsonl", self.seed);
        let rows = 5 + self.random.below(30) as u64;
        put(&self.engine.folder().watched(), &file, &rows::text(&file, rows))?;
        say(&Ack::Dropped { file, rows });
        Ok(())
    }

    fn claim(&mut self) -> Result<(), Error> {
        let page = self.engine.queue(&self.supervisor, &QueueFilter::default(), None, 20)?;
        if page.items.is_empty() {
            return Ok(());
        }
        let item = self.random.pick(&page.items).0.item.id.clone();
        let claimed = self.engine.claim(&self.supervisor, &item)?;
        say(&Ack::Review { act: "claim".to_owned(), item: item.to_string() });
        self.claimed = Some((item, claimed.version));
        Ok(())
    }

    fn answer(&mut self) -> Result<(), Error> {
        let Some((item, version)) = self.claimed.take() else { return self.claim() };
        let (answer, act) = match self.random.below(6) {
            0 => (Answer::Escalate, "escalate"),
            intent => (Answer::Intent(IntentId::new(["order_status", "password_reset"][intent % 2])), "answer"),
        };
        self.engine.submit(&self.supervisor, &item, version, &answer, Some("as they said"))?;
        say(&Ack::Review { act: act.to_owned(), item: item.to_string() });
        Ok(())
    }

    fn undo(&self) -> Result<(), Error> {
        let item = self.engine.undo(&self.supervisor)?;
        say(&Ack::Review { act: "undo".to_owned(), item: item.to_string() });
        Ok(())
    }

    /// Decisions and deliveries are made by the worker: what was seen of them must stay.
    fn look(&self) -> Result<(), Error> {
        let since = Some(self.now_less_a_minute());
        let seen =
            self.engine.decisions(&self.administrator, &DecisionFilter { since, ..Default::default() }, None, 50)?;
        for decision in seen {
            say(&Ack::Decided { decision: decision.row.decision.id.to_string() });
        }
        for file in names(&self.engine.folder().outbox()) {
            if let Some(delivery) = file.strip_suffix(".jsonl").filter(|name| !name.starts_with('.')) {
                say(&Ack::Delivered { delivery: delivery.to_owned() });
            }
        }
        Ok(())
    }

    fn now_less_a_minute(&self) -> TimeMs {
        self.engine.status(&self.administrator).map_or(START, |status| status.at.plus_ms(-60_000))
    }

    fn stop_or_lift(&mut self) -> Result<(), Error> {
        let act = if self.random.below(3) == 0 { "stop" } else { "lift" };
        match act {
            "stop" => self.engine.stop(&self.supervisor, Some("a drill"))?,
            _ => self.engine.lift_stop(&self.officer, "it was a drill")?,
        }
        say(&Ack::Turned { act: act.to_owned(), model: "-".to_owned() });
        Ok(())
    }

    fn promote_or_resume(&mut self) -> Result<(), Error> {
        if self.random.below(2) == 0 {
            self.engine.resume_routing(&self.officer, "looked at")?;
            say(&Ack::Turned { act: "resume".to_owned(), model: "-".to_owned() });
            return Ok(());
        }
        let models = self.engine.models(&self.steward)?;
        let version = self.random.pick(&models).row.version.to_string();
        let pending = self.engine.approvals(&self.officer)?.into_iter().find(|a| a.state == "pending");
        let approval = match pending {
            Some(pending) => pending.id,
            None => self.engine.request_promotion(&self.steward, &version, None)?,
        };
        let model = self.engine.approval(&self.officer, &approval)?.subject;
        self.engine.approve(&self.officer, &approval)?;
        say(&Ack::Turned { act: "promote".to_owned(), model });
        Ok(())
    }

    fn roll_back(&self) -> Result<(), Error> {
        let report = self.engine.roll_back(&self.steward, "a drill")?;
        say(&Ack::Turned { act: "roll_back".to_owned(), model: report.bad.to_string() });
        Ok(())
    }
}

/// What a person would be told and try again; everything else is a fault.
fn is_refusal(error: &Error) -> bool {
    matches!(error.code(), Code::Input | Code::ClaimLost | Code::UndoRefused | Code::PromotionRefused)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".jsonl") && !name.starts_with('.'));
    names.sort();
    names
}

/// A file that is there as a whole or not at all, also after a kill.
fn put(folder: &Path, name: &str, text: &str) -> std::io::Result<()> {
    let unfinished = folder.join(format!(".{name}.part"));
    std::fs::write(&unfinished, text)?;
    std::fs::rename(unfinished, folder.join(name))
}
