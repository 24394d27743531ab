//! Opening a file of the watched folder: only a plain file that stands there itself and nowhere else, and never one
//! that blocks. Whoever can write to the folder must not be able to point us at a file outside it.

use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat, fstat, openat, statat};
use rustix::io::Errno;

use crate::FileState;

/// Endings of names that programs give to files they still write.
const UNFINISHED: [&str; 8] = [".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".swp", "~"];

/// A file that was opened, and the state it was in.
#[derive(Debug)]
pub struct Taken {
    /// Open for reading, at its beginning.
    pub file: File,
    /// As it was when it was opened.
    pub state: FileState,
}

/// Why a file was not taken. It is left where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// A name that begins with a dot.
    #[error("hidden files are left alone")]
    Hidden,
    /// A name that says that somebody still writes.
    #[error("its name says that it is not finished")]
    Unfinished,
    /// A name that leads elsewhere.
    #[error("its name is no name of a file in the folder")]
    NoName,
    /// A link to a file that may be anywhere.
    #[error("symbolic links are not followed")]
    SymbolicLink,
    /// The file has a second name, through which it can be changed or may be somebody else's.
    #[error("the file has another name elsewhere")]
    HardLink,
    /// A folder.
    #[error("folders are not read")]
    Folder,
    /// A pipe, socket or device.
    #[error("not a plain file")]
    Special,
    /// No longer there.
    #[error("the file is gone")]
    Gone,
    /// It is not the file that was seen, or has changed since.
    #[error("the file has changed since it was seen")]
    Changed,
    /// The system refused.
    #[error("the file cannot be opened: {0}")]
    System(std::io::ErrorKind),
}

/// The state of `name` in the open `folder`, without opening it. Refuses what [`take`] would refuse.
pub(crate) fn look(folder: impl AsFd, name: &OsStr) -> Result<FileState, NotTaken> {
    check_name(name)?;
    check_stat(&statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).map_err(of_errno)?)
}

/// Opens `name` in the open `folder` for reading, if it is still the file that was seen as `expected`.
///
/// Looks before it opens, since opening a device can have effects, and again at what it opened, since the file can be
/// exchanged in between. Errors: why the file is left alone.
pub fn take(folder: impl AsFd, name: &OsStr, expected: &FileState) -> Result<Taken, NotTaken> {
    let seen = look(folder.as_fd(), name)?;
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = openat(folder, name, flags, Mode::empty()).map_err(of_errno)?;
    let state = check_stat(&fstat(&file).map_err(of_errno)?)?;
    match seen == *expected && state == *expected {
        true => Ok(Taken { file: File::from(file), state }),
        false => Err(NotTaken::Changed),
    }
}

impl FileState {
    /// The state of `name` in the open `folder`.
    ///
    /// Errors: why the file would be left alone, so that no rest is counted for it.
    pub fn look(folder: impl AsFd, name: &OsStr) -> Result<Self, NotTaken> {
        look(folder, name)
    }
}

fn check_name(name: &OsStr) -> Result<(), NotTaken> {
    let bytes = name.as_bytes();
    let lower = bytes.to_ascii_lowercase();
    match bytes {
        [] | b"." | b".." => Err(NotTaken::NoName),
        _ if bytes.contains(&b'/') || bytes.contains(&0) => Err(NotTaken::NoName),
        [b'.', ..] => Err(NotTaken::Hidden),
        _ if UNFINISHED.iter().any(|ending| lower.ends_with(ending.as_bytes())) => Err(NotTaken::Unfinished),
        _ => Ok(()),
    }
}

fn check_stat(stat: &Stat) -> Result<FileState, NotTaken> {
    match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile if stat.st_nlink > 1 => Err(NotTaken::HardLink),
        FileType::RegularFile => Ok(FileState {
            size: u64::try_from(stat.st_size).unwrap_or(0),
            modified_ns: i128::from(stat.st_mtime) * 1_000_000_000 + i128::from(stat.st_mtime_nsec),
            changed_ns: i128::from(stat.st_ctime) * 1_000_000_000 + i128::from(stat.st_ctime_nsec),
            inode: stat.st_ino,
        }),
        FileType::Symlink => Err(NotTaken::SymbolicLink),
        FileType::Directory => Err(NotTaken::Folder),
        _ => Err(NotTaken::Special),
    }
}

fn of_errno(errno: Errno) -> NotTaken {
    match errno {
        Errno::NOENT => NotTaken::Gone,
        // What O_NOFOLLOW answers for a link that was put there after the look.
        Errno::LOOP => NotTaken::SymbolicLink,
        errno => NotTaken::System(std::io::Error::from(errno).kind()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Read;
    use std::os::unix::fs::symlink;
    use std::path::Path;

    use rustix::fs::{CWD, mkfifoat};

    fn folder() -> (tempfile::TempDir, File) {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let open = File::open(folder.path()).expect("it is there");
        (folder, open)
    }

    /// What comes of `name` after `make` put something into the folder.
    fn outcome(name: &str, make: fn(&Path)) -> Result<FileState, NotTaken> {
        let (folder, open) = folder();
        make(folder.path());
        FileState::look(&open, OsStr::new(name))
    }

    fn put(path: impl AsRef<Path>) {
        fs::write(path, "text").expect("a writable folder");
    }

    #[test]
    fn only_a_plain_finished_file_of_the_folder_is_looked_at() {
        type Case = (&'static str, fn(&Path), Option<NotTaken>);
        let cases: &[Case] = &[
            ("a.csv", |f| put(f.join("a.csv")), None),
            ("ü 1.JSONL", |f| put(f.join("ü 1.JSONL")), None),
            (".a.csv", |f| put(f.join(".a.csv")), Some(NotTaken::Hidden)),
            ("a.csv.part", |f| put(f.join("a.csv.part")), Some(NotTaken::Unfinished)),
            ("a.csv.TMP", |f| put(f.join("a.csv.TMP")), Some(NotTaken::Unfinished)),
            ("a.csv~", |f| put(f.join("a.csv~")), Some(NotTaken::Unfinished)),
            ("", |_| {}, Some(NotTaken::NoName)),
            ("..", |_| {}, Some(NotTaken::NoName)),
            ("../a.csv", |_| {}, Some(NotTaken::NoName)),
            ("/etc/hostname", |_| {}, Some(NotTaken::NoName)),
            ("gone.csv", |_| {}, Some(NotTaken::Gone)),
            ("folder.csv", |f| fs::create_dir(f.join("folder.csv")).expect("it is new"), Some(NotTaken::Folder)),
            (
                "link.csv",
                |f| symlink("/etc/hostname", f.join("link.csv")).expect("it is new"),
                Some(NotTaken::SymbolicLink),
            ),
            (
                "dangling.csv",
                |f| symlink("nowhere", f.join("dangling.csv")).expect("it is new"),
                Some(NotTaken::SymbolicLink),
            ),
            (
                "hard.csv",
                |f| {
                    put(f.join("a.csv"));
                    fs::hard_link(f.join("a.csv"), f.join("hard.csv")).expect("one file system");
                },
                Some(NotTaken::HardLink),
            ),
            (
                "pipe.csv",
                |f| mkfifoat(CWD, f.join("pipe.csv"), Mode::RUSR | Mode::WUSR).expect("it is new"),
                Some(NotTaken::Special),
            ),
            (
                "socket.csv",
                |f| drop(std::os::unix::net::UnixListener::bind(f.join("socket.csv")).expect("it is new")),
                Some(NotTaken::Special),
            ),
        ];
        for (name, make, expected) in cases {
            assert_eq!(outcome(name, *make).err(), *expected, "{name:?}");
        }
    }

    #[test]
    fn a_name_that_is_no_text_and_one_of_255_bytes_are_names() {
        let (folder, open) = folder();
        for name in [b"\xFF\xFE.csv".to_vec(), [&b"a"[..]; 255].concat()] {
            let name = OsStr::from_bytes(&name);
            put(folder.path().join(name));
            assert!(FileState::look(&open, name).is_ok(), "{name:?}");
        }
    }

    #[test]
    fn what_was_seen_is_opened_and_reads_from_its_beginning() {
        let (folder, open) = folder();
        put(folder.path().join("a.csv"));
        let seen = FileState::look(&open, OsStr::new("a.csv")).expect("a plain file");
        let mut taken = take(&open, OsStr::new("a.csv"), &seen).expect("as it was seen");
        let mut text = String::new();
        taken.file.read_to_string(&mut text).expect("it is open");
        assert_eq!((text.as_str(), taken.state), ("text", seen));
    }

    #[test]
    fn what_changed_since_it_was_seen_is_not_opened() {
        type Case = (&'static str, fn(&Path), NotTaken);
        let cases: &[Case] = &[
            ("written to", |path| fs::write(path, "more text").expect("a writable file"), NotTaken::Changed),
            (
                "replaced by another",
                |path| {
                    put(path.with_extension("new"));
                    fs::rename(path.with_extension("new"), path).expect("one file system");
                },
                NotTaken::Changed,
            ),
            (
                "replaced by a link",
                |path| {
                    fs::remove_file(path).expect("it was there");
                    symlink("/etc/hostname", path).expect("it is new");
                },
                NotTaken::SymbolicLink,
            ),
            ("removed", |path| fs::remove_file(path).expect("it was there"), NotTaken::Gone),
        ];
        for (name, change, expected) in cases {
            let (folder, open) = folder();
            put(folder.path().join("a.csv"));
            let seen = FileState::look(&open, OsStr::new("a.csv")).expect("a plain file");
            change(&folder.path().join("a.csv"));
            assert_eq!(take(&open, OsStr::new("a.csv"), &seen).err(), Some(*expected), "{name}");
        }
    }
}
