//! One window on one workspace, and what a person can do with it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde_json::Value;
use tempfile::TempDir;
use thirtyfour::{Key, WebDriver};

use crate::artefacts;
use crate::driver::Driver;
use crate::hands::wait;
use crate::keys;
use crate::workspace::Workspace;

/// How long a person would wait before calling it broken.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long training may take on a busy machine.
const LONG_PATIENCE: Duration = Duration::from_secs(240);

/// The program's name on the desktop, as `tauri.conf.json` has it.
const IDENTIFIER: &str = "org.countersign.console";

/// Lets one pixel in the corner blink for a second.
const BLINK: &str = "const dot = document.body.appendChild(document.createElement('i'));
    dot.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px';
    const end = performance.now() + 1000;
    const blink = now => {
      dot.style.background = dot.style.background === 'black' ? 'white' : 'black';
      if (now < end) requestAnimationFrame(blink); else dot.remove() };
    requestAnimationFrame(blink)";

/// A window on a workspace. Everything it leaves behind is in a folder that goes with it.
pub struct Desk {
    web: WebDriver,
    _driver: Driver,
    _home: TempDir,
}

impl Desk {
    /// Opens the window on `workspace`, in English.
    pub async fn open(workspace: &Path) -> anyhow::Result<Self> {
        Self::open_in(workspace, "en").await
    }

    /// Opens the window on `workspace`, in `language` (`en`, `de`).
    ///
    /// Returns when the page has drawn something.
    pub async fn open_in(workspace: &Path, language: &str) -> anyhow::Result<Self> {
        Self::open_at(tempfile::tempdir()?, workspace, language).await
    }

    /// Closes the window and starts the program again, as on the next morning: what it keeps of itself is still there.
    pub async fn start_again(self, workspace: &Path) -> anyhow::Result<Self> {
        let Self { web, _driver: driver, _home: home } = self;
        web.quit().await?;
        drop(driver);
        Self::open_at(home, workspace, "en").await
    }

    /// Waits until the program has written `kept` to what it keeps of itself, ends it as a crash would, and starts it again.
    pub async fn crash_and_start_again(self, workspace: &Path, kept: &str) -> anyhow::Result<Self> {
        let Self { web, _driver: driver, _home: home } = self;
        let file = home.path().join("config").join(IDENTIFIER).join("window.json");
        wait(&format!("{kept} is kept"), || {
            Ok(std::fs::read_to_string(&file).unwrap_or_default().contains(kept).then_some(()))
        })?;
        web.leak()?;
        driver.crash();
        Self::open_at(home, workspace, "en").await
    }

    async fn open_at(home: TempDir, workspace: &Path, language: &str) -> anyhow::Result<Self> {
        let driver = Driver::start(home.path(), language)?;
        let web = driver.session(workspace).await?;
        web.set_script_timeout(PATIENCE + Duration::from_secs(30)).await?;
        let desk = Self { web, _driver: driver, _home: home };
        desk.until("the page draws", "document.querySelector('#root')?.childElementCount > 0").await?;
        Ok(desk)
    }

    /// The driver, for what only one test needs.
    pub fn web(&self) -> &WebDriver {
        &self.web
    }

    /// Runs statements in the page; `return` gives their value.
    pub async fn run(&self, script: &str) -> anyhow::Result<Value> {
        let answer = self.web.execute(script, Vec::new()).await.with_context(|| format!("running {script}"))?;
        Ok(answer.json().clone())
    }

    /// The same, for statements that call their last argument with the value, when they have it.
    pub async fn run_async(&self, script: &str) -> anyhow::Result<Value> {
        let answer = self.web.execute_async(script, Vec::new()).await.with_context(|| format!("running {script}"))?;
        Ok(answer.json().clone())
    }

    /// Waits, frame by frame, until the expression `condition` holds in the page.
    ///
    /// Errors: it does not within fifteen seconds; the message says `what` was awaited and what the page shows instead.
    pub async fn until(&self, what: &str, condition: &str) -> anyhow::Result<()> {
        self.within(PATIENCE, what, condition).await
    }

    /// The same for what a person goes to fetch a coffee for: training a model. Within four minutes.
    pub async fn until_long(&self, what: &str, condition: &str) -> anyhow::Result<()> {
        self.web.set_script_timeout(LONG_PATIENCE + Duration::from_secs(30)).await?;
        self.within(LONG_PATIENCE, what, condition).await
    }

    async fn within(&self, patience: Duration, what: &str, condition: &str) -> anyhow::Result<()> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; const end = performance.now() + {};
             const look = () => {{
               let holds = false; try {{ holds = Boolean({condition}) }} catch {{}}
               if (holds || performance.now() > end) done(holds); else requestAnimationFrame(look) }};
             look()",
            patience.as_millis()
        );
        let answer = self.web.execute_async(script.as_str(), Vec::new()).await?;
        if answer.json() != &Value::Bool(true) {
            self.picture("failed").await?;
            let shown = self.run("return document.body.innerText").await?;
            anyhow::bail!("{what}: did not come about; the page shows {shown}");
        }
        Ok(())
    }

    /// Waits until `text` can be read on the page.
    pub async fn until_text(&self, text: &str) -> anyhow::Result<()> {
        let quoted = Value::from(text);
        self.until(&format!("the page says {text:?}"), &format!("document.body.innerText.includes({quoted})")).await
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn press(&self, keys: &str) -> anyhow::Result<()> {
        self.web.action_chain().send_keys(keys).perform().await.with_context(|| format!("pressing {keys:?}"))
    }

    /// Presses keys and says how many they were.
    pub async fn count_keys(&self, keys: &str) -> anyhow::Result<usize> {
        self.press(keys).await?;
        Ok(keys.chars().count())
    }

    /// Presses one key while Control is held.
    pub async fn press_with_control(&self, key: char) -> anyhow::Result<()> {
        let keys = self.web.action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control);
        keys.perform().await.with_context(|| format!("pressing Ctrl and {key:?}"))
    }

    /// Presses the first element that `selector` finds, with the pointer.
    pub async fn click(&self, selector: &str) -> anyhow::Result<()> {
        let element = self.web.find(thirtyfour::By::Css(selector)).await.with_context(|| format!("no {selector}"))?;
        self.web.action_chain().click_element(&element).perform().await.with_context(|| format!("clicking {selector}"))
    }

    /// The window's inner size in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> anyhow::Result<()> {
        self.web.set_window_rect(0, 0, width, height).await?;
        self.until("the window takes its size", &format!("innerWidth <= {width}")).await
    }

    /// Signs `name` in by keys, as on every morning, and waits for the strip to say what is true.
    pub async fn sign_in(&self, workspace: &Workspace, name: &str) -> anyhow::Result<()> {
        self.until("the name has the focus", "document.activeElement?.name === 'name'").await?;
        self.press(name).await?;
        self.press(keys::TAB).await?;
        self.press(workspace.password(name)?).await?;
        self.press(keys::ENTER).await?;
        self.until("the strip says what is true", "document.querySelector('.strip [data-state]')").await
    }

    /// Goes to the screen `screen`, as its address names it, with what the address says after it.
    pub async fn go(&self, screen: &str) -> anyhow::Result<()> {
        self.run(&format!("window.location.hash = {}", Value::from(format!("#{screen}")))).await?;
        let name = Value::from(screen.split('?').next().unwrap_or_default());
        let there = format!("document.querySelector(`.rail [aria-current=page][href^='#${{{name}}}']`)");
        self.until(&format!("{screen} is there"), &format!("{there} && document.querySelector('main h1')")).await
    }

    /// Signs out by the person's menu.
    pub async fn sign_out(&self) -> anyhow::Result<()> {
        self.click(".strip .person").await?;
        self.until("the menu is open", "document.querySelector('[role=menu]')").await?;
        self.run("[...document.querySelectorAll('[role=menuitem]')].at(-1).click()").await?;
        self.until("a name is asked for", "document.activeElement?.name === 'name'").await
    }

    /// Presses the first button whose text ends with `words`, by keys, once it can be pressed.
    pub async fn press_button(&self, words: &str) -> anyhow::Result<()> {
        let words_of = Value::from(words);
        let button = format!(
            "[...document.querySelectorAll('button')].find(each => each.innerText.trim().endsWith({words_of}))"
        );
        self.until(&format!("{words} can be pressed"), &format!("{button} && !{button}.disabled")).await?;
        self.run(&format!("{button}.focus()")).await?;
        self.press(keys::ENTER).await
    }

    /// Opens the form for a change of the policy, asks for a promise of `percent`, and leaves the focus on the reason.
    pub async fn begin_policy_change(&self, percent: &str) -> anyhow::Result<()> {
        self.go("policy").await?;
        self.press_button("Ask for a change").await?;
        self.until("a figure is asked for", "document.querySelector('.change-policy .numbers input')").await?;
        self.run("document.querySelector('.change-policy .numbers input').focus()").await?;
        self.press_with_control('a').await?;
        self.press(percent).await?;
        self.press(keys::TAB).await?;
        self.run("[...document.querySelectorAll('.change-policy input')].at(-1).focus()").await.map(drop)
    }

    /// Shows the page in the theme (`light`, `dark`).
    pub async fn theme(&self, theme: &str) -> anyhow::Result<()> {
        self.run(&format!("document.documentElement.dataset.theme = {}", Value::from(theme))).await?;
        self.until("the colours have settled", "document.getAnimations().length === 0").await
    }

    /// Keeps a picture of the window as `artefacts/<name>.png`.
    pub async fn picture(&self, name: &str) -> anyhow::Result<PathBuf> {
        // A picture is taken of the next frame, and a page at rest draws none: a pixel that blinks makes it draw.
        self.run(BLINK).await?;
        let file = artefacts::path(&format!("{name}.png"))?;
        std::fs::write(&file, self.web.screenshot_as_png().await?)?;
        Ok(file)
    }

    /// Closes the window. Errors: the page's policy refused something on the way.
    pub async fn close(self) -> anyhow::Result<()> {
        let violations = self.run("return window.__violations").await?;
        self.web.quit().await?;
        ensure!(
            violations == Value::Array(Vec::new()),
            "the page's policy refused what the page itself did: {violations}"
        );
        Ok(())
    }
}
