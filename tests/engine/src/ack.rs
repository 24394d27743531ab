//! What the victim says on its standard output after each operation that it was told is done: one line each.

use std::fmt;
use std::str::FromStr;

/// An operation that was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ack {
    /// The workspace is open.
    Ready,
    /// The ledger has this entry, and the chain stands so after it.
    Ledger {
        /// Sequence.
        sequence: u64,
        /// Hexadecimal.
        chain: String,
    },
    /// So many rows of the file that was imported by hand are accounted for.
    Rows {
        /// File name.
        file: String,
        /// Rows.
        rows: u64,
    },
    /// The file lies in the inbox.
    Dropped {
        /// File name.
        file: String,
        /// Rows in it.
        rows: u64,
    },
    /// A person's act on an item of review: `claim`, `answer`, `escalate` or `undo`.
    Review {
        /// What.
        act: String,
        /// The item.
        item: String,
    },
    /// The decision was seen in a list.
    Decided {
        /// Its id.
        decision: String,
    },
    /// The file was seen in the outbox.
    Delivered {
        /// The delivery.
        delivery: String,
    },
    /// The switch was turned: `stop`, `lift`, `resume`, `promote` or `roll_back`, of a model where there is one.
    Turned {
        /// What.
        act: String,
        /// Model version, or `-`.
        model: String,
    },
}

impl fmt::Display for Ack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready => write!(f, "ready"),
            Self::Ledger { sequence, chain } => write!(f, "ledger {sequence} {chain}"),
            Self::Rows { file, rows } => write!(f, "rows {file} {rows}"),
            Self::Dropped { file, rows } => write!(f, "dropped {file} {rows}"),
            Self::Review { act, item } => write!(f, "review {act} {item}"),
            Self::Decided { decision } => write!(f, "decided {decision}"),
            Self::Delivered { delivery } => write!(f, "delivered {delivery}"),
            Self::Turned { act, model } => write!(f, "turned {act} {model}"),
        }
    }
}

impl FromStr for Ack {
    /// The line that is none.
    type Err = String;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |text: &str| text.parse().map_err(|_| line.to_owned());
        Ok(match words[..] {
            ["ready"] => Self::Ready,
            ["ledger", sequence, chain] => Self::Ledger { sequence: number(sequence)?, chain: chain.to_owned() },
            ["rows", file, rows] => Self::Rows { file: file.to_owned(), rows: number(rows)? },
            ["dropped", file, rows] => Self::Dropped { file: file.to_owned(), rows: number(rows)? },
            ["review", act, item] => Self::Review { act: act.to_owned(), item: item.to_owned() },
            ["decided", decision] => Self::Decided { decision: decision.to_owned() },
            ["delivered", delivery] => Self::Delivered { delivery: delivery.to_owned() },
            ["turned", act, model] => Self::Turned { act: act.to_owned(), model: model.to_owned() },
            _ => return Err(line.to_owned()),
        })
    }
}
