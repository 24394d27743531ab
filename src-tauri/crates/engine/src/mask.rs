//! Masking a text that belongs to no event: a comment, a reason. Each span becomes its type alone.

use countersign_privacy::Known;

use crate::Engine;

impl Engine {
    /// `text` with what identifies a person replaced by `⟦TYPE⟧`; without surrogates, since nothing is to be joined.
    pub(crate) fn mask(&self, text: &str) -> String {
        let spans = self.privacy.find(text, &Known::default());
        let characters: Vec<char> = text.chars().collect();
        let mut masked = String::with_capacity(text.len());
        let mut from = 0;
        for span in &spans {
            masked.extend(&characters[from..span.start]);
            masked.push_str(&format!("⟦{}⟧", span.entity_type));
            from = span.end;
        }
        masked.extend(&characters[from..]);
        masked
    }
}
