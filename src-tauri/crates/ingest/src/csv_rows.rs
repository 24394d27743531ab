//! CSV records to objects, by a header of field names.
//!
//! Columns are named as the fields of the canonical schema, members with a dot: `segment.plan`, `sensitive.gender`,
//! `known.customer_name`. Other columns are ignored. Fields are apart by comma, or by semicolon or tab where the header
//! has more of those.

use countersign_domain::{Refusal, RefusalReason};

use crate::ReadError;
use crate::event::FIELDS;
use crate::node::{Node, Object};

/// Fields whose members are columns of their own.
const PARENTS: [&str; 3] = ["segment", "sensitive", "known"];
/// Columns that every event needs.
const REQUIRED: [&str; 4] = ["event_type", "timestamp", "channel", "session_id"];

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
enum Column {
    Field(&'static str),
    Member(&'static str, String),
    Ignored,
}

/// The columns of a file of events.
pub(crate) struct Columns(Vec<Column>);

/// The byte that sets the header's names apart.
pub(crate) fn delimiter_of(header: &str) -> u8 {
    let count = |delimiter: u8| header.bytes().filter(|b| *b == delimiter).count();
    // The last of equals wins, and a comma wins over all.
    *b"\t;,".iter().max_by_key(|delimiter| count(**delimiter)).expect("three are compared")
}

/// Takes records apart. Made once per file: its tables cost more than a row.
pub(crate) struct FieldReader {
    core: csv_core::Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl FieldReader {
    pub(crate) fn new(delimiter: u8) -> Self {
        let core =
            csv_core::ReaderBuilder::new().delimiter(delimiter).terminator(csv_core::Terminator::Any(b'\n')).build();
        Self { core, text: Vec::new(), ends: vec![0; 64] }
    }

    /// The fields of one record, quotes taken off.
    pub(crate) fn fields(&mut self, record: &str) -> Vec<&str> {
        self.core.reset();
        // Taking quotes off makes no text longer.
        self.text.resize(self.text.len().max(record.len()), 0);
        let (mut input, mut written, mut fields) = (record.as_bytes(), 0, 0);
        loop {
            let (out, ends) = (&mut self.text[written..], &mut self.ends[fields..]);
            let (result, used, more_text, more_fields) = self.core.read_record(input, out, ends);
            (input, written, fields) = (&input[used..], written + more_text, fields + more_fields);
            match result {
                csv_core::ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                csv_core::ReadRecordResult::InputEmpty | csv_core::ReadRecordResult::OutputFull => {}
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => break,
            }
        }
        let starts = std::iter::once(0).chain(self.ends[..fields].iter().copied());
        let ranges = starts.zip(&self.ends[..fields]).map(|(start, end)| &self.text[start..*end]);
        ranges.map(|bytes| std::str::from_utf8(bytes).expect("parts of a text, cut at ASCII")).collect()
    }
}

impl Columns {
    /// Reads the header. Errors: `MissingColumn`, `DoubleColumn`.
    pub(crate) fn of(header: &[&str]) -> Result<Self, ReadError> {
        let columns: Vec<_> = header.iter().map(|name| column_of(name.trim())).collect();
        let doubled = |i: usize| columns[i] != Column::Ignored && columns[..i].contains(&columns[i]);
        if let Some(i) = (0..columns.len()).find(|i| doubled(*i)) {
            return Err(ReadError::DoubleColumn { column: columns[i].name() });
        }
        let has = |field: &&str| columns.iter().any(|column| matches!(column, Column::Field(name) if name == field));
        match REQUIRED.iter().find(|field| !has(field)) {
            Some(field) => Err(ReadError::MissingColumn { column: (*field).into() }),
            None => Ok(Self(columns)),
        }
    }

    /// The object of one record. Refuses with `Csv` any other number of fields than the header has.
    pub(crate) fn object(&self, fields: &[&str]) -> Result<Object, Refusal> {
        if fields.len() != self.0.len() {
            return Err(Refusal::of_row(RefusalReason::Csv));
        }
        let mut row = Object::default();
        let mut members = PARENTS.map(|parent| (parent, Object::default()));
        for (column, cell) in self.0.iter().zip(fields) {
            let cell = Node::Cell((*cell).to_owned());
            match column {
                Column::Field(name) => row.0.push(((*name).to_owned(), cell)),
                Column::Member(parent, name) => {
                    let of_parent = members.iter_mut().find(|(known, _)| known == parent);
                    of_parent.expect("only parents have members").1.0.push((name.clone(), cell));
                }
                Column::Ignored => {}
            }
        }
        row.0.extend(members.map(|(parent, object)| (parent.to_owned(), Node::Object(object))));
        Ok(row)
    }
}

fn column_of(name: &str) -> Column {
    if let Some(field) = FIELDS.iter().find(|field| **field == name && !PARENTS.contains(field)) {
        return Column::Field(field);
    }
    let member = name.split_once('.').and_then(|(parent, member)| {
        let parent = PARENTS.iter().find(|known| **known == parent)?;
        Some(Column::Member(parent, member.to_owned()))
    });
    member.unwrap_or(Column::Ignored)
}

impl Column {
    fn name(&self) -> String {
        match self {
            Self::Field(name) => (*name).to_owned(),
            Self::Member(parent, name) => format!("{parent}.{name}"),
            Self::Ignored => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_says_how_fields_are_apart() {
        for (header, expected) in
            [("a,b", b','), ("a;b", b';'), ("a\tb", b'\t'), ("a;b;c,d", b';'), ("a,b;c", b','), ("a", b',')]
        {
            assert_eq!(delimiter_of(header), expected, "{header}");
        }
    }

    #[test]
    fn fields_are_those_that_the_csv_crate_reads() {
        let many = "x,".repeat(1000);
        let mut ours = FieldReader::new(b',');
        for record in ["a", "a,b", ",", "\"a,\"\"b\"\"\n\",c", "\"\",\"\"", "5\" pipe, x ", "é,\"ü\"", &many, "a,b"] {
            let mut theirs = csv::ReaderBuilder::new().has_headers(false).from_reader(record.as_bytes());
            let theirs = theirs.records().next().expect("one record").expect("a good one");
            assert_eq!(ours.fields(record), theirs.iter().collect::<Vec<_>>(), "{record:.40}");
        }
    }

    #[test]
    fn names_are_fields_members_or_ignored() {
        for (name, expected) in [
            ("channel", Column::Field("channel")),
            ("segment.plan", Column::Member("segment", "plan".into())),
            ("known.customer_name", Column::Member("known", "customer_name".into())),
            ("segment", Column::Ignored),
            ("other.plan", Column::Ignored),
            ("Channel ", Column::Ignored),
        ] {
            assert_eq!(column_of(name), expected, "{name}");
        }
    }
}
