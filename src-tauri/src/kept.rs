//! What is kept of the window itself between two starts: its size, and how it looks to whoever sits before it.
//!
//! It lies in the user's own configuration folder and not in the workspace: it is about a person at a screen, and holds
//! nothing of the workspace. A file that cannot be read counts as none, and one that cannot be written stops nobody.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use countersign_api::AppearanceRequest;
use serde::{Deserialize, Serialize};

/// The file in the configuration folder.
const FILE: &str = "window.json";

/// What is kept, and where.
pub struct Kept {
    folder: Option<PathBuf>,
    now: Mutex<Window>,
}

/// A window.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Window {
    /// Inner size in CSS pixels, when it is not maximized.
    pub size: Option<(f64, f64)>,
    /// Whether it fills the screen.
    pub maximized: bool,
    /// How it looks; absent until somebody chose.
    pub appearance: Option<AppearanceRequest>,
}

impl Kept {
    /// What `folder` holds; without a folder nothing is kept.
    pub fn of(folder: Option<PathBuf>) -> Self {
        let text = folder.as_ref().and_then(|folder| std::fs::read_to_string(folder.join(FILE)).ok());
        let window = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        Self { folder, now: Mutex::new(window) }
    }

    /// As it is now.
    pub fn window(&self) -> Window {
        self.lock().clone()
    }

    /// Changes it; [`Self::write`] keeps it.
    pub fn change(&self, change: impl FnOnce(&mut Window)) {
        change(&mut self.lock());
    }

    /// Writes it, whole or not at all.
    pub fn write(&self) {
        let Some(folder) = &self.folder else { return };
        let text = serde_json::to_string(&self.window()).expect("plain fields serialize");
        let unfinished = folder.join(format!("{FILE}.unfinished"));
        let written = std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&unfinished, text))
            .and_then(|()| std::fs::rename(&unfinished, folder.join(FILE)));
        if let Err(error) = written {
            tracing::warn!(%error, "how the window looks cannot be kept");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Window> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use countersign_api::{DensityName, ThemeName};

    use super::*;

    #[test]
    fn what_was_kept_is_there_at_the_next_start() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("of/the/user");
        let kept = Kept::of(Some(folder.clone()));
        assert_eq!(kept.window(), Window::default(), "nobody chose anything yet");
        let appearance =
            AppearanceRequest { theme: ThemeName::Dark, density: DensityName::Comfort, scale: 1.25, language: None };
        kept.change(|window| {
            window.size = Some((1400.0, 900.0));
            window.appearance = Some(appearance.clone());
        });
        kept.write();
        let next = Kept::of(Some(folder.clone())).window();
        assert_eq!((next.size, next.appearance), (Some((1400.0, 900.0)), Some(appearance)));

        for damaged in ["", "{", r#"{"size":"large"}"#, r#"{"appearance":{"theme":"pink"}}"#] {
            std::fs::write(folder.join(FILE), damaged).expect("by hand");
            assert_eq!(
                Kept::of(Some(folder.clone())).window(),
                Window::default(),
                "{damaged}: the window opens as ever"
            );
        }
    }
}
