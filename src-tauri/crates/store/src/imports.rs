//! Files on their way in, their batches, and what became of each row.

use countersign_domain::{BatchId, ImportFault, ImportId, TimeMs};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{closed, closed_or_null, id};
use crate::store::Recorded;
use crate::{Entered, Error, Noter, Reader, Recorder, Result};

/// One file on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Id.
    pub id: ImportId,
    /// `folder`, `file` or `stdin`.
    pub source: String,
    /// File name, masked where it holds personal data.
    pub name: String,
    /// Keyed digest that knows the same file again.
    pub fingerprint: [u8; 32],
    /// Rows accounted for.
    pub rows_done: u64,
    /// `running`, `finished`, `kept`, `cancelled` or `failed`.
    pub state: String,
    /// Why it was left where it is; `None` where nothing was wrong with the file as a whole.
    pub fault: Option<ImportFault>,
    /// When.
    pub started_at: TimeMs,
    /// When.
    pub finished_at: Option<TimeMs>,
}

impl ImportRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: id(row, "id", ImportId::new)?,
            source: row.get("source")?,
            name: row.get("name")?,
            fingerprint: row.get("fingerprint")?,
            rows_done: row.get("rows_done")?,
            state: row.get("state")?,
            fault: closed_or_null(row, "fault")?,
            started_at: TimeMs(row.get("started_at_ms")?),
            finished_at: row.get::<_, Option<i64>>("finished_at_ms")?.map(TimeMs),
        })
    }
}

/// What became of a row of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A new event.
    Event,
    /// Known with the same content.
    Duplicate,
    /// Not taken.
    Quarantined,
}

impl Became {
    /// The text in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Duplicate => "duplicate",
            Self::Quarantined => "quarantined",
        }
    }
}

impl std::str::FromStr for Became {
    type Err = countersign_domain::UnknownName;
    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        [Self::Event, Self::Duplicate, Self::Quarantined].into_iter().find(|became| became.as_str() == text).ok_or_else(
            || countersign_domain::UnknownName { kind: "Became", expected: "event, duplicate, quarantined".to_owned() },
        )
    }
}

/// Rows that were committed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// Id.
    pub id: BatchId,
    /// The import.
    pub import: ImportId,
    /// First data row.
    pub first_row: u64,
    /// Per row: its number, keyed digest and what became of it.
    pub rows: Vec<(u64, [u8; 32], Became)>,
    /// Merkle root over the digests.
    pub root: [u8; 32],
}

impl BatchRow {
    /// How many rows became `what`.
    pub fn count(&self, what: Became) -> u64 {
        self.rows.iter().filter(|(_, _, became)| *became == what).count() as u64
    }
}

/// Counts of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// New events.
    pub taken: u64,
    /// Known already.
    pub duplicates: u64,
    /// Not taken.
    pub quarantined: u64,
}

/// One way by which rows come in, over all of its imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRow {
    /// `folder`, `file` or `stdin`.
    pub source: String,
    /// Files, or streams.
    pub imports: u64,
    /// Those that could not be read to their end.
    pub failed: u64,
    /// New events.
    pub taken: u64,
    /// Known already.
    pub duplicates: u64,
    /// Not taken.
    pub quarantined: u64,
    /// When an import last ended, or began where it still runs; `None`: none ever accounted for a row.
    pub last_at: Option<TimeMs>,
}

impl SourceRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            source: row.get("source")?,
            imports: row.get("imports")?,
            failed: row.get("failed")?,
            taken: row.get("taken")?,
            duplicates: row.get("duplicates")?,
            quarantined: row.get("quarantined")?,
            last_at: row.get::<_, Option<i64>>("last_at_ms")?.map(TimeMs),
        })
    }
}

impl Reader<'_> {
    /// Every source that anything came from, the watched folder first.
    pub fn sources(&self) -> Result<Vec<SourceRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT i.source, count(*) AS imports, sum(i.state = 'failed') AS failed,
                    sum(coalesce(b.taken, 0)) AS taken, sum(coalesce(b.duplicates, 0)) AS duplicates,
                    sum(coalesce(b.quarantined, 0)) AS quarantined,
                    max(CASE WHEN i.rows_done > 0 THEN coalesce(i.finished_at_ms, i.started_at_ms) END) AS last_at_ms
             FROM imports i
             LEFT JOIN (SELECT import_id, sum(taken) AS taken, sum(duplicates) AS duplicates,
                               sum(quarantined) AS quarantined
                        FROM batches GROUP BY import_id) b ON b.import_id = i.id
             GROUP BY i.source
             ORDER BY i.source <> 'folder', i.source",
        )?;
        Ok(statement.query_map([], SourceRow::from_row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The last import of the file with this fingerprint.
    pub fn import_of(&self, fingerprint: &[u8; 32]) -> Result<Option<ImportRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, source, name, fingerprint, rows_done, state, fault, started_at_ms, finished_at_ms -- served by imports_by_fingerprint
             FROM imports
             WHERE fingerprint = :fingerprint
             ORDER BY started_at_ms DESC, id DESC LIMIT 1",
        )?;
        Ok(statement.query_row(named_params! {":fingerprint": fingerprint}, ImportRow::from_row).optional()?)
    }

    /// Newest first, at most `limit`.
    pub fn imports(&self, limit: u64) -> Result<Vec<(ImportRow, ImportCounts)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, source, name, fingerprint, rows_done, state, fault, started_at_ms, finished_at_ms
             FROM imports
             ORDER BY started_at_ms DESC, id DESC LIMIT :limit",
        )?;
        let rows = statement.query_map(named_params! {":limit": limit}, ImportRow::from_row)?;
        rows.map(|row| row.map_err(Error::from).and_then(|row| Ok((self.import_counts(&row.id)?, row))))
            .map(|pair| pair.map(|(c, r)| (r, c)))
            .collect()
    }

    /// What became of the rows of an import so far.
    pub fn import_counts(&self, import: &ImportId) -> Result<ImportCounts> {
        let mut statement = self.0.prepare_cached(
            "SELECT coalesce(sum(taken), 0) AS taken, coalesce(sum(duplicates), 0) AS duplicates,
                    coalesce(sum(quarantined), 0) AS quarantined      -- served by batches_by_import
             FROM batches
             WHERE import_id = :import",
        )?;
        Ok(statement.query_row(named_params! {":import": import.as_str()}, |row| {
            Ok(ImportCounts {
                taken: row.get("taken")?,
                duplicates: row.get("duplicates")?,
                quarantined: row.get("quarantined")?,
            })
        })?)
    }

    /// Digests of the rows of an import, in order: a resumed file must begin with them.
    pub fn row_digests(&self, import: &ImportId) -> Result<Vec<[u8; 32]>> {
        let mut statement = self.0.prepare_cached(
            "SELECT r.digest
             FROM batches b JOIN batch_rows r ON r.batch_id = b.id
             WHERE b.import_id = :import
             ORDER BY r.row",
        )?;
        let rows = statement.query_map(named_params! {":import": import.as_str()}, |row| row.get("digest"))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every batch with its rows, for verification.
    pub fn each_batch<E: From<Error>>(
        &self,
        mut visit: impl FnMut(Recorded<'_, BatchRow>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut batches = self
            .0
            .prepare_cached(
                "SELECT id, import_id, first_row, taken, duplicates, quarantined, root, ledger_sequence
                 FROM batches
                 ORDER BY ledger_sequence",
            )
            .map_err(Error::from)?;
        let mut rows = batches.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let (sequence, batch, copies_agree) = self.batch_from_row(row).map_err(Error::from)?;
            visit(Recorded { sequence, row: &batch, copies_agree })?;
        }
        Ok(())
    }

    fn batch_from_row(&self, row: &Row<'_>) -> rusqlite::Result<(u64, BatchRow, bool)> {
        let batch: BatchId = id(row, "id", BatchId::new)?;
        let mut statement =
            self.0.prepare_cached("SELECT row, digest, became FROM batch_rows WHERE batch_id = :batch ORDER BY row")?;
        let rows = statement
            .query_map(named_params! {":batch": batch.as_str()}, |row| {
                Ok((row.get("row")?, row.get("digest")?, closed(row, "became")?))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let import = id(row, "import_id", ImportId::new)?;
        let batch = BatchRow { id: batch, import, first_row: row.get("first_row")?, root: row.get("root")?, rows };
        let kept: [u64; 3] = [row.get("taken")?, row.get("duplicates")?, row.get("quarantined")?];
        let counted = [Became::Event, Became::Duplicate, Became::Quarantined].map(|became| batch.count(became));
        let numbered =
            batch.rows.iter().map(|(row, ..)| *row).eq(batch.first_row..batch.first_row + batch.rows.len() as u64);
        Ok((row.get("ledger_sequence")?, batch, kept == counted && numbered))
    }
}

impl Noter<'_> {
    /// Begins an import.
    pub fn insert_import(&self, import: &ImportRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO imports (id, source, name, fingerprint, rows_done, state, started_at_ms)
             VALUES (:id, :source, :name, :fingerprint, 0, 'running', :started_at_ms)",
            named_params! {
                ":id": import.id.as_str(), ":source": import.source, ":name": import.name,
                ":fingerprint": import.fingerprint, ":started_at_ms": import.started_at.0,
            },
        )?;
        Ok(())
    }

    /// Says how an import ended, and what was wrong with the file where something was.
    pub fn finish_import(&self, import: &ImportId, state: &str, fault: Option<ImportFault>, at: TimeMs) -> Result<()> {
        self.0.execute(
            "UPDATE imports SET state = :state, fault = :fault, finished_at_ms = :at_ms WHERE id = :id",
            named_params! {
                ":id": import.as_str(), ":state": state, ":fault": fault.map(ImportFault::as_str), ":at_ms": at.0,
            },
        )?;
        Ok(())
    }

    /// Lets an import that was cancelled or killed go on.
    pub fn resume_import(&self, import: &ImportId) -> Result<()> {
        self.0.execute(
            "UPDATE imports SET state = 'running', finished_at_ms = NULL WHERE id = :id",
            named_params! {":id": import.as_str()},
        )?;
        Ok(())
    }
}

impl Recorder<'_> {
    /// Writes a batch with its rows and moves the import's cursor.
    pub fn insert_batch(&self, entered: Entered, batch: &BatchRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO batches (id, import_id, first_row, taken, duplicates, quarantined, root, ledger_sequence)
             VALUES (:id, :import_id, :first_row, :taken, :duplicates, :quarantined, :root, :sequence)",
            named_params! {
                ":id": batch.id.as_str(), ":import_id": batch.import.as_str(), ":first_row": batch.first_row,
                ":taken": batch.count(Became::Event), ":duplicates": batch.count(Became::Duplicate),
                ":quarantined": batch.count(Became::Quarantined), ":root": batch.root, ":sequence": entered.0,
            },
        )?;
        let mut statement = self.0.prepare_cached(
            "INSERT INTO batch_rows (batch_id, row, digest, became) VALUES (:batch, :row, :digest, :became)",
        )?;
        for (row, digest, became) in &batch.rows {
            statement.execute(named_params! {
                ":batch": batch.id.as_str(), ":row": row, ":digest": digest, ":became": became.as_str(),
            })?;
        }
        self.0.execute(
            "UPDATE imports SET rows_done = rows_done + :rows WHERE id = :id",
            named_params! {":id": batch.import.as_str(), ":rows": batch.rows.len() as u64},
        )?;
        Ok(())
    }
}
