//! Bytes to records: lines of JSON, or CSV records that may span lines. Holds at most one record, and of a record that
//! is too large only its beginning.
//!
//! A CSV record whose quotes are broken over several lines (a quote closes in front of ordinary text, or never) most
//! often has one stray quote in its first line: that line alone is taken for the record, and reading goes on behind it.
//! Two exceptions. A file that ends inside a quote without a line break was cut off, and a record above the limit may
//! be one long text: their lines may be a customer's words and are never read as rows.

use std::io::{ErrorKind, Read};

use sha2::{Digest, Sha256};

/// Bytes asked for at a time.
const CHUNK: usize = 64 * 1024;

/// How records end.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Framing {
    /// At a line break.
    Lines,
    /// At a line break outside quotes (RFC 4180), fields being apart by this byte.
    Csv { delimiter: u8 },
}

/// One record without its line break.
pub(crate) struct Record {
    /// First physical line, from 1.
    pub line: u64,
    /// The bytes, or the beginning of too many.
    pub bytes: Vec<u8>,
    /// How many bytes there were.
    pub len: u64,
    /// SHA-256 over all of them.
    pub digest: [u8; 32],
    /// A quote was not closed, or closed in front of ordinary text.
    pub broken_quote: bool,
}

impl Record {
    pub(crate) fn is_whole(&self) -> bool {
        self.bytes.len() as u64 == self.len
    }
}

/// Reads records off `reader`.
pub(crate) struct Records<R> {
    reader: R,
    framing: Framing,
    /// Largest record that is held.
    max: usize,
    /// What is kept of a larger one.
    prefix: usize,
    chunk: Vec<u8>,
    at: usize,
    /// Lines that were read to their end.
    lines: u64,
    /// Bytes of finished records, and bytes that were given back to be read again.
    finished: u64,
    given_back: u64,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(reader: R, framing: Framing, max: usize, prefix: usize) -> Self {
        let prefix = prefix.min(max);
        Self { reader, framing, max, prefix, chunk: Vec::new(), at: 0, lines: 0, finished: 0, given_back: 0 }
    }

    /// Lines that were read to their end.
    pub(crate) fn lines(&self) -> u64 {
        self.lines
    }

    /// From the next record on.
    pub(crate) fn set_framing(&mut self, framing: Framing) {
        self.framing = framing;
    }

    /// The first bytes of what is to be read, at most `n`, without taking them.
    pub(crate) fn peek(&mut self, n: usize) -> std::io::Result<&[u8]> {
        while self.chunk.len() - self.at < n && self.fill()? {}
        Ok(&self.chunk[self.at..self.chunk.len().min(self.at + n)])
    }

    /// Leaves out `n` bytes that were peeked at.
    pub(crate) fn skip(&mut self, n: usize) {
        self.at += n;
    }

    /// The next record; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> std::io::Result<Option<Record>> {
        let mut taking = Taking::new(self.lines + 1, self.framing, self.max, self.may_give_back());
        let end = loop {
            if self.at == self.chunk.len() && !self.fill()? {
                break End::File;
            }
            let (used, end) = taking.take(&self.chunk[self.at..]);
            self.at += used;
            if let Some(end) = end {
                break end;
            }
        };
        if end == End::File && taking.is_empty() {
            return Ok(None);
        }
        if let Some(rest) = taking.close(end) {
            self.give_back(&rest);
        }
        self.lines += taking.lines;
        let record = taking.finish(self.prefix);
        self.finished += record.len;
        Ok(Some(record))
    }

    /// How many bytes may be read again: in all at most one limit more than was read, so that no file of broken quotes
    /// costs more than a small multiple of its length.
    fn may_give_back(&self) -> usize {
        let left = (self.finished + self.max as u64).saturating_sub(self.given_back);
        usize::try_from(left).unwrap_or(usize::MAX)
    }

    /// Puts bytes that were just read back in front of what is to be read.
    fn give_back(&mut self, bytes: &[u8]) {
        self.given_back += bytes.len() as u64;
        match self.at.checked_sub(bytes.len()) {
            Some(at) => self.at = at,
            None => {
                self.chunk.splice(..self.at, bytes.iter().copied());
                self.at = 0;
            }
        }
    }

    /// Appends more bytes; `false` at the end of the file.
    fn fill(&mut self) -> std::io::Result<bool> {
        self.chunk.drain(..self.at);
        self.at = 0;
        let before = self.chunk.len();
        self.chunk.resize(before + CHUNK, 0);
        let read = loop {
            match self.reader.read(&mut self.chunk[before..]) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                outcome => break outcome,
            }
        };
        self.chunk.truncate(before + read.as_ref().copied().unwrap_or(0));
        Ok(read? > 0)
    }
}

/// What ended a record.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    LineBreak,
    /// Ordinary text behind a closing quote on a later line than the first.
    BrokenQuote,
    File,
}

/// Where in a CSV record a byte stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    FieldStart,
    Plain,
    Quoted,
    /// Behind a quote within quotes: it closes, or is the first of two.
    Quote,
    /// Behind a closed quote and a carriage return: only a line break is right.
    QuoteReturn,
}

/// A record on its way.
struct Taking {
    line: u64,
    framing: Framing,
    max: usize,
    may_give_back: usize,
    bytes: Vec<u8>,
    overflow: Option<Overflow>,
    place: Place,
    broken: bool,
    /// Line breaks so far, those within quotes included.
    lines: u64,
}

impl Taking {
    fn new(line: u64, framing: Framing, max: usize, may_give_back: usize) -> Self {
        let (bytes, overflow, place) = (Vec::new(), None, Place::FieldStart);
        Self { line, framing, max, may_give_back, bytes, overflow, place, broken: false, lines: 0 }
    }

    fn is_empty(&self) -> bool {
        self.bytes.is_empty() && self.overflow.is_none()
    }

    /// Takes bytes up to the end of the record: how many were used, and what ended it.
    fn take(&mut self, bytes: &[u8]) -> (usize, Option<End>) {
        let found = match self.framing {
            Framing::Lines => bytes.iter().position(|b| *b == b'\n').map(|at| (at, End::LineBreak)),
            Framing::Csv { delimiter } => self.scan(bytes, delimiter),
        };
        let Some((at, end)) = found else {
            self.keep(bytes);
            return (bytes.len(), None);
        };
        self.keep(&bytes[..at]);
        self.lines += u64::from(end == End::LineBreak);
        (at + usize::from(end == End::LineBreak), Some(end))
    }

    fn scan(&mut self, bytes: &[u8], delimiter: u8) -> Option<(usize, End)> {
        for (at, byte) in bytes.iter().enumerate() {
            if self.place != Place::Quoted && *byte == b'\n' {
                return Some((at, End::LineBreak));
            }
            let broken_here = self.step(*byte, delimiter);
            self.broken |= broken_here;
            let so_far = self.bytes.len() + at;
            if broken_here && self.lines > 0 && so_far <= self.max.min(self.may_give_back) {
                return Some((at, End::BrokenQuote));
            }
        }
        None
    }

    /// One byte of CSV that ends no record; whether it breaks the rules of quoting.
    fn step(&mut self, byte: u8, delimiter: u8) -> bool {
        use Place::{FieldStart, Plain, Quote, QuoteReturn, Quoted};
        let before = self.place;
        self.lines += u64::from(before == Quoted && byte == b'\n');
        self.place = match (before, byte) {
            (Quoted, b'"') => Quote,
            (Quoted, _) | (FieldStart | Quote, b'"') => Quoted,
            (Quote, b'\r') => QuoteReturn,
            (FieldStart | Plain | Quote, byte) if byte == delimiter => FieldStart,
            _ => Plain,
        };
        matches!(before, Quote | QuoteReturn) && self.place == Plain
    }

    fn keep(&mut self, bytes: &[u8]) {
        if self.overflow.is_none() && self.bytes.len() + bytes.len() > self.max {
            let mut overflow = Overflow::default();
            overflow.add(&self.bytes);
            self.overflow = Some(overflow);
            let room = self.max - self.bytes.len();
            self.bytes.extend_from_slice(&bytes[..room]);
        } else if self.overflow.is_none() {
            self.bytes.extend_from_slice(bytes);
        }
        if let Some(overflow) = &mut self.overflow {
            overflow.add(bytes);
        }
    }

    /// Settles quotes at the end of the record; gives back what is behind its first line where that line alone is
    /// taken for it.
    fn close(&mut self, end: End) -> Option<Vec<u8>> {
        let open_at_end = end == End::File && self.place == Place::Quoted;
        self.broken |= open_at_end;
        let whole_lines = self.bytes.last() == Some(&b'\n') && self.bytes.len() <= self.may_give_back;
        let cut = end == End::BrokenQuote || (open_at_end && whole_lines);
        if !cut || self.overflow.is_some() {
            return None;
        }
        let first = self.bytes.iter().position(|b| *b == b'\n')?;
        let rest = self.bytes.split_off(first + 1);
        self.bytes.pop();
        self.lines = 1;
        Some(rest)
    }

    fn finish(mut self, prefix: usize) -> Record {
        let (line, broken_quote) = (self.line, self.broken);
        if let Some(overflow) = self.overflow {
            self.bytes.truncate(prefix);
            let Overflow { digest, len, .. } = overflow;
            return Record { line, bytes: self.bytes, len, digest: digest.finalize().into(), broken_quote };
        }
        if self.bytes.last() == Some(&b'\r') {
            self.bytes.pop();
        }
        let digest = Sha256::digest(&self.bytes).into();
        Record { line, len: self.bytes.len() as u64, bytes: self.bytes, digest, broken_quote }
    }
}

/// Digest and length of a record that is too large to be held.
#[derive(Default)]
struct Overflow {
    digest: Sha256,
    len: u64,
    /// A carriage return, which is left out when the record ends with it.
    held_return: bool,
}

impl Overflow {
    fn add(&mut self, bytes: &[u8]) {
        let Some((last, front)) = bytes.split_last() else { return };
        if std::mem::take(&mut self.held_return) {
            self.count(b"\r");
        }
        self.count(front);
        match last {
            b'\r' => self.held_return = true,
            last => self.count(&[*last]),
        }
    }

    fn count(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.len += bytes.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives its bytes in pieces of `size`, so that every border of a chunk is met.
    struct Pieces<'a> {
        bytes: &'a [u8],
        size: usize,
    }

    impl Read for Pieces<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let n = self.size.min(out.len()).min(self.bytes.len());
            let (now, later) = self.bytes.split_at(n);
            out[..n].copy_from_slice(now);
            self.bytes = later;
            Ok(n)
        }
    }

    const CSV: Framing = Framing::Csv { delimiter: b',' };

    fn all(text: &[u8], framing: Framing, max: usize, size: usize) -> Vec<Record> {
        let mut records = Records::new(Pieces { bytes: text, size }, framing, max, 4);
        std::iter::from_fn(|| records.next().expect("bytes in memory can be read")).collect()
    }

    /// First line, text and whether its quotes are broken, the same in pieces of any size.
    fn check(text: &str, framing: Framing, expected: &[(u64, &str, bool)]) {
        for size in [1, 2, 3, 7, 1000] {
            let records = all(text.as_bytes(), framing, 100, size);
            let seen: Vec<_> = records
                .iter()
                .map(|r| (r.line, std::str::from_utf8(&r.bytes).expect("a test writes UTF-8"), r.broken_quote))
                .collect();
            assert_eq!(seen, expected, "{text:?} in pieces of {size}");
        }
    }

    #[test]
    fn lines_end_at_line_breaks_of_either_kind_or_at_the_end() {
        check("", Framing::Lines, &[]);
        check("\n", Framing::Lines, &[(1, "", false)]);
        check("a\nb\r\n\nc", Framing::Lines, &[(1, "a", false), (2, "b", false), (3, "", false), (4, "c", false)]);
        check("\"a\nb\"\n", Framing::Lines, &[(1, "\"a", false), (2, "b\"", false)]);
    }

    #[test]
    fn a_quoted_line_break_belongs_to_its_record() {
        check("a,\"b\nc\",d\ne\n", CSV, &[(1, "a,\"b\nc\",d", false), (3, "e", false)]);
        check("\"a\r\nb\"\r\nc\r\n", CSV, &[(1, "\"a\r\nb\"", false), (3, "c", false)]);
        check("\"a \"\"b\"\"\n\"\nc", CSV, &[(1, "\"a \"\"b\"\"\n\"", false), (3, "c", false)]);
        check("\"\",\"\"\nc", CSV, &[(1, "\"\",\"\"", false), (2, "c", false)]);
        check("5\" pipe\nc", CSV, &[(1, "5\" pipe", false), (2, "c", false)]);
        check("\"a\"", CSV, &[(1, "\"a\"", false)]);
    }

    #[test]
    fn a_broken_quote_costs_one_line() {
        check("\"a\"b,c\nd\n", CSV, &[(1, "\"a\"b,c", true), (2, "d", false)]);
        check("x,\"a\ny,\"b\"\nz\n", CSV, &[(1, "x,\"a", true), (2, "y,\"b\"", false), (3, "z", false)]);
        check("x,\"a\ny,b\nz\n", CSV, &[(1, "x,\"a", true), (2, "y,b", false), (3, "z", false)]);
        check("\"a\"\rb\nc\n", CSV, &[(1, "\"a\"\rb", true), (2, "c", false)]);
    }

    #[test]
    fn a_file_cut_off_inside_a_quote_gives_no_rows_out_of_its_text() {
        check("x,\"a\ny,b\nz", CSV, &[(1, "x,\"a\ny,b\nz", true)]);
    }

    #[test]
    fn a_record_above_the_limit_is_skipped_to_its_end() {
        let long = "é".repeat(60);
        for (framing, text) in [(Framing::Lines, format!("{long}\r\nb\n")), (CSV, format!("\"{long}\ny,z\n\"\r\nb\n"))]
        {
            for size in [1, 7, 99, 100, 101, 1000] {
                let records = all(text.as_bytes(), framing, 100, size);
                let whole = text.strip_suffix("\r\nb\n").expect("so it was written");
                assert_eq!(records.len(), 2, "lines within its quotes are never rows");
                let first = &records[0];
                assert!(!first.is_whole() && first.bytes == whole.as_bytes()[..4], "a beginning is kept");
                assert_eq!(first.len, whole.len() as u64, "its whole length, without the line break");
                assert_eq!(first.digest, <[u8; 32]>::from(Sha256::digest(whole)), "the digest covers all of it");
                assert_eq!(records[1].bytes, b"b");
                assert!(records[1].is_whole());
            }
        }
    }

    #[test]
    fn many_broken_quotes_cost_no_more_than_a_multiple_of_the_file() {
        // Each line leaves a quote open, whether it begins inside one or not.
        let text = "a\",\"\n".repeat(20_000) + "\"x\n";
        let mut records = Records::new(text.as_bytes(), CSV, 1 << 20, 4);
        while records.next().expect("bytes in memory can be read").is_some() {}
        let limit = text.len() as u64 * 2 + (1 << 20);
        assert!(records.given_back <= limit, "{} bytes were read again", records.given_back);
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter_and_no_byte_is_lost(text in "[a\",\n\r]{0,60}", size in 1_usize..20, csv: bool) {
            let framing = if csv { CSV } else { Framing::Lines };
            let joined = |size| {
                let records = all(text.as_bytes(), framing, 1000, size);
                records.iter().map(|r| (r.line, r.bytes.clone(), r.broken_quote, r.digest)).collect::<Vec<_>>()
            };
            let records = joined(size);
            prop_assert_eq!(&records, &joined(1000));
            let kept: usize = records.iter().map(|r| r.1.iter().filter(|b| !b"\r\n".contains(b)).count()).sum();
            prop_assert_eq!(kept, text.bytes().filter(|b| !b"\r\n".contains(b)).count());
        }

        #[test]
        fn written_csv_reads_back(rows in prop::collection::vec(prop::collection::vec("[a\",\n\r ]{0,6}", 2), 1..8)) {
            let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).expect("memory takes it"));
            let text = writer.into_inner().expect("memory takes it");
            let records = all(&text, CSV, 1000, 5);
            prop_assert_eq!(records.len(), rows.len());
            prop_assert!(records.iter().all(|record| !record.broken_quote));
        }
    }
}
