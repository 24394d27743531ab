//! The processes of a test: `tauri-driver`, which starts WebKitWebDriver, which starts the window; or WebKitWebDriver alone,
//! which starts the engine's own browser.

use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use crate::processes::Processes;
use crate::workspace;

/// The driver of one window. Dropping it ends the driver and what the driver started.
#[derive(Debug)]
pub struct Driver {
    processes: Processes,
    port: u16,
}

impl Driver {
    /// Starts `tauri-driver` with a home of its own, so that nothing of the user's desktop reaches the window.
    ///
    /// Errors: `tauri-driver` is not installed, or does not answer within ten seconds.
    pub fn start(home: &Path, language: &str) -> anyhow::Result<Self> {
        let (port, native_port) = (free_port()?, free_port()?);
        let mut command = Command::new(std::env::var_os("TAURI_DRIVER").unwrap_or_else(|| "tauri-driver".into()));
        command.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()]);
        let processes = Processes::start(&mut command, home, language)
            .context("tauri-driver 2.1.0 is not installed; see tests/window/README.md")?;
        let driver = Self { processes, port };
        driver.wait_until_ready()?;
        Ok(driver)
    }

    /// Starts `WebKitWebDriver` alone, for a page that is not the console's.
    pub fn of_the_engine(home: &Path) -> anyhow::Result<Self> {
        let port = free_port()?;
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}"));
        let processes = Processes::start(&mut command, home, "en").context("WebKitWebDriver is not installed")?;
        let driver = Self { processes, port };
        driver.wait_until_ready()?;
        Ok(driver)
    }

    /// An empty page in the engine's own browser: the same engine as the window's, without the console's policy.
    ///
    /// Errors: Debian's package of the engine brings the browser; elsewhere it may be missing.
    pub async fn empty_page(&self) -> anyhow::Result<WebDriver> {
        let browser = Path::new("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser");
        ensure!(browser.is_file(), "{} is missing; see tests/window/README.md", browser.display());
        let mut capabilities = Capabilities::new();
        capabilities.set("webkitgtk:browserOptions", json!({ "binary": browser, "args": ["--automation"] }))?;
        let page = self.open(capabilities).await?;
        page.goto("data:text/html,<!doctype html><title>empty</title><body></body>").await?;
        Ok(page)
    }

    /// Ends the driver and what it started at once.
    pub fn crash(self) {
        self.processes.crash();
    }

    /// Opens the window on the workspace in `folder`.
    pub async fn session(&self, folder: &Path) -> anyhow::Result<WebDriver> {
        let mut capabilities = Capabilities::new();
        let arguments = [OsStr::new("--workspace"), folder.as_os_str()];
        let arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
        capabilities.set("tauri:options", json!({ "application": workspace::binary("COUNTERSIGN_CONSOLE", "countersign-console")?, "args": arguments }))?;
        // Seen once in about fifty sessions: the first request was cut off. The cause was not found; the driver may close
        // the connection on which it said that it is ready. A window that truly does not come fails the second time too.
        match self.open(capabilities.clone()).await {
            Err(_) => self.open(capabilities).await,
            opened => opened,
        }
    }

    async fn open(&self, capabilities: Capabilities) -> anyhow::Result<WebDriver> {
        let opening = WebDriver::new(format!("http://127.0.0.1:{}", self.port), capabilities);
        let opened = tokio::time::timeout(Duration::from_secs(60), opening).await;
        opened.context("no window came within a minute")?.context("the window could not be driven")
    }

    /// Asks for the status until both drivers answer. A mere connection proves nothing: on a free port of the ephemeral
    /// range it may be a connection to itself.
    fn wait_until_ready(&self) -> anyhow::Result<()> {
        let give_up = Instant::now() + Duration::from_secs(10);
        while !self.is_ready().unwrap_or(false) {
            ensure!(Instant::now() < give_up, "tauri-driver does not answer on port {}", self.port);
            std::thread::park_timeout(Duration::from_millis(20));
        }
        Ok(())
    }

    fn is_ready(&self) -> std::io::Result<bool> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        connection.set_read_timeout(Some(Duration::from_secs(1)))?;
        connection.write_all(b"GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        Ok(answer.starts_with("HTTP/1.1 200"))
    }
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
