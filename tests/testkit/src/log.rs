//! What a program logs, kept to be read.

use std::io::Write;
use std::sync::{Arc, Mutex};

/// Takes what is logged; its clones write to the same place.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Everything so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().expect("nothing panics while it logs").clone()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nothing panics while it logs").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
