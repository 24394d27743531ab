//! How the window looks to this reader.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Keeps how the window looks. The same is given back at the next start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AppearanceRequest {
    /// Theme.
    pub theme: ThemeName,
    /// Density.
    pub density: DensityName,
    /// Size of letters and all that is laid out by them; 1 is the usual.
    pub scale: f64,
    /// Language; absent: the desktop's.
    pub language: Option<LanguageName>,
}

/// A theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Theme", export)]
pub enum ThemeName {
    /// The desktop's.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How much stands on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "Density", export)]
pub enum DensityName {
    /// Much: for work all day.
    Work,
    /// Less.
    Comfort,
}

/// A language of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LanguageChoice", export)]
pub enum LanguageName {
    /// English.
    En,
    /// German.
    De,
}
