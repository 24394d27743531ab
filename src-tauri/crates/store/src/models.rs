//! Training sets, model versions and the deployment timeline.

use countersign_domain::{EventId, IntentId, ModelVersion, TimeMs, TrainingSetId, UserId};
use rusqlite::{OptionalExtension, Row, named_params};

use crate::row::{id, id_or_null, json};
use crate::{Entered, Error, Reader, Recorder, Result};

/// A frozen set of labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingSetRow {
    /// Digest over the members.
    pub id: TrainingSetId,
    /// Event, its label and the digest of the text it was given for; by event id.
    pub members: Vec<(EventId, IntentId, [u8; 32])>,
    /// When.
    pub frozen_at: TimeMs,
}

/// A model version without its weights.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelRow {
    /// Digest of the manifest.
    pub version: ModelVersion,
    /// Digests of all parts, settings and lineage: canonical JSON.
    pub manifest: String,
    /// Figures on labels that training has not seen.
    pub evaluation: serde_json::Value,
    /// What it was trained on.
    pub training_set: TrainingSetId,
    /// By whom.
    pub trained_by: UserId,
    /// When.
    pub trained_at: TimeMs,
}

impl ModelRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            version: id(row, "version", ModelVersion::new)?,
            manifest: row.get("manifest")?,
            evaluation: json(row, "evaluation")?,
            training_set: id(row, "training_set_id", TrainingSetId::new)?,
            trained_by: id(row, "trained_by", UserId::new)?,
            trained_at: TimeMs(row.get("trained_at_ms")?),
        })
    }
}

/// One change of who is live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeploymentRow {
    /// Live from `at` on; `None`: no model.
    pub model: Option<ModelVersion>,
    /// `promoted` or `rolled_back`.
    pub cause: String,
    /// Live before.
    pub replaces: Option<ModelVersion>,
    /// By whom.
    pub by: UserId,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub at: TimeMs,
}

impl DeploymentRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            model: id_or_null(row, "model_version", ModelVersion::new)?,
            cause: row.get("cause")?,
            replaces: id_or_null(row, "replaces", ModelVersion::new)?,
            by: id(row, "by", UserId::new)?,
            reason: row.get("reason")?,
            at: TimeMs(row.get("at_ms")?),
        })
    }
}

impl Reader<'_> {
    /// Newest first.
    pub fn models(&self) -> Result<Vec<ModelRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT version, manifest, evaluation, training_set_id, trained_by, trained_at_ms
             FROM models
             ORDER BY trained_at_ms DESC, version",
        )?;
        Ok(statement.query_map([], ModelRow::from_row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// One model. Errors: `NotFound`.
    pub fn model(&self, version: &ModelVersion) -> Result<ModelRow> {
        let mut statement = self.0.prepare_cached(
            "SELECT version, manifest, evaluation, training_set_id, trained_by, trained_at_ms
             FROM models
             WHERE version = :version",
        )?;
        let found = statement.query_row(named_params! {":version": version.as_str()}, ModelRow::from_row).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "model", id: version.to_string() })
    }

    /// Versions that begin with `prefix`: people type eight characters.
    pub fn models_like(&self, prefix: &str) -> Result<Vec<ModelVersion>> {
        let mut statement =
            self.0.prepare_cached("SELECT version FROM models WHERE substr(version, 1, length(:prefix)) = :prefix")?;
        let rows =
            statement.query_map(named_params! {":prefix": prefix}, |row| id(row, "version", ModelVersion::new))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The classifier's bytes.
    pub fn classifier(&self, version: &ModelVersion) -> Result<Vec<u8>> {
        let mut statement = self.0.prepare_cached("SELECT classifier FROM models WHERE version = :version")?;
        let found = statement.query_row(named_params! {":version": version.as_str()}, |row| row.get(0)).optional()?;
        found.ok_or_else(|| Error::NotFound { what: "model", id: version.to_string() })
    }

    /// Who was live when, oldest first.
    pub fn deployments(&self) -> Result<Vec<DeploymentRow>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT model_version, cause, replaces, by, reason, at_ms FROM deployments ORDER BY id")?;
        Ok(statement.query_map([], DeploymentRow::from_row)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The live model.
    pub fn champion(&self) -> Result<Option<ModelVersion>> {
        let mut statement = self.0.prepare_cached("SELECT model_version FROM deployments ORDER BY id DESC LIMIT 1")?;
        let live = statement.query_row([], |row| id_or_null(row, "model_version", ModelVersion::new)).optional()?;
        Ok(live.flatten())
    }
}

impl Recorder<'_> {
    /// Freezes a training set; the same members are the same set.
    pub fn insert_training_set(&self, entered: Entered, set: &TrainingSetRow) -> Result<()> {
        let added = self.0.execute(
            "INSERT INTO training_sets (id, members, frozen_at_ms, ledger_sequence)
             VALUES (:id, :members, :frozen_at_ms, :sequence)
             ON CONFLICT DO NOTHING",
            named_params! {
                ":id": set.id.as_str(), ":members": set.members.len() as u64, ":frozen_at_ms": set.frozen_at.0, ":sequence": entered.0,
            },
        )?;
        if added == 0 {
            return Ok(());
        }
        let mut statement = self.0.prepare_cached(
            "INSERT INTO training_set_members (training_set_id, event_id, intent, text_digest)
             VALUES (:set, :event, :intent, :digest)",
        )?;
        for (event, intent, digest) in &set.members {
            statement.execute(named_params! {
                ":set": set.id.as_str(), ":event": event.as_str(), ":intent": intent.as_str(), ":digest": digest,
            })?;
        }
        Ok(())
    }

    /// Keeps a model version; the same bundle is the same version, so keeping it twice changes nothing.
    pub fn insert_model(&self, entered: Entered, model: &ModelRow, classifier: &[u8]) -> Result<()> {
        self.0.execute(
            "INSERT INTO models (version, manifest, classifier, evaluation, training_set_id, trained_by, trained_at_ms, ledger_sequence)
             VALUES (:version, :manifest, :classifier, :evaluation, :training_set_id, :trained_by, :trained_at_ms, :sequence)
             ON CONFLICT DO NOTHING",
            named_params! {
                ":version": model.version.as_str(), ":manifest": model.manifest, ":classifier": classifier,
                ":evaluation": model.evaluation.to_string(), ":training_set_id": model.training_set.as_str(),
                ":trained_by": model.trained_by.as_str(), ":trained_at_ms": model.trained_at.0, ":sequence": entered.0,
            },
        )?;
        Ok(())
    }

    /// Adds to the timeline.
    pub fn insert_deployment(&self, entered: Entered, deployment: &DeploymentRow) -> Result<()> {
        self.0.execute(
            "INSERT INTO deployments (model_version, cause, replaces, by, reason, at_ms, ledger_sequence)
             VALUES (:model_version, :cause, :replaces, :by, :reason, :at_ms, :sequence)",
            named_params! {
                ":model_version": deployment.model.as_ref().map(ModelVersion::as_str), ":cause": deployment.cause,
                ":replaces": deployment.replaces.as_ref().map(ModelVersion::as_str), ":by": deployment.by.as_str(),
                ":reason": deployment.reason, ":at_ms": deployment.at.0, ":sequence": entered.0,
            },
        )?;
        Ok(())
    }
}
