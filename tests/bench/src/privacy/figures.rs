//! How well marked identifiers are found: leak, precision and typed scores.

use std::fs::File;
use std::path::Path;

use countersign_engine::plain::{Locale, Score, evaluate_spans, evaluate_spans_with};
use serde_json::{Value, json};

/// Of our recognizers, with and without quasi-identifiers.
pub fn ours(gold: &Path, name: &str) -> anyhow::Result<Value> {
    let locale = if name.contains("_de_") { Locale::De } else { Locale::En };
    let quasi = figures(&evaluate_spans(File::open(gold)?, locale, true)?);
    let mut direct = figures(&evaluate_spans(File::open(gold)?, locale, false)?);
    direct["with_quasi_identifiers"] = quasi;
    Ok(direct)
}

/// Of spans that somebody else found.
pub fn of_spans(gold: &Path, found: &Path) -> anyhow::Result<Value> {
    Ok(figures(&evaluate_spans_with(File::open(gold)?, File::open(found)?)?))
}

fn figures(score: &Score) -> Value {
    let round = |value: Option<f64>| value.map(|value| (value * 1e4).round() / 1e4);
    let all = &score.iou50["ALL"];
    let typed = ["CARD", "SSN", "PHONE", "EMAIL", "IBAN"].into_iter().filter_map(|class| {
        let score = score.iou50.get(class)?;
        Some((class.to_owned(), json!(round(score.precision.value))))
    });
    json!({
        "texts": score.texts, "leak": round(score.masking.direct_leak.value),
        "precision": round(score.masking.precision_any.value), "typed_f2": round(all.f2),
        "over_masked": round(score.masking.over_masked.value),
        "typed_precision": typed.collect::<serde_json::Map<_, _>>(),
    })
}
