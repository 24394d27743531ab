//! Pseudonymizing a file of lines: one line out for each line in, in order, on several threads.
//!
//! Lines of one conversation share what is known of its people, so one thread gets all of them, in file order. Lines
//! are read in blocks; while the threads work on one block, the next is read and the one before written.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::panic::AssertUnwindSafe;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use countersign_domain::EntitySpan;
use countersign_privacy::{Config, Conversations, Locale, Pseudonymizer};
use serde::Serialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::lines::{Bad, InputLine, Lines, LinesReport, bad_line, parse, unreadable};
use crate::{Cancel, Error};

/// Most lines of a block.
const BLOCK_LINES: usize = 1024;
/// Bytes after which a block is full.
const BLOCK_BYTES: usize = 4 << 20;
/// Blocks under way at once.
const BLOCKS: usize = 2;
/// Fewest bytes of a key file: 128 bits, were they random.
const LEAST_KEY: usize = 16;

/// How to pseudonymize.
pub struct PseudonymizeRequest<'a> {
    /// Language that texts are mostly in.
    pub locale: Locale,
    /// Report quasi-identifiers as well.
    pub quasi: bool,
    /// Leave the text out.
    pub spans_only: bool,
    /// Threads that look; the result does not depend on it.
    pub threads: usize,
    /// Key of a key file ([`key_of_file`]): the same values get the same tokens in every run. Else a random one.
    pub key: Option<[u8; 32]>,
    /// Ends the work; nothing is kept then.
    pub cancel: &'a Cancel,
    /// Hears how many lines are done.
    pub progress: &'a dyn Fn(u64),
}

/// The key that the bytes of a key file give: any bytes, at least 16. Errors: `Input`.
pub fn key_of_file(bytes: &[u8]) -> Result<[u8; 32], Error> {
    if bytes.len() < LEAST_KEY {
        return Err(Error::Input(format!("a key file holds at least {LEAST_KEY} bytes, best 32 random ones")));
    }
    Ok(Sha256::new().chain_update(b"countersign key file v1\0").chain_update(bytes).finalize().into())
}

/// Writes `{"id","text","spans"}` for each line, `{"id":null,"error"}` for a bad one.
///
/// Spans are sorted, disjoint, and index the input text in Unicode scalar values. Errors: `Input` when the file cannot
/// be read further, `Io` when the output cannot be written, `Cancelled`, `Privacy`.
pub fn pseudonymize(
    reader: impl Read,
    out: &mut dyn Write,
    request: &PseudonymizeRequest<'_>,
) -> Result<LinesReport, Error> {
    let config = Config { quasi: request.quasi, ..Config::for_locale(request.locale) };
    let pseudonymizer = Pseudonymizer::new(config)?;
    let key = Key::of(request)?;
    let spans_only = request.spans_only;
    std::thread::scope(|scope| {
        let workers: Vec<Worker> = (0..request.threads.max(1))
            .map(|_| {
                let (send, todo) = sync_channel(BLOCKS);
                let (done, receive) = sync_channel(BLOCKS);
                let conversations = key.conversations(&pseudonymizer);
                scope.spawn(move || work(conversations, spans_only, &todo, &done));
                Worker { send, receive }
            })
            .collect();
        let mut flow = Flow { workers, under_way: VecDeque::new(), report: LinesReport::default(), out };
        flow.run(Lines::new(reader), request)?;
        Ok(flow.report)
    })
}

/// The key of this run.
enum Key {
    File([u8; 32]),
    Random([u8; 32]),
}

impl Key {
    fn of(request: &PseudonymizeRequest<'_>) -> Result<Self, Error> {
        if let Some(key) = request.key {
            return Ok(Self::File(key));
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| countersign_keys::Error::NoRandomness)?;
        Ok(Self::Random(key))
    }

    fn conversations<'p>(&self, pseudonymizer: &'p Pseudonymizer) -> Conversations<'p> {
        match self {
            Self::File(key) => Conversations::with_key_file(pseudonymizer, key),
            Self::Random(key) => Conversations::with_random_key(pseudonymizer, key),
        }
    }
}

/// Lines for one thread, each with its place in the block.
type Share = Vec<(usize, InputLine)>;
/// Lines that a thread has done: place, text of the line, whether it is bad.
type Done = Vec<(usize, String, bool)>;

/// A thread, from outside.
struct Worker {
    send: SyncSender<Share>,
    receive: Receiver<Done>,
}

/// One thread: does each share in order until there are no more.
fn work(mut conversations: Conversations<'_>, spans_only: bool, todo: &Receiver<Share>, done: &SyncSender<Done>) {
    for share in todo {
        let lines = share.into_iter().map(|(place, line)| match output_line(&mut conversations, spans_only, &line) {
            Ok(text) => (place, text, false),
            Err(why) => (place, bad_line(why), true),
        });
        if done.send(lines.collect()).is_err() {
            return;
        }
    }
}

#[derive(Serialize)]
struct OutputLine<'a> {
    id: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    spans: Vec<OutputSpan>,
}

#[derive(Serialize)]
struct OutputSpan {
    start: usize,
    end: usize,
    entity_type: &'static str,
    score: f32,
    recognizer: &'static str,
}

impl From<EntitySpan> for OutputSpan {
    fn from(span: EntitySpan) -> Self {
        let EntitySpan { entity_type, start, end, score, recognizer, .. } = span;
        Self { start, end, entity_type: entity_type.as_str(), score, recognizer }
    }
}

/// A recognizer that fails makes a bad line: a text that was not looked at does not leave.
fn output_line(conversations: &mut Conversations<'_>, spans_only: bool, line: &InputLine) -> Result<String, Bad> {
    let found = std::panic::catch_unwind(AssertUnwindSafe(|| {
        if spans_only {
            return Ok((None, conversations.spans(&line.input)));
        }
        conversations.pseudonymize(&line.input).map(|result| (Some(result.text), result.spans))
    }));
    let (text, spans) =
        found.map_err(|_| "the text could not be looked at")?.map_err(|_| "the text could not be pseudonymized")?;
    let output = OutputLine { id: &line.id, text, spans: spans.into_iter().map(OutputSpan::from).collect() };
    Ok(serde_json::to_string(&output).expect("strings and finite numbers serialize"))
}

/// Blocks on their way through the threads.
struct Flow<'o> {
    workers: Vec<Worker>,
    /// Oldest first.
    under_way: VecDeque<Block>,
    report: LinesReport,
    out: &'o mut dyn Write,
}

/// A block that threads work on: lines that are theirs are still empty.
struct Block {
    lines: Vec<String>,
    /// Threads with a share of it.
    busy: Vec<usize>,
    bad: u64,
}

impl Flow<'_> {
    fn run(&mut self, mut lines: Lines<impl Read>, request: &PseudonymizeRequest<'_>) -> Result<(), Error> {
        loop {
            if request.cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
            let block = read_block(&mut lines).map_err(|error| unreadable(&error))?;
            if block.is_empty() {
                break;
            }
            self.begin(block);
            if self.under_way.len() == BLOCKS {
                self.finish_one()?;
                (request.progress)(self.report.lines);
            }
        }
        while !self.under_way.is_empty() {
            self.finish_one()?;
        }
        Ok(self.out.flush()?)
    }

    /// Hands a block to the threads.
    fn begin(&mut self, block: Vec<Result<InputLine, Bad>>) {
        let mut shares: Vec<Share> = self.workers.iter().map(|_| Vec::new()).collect();
        let mut lines = vec![String::new(); block.len()];
        let mut bad = 0;
        for (place, line) in block.into_iter().enumerate() {
            match line {
                Ok(line) => shares[self.thread_of(&line, place)].push((place, line)),
                Err(why) => {
                    lines[place] = bad_line(why);
                    bad += 1;
                }
            }
        }
        let mut busy = Vec::new();
        for (thread, share) in shares.into_iter().enumerate().filter(|(_, share)| !share.is_empty()) {
            self.workers[thread].send.send(share).expect("a thread lives as long as its channel: each text is guarded");
            busy.push(thread);
        }
        self.under_way.push_back(Block { lines, busy, bad });
    }

    fn thread_of(&self, line: &InputLine, place: usize) -> usize {
        let Some(conversation) = &line.input.conversation else { return place % self.workers.len() };
        let mut hasher = DefaultHasher::new();
        conversation.hash(&mut hasher);
        (hasher.finish() % self.workers.len() as u64) as usize
    }

    /// Waits for the oldest block and writes it.
    fn finish_one(&mut self) -> Result<(), Error> {
        let Some(mut block) = self.under_way.pop_front() else { return Ok(()) };
        for thread in block.busy {
            let done = self.workers[thread].receive.recv().expect("a thread answers each share: each text is guarded");
            for (place, text, is_bad) in done {
                block.lines[place] = text;
                block.bad += u64::from(is_bad);
            }
        }
        self.report.lines += block.lines.len() as u64;
        self.report.refused += block.bad;
        Ok(block.lines.iter().try_for_each(|line| writeln!(self.out, "{line}"))?)
    }
}

fn read_block(lines: &mut Lines<impl Read>) -> std::io::Result<Vec<Result<InputLine, Bad>>> {
    let mut block = Vec::new();
    let mut bytes = 0;
    while block.len() < BLOCK_LINES && bytes < BLOCK_BYTES {
        let Some(line) = lines.next()? else { break };
        bytes += line.as_ref().map_or(0, String::len);
        block.push(line.and_then(|line| parse(&line)));
    }
    Ok(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(input: &str, threads: usize, spans_only: bool) -> (String, LinesReport) {
        let cancel = Cancel::default();
        let request = PseudonymizeRequest {
            locale: Locale::En,
            quasi: false,
            spans_only,
            threads,
            key: Some([7; 32]),
            cancel: &cancel,
            progress: &|_| {},
        };
        let mut out = Vec::new();
        let report = pseudonymize(input.as_bytes(), &mut out, &request).expect("memory reads and writes");
        (String::from_utf8(out).expect("JSON is UTF-8"), report)
    }

    fn conversations(lines: usize) -> String {
        let line = |n: usize| {
            let conv = n % 7;
            if n.is_multiple_of(7) {
                return format!(
                    "{{\"id\":{n},\"conv\":\"c{conv}\",\"text\":\"mail c{conv}@example.org\",\"known\":{{\"customer_name\":\"Tilda Quill\"}}}}\n"
                );
            }
            format!("{{\"id\":{n},\"conv\":\"c{conv}\",\"text\":\"it is tilda quill again, c{conv}@example.org\"}}\n")
        };
        (0..lines).map(line).collect()
    }

    #[test]
    fn neither_threads_nor_blocks_change_the_result() {
        let input = conversations(3000);
        let (alone, report) = run(&input, 1, false);
        assert_eq!((report.lines, report.refused), (3000, 0));
        for threads in [2, 5] {
            assert!(
                run(&input, threads, false).0 == alone,
                "{threads} threads: order and memory of a conversation stay"
            );
        }
        let ids: Vec<u64> = alone
            .lines()
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).expect("JSON")["id"].as_u64().expect("a number")
            })
            .collect();
        assert!(ids.is_sorted() && ids.len() == 3000, "one line out for each line in, in order");
        assert!(!alone.contains("example.org"), "what is found does not survive");
    }

    #[test]
    fn a_bad_line_stands_for_itself_and_the_rest_goes_on() {
        let (out, report) = run("{\"id\":1,\"text\":\"a\"}\nnot json\n{\"id\":3,\"text\":\"b\"}\n", 2, true);
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines[0], r#"{"id":1,"spans":[]}"#, "--spans-only leaves the text out");
        assert!(lines[1].contains(r#""id":null"#) && lines[1].contains("error"), "{}", lines[1]);
        assert_eq!((lines.len(), report.refused), (3, 1));
    }

    #[test]
    fn a_key_file_needs_some_bytes() {
        assert!(key_of_file(b"short").is_err(), "a guessable key would make tokens guessable");
        assert_ne!(key_of_file(&[1; 32]).expect("32 bytes"), key_of_file(&[2; 32]).expect("32 bytes"));
    }
}
