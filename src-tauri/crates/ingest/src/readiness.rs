//! When a file in a watched folder may be taken. Pure: what was seen and the time come in.

use countersign_domain::TimeMs;

/// How long a file must have rested, in milliseconds.
pub const REST_MS: i64 = 2_000;

/// What tells whether a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileState {
    /// Bytes.
    pub size: u64,
    /// Time of the last write in nanoseconds, as the file system counts.
    pub modified_ns: i128,
    /// Time of the last change of content, name or rights in nanoseconds. Nobody can set it, so that of two files that
    /// follow each other under one inode, each with the time of writing that a copy brought along, it tells which.
    pub changed_ns: i128,
    /// The file itself, whatever its name.
    pub inode: u64,
}

/// A file that was seen in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// As it was.
    pub state: FileState,
    /// Since when it has been seen like this.
    pub since: TimeMs,
    /// Whether the watcher saw it being renamed into place, and it has not changed since.
    pub renamed_into_place: bool,
}

impl Sighting {
    /// A file seen at `now`, given how it was seen before, if it was.
    ///
    /// Any change of size, time or inode starts its rest anew, and so does a clock that was set back. The rest counts
    /// from the first sight, not from the time of the last write, which a copy can bring along from years ago.
    pub fn of(previous: Option<Self>, state: FileState, renamed_into_place: bool, now: TimeMs) -> Self {
        match previous {
            Some(seen) if seen.state == state && seen.since <= now => {
                Self { renamed_into_place: seen.renamed_into_place || renamed_into_place, ..seen }
            }
            _ => Self { state, since: now, renamed_into_place },
        }
    }

    /// Whether it may be taken: renamed into place, or at rest for [`REST_MS`].
    pub fn is_ready(&self, now: TimeMs) -> bool {
        self.renamed_into_place || now >= self.ready_at()
    }

    /// When it will have rested long enough if nothing changes.
    pub fn ready_at(&self) -> TimeMs {
        self.since.plus_ms(REST_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: FileState = FileState { size: 10, modified_ns: 5, changed_ns: 5, inode: 1 };

    /// Sights a file at each time in the state given; whether it is ready at the last.
    fn ready(sights: &[(i64, FileState, bool)]) -> bool {
        let mut seen = None;
        for (at, state, renamed) in sights {
            seen = Some(Sighting::of(seen, *state, *renamed, TimeMs(*at)));
        }
        let (at, ..) = sights.last().expect("a test gives one sight at least");
        seen.expect("seen").is_ready(TimeMs(*at))
    }

    #[test]
    fn rest_or_rename_makes_a_file_ready() {
        const GROWN: FileState = FileState { size: 11, ..START };
        const REWRITTEN: FileState = FileState { modified_ns: 6, ..START };
        const REPLACED: FileState = FileState { inode: 2, ..START };
        type Case = (&'static str, &'static [(i64, FileState, bool)], bool);
        let cases: &[Case] = &[
            ("first sight", &[(0, START, false)], false),
            ("just too early", &[(0, START, false), (1_999, START, false)], false),
            ("two seconds of rest", &[(0, START, false), (2_000, START, false)], true),
            ("grew in between", &[(0, START, false), (1_000, GROWN, false), (2_999, GROWN, false)], false),
            ("grew, then rested", &[(0, START, false), (1_000, GROWN, false), (3_000, GROWN, false)], true),
            (
                "written again, same size",
                &[(0, START, false), (1_000, REWRITTEN, false), (2_500, REWRITTEN, false)],
                false,
            ),
            (
                "replaced by another file",
                &[(0, START, false), (1_000, REPLACED, false), (2_500, REPLACED, false)],
                false,
            ),
            ("renamed into place", &[(0, START, true)], true),
            ("rename seen later", &[(0, START, false), (10, START, true)], true),
            ("rename seen earlier", &[(0, START, true), (10, START, false)], true),
            ("renamed, then written", &[(0, START, true), (10, GROWN, false)], false),
            ("clock set back", &[(10_000, START, false), (0, START, false)], false),
            ("clock set back, then rest", &[(10_000, START, false), (0, START, false), (2_000, START, false)], true),
        ];
        for (name, sights, expected) in cases {
            assert_eq!(ready(sights), *expected, "{name}");
        }
    }
}
