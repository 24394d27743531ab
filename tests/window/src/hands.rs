//! Hands on the keyboard of the display: keys reach the window as a person's do, through the X server, with no driver in
//! between. For what must be true of the program as it is used, since a driver brings sockets of its own.
//!
//! Deliberately absent: a pointer, and reading the screen; what a key did is asked of the ledger.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    AtomEnum, ConnectionExt as _, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MapState, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// How long a person would wait before calling it broken. Under a tracer everything takes longer.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at the screen.
const GLANCE: Duration = Duration::from_millis(50);
/// A screen on which nothing moved for so many looks stands still.
const STILL: usize = 6;
/// Pixels that may change all the same: a caret blinks.
const CARET: usize = 200;
/// Fewer colours than that are an empty window.
const COLOURS: usize = 8;

/// Keys that are no letter, as X11 calls them (`keysymdef.h`).
pub mod keysym {
    /// Tab.
    pub const TAB: u32 = 0xff09;
    /// Enter.
    pub const RETURN: u32 = 0xff0d;
    /// Control, held.
    pub const CONTROL: u32 = 0xffe3;
    /// Shift, held.
    pub const SHIFT: u32 = 0xffe1;
}

/// Hands on the keyboard, in front of one window.
pub struct Hands {
    display: RustConnection,
    root: Window,
    window: Window,
    /// First key code, then the symbols of each key.
    first: u8,
    per_key: usize,
    symbols: Vec<u32>,
}

impl Hands {
    /// Waits for the window called `title`, and for it to stand still; then gives it the keyboard.
    pub fn on(title: &str) -> anyhow::Result<Self> {
        let (display, screen) = x11rb::connect(None).context("a display")?;
        let setup = display.setup();
        let root = setup.roots[screen].root;
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let mapping = display.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let mut hands = Self {
            root,
            window: root,
            first,
            per_key: usize::from(mapping.keysyms_per_keycode),
            symbols: mapping.keysyms,
            display,
        };
        hands.window = wait(&format!("a window called {title}"), || hands.find(hands.root, title))?;
        hands.display.set_input_focus(InputFocus::PARENT, hands.window, x11rb::CURRENT_TIME)?.check()?;
        hands.until_still()?;
        Ok(hands)
    }

    /// Types `text`, letter by letter.
    pub fn write(&self, text: &str) -> anyhow::Result<()> {
        text.chars().try_for_each(|letter| self.press(letter as u32))
    }

    /// Presses one key.
    pub fn press(&self, symbol: u32) -> anyhow::Result<()> {
        let (code, shifted) = self.key(symbol)?;
        let shift = if shifted { Some(self.key(keysym::SHIFT)?.0) } else { None };
        self.strike(shift, code)
    }

    /// Presses a letter while Control is held.
    pub fn press_with_control(&self, letter: char) -> anyhow::Result<()> {
        self.strike(Some(self.key(keysym::CONTROL)?.0), self.key(letter as u32)?.0)
    }

    /// Waits until the window shows something and nothing in it moves.
    pub fn until_still(&self) -> anyhow::Result<()> {
        let (mut before, mut same) = (Vec::new(), 0);
        wait("a window that stands still", || {
            let now = self.picture()?;
            same = if differing(&now, &before) <= CARET { same + 1 } else { 0 };
            let shown = same >= STILL && colours(&now) >= COLOURS;
            before = now;
            Ok(shown.then_some(()))
        })
    }

    fn strike(&self, held: Option<u8>, code: u8) -> anyhow::Result<()> {
        let presses = held.into_iter().chain([code]).map(|code| (KEY_PRESS_EVENT, code));
        let releases = [code].into_iter().chain(held).map(|code| (KEY_RELEASE_EVENT, code));
        for (event, code) in presses.chain(releases) {
            self.display.xtest_fake_input(event, code, 0, self.root, 0, 0, 0)?.check()?;
        }
        Ok(())
    }

    /// The key on which `symbol` stands, and whether it takes Shift.
    fn key(&self, symbol: u32) -> anyhow::Result<(u8, bool)> {
        let place = self.symbols.chunks(self.per_key).enumerate().find_map(|(key, symbols)| {
            let at = symbols.iter().take(2).position(|known| *known == symbol)?;
            Some((self.first + key as u8, at == 1))
        });
        place.with_context(|| format!("no key has the symbol {symbol:#x}"))
    }

    fn picture(&self) -> anyhow::Result<Vec<u8>> {
        let size = self.display.get_geometry(self.window)?.reply()?;
        let image = self.display.get_image(ImageFormat::Z_PIXMAP, self.window, 0, 0, size.width, size.height, !0)?;
        Ok(image.reply()?.data)
    }

    /// The window below `parent` that can be seen and is called `title`.
    fn find(&self, parent: Window, title: &str) -> anyhow::Result<Option<Window>> {
        for child in self.display.query_tree(parent)?.reply()?.children {
            // A window may be gone before it is asked.
            let Ok(name) = self.display.get_property(false, child, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?.reply()
            else {
                continue;
            };
            let Ok(about) = self.display.get_window_attributes(child)?.reply() else { continue };
            if about.map_state == MapState::VIEWABLE && name.value.starts_with(title.as_bytes()) {
                return Ok(Some(child));
            }
            if let Some(found) = self.find(child, title)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

fn differing(now: &[u8], before: &[u8]) -> usize {
    let pairs = now.chunks_exact(4).zip(before.chunks_exact(4));
    pairs.filter(|(now, before)| now != before).count() + now.len().abs_diff(before.len())
}

fn colours(picture: &[u8]) -> usize {
    let mut colours: Vec<&[u8]> = picture.chunks_exact(4).collect();
    colours.sort_unstable();
    colours.dedup();
    colours.len()
}

/// Looks again and again until `look` finds something.
pub fn wait<T>(what: &str, mut look: impl FnMut() -> anyhow::Result<Option<T>>) -> anyhow::Result<T> {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if Instant::now() > end {
            bail!("{what}: did not come about in {PATIENCE:?}");
        }
        std::thread::park_timeout(GLANCE);
    }
}
