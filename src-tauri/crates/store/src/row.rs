//! Small readers of columns that every table shares.

use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{Result, Row};
use serde::de::DeserializeOwned;

/// A column that holds the text of a closed enum.
pub(crate) fn closed<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    column: &str,
) -> Result<T> {
    let text: String = row.get(column)?;
    text.parse().map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

/// The same where the column may be NULL.
pub(crate) fn closed_or_null<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    column: &str,
) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    let parse = |text: String| text.parse();
    text.map(parse)
        .transpose()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

/// A column that holds JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error)))
}

/// A column that holds an id.
pub(crate) fn id<T>(row: &Row<'_>, column: &str, wrap: impl FnOnce(String) -> T) -> Result<T> {
    row.get(column).map(wrap)
}

/// The same where the column may be NULL.
pub(crate) fn id_or_null<T>(row: &Row<'_>, column: &str, wrap: impl FnOnce(String) -> T) -> Result<Option<T>> {
    row.get::<_, Option<String>>(column).map(|text| text.map(wrap))
}

/// JSON text of a value that always serializes.
pub(crate) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data with text keys serializes")
}
