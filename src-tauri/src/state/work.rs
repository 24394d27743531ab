//! Long work of this window: what is under way, how far it is, how long it still takes, and how it ended.
//!
//! Work runs on a blocking thread in the name of whoever began it and goes on when they sign out. Progress is told to
//! the page at most five times a second; how it ended stays until somebody puts it away. Deliberately absent: what the
//! worker does by itself, which the engine knows.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use countersign_api::{Change, ChangeKey, Failure, FailureCode, WorkKind, WorkOutcomeView, WorkState, WorkView};
use countersign_engine::Cancel;

use crate::changes::Changes;

/// The least time between two tellings of progress.
const QUIET: Duration = Duration::from_millis(200);
/// No remaining time is said before this: the pace of the first moments is no guide.
const WARM_UP: Duration = Duration::from_secs(2);

/// All work of this window.
#[derive(Clone)]
pub struct Works {
    all: Arc<Mutex<Vec<Work>>>,
    next: Arc<AtomicU64>,
    changes: Changes,
}

struct Work {
    id: u64,
    kind: WorkKind,
    subject: Option<String>,
    stage: Option<&'static str>,
    done: u64,
    share: Option<f64>,
    began: Instant,
    /// Since when the share counts: a step of its own pace begins anew.
    paced: Instant,
    told: Instant,
    cancel: Option<Arc<Cancel>>,
    end: Option<Result<WorkOutcomeView, Failure>>,
}

/// One piece of work, for the one who does it. Dropped without an end it counts as failed.
pub struct Underway {
    id: u64,
    works: Works,
    cancel: Arc<Cancel>,
}

impl Works {
    /// No work yet; progress goes to `changes`.
    pub fn new(changes: Changes) -> Self {
        Self { all: Arc::default(), next: Arc::default(), changes }
    }

    /// Begins a piece of work. `cancellable`: it looks at [`Underway::cancel`] on its way.
    ///
    /// Errors: `input` when one of this kind is under way that cannot stand twice.
    pub fn begin(&self, kind: WorkKind, subject: Option<String>, cancellable: bool) -> Result<Underway, Failure> {
        let cancel = Arc::new(Cancel::default());
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let now = Instant::now();
        let mut all = self.lock();
        let alone = kind != WorkKind::Import;
        if alone && all.iter().any(|work| work.kind == kind && work.end.is_none()) {
            return Err(Failure::input("this is under way already"));
        }
        all.retain(|work| work.end.is_none() || !alone || work.kind != kind);
        all.push(Work {
            id,
            kind,
            subject,
            stage: None,
            done: 0,
            share: None,
            began: now,
            paced: now,
            told: now,
            cancel: cancellable.then(|| Arc::clone(&cancel)),
            end: None,
        });
        drop(all);
        self.tell();
        Ok(Underway { id, works: self.clone(), cancel })
    }

    /// Everything that is under way or has ended and was not put away, oldest first.
    pub fn list(&self) -> Vec<WorkView> {
        self.lock().iter().map(Work::view).collect()
    }

    /// Asks a piece of work to end.
    pub fn cancel(&self, id: &str) {
        for work in self.lock().iter().filter(|work| work.id.to_string() == id) {
            if let Some(cancel) = &work.cancel {
                cancel.cancel();
            }
        }
    }

    /// Asks all work to end.
    pub fn cancel_all(&self) {
        self.lock().iter().filter_map(|work| work.cancel.as_ref()).for_each(|cancel| cancel.cancel());
    }

    /// Puts away a piece of work that has ended.
    pub fn clear(&self, id: &str) {
        self.lock().retain(|work| work.end.is_none() || work.id.to_string() != id);
        self.tell();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Work>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        self.changes.say(&Change { key: ChangeKey::Work, ids: Vec::new() });
    }

    /// Changes one piece of work; tells of it where `at_once`, or where the last telling is long enough ago.
    fn update(&self, id: u64, at_once: bool, change: impl FnOnce(&mut Work)) {
        let told = {
            let mut all = self.lock();
            let Some(work) = all.iter_mut().find(|work| work.id == id) else { return };
            change(work);
            let due = at_once || work.told.elapsed() >= QUIET;
            if due {
                work.told = Instant::now();
            }
            due
        };
        if told {
            self.tell();
        }
    }
}

impl Work {
    fn view(&self) -> WorkView {
        let state = match &self.end {
            None => WorkState::Running,
            Some(Ok(_)) => WorkState::Done,
            Some(Err(failure)) if failure.code == FailureCode::Cancelled => WorkState::Cancelled,
            Some(Err(_)) => WorkState::Failed,
        };
        let running = self.end.is_none();
        WorkView {
            work_id: self.id.to_string(),
            kind: self.kind,
            subject: self.subject.clone(),
            stage: self.stage.map(str::to_owned).filter(|_| running),
            done: self.done,
            share: self.share.filter(|_| running),
            remaining_ms: self.remaining_ms().filter(|_| running),
            state,
            cancellable: running && self.cancel.as_ref().is_some_and(|cancel| !cancel.is_cancelled()),
            failure: self.end.as_ref().and_then(|end| end.as_ref().err().cloned()),
            outcome: self.end.as_ref().and_then(|end| end.as_ref().ok().cloned()),
        }
    }

    /// What is left at the pace so far.
    fn remaining_ms(&self) -> Option<i64> {
        let share = self.share.filter(|share| *share > 0.0)?;
        if self.began.elapsed() < WARM_UP {
            return None;
        }
        let spent = self.paced.elapsed().as_millis() as f64;
        Some((spent * (1.0 - share) / share) as i64)
    }
}

impl Underway {
    /// The flag by which somebody ends it.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    /// So much is done; `share` in 0–1 where it is known.
    pub fn progress(&self, done: u64, share: Option<f64>) {
        self.works.update(self.id, false, |work| {
            work.done = done;
            work.share = share.map(|share| share.clamp(0.0, 1.0));
        });
    }

    /// The step it is at, by a name that the page has words for, and how far that step is.
    pub fn stage(&self, stage: &'static str, done: u64, share: Option<f64>) {
        self.works.update(self.id, false, |work| {
            if work.stage != Some(stage) {
                work.stage = Some(stage);
                work.paced = Instant::now();
            }
            work.done = done;
            work.share = share.map(|share| share.clamp(0.0, 1.0));
        });
    }

    /// How it ended.
    pub fn end(self, outcome: Result<WorkOutcomeView, Failure>) {
        self.works.update(self.id, true, |work| work.end = Some(outcome));
    }

    /// It ended, and whoever asked for it has been told: nothing stays in the tray.
    pub fn vanish(self) {
        self.works.lock().retain(|work| work.id != self.id);
        self.works.tell();
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        self.works.update(self.id, true, |work| {
            work.end.get_or_insert_with(|| Err(Failure::internal("the work ended early; the log says more")));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn works() -> Works {
        Works::new(Changes::default())
    }

    #[test]
    fn work_that_is_dropped_has_failed() {
        let works = works();
        drop(works.begin(WorkKind::Training, None, true).expect("the first one"));
        assert_eq!(works.list()[0].state, WorkState::Failed, "a thread that panicked must not look busy for ever");
    }

    #[test]
    fn what_cannot_stand_twice_is_refused_until_it_has_ended() {
        let works = works();
        let first = works.begin(WorkKind::Training, None, true).expect("the first one");
        assert!(works.begin(WorkKind::Training, None, true).is_err());
        assert!(works.begin(WorkKind::Import, None, true).is_ok(), "files stand beside it");
        first.end(Err(Failure { code: FailureCode::Cancelled, message: String::new() }));
        assert_eq!(works.list()[0].state, WorkState::Cancelled);
        assert!(works.begin(WorkKind::Training, None, true).is_ok());
        assert_eq!(works.list().len(), 2, "the new one stands in the place of the one that ended");
    }

    #[test]
    fn who_cancels_is_heard_and_can_do_it_once() {
        let works = works();
        let work = works.begin(WorkKind::Import, Some("a.csv".to_owned()), true).expect("an import");
        assert!(works.list()[0].cancellable);
        works.cancel(&works.list()[0].work_id);
        assert!(work.cancel().is_cancelled() && !works.list()[0].cancellable);
        works.clear(&works.list()[0].work_id);
        assert_eq!(works.list().len(), 1, "what is under way cannot be put away");
    }
}
