//! Figures as files in the folder of exports: a drawing that any program shows, or the table beneath it.

use std::io::Write as _;
use std::path::PathBuf;

use crate::chart::{self, Cell, Chart, Table};
use crate::export::inert;
use crate::gate::Pass;
use crate::{Engine, Error};

/// The form of a saved figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureFormat {
    /// A drawing.
    Svg,
    /// A table.
    Csv,
}

impl Engine {
    /// Writes `chart` to a file that begins with `name`, and returns it. The writing is recorded first, as `figure`, so
    /// that none goes unrecorded. Errors: `Io`.
    pub(crate) fn save_figure(
        &self,
        pass: &Pass,
        name: &str,
        figure: &str,
        format: FigureFormat,
        chart: &Chart,
    ) -> Result<PathBuf, Error> {
        let (ending, text) = match format {
            FigureFormat::Svg => ("svg", chart::to_svg(chart)),
            FigureFormat::Csv => ("csv", csv_of(&chart.table)?),
        };
        let details = [("figure", figure.to_owned()), ("format", ending.to_owned())];
        self.save_export(pass, name, ending, &details, |out| Ok(out.write_all(text.as_bytes())?))
    }
}

/// The table as CSV: shares as numbers in 0–1, a range in two columns.
fn csv_of(table: &Table) -> Result<String, Error> {
    let is_range = |column: usize| table.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Range(..))));
    let heads = table.columns.iter().enumerate().flat_map(|(column, head)| {
        if is_range(column) { vec![format!("{head} ≥"), format!("{head} ≤")] } else { vec![head.clone()] }
    });
    let cells = |row: &Vec<Cell>| -> Vec<String> {
        let written = |(column, cell): (usize, &Cell)| match cell {
            Cell::Text(text) => vec![inert(text)],
            Cell::Count(count) => vec![count.to_string()],
            Cell::Share(share) => vec![share.to_string()],
            Cell::Range(low, high) => vec![low.to_string(), high.to_string()],
            Cell::Unknown => vec![String::new(); if is_range(column) { 2 } else { 1 }],
        };
        row.iter().enumerate().flat_map(written).collect()
    };
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut write = |record: Vec<String>| writer.write_record(record).map_err(|error| Error::Io(error.into()));
    write(heads.collect())?;
    table.rows.iter().try_for_each(|row| write(cells(row)))?;
    let bytes = writer.into_inner().map_err(|error| Error::Io(error.into_error()))?;
    Ok(String::from_utf8(bytes).expect("every cell is text"))
}
