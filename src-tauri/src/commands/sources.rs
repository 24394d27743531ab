//! Sources: how fresh they are, files on offer, importing them, and what was refused.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use countersign_api::{
    Change, ChangeKey, Failure, LabelColumnsView, OfferImportRequest, OfferListView, QuarantineListRequest,
    QuarantineListView, QuarantineRequest, QuarantineRowView, SourceBoardView, StaleAfterRequest, WorkKind,
    WorkOutcomeView,
};
use countersign_domain::TimeMs;
use countersign_engine::{Error, Format, ImportRequest, Labels, Source, label_file_name};
use tauri::{AppHandle, State};

use crate::dialog::{Choice, choose};
use crate::state::{Console, Taken};

/// Imports that the screen lists.
const IMPORTS: u64 = 50;
/// Imports whose names are looked up for refused rows.
const NAMED: u64 = 10_000;

/// Everything that the screen of sources shows.
#[tauri::command]
pub async fn source_board(console: State<'_, Console>) -> Result<SourceBoardView, Failure> {
    console
        .run(|engine, actor| {
            let folder = engine.folder().watched().display().to_string();
            Ok(SourceBoardView::of(engine.sources(actor)?, engine.imports(actor, IMPORTS)?, folder))
        })
        .await
}

/// Files that were dropped or chosen and wait for a word.
#[tauri::command]
pub async fn source_offers(console: State<'_, Console>) -> Result<OfferListView, Failure> {
    Ok(console.offers().list())
}

/// Asks in the desktop's dialog which files to offer.
#[tauri::command]
pub async fn source_choose(app: AppHandle, console: State<'_, Console>) -> Result<OfferListView, Failure> {
    let chosen = choose(&app, Choice::Files).await;
    if !chosen.is_empty() {
        console.offers().put(chosen);
    }
    Ok(console.offers().list())
}

/// Puts all offers away.
#[tauri::command]
pub async fn source_decline(console: State<'_, Console>) -> Result<(), Failure> {
    console.offers().clear();
    console.changes().say(&Change { key: ChangeKey::Offers, ids: Vec::new() });
    Ok(())
}

/// Imports an offered file; the tray says how it goes.
#[tauri::command]
pub async fn source_import(console: State<'_, Console>, request: OfferImportRequest) -> Result<(), Failure> {
    let taken = console.offers().take(&request.offer_id)?;
    console.changes().say(&Change { key: ChangeKey::Offers, ids: Vec::new() });
    let name = taken.name.clone();
    console
        .begin(WorkKind::Import, Some(name), move |engine, actor, underway| {
            let Taken { mut file, name, format, identity, bytes, modified_at_ms } = taken;
            let format = match request.labels {
                Some(columns) => labels(&mut file, columns, modified_at_ms)?,
                None => format,
            };
            let read = Arc::new(AtomicU64::new(0));
            let far = Arc::clone(&read);
            let progress = |rows: u64| {
                let share = far.load(Ordering::Relaxed) as f64 / bytes.max(1) as f64;
                underway.progress(rows, Some(share));
            };
            let request = ImportRequest {
                source: Source::File,
                name: &name,
                format,
                identity: Some(identity),
                cancel: underway.cancel(),
                progress: &progress,
            };
            let report = engine.import(actor, Counted { file, read }, &request)?;
            match report.state {
                "cancelled" => Err(Error::Cancelled),
                _ => Ok(WorkOutcomeView::from(&report)),
            }
        })
        .await
}

fn labels(file: &mut File, columns: LabelColumnsView, modified_at_ms: i64) -> Result<Format, Error> {
    Ok(Format::Labels(Labels {
        text_column: columns.text,
        label_column: columns.label,
        file: label_file_name(file)?,
        // The time of the file and not of the import, so that a file imported twice counts once.
        imported_at: TimeMs(modified_at_ms),
    }))
}

/// A file that says how many bytes of it were read.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// Refused rows, newest first.
#[tauri::command]
pub async fn quarantine_list(
    console: State<'_, Console>,
    request: QuarantineListRequest,
) -> Result<QuarantineListView, Failure> {
    let limit = request.limit.clamp(1, 1000);
    console
        .run(move |engine, actor| {
            let names: BTreeMap<String, String> = engine
                .imports(actor, NAMED)?
                .into_iter()
                .map(|(import, _)| (import.id.to_string(), import.name))
                .collect();
            let rows = engine.quarantine(actor, limit)?.into_iter().map(|row| {
                let file = names.get(row.import.as_str()).cloned().unwrap_or_default();
                QuarantineRowView::of(row, file)
            });
            Ok(QuarantineListView { rows: rows.collect() })
        })
        .await
}

/// Destroys a refused row and its key.
#[tauri::command]
pub async fn quarantine_discard(console: State<'_, Console>, request: QuarantineRequest) -> Result<(), Failure> {
    console.run(move |engine, actor| engine.discard_quarantined(actor, &request.quarantine_id)).await
}

/// Sets when the watched folder counts as stale.
#[tauri::command]
pub async fn source_stale_after(console: State<'_, Console>, request: StaleAfterRequest) -> Result<(), Failure> {
    console.run(move |engine, actor| engine.set_stale_after(actor, request.hours)).await
}
