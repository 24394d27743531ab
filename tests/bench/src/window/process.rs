//! What the processes of a window cost, as Linux tells it (`proc(5)`).

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Context as _;

/// Of a second; fixed for programs on Linux.
const TICKS: f64 = 100.0;

/// A window with the processes of its webview.
pub struct Window(u32);

impl Window {
    /// The window on the workspace in `folder`.
    pub fn on(folder: &Path) -> anyhow::Result<Self> {
        let folder = folder.as_os_str().as_encoded_bytes();
        let of_it = |id: &u32| {
            let line = std::fs::read(entry(*id, "cmdline")).unwrap_or_default();
            let mut words = line.split(|byte| *byte == 0);
            words.next().is_some_and(|program| program.ends_with(b"countersign-console"))
                && words.any(|word| word == folder)
        };
        Ok(Self(processes()?.into_iter().find(of_it).context("the window runs")?))
    }

    /// When it was started, in milliseconds since 1970, to a hundredth of a second.
    pub fn started_ms(&self) -> anyhow::Result<f64> {
        let since_boot: f64 = stat(self.0)?.get(19).context("a time")?.parse()?;
        let up = std::fs::read_to_string("/proc/uptime")?;
        let up: f64 = up.split_whitespace().next().context("a time")?.parse()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64();
        Ok((now - up + since_boot / TICKS) * 1000.0)
    }

    /// Memory of all its processes in mebibytes, what they share counted once (PSS).
    pub fn memory_mib(&self) -> anyhow::Result<u64> {
        let mut kibibytes = 0;
        for id in self.all()? {
            let rollup = std::fs::read_to_string(entry(id, "smaps_rollup"))?;
            let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("a figure")?;
            kibibytes += line.trim().trim_end_matches(" kB").parse::<u64>()?;
        }
        Ok(kibibytes >> 10)
    }

    /// Share of one core that they use for as long as nobody does anything.
    pub fn busy_share(&self, time: Duration) -> anyhow::Result<f64> {
        let before = self.ticks()?;
        std::thread::sleep(time);
        let share = (self.ticks()? - before) / TICKS / time.as_secs_f64();
        Ok((share * 1000.0).round() / 1000.0)
    }

    fn ticks(&self) -> anyhow::Result<f64> {
        let mut ticks = 0.0;
        for id in self.all()? {
            let stat = stat(id)?;
            for at in [11, 12] {
                ticks += stat.get(at).context("a time")?.parse::<f64>()?;
            }
        }
        Ok(ticks)
    }

    /// The window's process and all below it.
    fn all(&self) -> anyhow::Result<Vec<u32>> {
        let mut found = vec![self.0];
        let parents: Vec<(u32, u32)> =
            processes()?.into_iter().filter_map(|id| Some((id, stat(id).ok()?.get(1)?.parse().ok()?))).collect();
        let mut at = 0;
        while at < found.len() {
            let parent = found[at];
            found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(id, _)| *id));
            at += 1;
        }
        Ok(found)
    }
}

fn processes() -> anyhow::Result<Vec<u32>> {
    let entries = std::fs::read_dir("/proc")?;
    Ok(entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok()).collect())
}

fn entry(id: u32, name: &str) -> PathBuf {
    PathBuf::from(format!("/proc/{id}/{name}"))
}

/// The fields from the state on, which stands after a name that may hold anything.
fn stat(id: u32) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(entry(id, "stat"))?;
    let (_, fields) = text.rsplit_once(')').context("a name in brackets")?;
    Ok(fields.split_whitespace().map(str::to_owned).collect())
}
