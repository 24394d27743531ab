//! The one window: what it may show and where it may go, which is nowhere.
//!
//! The page comes from the binary. Its policy is in `tauri.conf.json`, the commands it may call in
//! `capabilities/main.json`. Deliberately absent: other windows, menus, a tray.

use std::time::Duration;

use countersign_api::{Change, ChangeKey};
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, DragDropEvent, Manager as _, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent};

use crate::kept::{Kept, Window};
use crate::state::Console;

/// The label that `capabilities/main.json` names.
const LABEL: &str = "main";

/// A window that was not resized for so long has the size that somebody wanted.
const STILL: Duration = Duration::from_millis(500);

/// Opens the window as `tauri.conf.json` describes it. Every navigation, new window and download is refused.
///
/// Errors: the configuration lacks the window, or the webview cannot be made.
pub fn open(app: &tauri::App) -> tauri::Result<()> {
    let windows = &app.config().app.windows;
    let config = windows.iter().find(|window| window.label == LABEL).ok_or(tauri::Error::WindowNotFound)?;
    let builder = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false);
    let window = for_tests(as_kept(builder, &app.state::<Kept>().window())).build()?;
    let its = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::DragDrop(drag) => dragged(its.app_handle(), drag),
        WindowEvent::Resized(_) => {
            keep_size(&its);
            write_when_still(its.app_handle());
        }
        WindowEvent::CloseRequested { .. } => its.state::<Kept>().write(),
        _ => {}
    });
    Ok(())
}

/// The window as it was left. How it looks is there before the page is, so that no other theme is ever drawn.
fn as_kept<'a, M: tauri::Manager<tauri::Wry>>(
    builder: WebviewWindowBuilder<'a, tauri::Wry, M>,
    kept: &Window,
) -> WebviewWindowBuilder<'a, tauri::Wry, M> {
    let builder = match kept.size {
        Some((width, height)) => builder.inner_size(width, height),
        None => builder,
    };
    let builder = builder.maximized(kept.maximized);
    let Some(appearance) = &kept.appearance else { return builder };
    let appearance = serde_json::to_string(appearance).expect("plain fields serialize");
    builder.initialization_script(format!(
        "(() => {{
           const kept = Object.freeze({appearance});
           Object.defineProperty(window, 'countersignAppearance', {{ value: kept }});
           if (kept.theme !== 'system') document.documentElement?.setAttribute('data-theme', kept.theme);
         }})()"
    ))
}

fn keep_size(window: &WebviewWindow) {
    let (Ok(size), Ok(scale), Ok(maximized)) = (window.inner_size(), window.scale_factor(), window.is_maximized())
    else {
        return;
    };
    let size = size.to_logical::<f64>(scale);
    window.state::<Kept>().change(|kept| {
        kept.maximized = maximized;
        if !maximized {
            kept.size = Some((size.width, size.height));
        }
    });
}

/// Writes what is kept once the window has not been resized for a while: a program that is killed writes nothing more.
fn write_when_still(app: &AppHandle) {
    let app = app.clone();
    let seen = app.state::<Kept>().window();
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(STILL).await;
        let kept = app.state::<Kept>();
        if kept.window() == seen {
            kept.write();
        }
    });
}

/// Files that are held over the window, or dropped on it. Only somebody who is signed in is asked about them.
fn dragged(app: &AppHandle, drag: &DragDropEvent) {
    let console = app.state::<Console>();
    match drag {
        DragDropEvent::Enter { .. } => console.offers().hover(true),
        DragDropEvent::Drop { paths, .. } => console.offers().put(paths.clone()),
        DragDropEvent::Leave => console.offers().hover(false),
        _ => return,
    }
    console.changes().say(&Change { key: ChangeKey::Offers, ids: Vec::new() });
}

/// Brings the window to the front, when the program is started a second time.
pub fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be brought to the front");
    }
}

/// Whether `url` belongs to the page that the binary carries.
fn is_own_page(url: &Url) -> bool {
    let own_scheme = url.scheme() == "tauri" && url.host_str() == Some("localhost");
    let own_host = url.scheme() == "http" && url.host_str() == Some("tauri.localhost");
    if cfg!(windows) { own_host } else { own_scheme }
}

#[cfg(not(feature = "window-tests"))]
fn for_tests<M>(builder: M) -> M {
    builder
}

/// A private webview cannot be driven, so the tests use one that is not; and they ask for the list of violations.
#[cfg(feature = "window-tests")]
fn for_tests<'a, M: tauri::Manager<tauri::Wry>>(
    builder: WebviewWindowBuilder<'a, tauri::Wry, M>,
) -> WebviewWindowBuilder<'a, tauri::Wry, M> {
    let builder = builder.incognito(false).initialization_script(include_str!("window_tests.js"));
    // The webview asks the system for its languages, and the system may not have those of the test.
    match std::env::var("COUNTERSIGN_TEST_LANGUAGE").as_deref() {
        Ok("de") => {
            builder.initialization_script("Object.defineProperty(navigator, 'languages', { value: ['de-DE'] })")
        }
        _ => builder,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_page_is_shown() {
        let cases = [
            ("tauri://localhost/", !cfg!(windows)),
            ("tauri://localhost/index.html", !cfg!(windows)),
            ("tauri://elsewhere/", false),
            ("http://tauri.localhost/", cfg!(windows)),
            ("https://example.org/", false),
            ("http://localhost:5173/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
            ("about:blank", false),
        ];
        for (url, expected) in cases {
            let url = Url::parse(url).expect("a case is a URL");
            assert_eq!(is_own_page(&url), expected, "{url}: a page from elsewhere would have the commands of ours");
        }
    }
}
