//! Rows in: read, pseudonymized, and committed in batches with their digests, before anything else happens to them.
//!
//! Each row of a file becomes exactly one of event, duplicate or quarantined. A batch, its index rows, its labels and
//! its ledger entry commit together, and the import's cursor with them, so that an import that was killed goes on
//! where it stood. Detection, which needs no index, runs on several threads before the transaction.

use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use countersign_domain::{
    Actor, BatchId, EventId, ImportFault, ImportId, IntentId, Label, LabelId, LabelProvenance, PseudonymizedEvent,
    Refusal, RefusalReason, TimeMs,
};
use countersign_ingest::{Format, Limits, ReadError, Row, RowBytes};
use countersign_keys::{Secret32, digest, seal};
use countersign_ledger::Act;
use countersign_privacy::{Detected, RawEvent, RenderError};
use countersign_rules::authorization::Capability;
use countersign_store::{BatchRow, Became, EventRow, ImportCounts, ImportRow, QuarantineRow};

use crate::change::Area;
use crate::gate::{Pass, Writer};
use crate::surrogates::StoredIndex;
use crate::{Engine, Error, id, probe};

/// Rows that commit together. One commit costs about two milliseconds of disk, so hundreds of rows share it.
const BATCH: usize = 500;
/// Bytes of rows after which a batch ends early: five hundred rows may have a mebibyte each.
const BATCH_BYTES: usize = 8 << 20;

/// Where rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The watched folder.
    Folder,
    /// A file named by a person.
    File,
    /// Standard input.
    Stdin,
}

impl Source {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::File => "file",
            Self::Stdin => "stdin",
        }
    }
}

/// A flag that ends long work at the next batch.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    /// Asks the work to end.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether somebody asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// What to import.
pub struct ImportRequest<'a> {
    /// Where from.
    pub source: Source,
    /// File name; masked before it is kept.
    pub name: &'a str,
    /// How to read it.
    pub format: Format,
    /// Knows the same file again after a crash, for example its size, times and inode; `None` where there is no such thing.
    pub identity: Option<String>,
    /// Ends the import at the next batch; what was committed stays.
    pub cancel: &'a Cancel,
    /// Hears of progress after each batch: rows done so far.
    pub progress: &'a dyn Fn(u64),
}

/// How an import ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportReport {
    /// The import.
    pub import: ImportId,
    /// `finished`, `cancelled`, or `kept`: finished, but a row too large to seal stands in the file alone.
    pub state: &'static str,
    /// Rows of the file that are accounted for, in this run and before it.
    pub rows: u64,
    /// What became of them.
    pub counts: ImportCounts,
}

impl Engine {
    /// Imports `reader` to its end. One that was cancelled or killed goes on where it stood.
    ///
    /// Errors: `NotAllowed`; `File` when the file cannot be read further (every row before that is taken, and the
    /// import is marked as failed, with its reason).
    pub fn import(&self, actor: &Actor, reader: impl Read, request: &ImportRequest<'_>) -> Result<ImportReport, Error> {
        let capability = if *actor == Actor::Engine { Capability::Ingest } else { Capability::Import };
        let pass = self.pass(actor, capability)?;
        let import = self.begin_or_resume(&pass, request)?;
        let outcome = self.take_all(&pass, &import, reader, request);
        if let Err(Error::File { fault, .. }) = outcome {
            self.note(&pass, |w| Ok(w.finish_import(&import.id, "failed", Some(fault), self.clock.now())?))?;
            self.tell(Area::Sources, vec![import.id.to_string()]);
        }
        outcome
    }

    fn take_all(
        &self,
        pass: &Pass,
        import: &ImportRow,
        reader: impl Read,
        request: &ImportRequest<'_>,
    ) -> Result<ImportReport, Error> {
        let mut rows = countersign_ingest::read(reader, request.format.clone(), Limits::default());
        let mut done = import.rows_done;
        let mut whole = true;
        self.skip_known(pass, import, &mut rows)?;
        loop {
            if request.cancel.is_cancelled() {
                return self.end(pass, import.id.clone(), "cancelled", done);
            }
            let (batch, ended) = next_batch(&mut rows);
            if !batch.is_empty() {
                whole &= batch.iter().all(|row| row.bytes.is_whole());
                done += batch.len() as u64;
                self.take(pass, import, batch)?;
                (request.progress)(done);
            }
            match ended {
                None => {}
                Some(Ok(())) => {
                    return self.end(pass, import.id.clone(), if whole { "finished" } else { "kept" }, done);
                }
                Some(Err(error)) => return Err(unreadable(&error)),
            }
        }
    }

    fn begin_or_resume(&self, pass: &Pass, request: &ImportRequest<'_>) -> Result<ImportRow, Error> {
        let fingerprint = self.fingerprint(request.source, &request.identity.clone().unwrap_or_else(id::fresh));
        let before = self.read(pass, |r| Ok(r.import_of(&fingerprint)?))?;
        if let Some(unfinished) = before.filter(|import| matches!(import.state.as_str(), "running" | "cancelled")) {
            self.note(pass, |w| Ok(w.resume_import(&unfinished.id)?))?;
            return Ok(unfinished);
        }
        let import = ImportRow {
            id: ImportId::new(id::fresh()),
            source: request.source.as_str().to_owned(),
            name: self.safe_name(request.name),
            fingerprint,
            rows_done: 0,
            state: "running".to_owned(),
            fault: None,
            started_at: pass.at(),
            finished_at: None,
        };
        self.note(pass, |w| Ok(w.insert_import(&import)?))?;
        Ok(import)
    }

    /// Keyed digest by which a file is known again.
    pub(crate) fn fingerprint(&self, source: Source, identity: &str) -> [u8; 32] {
        digest(&self.keys.index, "import", &[source.as_str().as_bytes(), identity.as_bytes()])
    }

    /// A file's name, or only its ending where the name could identify somebody.
    pub(crate) fn safe_name(&self, name: &str) -> String {
        if !self.privacy.finds_personal_data(name) {
            return name.to_owned();
        }
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        format!("(name withheld).{ending}")
    }

    /// Passes over rows that earlier batches of the same file account for. A file that does not begin with them is
    /// another file under the same name, and is taken from its start: what it repeats counts as duplicate.
    fn skip_known(
        &self,
        pass: &Pass,
        import: &ImportRow,
        rows: &mut impl Iterator<Item = Result<Row, ReadError>>,
    ) -> Result<(), Error> {
        if import.rows_done == 0 {
            return Ok(());
        }
        for known in self.read(pass, |r| Ok(r.row_digests(&import.id)?))? {
            let row = rows.next().transpose().map_err(|error| unreadable(&error))?;
            if row.is_none_or(|row| self.row_digest(&row) != known) {
                return Err(Error::File {
                    fault: ImportFault::Changed,
                    message: "the file changed while it was being imported; give it another name and import it again"
                        .to_owned(),
                });
            }
        }
        Ok(())
    }

    fn end(&self, pass: &Pass, import: ImportId, state: &'static str, rows: u64) -> Result<ImportReport, Error> {
        self.note(pass, |w| Ok(w.finish_import(&import, state, None, self.clock.now())?))?;
        let counts = self.read(pass, |r| Ok(r.import_counts(&import)?))?;
        self.tell(Area::Sources, vec![import.to_string()]);
        Ok(ImportReport { import, state, rows, counts })
    }

    fn row_digest(&self, row: &Row) -> [u8; 32] {
        digest(&self.keys.index, "row", &[&row.bytes.digest()])
    }

    /// Commits one batch.
    fn take(&self, pass: &Pass, import: &ImportRow, batch: Vec<Row>) -> Result<(), Error> {
        let detected = self.detect(batch);
        self.record(pass, |w| {
            let mut taking = Taking::new(self, import, pass.at());
            for row in detected {
                taking.row(w, row)?;
            }
            taking.commit(w)
        })?;
        self.tell(Area::Sources, vec![import.id.to_string()]);
        Ok(())
    }

    /// Finds the entity spans of each row, on two threads.
    fn detect(&self, batch: Vec<Row>) -> Vec<DetectedRow> {
        let mut halves = (batch, Vec::new());
        halves.1 = halves.0.split_off(halves.0.len() / 2);
        let run = |rows: Vec<Row>| rows.into_iter().map(|row| self.detect_row(row)).collect::<Vec<_>>();
        std::thread::scope(|scope| {
            let second = scope.spawn(|| run(halves.1));
            let mut detected = run(halves.0);
            detected.extend(second.join().expect("detection does not panic: each row is guarded"));
            detected
        })
    }

    /// One row; a recognizer that fails sends the row to quarantine and nothing of it is stored.
    fn detect_row(&self, row: Row) -> DetectedRow {
        let digest = self.row_digest(&row);
        let Row { number, line, bytes, event, .. } = row;
        let found = event.and_then(|event| self.detect_event(event));
        DetectedRow { number, line, digest, bytes, found }
    }

    fn detect_event(&self, event: RawEvent) -> Result<FoundEvent, Refusal> {
        let content_digest = self.content_digest(&event);
        let event_id = event.event_id.clone().map_or_else(|| derived_id(&content_digest), EventId::new);
        if event.event_id.is_some() && self.privacy.finds_personal_data(event_id.as_str()) {
            return Err(Refusal::of_field(RefusalReason::PersonalData, "event_id", None));
        }
        let detected = guarded(|| {
            probe::pass("detect", &event_id);
            self.privacy.detect(event)
        })?;
        Ok(FoundEvent { event_id, content_digest, detected: Box::new(detected) })
    }

    /// Digest of what an event says, whatever file format it came in.
    fn content_digest(&self, event: &RawEvent) -> [u8; 32] {
        let mut parts: Vec<String> = vec![
            event.event_type.to_string(),
            event.at.0.to_string(),
            event.channel.to_string(),
            event.session_id.expose().to_owned(),
            format!("{:?} {:?} {:?}", event.satisfaction, event.resolved, event.training_allowed),
        ];
        let identity = [&event.identity.user_id, &event.identity.crm_contact_id, &event.identity.email];
        let single = [&event.account_id, &event.agent_id, &event.outcome, &event.legal_basis];
        parts.extend(
            identity
                .iter()
                .chain(&single)
                .map(|text| text.as_ref().map_or(String::new(), |text| text.expose().to_owned())),
        );
        parts.push(event.intent.clone().unwrap_or_default());
        parts.extend(event.turns.iter().flat_map(|turn| [turn.speaker.to_string(), turn.text.expose().to_owned()]));
        for (name, value) in event.segment.iter().chain(&event.sensitive) {
            parts.extend([name.clone(), value.expose().to_owned()]);
        }
        let bytes: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        digest(&self.keys.index, "content", &bytes)
    }
}

/// A detector that fails in any way refuses the row: it is sealed and nothing of it is stored in the clear.
fn guarded<T>(detect: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(detect))
        .unwrap_or_else(|_| Err(Refusal::of_row(RefusalReason::Pseudonymization)))
}

fn unreadable(error: &ReadError) -> Error {
    let fault = match error {
        ReadError::Io { .. } => ImportFault::Read,
        ReadError::NotText { .. } => ImportFault::NotText,
        ReadError::NoHeader | ReadError::MissingColumn { .. } | ReadError::DoubleColumn { .. } => ImportFault::Header,
    };
    Error::File { fault, message: error.to_string() }
}

/// How a file ends, where it does.
type Ended = Option<Result<(), ReadError>>;

/// The next rows, and how the file ends when it does after them.
fn next_batch(rows: &mut impl Iterator<Item = Result<Row, ReadError>>) -> (Vec<Row>, Ended) {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        match rows.next() {
            Some(Ok(row)) => {
                bytes += row.bytes.expose().len();
                batch.push(row);
            }
            Some(Err(error)) => return (batch, Some(Err(error))),
            None => return (batch, Some(Ok(()))),
        }
    }
    (batch, None)
}

/// The id of an event that came without one: the same content from the same place is the same event.
fn derived_id(content_digest: &[u8; 32]) -> EventId {
    EventId::new(format!("c-{}", data_encoding::BASE32_NOPAD.encode(&content_digest[..20]).to_ascii_lowercase()))
}

struct DetectedRow {
    number: u64,
    line: u64,
    digest: [u8; 32],
    bytes: RowBytes,
    found: Result<FoundEvent, Refusal>,
}

struct FoundEvent {
    event_id: EventId,
    content_digest: [u8; 32],
    detected: Box<Detected>,
}

/// A batch while it is being put together inside its transaction.
struct Taking<'e> {
    engine: &'e Engine,
    import: &'e ImportRow,
    at: TimeMs,
    batch: BatchId,
    rows: Vec<(u64, [u8; 32], Became)>,
    events: Vec<EventRow>,
    quarantined: Vec<QuarantineRow>,
}

impl<'e> Taking<'e> {
    fn new(engine: &'e Engine, import: &'e ImportRow, at: TimeMs) -> Self {
        let batch = BatchId::new(id::fresh());
        Self { engine, import, at, batch, rows: Vec::new(), events: Vec::new(), quarantined: Vec::new() }
    }

    /// Says what the row becomes.
    fn row(&mut self, w: &Writer<'_, '_>, row: DetectedRow) -> Result<(), Error> {
        let (number, digest) = (row.number, row.digest);
        let became = match row.found {
            Ok(found) => match self.event(w, found)? {
                Ok(became) => became,
                Err(refusal) => self.quarantine(row.number, row.line, &row.bytes, refusal)?,
            },
            Err(refusal) => self.quarantine(row.number, row.line, &row.bytes, refusal)?,
        };
        self.rows.push((number, digest, became));
        Ok(())
    }

    /// An event is new, known with the same content, or in conflict with what is known.
    fn event(&mut self, w: &Writer<'_, '_>, found: FoundEvent) -> Result<Result<Became, Refusal>, Error> {
        let in_batch =
            self.events.iter().find(|row| row.event.event_id == found.event_id).map(|row| row.content_digest);
        let known = match in_batch {
            Some(digest) => Some(digest),
            None => w.content_digest(&found.event_id)?,
        };
        if let Some(known) = known {
            let same = known == found.content_digest;
            return Ok(if same {
                Ok(Became::Duplicate)
            } else {
                Err(Refusal::of_field(RefusalReason::Conflict, "event_id", None))
            });
        }
        let mut index = StoredIndex { rows: w, secret: &self.engine.keys.index };
        match found.detected.render(&self.engine.index_keys, &mut index, found.event_id) {
            Ok(event) => {
                let batch = self.batch.clone();
                self.events.push(EventRow { event, batch, content_digest: found.content_digest, received_at: self.at });
                Ok(Ok(Became::Event))
            }
            Err(RenderError::TwoSubjects) => Ok(Err(Refusal::of_row(RefusalReason::TwoSubjects))),
            Err(RenderError::Index(_)) => {
                Err(Error::Io(std::io::Error::other("the surrogate index could not be read")))
            }
        }
    }

    fn quarantine(&mut self, row: u64, line: u64, bytes: &RowBytes, refusal: Refusal) -> Result<Became, Error> {
        let id = id::fresh();
        let key = Secret32::random()?;
        let sealed_row = seal(&key, id.as_bytes(), bytes.expose())?.into_bytes();
        let sealed_key = seal(&self.engine.keys.quarantine, id.as_bytes(), key.expose())?.into_bytes();
        self.quarantined.push(QuarantineRow {
            id,
            import: self.import.id.clone(),
            row,
            line,
            reason: refusal.reason,
            field: refusal.field.map(str::to_owned),
            shape: refusal.shape,
            sealed_row: Some(sealed_row),
            sealed_key: Some(sealed_key),
            state: "held".to_owned(),
            at: self.at,
        });
        Ok(Became::Quarantined)
    }

    /// Writes everything with the batch's entry.
    fn commit(self, w: &mut Writer<'_, '_>) -> Result<(), Error> {
        let digests: Vec<[u8; 32]> = self.rows.iter().map(|(_, digest, _)| *digest).collect();
        let first_row = self.rows.first().map_or(0, |(row, _, _)| *row);
        let batch = BatchRow {
            id: self.batch,
            import: self.import.id.clone(),
            first_row,
            rows: self.rows,
            root: countersign_ledger::root(&digests),
        };
        let subject = [("batch", batch.id.to_string()), ("import", batch.import.to_string())];
        let entered = w.enter(Act::BatchIngested, &subject, &batch_details(&batch))?;
        w.insert_batch(entered, &batch)?;
        for row in &self.events {
            w.insert_event(entered, row)?;
            match label_of(&row.event, self.at) {
                Some(label) => w.insert_label(entered, &label, None)?,
                None if asks_for_decision(&row.event) => w.insert_undecided(&row.event.event_id)?,
                None => {}
            }
        }
        for held in &self.quarantined {
            w.insert_quarantined(entered, held)?;
        }
        Ok(())
    }
}

/// What the entry of a batch says of it; verification compares it with the rows.
pub(crate) fn batch_details(batch: &BatchRow) -> [(&'static str, String); 5] {
    [
        ("first_row", batch.first_row.to_string()),
        ("taken", batch.count(Became::Event).to_string()),
        ("duplicates", batch.count(Became::Duplicate).to_string()),
        ("quarantined", batch.count(Became::Quarantined).to_string()),
        ("root", data_encoding::HEXLOWER.encode(&batch.root)),
    ]
}

/// A label that came with historical data; such an event needs no decision.
fn label_of(event: &PseudonymizedEvent, at: TimeMs) -> Option<Label> {
    let intent: IntentId = event.intent.clone()?;
    let id = LabelId::new(id::fresh());
    Some(Label { id, event_id: event.event_id.clone(), intent, provenance: LabelProvenance::Imported, by: None, at })
}

/// A question to the engine: a customer's message, a new ticket, or a conversation that ended.
fn asks_for_decision(event: &PseudonymizedEvent) -> bool {
    use countersign_domain::{EventType, Speaker};
    match event.event_type {
        EventType::ConversationClosed | EventType::TicketCreated => true,
        EventType::Message => event.turns.iter().any(|turn| turn.speaker == Speaker::Customer),
        EventType::TicketUpdated | EventType::Survey => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r02_a_detector_that_panics_refuses_the_row() {
        let refusal = guarded(|| -> Result<(), Refusal> { panic!("planted") }).expect_err("it panicked");
        assert_eq!((refusal.reason, refusal.field, refusal.shape), (RefusalReason::Pseudonymization, None, None));
        let own = Refusal::of_row(RefusalReason::PersonalData);
        assert_eq!(
            guarded(|| Err::<(), _>(own.clone())).expect_err("refused").reason,
            own.reason,
            "its own reason stays"
        );
        assert_eq!(guarded(|| Ok(7)).ok(), Some(7));
    }
}
