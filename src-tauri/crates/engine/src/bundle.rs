//! The model bundle: a manifest that names all parts by digest, and whose own digest is the model's version.

use countersign_classifier::Model;
use countersign_domain::{ModelVersion, PolicyVersion, TrainingSetId};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::Error;

/// The manifest of a trained classifier, as canonical JSON, and the version that it gives.
pub(crate) fn manifest(
    classifier: &Model,
    bytes: &[u8],
    training_set: &TrainingSetId,
    taxonomy: &PolicyVersion,
    recognizers: &str,
) -> Result<(ModelVersion, String), Error> {
    let guarantee = classifier.guarantee();
    let recipe = classifier.recipe();
    let value = json!({
        "classifier": hex_digest(bytes),
        "feature_set_version": classifier.feature_set_version(),
        "taxonomy_version": taxonomy.as_str(),
        "recognizer_version": recognizers,
        "training_set": training_set.as_str(),
        "settings": {
            "alpha": format!("{:?}", guarantee.alpha),
            "delta": format!("{:?}", guarantee.delta),
            "c": format!("{:?}", recipe.c),
            "min_subjects": recipe.min_subjects.to_string(),
            "seed": recipe.seed.to_string(),
        },
    });
    let text = countersign_ledger::canonical(&value).map_err(countersign_store::Error::Ledger)?;
    Ok((ModelVersion::new(hex_digest(text.as_bytes())), text))
}

/// Checks a stored bundle: the manifest is the one the version names, and the bytes are those the manifest names.
pub(crate) fn check(version: &ModelVersion, manifest: &str, bytes: &[u8]) -> Result<(), Error> {
    let parsed: Value = serde_json::from_str(manifest).unwrap_or(Value::Null);
    let named = parsed.get("classifier").and_then(Value::as_str);
    if version.as_str() == hex_digest(manifest.as_bytes()) && named == Some(hex_digest(bytes).as_str()) {
        return Ok(());
    }
    Err(Error::Input(format!("model {} is not what its version says; it was damaged or exchanged", version.short())))
}

pub(crate) fn hex_digest(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes))
}
