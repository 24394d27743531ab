//! Files that somebody dropped on the window or chose in its dialog, until they are imported or put away.
//!
//! Where a file lies stays here: the page names an offer, never a path. What is dropped is hostile: a link, a folder, a
//! pipe or a device is not opened, a name is shown without characters that change how it is read, and what is imported
//! is the very file that was offered. Deliberately absent: reading rows, which is the engine's.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use countersign_api::{Failure, OfferFormat, OfferListView, OfferView};
use countersign_engine::{Format, format_of};
use rustix::fs::{Mode, OFlags};

/// More files than this are not offered at once.
const MOST: usize = 50;
/// The longest header of a CSV file that is looked at.
const LONGEST_HEADER: u64 = 1 << 16;
/// The longest name that is shown.
const LONGEST_NAME: usize = 120;

/// Files on offer.
#[derive(Default)]
pub struct Offers(Mutex<Held>);

#[derive(Default)]
struct Held {
    next: u64,
    files: Vec<Offer>,
    hovering: bool,
}

struct Offer {
    view: OfferView,
    path: PathBuf,
    /// Device and inode of what was offered.
    identity: Option<(u64, u64)>,
}

/// An offered file, open.
pub struct Taken {
    /// The file, at its start.
    pub file: File,
    /// Its name as it is shown.
    pub name: String,
    /// How to read it.
    pub format: Format,
    /// Knows the same file again: inode, size, time of change.
    pub identity: String,
    /// Its size.
    pub bytes: u64,
    /// When it was last changed.
    pub modified_at_ms: i64,
}

impl Offers {
    /// Whether files are held over the window now.
    pub fn hover(&self, hovering: bool) {
        self.lock().hovering = hovering;
    }

    /// Offers `paths`; those offered before that nobody took are gone.
    pub fn put(&self, paths: impl IntoIterator<Item = PathBuf>) {
        let mut held = self.lock();
        held.hovering = false;
        held.files.clear();
        for path in paths.into_iter().take(MOST) {
            held.next += 1;
            let id = held.next.to_string();
            held.files.push(Offer::of(id, path));
        }
    }

    /// Files on offer.
    pub fn list(&self) -> OfferListView {
        let held = self.lock();
        OfferListView { offers: held.files.iter().map(|offer| offer.view.clone()).collect(), hovering: held.hovering }
    }

    /// Puts all of them away.
    pub fn clear(&self) {
        self.lock().files.clear();
    }

    /// Opens an offered file and takes it off the list. Errors: `input` when it is not the file that was offered, or none
    /// that can be read.
    pub fn take(&self, id: &str) -> Result<Taken, Failure> {
        let mut held = self.lock();
        let at = held.files.iter().position(|offer| offer.view.offer_id == id);
        let offer = held.files.remove(at.ok_or_else(|| Failure::input("the file is no longer on offer"))?);
        drop(held);
        offer.open().map_err(|_| Failure::input("the file cannot be read, or is not the one that was offered"))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Offer {
    fn of(id: String, path: PathBuf) -> Self {
        let file = open(&path).ok();
        let about = file.as_ref().and_then(|file| file.metadata().ok());
        let format = match (&about, format_of(&path)) {
            (None, _) => OfferFormat::NoFile,
            (Some(_), Some(Format::JsonLines)) => OfferFormat::JsonLines,
            (Some(_), Some(_)) => OfferFormat::Csv,
            (Some(_), None) => OfferFormat::Unknown,
        };
        let columns = match (format, file) {
            (OfferFormat::Csv, Some(file)) => columns(file),
            _ => Vec::new(),
        };
        let view = OfferView {
            offer_id: id,
            name: readable(&path),
            bytes: about.as_ref().map_or(0, std::fs::Metadata::len),
            format,
            looks_like_labels: format == OfferFormat::Csv && !columns.iter().any(|column| column == "event_type"),
            columns,
        };
        Self { view, path, identity: about.map(|about| (about.dev(), about.ino())) }
    }

    fn open(self) -> std::io::Result<Taken> {
        let file = open(&self.path)?;
        let about = file.metadata()?;
        if self.identity != Some((about.dev(), about.ino())) {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        let format = format_of(&self.path).ok_or(std::io::ErrorKind::InvalidInput)?;
        let identity = format!("{} {} {}.{:09}", about.ino(), about.size(), about.mtime(), about.mtime_nsec());
        Ok(Taken {
            file,
            name: self.view.name,
            format,
            identity,
            bytes: about.len(),
            modified_at_ms: about.mtime() * 1000 + about.mtime_nsec() / 1_000_000,
        })
    }
}

/// Opens a regular file that is no link; a pipe does not make it wait.
fn open(path: &Path) -> std::io::Result<File> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    if file.metadata()?.is_file() { Ok(file) } else { Err(std::io::ErrorKind::InvalidInput.into()) }
}

/// The header of a CSV file; empty where it has none that can be read.
fn columns(mut file: File) -> Vec<String> {
    let mut line = String::new();
    let read = BufReader::new((&mut file).take(LONGEST_HEADER)).read_line(&mut line);
    file.rewind().ok();
    if read.is_err() {
        return Vec::new();
    }
    let line = line.trim_start_matches('\u{feff}').trim_end();
    line.split(',').map(|column| plain(column.trim().trim_matches('"'))).filter(|column| !column.is_empty()).collect()
}

/// A file's name as it can be shown.
fn readable(path: &Path) -> String {
    plain(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy())
}

/// `text` without control characters and without those that turn the direction of what follows (Unicode, "Bidirectional
/// Algorithm", 2.1–2.6), cut at a length.
fn plain(text: &str) -> String {
    let turns =
        |c: char| matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let shown = |c: char| if c.is_control() || turns(c) { '\u{fffd}' } else { c };
    text.chars().take(LONGEST_NAME).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(path: &Path) -> OfferView {
        let offers = Offers::default();
        offers.put([path.to_owned()]);
        offers.list().offers.remove(0)
    }

    #[test]
    fn what_is_no_plain_file_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("events.jsonl");
        std::fs::write(&file, "{}\n").expect("a file");
        let link = folder.path().join("link.jsonl");
        std::os::unix::fs::symlink(&file, &link).expect("a link");
        for path in [folder.path(), link.as_path(), Path::new("/dev/zero"), Path::new("/nowhere.jsonl"), Path::new("/")]
        {
            assert_eq!(offer(path).format, OfferFormat::NoFile, "{}", path.display());
        }
        assert_eq!(offer(&file).format, OfferFormat::JsonLines);
    }

    #[test]
    fn a_name_cannot_change_how_it_is_read() {
        let shown = offer(Path::new("/x/exe.\u{202e}vsc\n.csv")).name;
        assert_eq!(shown, "exe.\u{fffd}vsc\u{fffd}.csv", "a name that reads backwards hides its ending");
    }

    #[test]
    fn what_is_taken_is_what_was_offered() {
        let folder = tempfile::tempdir().expect("a folder");
        let (file, other) = (folder.path().join("a.jsonl"), folder.path().join("b.jsonl"));
        std::fs::write(&file, "{}\n").expect("a file");
        std::fs::write(&other, "{\"else\":1}\n").expect("another file");
        let offers = Offers::default();
        offers.put([file.clone()]);
        std::fs::rename(&other, &file).expect("put in its place");
        let id = offers.list().offers[0].offer_id.clone();
        assert!(offers.take(&id).is_err(), "somebody else's file under the same name is another file");
        assert!(offers.take(&id).is_err(), "and it is taken once");
    }

    #[test]
    fn texts_with_labels_are_told_from_events_by_their_header() {
        let folder = tempfile::tempdir().expect("a folder");
        let cases = [("\u{feff}text,\"category\"\n", true), ("event_type,timestamp,channel,session_id\n", false)];
        for (header, labels) in cases {
            let file = folder.path().join("x.csv");
            std::fs::write(&file, header).expect("a file");
            assert_eq!(offer(&file).looks_like_labels, labels, "{header}");
        }
        let file = folder.path().join("y.csv");
        std::fs::write(&file, "text,\"category\"\nhello,greeting\n").expect("a file");
        assert_eq!(offer(&file).columns, ["text", "category"]);
    }
}
