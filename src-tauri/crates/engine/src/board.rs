//! The board of models: who was live when, what each version can show, and what waits for a second person.
//!
//! Deliberately absent: changing any of it (`models`, `train`, `approvals`, `roll_back`).

use std::collections::BTreeMap;

use countersign_domain::{Actor, ApprovalId, ModelVersion, TimeMs};
use countersign_rules::authorization::Capability;
use countersign_store::{ApprovalRow, DeploymentRow, ModelRow, Reader, SwitchRow};

use crate::approvals;
use crate::evidence::{self, EvidenceItem};
use crate::train::FEWEST_LABELS;
use crate::{Engine, Error};

/// Everything that the screen of models shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// The live model, and every other version, newest first.
    pub standings: Vec<Standing>,
    /// Stretches of one model, oldest first; the last one is still going on.
    pub stretches: Vec<Stretch>,
    /// What happened on the way, oldest first.
    pub marks: Vec<Mark>,
    /// Whether automatic routing is paused, and how that came.
    pub paused: Option<SwitchRow>,
    /// Labels there are, by intent.
    pub labels: BTreeMap<String, u64>,
    /// Labels that training needs at least.
    pub labels_needed: u64,
    /// Names of people by id.
    pub names: BTreeMap<String, String>,
    /// When this was true.
    pub at: TimeMs,
}

/// One version.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The model.
    pub row: ModelRow,
    /// Whether it is live.
    pub champion: bool,
    /// What speaks for and against it.
    pub evidence: Vec<EvidenceItem>,
    /// The request that waits for a second person.
    pub pending: Option<ApprovalId>,
}

/// One model was live, or none was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Which; `None`: none.
    pub model: Option<ModelVersion>,
    /// From when on.
    pub from: TimeMs,
    /// Until when; `None`: still.
    pub until: Option<TimeMs>,
}

/// Something that happened on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What.
    pub kind: MarkKind,
    /// When.
    pub at: TimeMs,
    /// The model it is about; `None` for a pause, or where no model followed.
    pub model: Option<ModelVersion>,
    /// The model before, where one was replaced.
    pub replaces: Option<ModelVersion>,
    /// By whom: a person's id.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkKind {
    /// A model became champion.
    Released,
    /// One was taken back.
    RolledBack,
    /// Automatic routing was paused.
    Paused,
    /// It went on.
    Resumed,
}

impl Engine {
    /// The board of models. Errors: `NotAllowed`.
    pub fn board(&self, actor: &Actor) -> Result<Board, Error> {
        let pass = self.pass(actor, Capability::ModelRead)?;
        let live = self.live();
        self.read(&pass, |r| {
            let deployments = r.deployments()?;
            let standings = standings(r, &live.taxonomy)?;
            let people = r.people()?.into_iter().map(|person| (person.id.to_string(), person.name));
            Ok(Board {
                standings,
                stretches: stretches(&deployments),
                marks: marks(&deployments, r.pauses()?),
                paused: live.paused.clone(),
                labels: r.label_counts()?,
                labels_needed: FEWEST_LABELS as u64,
                names: people.collect(),
                at: pass.at(),
            })
        })
    }
}

fn standings(r: &Reader<'_>, taxonomy: &countersign_rules::taxonomy::Taxonomy) -> Result<Vec<Standing>, Error> {
    let champion = r.champion()?;
    let models = r.models()?;
    let live = models.iter().find(|row| champion.as_ref() == Some(&row.version)).cloned();
    let waiting: Vec<ApprovalRow> =
        r.approvals()?.into_iter().filter(|row| row.kind == approvals::PROMOTION && row.state == "pending").collect();
    let standing = |row: ModelRow| {
        let other = live.as_ref().filter(|live| live.version != row.version);
        Standing {
            champion: champion.as_ref() == Some(&row.version),
            evidence: evidence::items(&row, other, taxonomy),
            pending: waiting.iter().find(|each| each.subject == row.version.as_str()).map(|each| each.id.clone()),
            row,
        }
    };
    let mut all: Vec<Standing> = models.into_iter().map(standing).collect();
    // The sort is stable: newest first among the others.
    all.sort_by_key(|standing| !standing.champion);
    Ok(all)
}

fn stretches(deployments: &[DeploymentRow]) -> Vec<Stretch> {
    let ends = deployments.iter().skip(1).map(|next| Some(next.at)).chain([None]);
    let stretch =
        |(row, until): (&DeploymentRow, Option<TimeMs>)| Stretch { model: row.model.clone(), from: row.at, until };
    deployments.iter().zip(ends).map(stretch).collect()
}

fn marks(deployments: &[DeploymentRow], pauses: Vec<SwitchRow>) -> Vec<Mark> {
    let released = deployments.iter().map(|row| Mark {
        kind: if row.cause == "rolled_back" { MarkKind::RolledBack } else { MarkKind::Released },
        at: row.at,
        model: row.model.clone(),
        replaces: row.replaces.clone(),
        by: row.by.to_string(),
        reason: row.reason.clone(),
    });
    let turned = pauses.into_iter().map(|turn| Mark {
        kind: if turn.on { MarkKind::Paused } else { MarkKind::Resumed },
        at: turn.at,
        model: None,
        replaces: None,
        by: turn.by,
        reason: turn.reason.filter(|reason| !reason.is_empty()),
    });
    let mut all: Vec<Mark> = released.chain(turned).collect();
    all.sort_by_key(|mark| mark.at);
    all
}
