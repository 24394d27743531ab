//! Review items, the leases on them and what people skipped.
//!
//! Filters and counts of the queue are answered from `review_items_by_due` and `review_items_alike` alone, so that rows
//! are read only for what is shown; searches from `waiting_words`, which has the words of waiting items only.

use countersign_domain::{
    AbstainReason, Channel, DecisionId, EventId, IntentId, QueueId, ReviewItem, ReviewItemId, Surrogate, TimeMs, UserId,
};
use rusqlite::{OptionalExtension, Row, ToSql, named_params};

use crate::row::{closed, closed_or_null, id, id_or_null};
use crate::{Entered, Error, Noter, Reader, Recorder, Result};

/// An item as the queue lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct QueuedRow {
    /// The item.
    pub item: ReviewItem,
    /// Probability of the suggestion.
    pub probability: Option<f64>,
}

impl QueuedRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let claimed_by = id_or_null(row, "person_id", UserId::new)?;
        let until: Option<i64> = row.get("until_ms")?;
        let item = ReviewItem {
            id: id(row, "id", ReviewItemId::new)?,
            session: id(row, "session", Surrogate::new)?,
            event_id: id(row, "event_id", EventId::new)?,
            decision_id: id(row, "decision_id", DecisionId::new)?,
            queue: id(row, "queue", QueueId::new)?,
            reason: closed_or_null(row, "reason")?,
            priority: row.get("priority")?,
            due_at: TimeMs(row.get("due_at_ms")?),
            state: closed(row, "state")?,
            version: row.get("version")?,
            claim: claimed_by.zip(until.map(TimeMs)),
        };
        Ok(Self { item, probability: row.get("probability")? })
    }
}

/// Which waiting items a person looks at; `None` and `false` match all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Only those of this queue.
    pub queue: Option<QueueId>,
    /// Only those that are here for this reason. The random sample stays mixed in: it has no reason, and a filter that left
    /// it out would tell it from the rest, and keep it from being answered.
    pub reason: Option<AbstainReason>,
    /// Only those for which this intent is suggested.
    pub intent: Option<IntentId>,
    /// Only those about events of this channel.
    pub channel: Option<Channel>,
    /// Only those whose due time is over.
    pub overdue: bool,
    /// Only those that the person holds.
    pub mine: bool,
    /// Only those in whose event every one of these words begins a word, in any case and with or without diacritics.
    pub text: Option<String>,
}

/// Who looks at the queue, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Onlooker<'a> {
    /// Who.
    pub person: &'a UserId,
    /// When.
    pub now: TimeMs,
    /// What the person has skipped since is not listed.
    pub skipped_since: TimeMs,
}

/// Waiting items that are alike in what filters ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingAlike {
    /// Queue.
    pub queue: QueueId,
    /// Why they are here; `None` for the random sample.
    pub reason: Option<AbstainReason>,
    /// The suggestion.
    pub intent: Option<IntentId>,
    /// Channel of their events.
    pub channel: Channel,
    /// Whether their due time is over.
    pub overdue: bool,
    /// Whether the person holds them.
    pub mine: bool,
    /// How many.
    pub n: u64,
}

/// Words of a search beyond these are not looked for, and of each no more characters than these.
const WORDS: usize = 12;
const LETTERS: usize = 60;

/// What somebody typed as an expression of the index: each word the beginning of one, all of them. Quoted, since typed
/// text is no expression. Without a letter or digit it finds nothing.
fn words_of(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).take(WORDS);
    let begun = |word: &str| {
        let letters: String = word.chars().filter(|c| *c != '\0').take(LETTERS).collect();
        format!("\"{}\"*", letters.replace('"', " "))
    };
    let begun: Vec<String> = words.map(begun).collect();
    if begun.is_empty() { "\"\"".to_owned() } else { begun.join(" ") }
}

/// What a filter asks of an item; what the index answers stands first.
const MATCHES: &str = "
    i.state = 'pending'
    AND (:queue IS NULL OR i.queue = :queue) AND (:reason IS NULL OR i.reason IS NULL OR i.reason = :reason)
    AND (:intent IS NULL OR i.intent = :intent) AND (:channel IS NULL OR i.channel = :channel)
    AND (:overdue = 0 OR i.due_at_ms < :now_ms)
    AND (:mine = 0 OR i.id IN (SELECT c.item_id FROM claims c WHERE c.person_id = :person AND c.until_ms > :now_ms))
    AND (:words IS NULL OR i.position IN (SELECT w.rowid FROM waiting_words w WHERE waiting_words MATCH :words))";

/// Values of a filter under the names that `MATCHES` has for them.
struct Bound<'a> {
    queue: Option<&'a str>,
    reason: Option<&'a str>,
    intent: Option<&'a str>,
    channel: Option<&'a str>,
    overdue: bool,
    mine: bool,
    words: Option<String>,
    person: &'a str,
    now_ms: i64,
}

impl<'a> Bound<'a> {
    fn of(filter: &'a QueueFilter, onlooker: &Onlooker<'a>) -> Self {
        Self {
            queue: filter.queue.as_ref().map(QueueId::as_str),
            reason: filter.reason.map(|reason| reason.as_str()),
            intent: filter.intent.as_ref().map(IntentId::as_str),
            channel: filter.channel.map(|channel| channel.as_str()),
            overdue: filter.overdue,
            mine: filter.mine,
            words: filter.text.as_deref().map(words_of),
            person: onlooker.person.as_str(),
            now_ms: onlooker.now.0,
        }
    }

    fn with<'b>(&'b self, others: &[(&'b str, &'b dyn ToSql)]) -> Vec<(&'b str, &'b dyn ToSql)> {
        let mut all: Vec<(&str, &dyn ToSql)> = vec![
            (":queue", &self.queue),
            (":reason", &self.reason),
            (":intent", &self.intent),
            (":channel", &self.channel),
            (":overdue", &self.overdue),
            (":mine", &self.mine),
            (":words", &self.words),
            (":person", &self.person),
            (":now_ms", &self.now_ms),
        ];
        all.extend_from_slice(others);
        all
    }
}

/// Where a page of the queue goes on: priority, due time and id of the last item seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueKey {
    /// Priority.
    pub priority: u8,
    /// Due time.
    pub due_at: TimeMs,
    /// Id.
    pub id: ReviewItemId,
}

impl Reader<'_> {
    /// Pending items that match: urgent first, then by due time; without what the onlooker skipped.
    pub fn queue(
        &self,
        filter: &QueueFilter,
        onlooker: &Onlooker<'_>,
        after: Option<&QueueKey>,
        limit: u64,
    ) -> Result<Vec<QueuedRow>> {
        let start = QueueKey { priority: u8::MAX, due_at: TimeMs(i64::MIN), id: ReviewItemId::new("") };
        let after = after.unwrap_or(&start);
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT i.id, i.session, i.event_id, i.decision_id, i.queue, i.reason, i.priority, i.due_at_ms, i.probability, i.state,
                    i.version, c.person_id, c.until_ms                 -- served by review_items_by_due
             FROM review_items i LEFT JOIN claims c ON c.item_id = i.id
             WHERE {MATCHES}
               AND (i.priority < :priority OR (i.priority = :priority AND (i.due_at_ms, i.id) > (:due_at_ms, :id)))
               AND NOT EXISTS (SELECT 1 FROM skips s WHERE s.item_id = i.id AND s.person_id = :person AND s.at_ms > :skipped_since_ms)
             ORDER BY i.priority DESC, i.due_at_ms, i.id LIMIT :limit"
        ))?;
        let (bound, id) = (Bound::of(filter, onlooker), after.id.as_str());
        let values = bound.with(&[
            (":priority", &after.priority),
            (":due_at_ms", &after.due_at.0),
            (":id", &id),
            (":skipped_since_ms", &onlooker.skipped_since.0),
            (":limit", &limit),
        ]);
        let rows = statement.query_map(values.as_slice(), QueuedRow::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many wait that match, by what filters ask for.
    pub fn waiting_alike(&self, filter: &QueueFilter, onlooker: &Onlooker<'_>) -> Result<Vec<WaitingAlike>> {
        let mut statement = self.0.prepare_cached(&format!(
            "WITH mine (item_id) AS MATERIALIZED
                 (SELECT c.item_id FROM claims c WHERE c.person_id = :person AND c.until_ms > :now_ms)
             SELECT i.queue, i.reason, i.intent, i.channel, count(*) AS n, sum(i.due_at_ms < :now_ms) AS overdue,
                    sum(i.id IN mine) AS mine, sum(i.due_at_ms < :now_ms AND i.id IN mine) AS both
             FROM review_items i INDEXED BY review_items_alike         -- in its order, so that nothing is sorted
             WHERE {MATCHES}
             GROUP BY i.queue, i.reason, i.intent, i.channel"
        ))?;
        let bound = Bound::of(filter, onlooker);
        let rows = statement.query_map(bound.with(&[]).as_slice(), alike_from_row)?;
        Ok(rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().flatten().filter(|alike| alike.n > 0).collect())
    }

    /// One item. Errors: `NotFound`.
    pub fn review_item(&self, item: &ReviewItemId) -> Result<QueuedRow> {
        self.review_item_where("i.id = :key", item.as_str())?
            .ok_or_else(|| Error::NotFound { what: "review item", id: item.to_string() })
    }

    /// The pending items of a conversation, that about the latest event first.
    pub fn pending_items(&self, session: &Surrogate) -> Result<Vec<QueuedRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT i.id, i.session, i.event_id, i.decision_id, i.queue, i.reason, i.priority, i.due_at_ms, i.probability, i.state,
                    i.version, c.person_id, c.until_ms                 -- served by review_items_by_session
             FROM review_items i JOIN events e ON e.id = i.event_id LEFT JOIN claims c ON c.item_id = i.id
             WHERE i.session = :session AND i.state = 'pending'
             ORDER BY e.at_ms DESC, i.id",
        )?;
        let rows = statement.query_map(named_params! {":session": session.as_str()}, QueuedRow::from_row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn review_item_where(&self, condition: &str, key: &str) -> Result<Option<QueuedRow>> {
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT i.id, i.session, i.event_id, i.decision_id, i.queue, i.reason, i.priority, i.due_at_ms, i.probability, i.state,
                    i.version, c.person_id, c.until_ms
             FROM review_items i LEFT JOIN claims c ON c.item_id = i.id
             WHERE {condition}"
        ))?;
        Ok(statement.query_row(named_params! {":key": key}, QueuedRow::from_row).optional()?)
    }

    /// Items that wait and are past their due time.
    pub fn overdue(&self, now: TimeMs) -> Result<u64> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(*)
             FROM review_items                                         -- served by review_items_by_due alone
             WHERE state = 'pending' AND due_at_ms < :now_ms",
        )?;
        Ok(statement.query_row(named_params! {":now_ms": now.0}, |row| row.get(0))?)
    }

    /// Items that wait.
    pub fn waiting(&self) -> Result<u64> {
        Ok(self.0.query_row("SELECT count(*) FROM review_items WHERE state = 'pending'", [], |row| row.get(0))?)
    }
}

/// The up to four kinds of items that a group has.
fn alike_from_row(row: &Row<'_>) -> rusqlite::Result<[WaitingAlike; 4]> {
    let [n, overdue, mine, both] = ["n", "overdue", "mine", "both"].map(|name| row.get::<_, u64>(name));
    let (n, overdue, mine, both) = (n?, overdue?, mine?, both?);
    let (queue, intent) = (id(row, "queue", QueueId::new)?, id_or_null(row, "intent", IntentId::new)?);
    let (reason, channel) = (closed_or_null(row, "reason")?, closed(row, "channel")?);
    let kind = |is_overdue, is_mine, n| WaitingAlike {
        queue: queue.clone(),
        reason,
        intent: intent.clone(),
        channel,
        overdue: is_overdue,
        mine: is_mine,
        n,
    };
    Ok([
        kind(true, true, both),
        kind(true, false, overdue - both),
        kind(false, true, mine - both),
        kind(false, false, n + both - overdue - mine),
    ])
}

impl Noter<'_> {
    /// Takes or renews the lease. The caller has checked that it is free, expired or the person's own.
    pub fn claim(&self, item: &ReviewItemId, person: &UserId, until: TimeMs) -> Result<()> {
        self.0.execute(
            "INSERT INTO claims (item_id, person_id, until_ms)
             VALUES (:item, :person, :until_ms)
             ON CONFLICT (item_id) DO UPDATE SET person_id = excluded.person_id, until_ms = excluded.until_ms",
            named_params! {":item": item.as_str(), ":person": person.as_str(), ":until_ms": until.0},
        )?;
        Ok(())
    }

    /// Gives the lease back.
    pub fn release_claim(&self, item: &ReviewItemId) -> Result<()> {
        self.0.execute("DELETE FROM claims WHERE item_id = :item", named_params! {":item": item.as_str()})?;
        Ok(())
    }

    /// Puts an item aside for one person.
    pub fn skip(&self, item: &ReviewItemId, person: &UserId, at: TimeMs) -> Result<()> {
        self.0.execute(
            "INSERT INTO skips (item_id, person_id, at_ms)
             VALUES (:item, :person, :at_ms)
             ON CONFLICT (item_id, person_id) DO UPDATE SET at_ms = excluded.at_ms",
            named_params! {":item": item.as_str(), ":person": person.as_str(), ":at_ms": at.0},
        )?;
        Ok(())
    }
}

impl Recorder<'_> {
    /// Opens an item.
    pub fn insert_review_item(&self, entered: Entered, row: &QueuedRow) -> Result<()> {
        let item = &row.item;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO review_items (id, session, event_id, decision_id, queue, reason, priority, due_at_ms, probability, state, version,
                                       position, intent, channel, ledger_sequence)
             VALUES (:id, :session, :event_id, :decision_id, :queue, :reason, :priority, :due_at_ms, :probability, 'pending', 1,
                     (SELECT coalesce(max(p.position), 0) + 1 FROM review_items p),
                     (SELECT d.intent FROM decisions d WHERE d.id = :decision_id),
                     (SELECT e.channel FROM events e WHERE e.id = :event_id), :sequence)",
        )?;
        statement.execute(named_params! {
            ":id": item.id.as_str(), ":session": item.session.as_str(), ":event_id": item.event_id.as_str(),
            ":decision_id": item.decision_id.as_str(), ":queue": item.queue.as_str(), ":reason": item.reason.map(|reason| reason.as_str()),
            ":priority": item.priority, ":due_at_ms": item.due_at.0, ":probability": row.probability, ":sequence": entered.0,
        })?;
        self.insert_words(&item.id)
    }

    /// Puts the words of a waiting item where searches find them.
    fn insert_words(&self, item: &ReviewItemId) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO waiting_words (rowid, text)
             SELECT i.position, (SELECT group_concat(t.value ->> 'text', ' ') FROM json_each(e.turns) t)
             FROM review_items i JOIN events e ON e.id = i.event_id
             WHERE i.id = :item AND i.state = 'pending'",
        )?;
        statement.execute(named_params! {":item": item.as_str()})?;
        Ok(())
    }

    fn delete_words(&self, item: &ReviewItemId) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "DELETE FROM waiting_words WHERE rowid = (SELECT position FROM review_items WHERE id = :item)",
        )?;
        statement.execute(named_params! {":item": item.as_str()})?;
        Ok(())
    }

    /// Writes what a rule has made of an item; `row.item.version` is the new version. Errors: `Conflict` when the
    /// item is no longer at the version before.
    pub fn update_review_item(&self, entered: Entered, row: &QueuedRow) -> Result<()> {
        let item = &row.item;
        let mut statement = self.0.prepare_cached(
            "UPDATE review_items
             SET event_id = :event_id, decision_id = :decision_id, queue = :queue, reason = :reason, priority = :priority,
                 due_at_ms = :due_at_ms, probability = :probability, state = :state, version = :version,
                 intent = (SELECT d.intent FROM decisions d WHERE d.id = :decision_id),
                 channel = (SELECT e.channel FROM events e WHERE e.id = :event_id), ledger_sequence = :sequence
             WHERE id = :id AND version = :version - 1",
        )?;
        let changed = statement.execute(named_params! {
            ":id": item.id.as_str(), ":event_id": item.event_id.as_str(), ":decision_id": item.decision_id.as_str(),
            ":queue": item.queue.as_str(), ":reason": item.reason.map(|reason| reason.as_str()), ":priority": item.priority,
            ":due_at_ms": item.due_at.0, ":probability": row.probability, ":state": item.state.as_str(), ":version": item.version,
            ":sequence": entered.0,
        })?;
        if changed == 0 {
            return Err(Error::Conflict { what: "review item", id: item.id.to_string() });
        }
        self.delete_words(&item.id)?;
        self.insert_words(&item.id)
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::migrations::migrate;

    fn newest() -> Connection {
        let mut connection = Connection::open_in_memory().expect("memory database");
        migrate(&mut connection).expect("migrations run");
        connection
    }

    #[test]
    fn typed_text_becomes_the_beginnings_of_words() {
        let cases = [
            ("parcel", "\"parcel\"*"),
            ("  late   parcel ", "\"late\"* \"parcel\"*"),
            ("e-mail", "\"e-mail\"*"),
            ("a\"b", "\"a b\"*"),
            ("% _ ' \"", "\"\""),
            ("", "\"\""),
            ("OR parcel", "\"OR\"* \"parcel\"*"),
        ];
        for (typed, expected) in cases {
            assert_eq!(words_of(typed), expected, "{typed:?}");
        }
        assert_eq!(words_of(&"x ".repeat(1000)).split(' ').count(), WORDS, "nobody looks for more words at once");
        assert_eq!(words_of(&"x".repeat(10_000)).len(), LETTERS + 3, "nor for a longer one");
    }

    #[test]
    fn whatever_is_typed_the_index_can_read_it() {
        let connection = newest();
        connection.execute_batch("INSERT INTO waiting_words (rowid, text) VALUES (1, 'a parcel')").expect("a row");
        let mut statement =
            connection.prepare("SELECT count(*) FROM waiting_words WHERE waiting_words MATCH :words").expect("a query");
        let mut found = |typed: &str| -> u64 {
            statement.query_row(named_params! {":words": words_of(typed)}, |row| row.get(0)).unwrap_or_else(|error| {
                panic!("{typed:?} becomes {:?}, which is no expression: {error}", words_of(typed))
            })
        };
        for character in (0..=0x2fff).chain(0x1_f600..0x1_f610).filter_map(char::from_u32) {
            for typed in [format!("{character}"), format!("{character}1"), format!("1{character}{character}")] {
                found(&typed);
            }
        }
        for typed in ["a parcel", "a* par", "par\u{301}cel", "PÄRC", "parcel\0"] {
            assert_eq!(found(typed), 1, "{typed:?}");
        }
    }

    /// The plans on which 100,000 waiting items rest: an index in the order of the list, and one in that of the counts.
    #[test]
    fn filters_and_counts_are_answered_from_their_indexes() {
        let connection = newest();
        let plan = |query: &str| -> String {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {query}")).expect("a query");
            let rows = statement.raw_query().mapped(|row| row.get::<_, String>("detail"));
            rows.collect::<rusqlite::Result<Vec<_>>>().expect("its lines").join("\n")
        };
        let queue = plan(&format!(
            "SELECT i.session FROM review_items i WHERE {MATCHES} ORDER BY i.priority DESC, i.due_at_ms, i.id LIMIT 200"
        ));
        assert!(queue.contains("INDEX review_items_by_due") && !queue.contains("TEMP B-TREE"), "{queue}");
        let alike = plan(&format!(
            "SELECT i.queue, count(*) FROM review_items i INDEXED BY review_items_alike WHERE {MATCHES}
             GROUP BY i.queue, i.reason, i.intent, i.channel"
        ));
        assert!(alike.contains("COVERING INDEX review_items_alike") && !alike.contains("TEMP B-TREE"), "{alike}");
    }
}
