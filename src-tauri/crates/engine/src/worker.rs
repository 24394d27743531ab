//! The background worker: takes files from the inbox, decides, delivers.
//!
//! Two loops on one engine, so that a large file does not keep decisions waiting. A wake-up carries no data: each pass
//! asks the store what there is to do and may be repeated safely. A pass that fails is a fault of the status until one
//! succeeds, and is tried again after a pause; nothing ends a loop but the end of the worker.

use std::collections::HashSet;
use std::ffi::OsString;
use std::os::unix::fs::MetadataExt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use countersign_classifier::Scratch;
use countersign_domain::Actor;
use countersign_rules::authorization::Capability;
use notify::event::{EventKind, ModifyKind, RenameMode};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::change::Area;
use crate::faults::Part;
use crate::watch::Watch;
use crate::{Cancel, Engine, Error, ImportReport};

/// The longest time between two looks at the folder and the outbox, whatever the operating system tells.
const LOOK: Duration = Duration::from_millis(500);
/// The pause after a pass that failed.
const AFTER_FAULT: Duration = Duration::from_secs(2);
/// How long a command that does not stay waits for files to come to rest, and how often it looks.
const LONGEST_REST: Duration = Duration::from_secs(5);
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);
/// Passes between two looks at what the quarantine has held for too long.
const EXPIRY_EVERY: u32 = 1000;

/// The running worker.
pub struct Worker {
    end: watch::Sender<bool>,
    cancel: Arc<Cancel>,
    loops: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Starts both loops on the current tokio runtime.
    pub fn start(engine: &Arc<Engine>) -> Self {
        let (end, ended) = watch::channel(false);
        let cancel = Arc::new(Cancel::default());
        let ingest = tokio::spawn(ingest_loop(Arc::clone(engine), Arc::clone(&cancel), ended.clone()));
        let decide = tokio::spawn(decide_loop(Arc::clone(engine), ended));
        Self { end, cancel, loops: vec![ingest, decide] }
    }

    /// Ends both loops: what is being committed commits, everything else stays for the next start.
    pub async fn end(self) {
        self.cancel.cancel();
        self.end.send_replace(true);
        for running in self.loops {
            if let Err(error) = running.await {
                tracing::error!(panicked = error.is_panic(), "a loop of the worker ended early");
            }
        }
    }
}

async fn ingest_loop(engine: Arc<Engine>, cancel: Arc<Cancel>, mut ended: watch::Receiver<bool>) {
    let hint = Arc::new(Hint::default());
    let mut watching = None;
    let mut watch = Watch::default();
    while !*ended.borrow() {
        watching = hint.keep_watching(&engine, watching);
        let (at, token, renamed) = (Arc::clone(&engine), Arc::clone(&cancel), hint.take());
        let swept = tokio::task::spawn_blocking(move || {
            let result = at.sweep(&mut watch, &renamed, &token);
            (watch, result)
        });
        let result = match swept.await {
            Ok((kept, result)) => {
                watch = kept;
                result
            }
            Err(_) => {
                watch = Watch::default();
                Err(Error::Panicked)
            }
        };
        let pause = pause_after(&engine.heed(Part::Inbox, result));
        tokio::select! {
            () = hint.wake.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = ended.changed() => {}
        }
    }
}

async fn decide_loop(engine: Arc<Engine>, mut ended: watch::Receiver<bool>) {
    let wake = Arc::new(Notify::new());
    let waker = Arc::clone(&wake);
    engine.listen(move |change| {
        if matches!(change.area, Area::Sources | Area::Models) {
            waker.notify_one();
        }
        true
    });
    let mut scratch = Scratch::default();
    let mut passes = 0u32;
    while !*ended.borrow() {
        let at = Arc::clone(&engine);
        let first = passes == 0;
        let expires = passes.is_multiple_of(EXPIRY_EVERY);
        passes = passes.wrapping_add(1);
        let worked = tokio::task::spawn_blocking(move || {
            let begun = if first { at.take_up_set_aside() } else { Ok(()) };
            let result = begun.and_then(|()| at.work(&mut scratch, expires));
            (scratch, result)
        });
        let result = match worked.await {
            Ok((kept, result)) => {
                scratch = kept;
                result
            }
            Err(_) => {
                scratch = Scratch::default();
                engine.heed(Part::Decisions, Err(Error::Panicked))
            }
        };
        if matches!(result, Ok(true)) {
            continue;
        }
        let pause = pause_after(&result);
        tokio::select! {
            () = wake.notified() => {}
            () = tokio::time::sleep(pause) => {}
            _ = ended.changed() => {}
        }
    }
}

fn pause_after<T>(result: &Result<T, Error>) -> Duration {
    if result.is_ok() { LOOK } else { AFTER_FAULT }
}

impl Engine {
    /// One pass: decides what waits, releases what is due. Returns whether there is likely more to do at once. One
    /// part that fails does not keep the other from its work.
    pub fn work(&self, scratch: &mut Scratch, expires: bool) -> Result<bool, Error> {
        let decided = self.heed(Part::Decisions, self.decide_batch(scratch));
        let released = self.heed(Part::Outbox, self.deliver());
        if expires {
            self.expire_quarantine()?;
        }
        // Where something was decided the next pass comes at once, even if nothing can leave: that is said already.
        if decided? > 0 { Ok(true) } else { Ok(released? > 0) }
    }

    /// What was set aside is tried once more by each worker.
    fn take_up_set_aside(&self) -> Result<(), Error> {
        let pass = self.pass(&Actor::Engine, Capability::Decide)?;
        self.note(&pass, |w| Ok(w.take_up_set_aside()?))
    }

    /// Takes what lies in the inbox: for commands that do not stay. Waits for files to come to rest; one that is still
    /// written to after a few seconds is left for the next time. Returns the imports.
    pub fn sweep_once(&self, cancel: &Cancel) -> Result<Vec<ImportReport>, Error> {
        let begun = Instant::now();
        let mut watch = Watch::default();
        let mut imported = Vec::new();
        loop {
            let swept = self.sweep(&mut watch, &HashSet::new(), cancel)?;
            imported.extend(swept.imported);
            if !swept.pending || begun.elapsed() > LONGEST_REST {
                return Ok(imported);
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
    }

    /// Works until nothing is left to decide or due to leave: for commands that do not stay. Returns decisions made.
    pub fn work_off(&self) -> Result<u64, Error> {
        self.take_up_set_aside()?;
        let mut scratch = Scratch::default();
        let mut decided = 0;
        loop {
            let now = self.decide_batch(&mut scratch)?;
            decided += now;
            if now == 0 && self.deliver()? == 0 {
                return Ok(decided);
            }
        }
    }
}

/// What the operating system tells of the folder: names that were renamed into place, and that there is something.
#[derive(Default)]
struct Hint {
    renamed: Mutex<HashSet<OsString>>,
    wake: Notify,
}

/// A watch on the folder that stands at the inbox's place now. Without one the periodic look still finds every file.
struct Watching {
    _watcher: RecommendedWatcher,
    folder: (u64, u64),
}

impl Hint {
    fn take(&self) -> HashSet<OsString> {
        std::mem::take(&mut *self.renamed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Watches the inbox, and does so anew where another folder has taken its place.
    fn keep_watching(self: &Arc<Self>, engine: &Engine, before: Option<Watching>) -> Option<Watching> {
        let about = std::fs::metadata(engine.folder().watched()).ok()?;
        let folder = (about.dev(), about.ino());
        match before {
            Some(watching) if watching.folder == folder => Some(watching),
            _ => Some(Watching { _watcher: self.watch(engine)?, folder }),
        }
    }

    fn watch(self: &Arc<Self>, engine: &Engine) -> Option<RecommendedWatcher> {
        let hint = Arc::clone(self);
        let tell = move |event: notify::Result<notify::Event>| {
            // The sweep's own look at the folder is told as an access; waking for it would never let the loop rest.
            if event.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                return;
            }
            if let Ok(event) = event {
                hint.note(&event);
            }
            hint.wake.notify_one();
        };
        let watched = notify::recommended_watcher(tell).and_then(|mut watcher| {
            watcher.watch(&engine.folder().watched(), RecursiveMode::NonRecursive).map(|()| watcher)
        });
        watched
            .inspect_err(|error| tracing::warn!(%error, "the inbox cannot be watched; it is looked at twice a second"))
            .ok()
    }

    fn note(&self, event: &notify::Event) {
        let place = match event.kind {
            EventKind::Modify(ModifyKind::Name(RenameMode::To)) => event.paths.first(),
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => event.paths.get(1),
            _ => None,
        };
        if let Some(name) = place.and_then(|path| path.file_name()) {
            self.renamed.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
        }
    }
}
