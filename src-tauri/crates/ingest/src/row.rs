//! The iterator of rows over any format.
//!
//! A data row is a record that is not blank; blank lines are passed over and count only as lines. A header is no row.
//! Every data row comes out once, as an event or as a refusal, in the order of the file.

use std::io::Read;
use std::path::Path;

use countersign_domain::{Channel, EventType, Refusal, RefusalReason, Speaker, TimeMs};
use countersign_privacy::{Identity, RawEvent, RawText};

use crate::csv_rows::{Columns, FieldReader, delimiter_of};
use crate::event::{event_of, intent, text_turn};
use crate::node::{Node, Object};
use crate::records::{Framing, Record, Records};
use crate::{ReadError, json};

/// What a file is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// One JSON object of the canonical schema per line.
    JsonLines,
    /// RFC 4180 with a header of field names.
    Csv,
    /// A CSV file of texts and labels, nothing else.
    Labels(Labels),
}

/// How a file of texts and labels becomes events: row n is a `ticket_created` by channel `ticket` in the session
/// `<file>/row-<n>`, said by a customer nobody knows, n milliseconds after the import began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Name of the column with the text.
    pub text_column: String,
    /// Name of the column with the label.
    pub label_column: String,
    /// What tells this file from others, for example the beginning of its digest; one file, the same sessions.
    pub file: String,
    /// When the import began.
    pub imported_at: TimeMs,
}

/// How much is held of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Largest row, in bytes; a larger one is refused as `TooLarge`.
    pub row_bytes: usize,
    /// How much of a refused larger row is kept, in bytes.
    pub prefix_bytes: usize,
}

impl Default for Limits {
    /// 1 MiB and 4 KiB: settings.
    fn default() -> Self {
        Self { row_bytes: 1 << 20, prefix_bytes: 4096 }
    }
}

/// The bytes of a row as they stood in the file, without line break. `Debug` prints their number only.
#[derive(Clone, PartialEq, Eq)]
pub struct RowBytes {
    bytes: Vec<u8>,
    len: u64,
    digest: [u8; 32],
}

impl RowBytes {
    /// The bytes; of a row above the limit their beginning. For a sealed box, nowhere else.
    pub fn expose(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether [`RowBytes::expose`] is all of the row. Where not, the file has bytes that are kept nowhere else.
    pub fn is_whole(&self) -> bool {
        self.bytes.len() as u64 == self.len
    }

    /// Length of the whole row, in bytes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether the row has no bytes; blank rows are passed over, so none that comes out has.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// SHA-256 over the whole row. It can be guessed from a guessed row, so it is stored only under a key or a root.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }
}

impl std::fmt::Debug for RowBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<redacted {} bytes>", self.len)
    }
}

/// One data row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Place among the data rows, from 1.
    pub number: u64,
    /// First physical line, from 1; the header counts.
    pub line: u64,
    /// What stood in the file.
    pub bytes: RowBytes,
    /// What it says, or why it was not taken.
    pub event: Result<RawEvent, Refusal>,
}

/// The format that a file's name promises: `.jsonl` and `.ndjson`, `.csv`; in any case. Labels are never promised by a
/// name, they are asked for.
pub fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    match extension.as_str() {
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "csv" => Some(Format::Csv),
        _ => None,
    }
}

/// Reads `reader` row by row, without holding more than one row.
///
/// The first error ends the rows: a file of another kind or without header gives nothing else; where reading fails in
/// the middle, the rows before stand.
pub fn read<R: Read>(reader: R, format: Format, limits: Limits) -> Rows<R> {
    let records = Records::new(reader, Framing::Lines, limits.row_bytes, limits.prefix_bytes);
    Rows { records, number: 0, state: State::Start(format) }
}

/// The rows of a file; see [`read`].
pub struct Rows<R> {
    records: Records<R>,
    number: u64,
    state: State,
}

enum State {
    Start(Format),
    Reading(Box<Reading>),
    Ended,
}

enum Reading {
    JsonLines,
    Csv { columns: Columns, reader: FieldReader },
    Labels { labels: Labels, text: usize, label: usize, columns: usize, reader: FieldReader },
}

impl<R: Read> Iterator for Rows<R> {
    type Item = Result<Row, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.next_row().transpose();
        if !matches!(next, Some(Ok(_))) {
            self.state = State::Ended;
        }
        next
    }
}

impl<R: Read> Rows<R> {
    fn next_row(&mut self) -> Result<Option<Row>, ReadError> {
        if let State::Start(format) = &self.state {
            self.state = State::Reading(Box::new(self.start(format.clone())?));
        }
        let Some(record) = self.next_record()? else { return Ok(None) };
        let State::Reading(reading) = &mut self.state else { return Ok(None) };
        self.number += 1;
        let event = event_of_record(&record, self.number, reading);
        let Record { line, bytes, len, digest, .. } = record;
        Ok(Some(Row { number: self.number, line, bytes: RowBytes { bytes, len, digest }, event }))
    }

    /// The next record that is not blank; none once the rows have ended.
    fn next_record(&mut self) -> Result<Option<Record>, ReadError> {
        if matches!(self.state, State::Ended) {
            return Ok(None);
        }
        loop {
            let lines = self.records.lines();
            match self.records.next().map_err(|source| ReadError::Io { line: lines, source })? {
                Some(record) if record.is_whole() && record.bytes.iter().all(u8::is_ascii_whitespace) => {}
                record => return Ok(record),
            }
        }
    }

    fn start(&mut self, format: Format) -> Result<Reading, ReadError> {
        let first = self.records.peek(4).map_err(|source| ReadError::Io { line: 0, source })?;
        if let Some(what) = other_kind(first) {
            return Err(ReadError::NotText { what });
        }
        if first.starts_with(b"\xEF\xBB\xBF") {
            self.records.skip(3);
        }
        match format {
            Format::JsonLines => Ok(Reading::JsonLines),
            Format::Csv => {
                let (header, mut reader) = self.header()?;
                let columns = Columns::of(&reader.fields(&header))?;
                Ok(Reading::Csv { columns, reader })
            }
            Format::Labels(labels) => {
                let (header, mut reader) = self.header()?;
                let names = reader.fields(&header);
                let text = position(&names, &labels.text_column)?;
                let label = position(&names, &labels.label_column)?;
                Ok(Reading::Labels { text, label, labels, columns: names.len(), reader })
            }
        }
    }

    /// The first line that is not blank, and what takes it apart; what follows is read as CSV.
    fn header(&mut self) -> Result<(String, FieldReader), ReadError> {
        let record = self.next_record()?.filter(Record::is_whole).ok_or(ReadError::NoHeader)?;
        let header = String::from_utf8(record.bytes).map_err(|_| ReadError::NoHeader)?;
        let delimiter = delimiter_of(&header);
        self.records.set_framing(Framing::Csv { delimiter });
        Ok((header, FieldReader::new(delimiter)))
    }
}

/// Kinds of files that are often taken for text, by their first bytes.
fn other_kind(first: &[u8]) -> Option<&'static str> {
    match first {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 0, 0xFE, 0xFF] => Some("text in UTF-16 or UTF-32"),
        [_, 0, _, _] | [0, _, _, _] => Some("text in UTF-16 or a binary file"),
        [0x1F, 0x8B, ..] => Some("a gzip archive"),
        [b'P', b'K', 3, 4] | [b'P', b'K', 5, 6] => Some("a ZIP archive or a workbook"),
        [0xD0, 0xCF, 0x11, 0xE0] => Some("an old Office file"),
        [b'%', b'P', b'D', b'F'] => Some("a PDF file"),
        _ => None,
    }
}

fn position(header: &[&str], column: &str) -> Result<usize, ReadError> {
    let mut places = header.iter().enumerate().filter(|(_, name)| name.trim() == column).map(|(place, _)| place);
    let place = places.next().ok_or_else(|| ReadError::MissingColumn { column: column.to_owned() })?;
    match places.next() {
        Some(_) => Err(ReadError::DoubleColumn { column: column.to_owned() }),
        None => Ok(place),
    }
}

fn event_of_record(record: &Record, number: u64, reading: &mut Reading) -> Result<RawEvent, Refusal> {
    if !record.is_whole() {
        return Err(Refusal::of_row(RefusalReason::TooLarge));
    }
    let text = std::str::from_utf8(&record.bytes).map_err(|_| Refusal::of_row(RefusalReason::Encoding))?;
    let no_csv = || Refusal::of_row(RefusalReason::Csv);
    if record.broken_quote {
        return Err(no_csv());
    }
    match reading {
        Reading::JsonLines => event_of(&json::object(text)?),
        Reading::Csv { columns, reader } => event_of(&columns.object(&reader.fields(text))?),
        Reading::Labels { labels, text: text_at, label: label_at, columns, reader } => {
            let fields = reader.fields(text);
            match fields.len() == *columns {
                true => labelled(labels, number, fields[*text_at], fields[*label_at]),
                false => Err(no_csv()),
            }
        }
    }
}

/// The event of a text and its label, as [`Labels`] says.
fn labelled(labels: &Labels, number: u64, text: &str, label: &str) -> Result<RawEvent, Refusal> {
    let missing = |field| Refusal::of_field(RefusalReason::Missing, field, None);
    let cell = Node::Cell(text.to_owned());
    let turn = text_turn(Speaker::Customer, cell.any_text("message")?).ok_or_else(|| missing("message"))?;
    let row = Object(vec![("intent".to_owned(), Node::Cell(label.to_owned()))]);
    let label = intent(&row)?.ok_or_else(|| missing("intent"))?;
    Ok(RawEvent {
        event_id: None,
        event_type: EventType::TicketCreated,
        at: labels.imported_at.plus_ms(i64::try_from(number).unwrap_or(i64::MAX)),
        channel: Channel::Ticket,
        session_id: RawText::new(format!("{}/row-{number}", labels.file)),
        identity: Identity::default(),
        account_id: None,
        turns: vec![turn],
        agent_id: None,
        outcome: None,
        satisfaction: None,
        resolved: None,
        intent: Some(label),
        segment: Default::default(),
        sensitive: Default::default(),
        training_allowed: None,
        legal_basis: None,
        known: Default::default(),
    })
}
