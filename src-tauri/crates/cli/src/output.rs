//! What goes to standard output: one JSON document, or text for people.

use std::io::{self, Write};

use countersign_api::RateView;
use serde::Serialize;

use crate::problem::{Problem, Result};

/// Writes a line to standard error. That nobody reads it ends nothing.
macro_rules! say {
    ($($message:tt)*) => { $crate::output::to_stderr(format_args!($($message)*)) };
}

/// What [`say!`] does.
pub fn to_stderr(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// Where documents go, and in which form.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// JSON asked for.
    pub json: bool,
}

/// A page of a list.
#[derive(Serialize)]
pub struct Page<T> {
    /// Rows.
    pub items: Vec<T>,
    /// What `--after` takes for the next page; absent at the end.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// A page of at most `limit` rows; `key` is what the next page begins after.
    pub fn of(items: Vec<T>, limit: u64, key: impl Fn(&T) -> String) -> Self {
        let next = items.last().filter(|_| items.len() as u64 >= limit).map(key);
        Self { items, next }
    }

    /// The page of a list that came whole: what stands after the row with key `after`.
    pub fn within(all: Vec<T>, after: Option<&str>, limit: u64, key: impl Fn(&T) -> String) -> Result<Self> {
        let start = match after {
            None => 0,
            Some(after) => {
                let found = all.iter().position(|row| key(row) == after);
                found.ok_or_else(|| Problem::Usage(format!("the list has no row {after} to go on after")))? + 1
            }
        };
        let rest = all.len().saturating_sub(start) as u64;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let items: Vec<T> = all.into_iter().skip(start).take(limit).collect();
        let next = items.last().filter(|_| rest > limit as u64).map(key);
        Ok(Self { items, next })
    }
}

impl Output {
    /// Prints `document` as JSON, or what `text` makes of it.
    pub fn print<T: Serialize>(
        self,
        document: &T,
        text: impl FnOnce(&mut dyn Write, &T) -> io::Result<()>,
    ) -> Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let written = if self.json {
            serde_json::to_writer(&mut out, document).map_err(io::Error::from).and_then(|()| writeln!(out))
        } else {
            text(&mut out, document)
        };
        match written.and_then(|()| out.flush()) {
            // Whoever reads has enough.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            written => written.map_err(|error| Problem::Machine(format!("the output cannot be written: {error}"))),
        }
    }

    /// Prints a page as a table with these columns.
    pub fn page<T: Serialize, const N: usize>(
        self,
        page: &Page<T>,
        heads: [&str; N],
        cells: impl Fn(&T) -> [String; N],
    ) -> Result<()> {
        self.print(page, |out, page| {
            table(out, heads, page.items.iter().map(cells))?;
            page.next.as_ref().map_or(Ok(()), |next| writeln!(out, "more: --after {}", quoted(next)))
        })
    }
}

/// A table with aligned columns. A character that a terminal would obey is shown as �.
pub fn table<const N: usize>(
    out: &mut dyn Write,
    heads: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> io::Result<()> {
    let mut all = vec![heads.map(str::to_owned)];
    all.extend(rows.map(|row| row.map(|cell| plain(&cell))));
    let width = |column: usize| all.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    for row in &all {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

/// A share, or a difference of shares, with its interval and n.
pub fn share(rate: impl Into<RateView>) -> String {
    let RateView { value, low, high, n } = rate.into();
    let value = value.map_or_else(|| "–".to_owned(), |value| format!("{:.1} %", 100.0 * value));
    format!("{value} ({:.1}–{:.1}, n {n})", 100.0 * low, 100.0 * high)
}

/// Text without characters that a terminal would obey.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// An absent cell.
pub fn or_dash<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}

/// A time for people: RFC 3339 in UTC, to the second.
pub fn time(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms)
        .map_or_else(|_| ms.to_string(), |at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Any value as JSON that is easy to read.
pub fn pretty<T: Serialize>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn quoted(text: &str) -> String {
    if text.contains(' ') { format!("'{text}'") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_pages_by_key_to_its_end() {
        let key = |n: &u32| n.to_string();
        let mut after: Option<String> = None;
        let mut seen = Vec::new();
        loop {
            let page = Page::within((1..=5).collect(), after.as_deref(), 2, key).expect("the key is one of the list");
            seen.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen, [1, 2, 3, 4, 5], "every row once, and the last page says that it is the last");
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(plain("a\u{1b}[2Jb\n"), "a�[2Jb�", "a customer's text must not clear the screen");
    }
}
