//! People and what they answer for.

use crate::UserId;
use crate::text_enum::text_enum;

text_enum! {
    /// What a person answers for. A person may hold several.
    Role {
        /// Answers what the engine may not decide.
        Supervisor = "supervisor",
        /// Audits decisions and approves promotions.
        ComplianceOfficer = "compliance_officer",
        /// Trains, requests promotion, rolls back.
        ModelSteward = "model_steward",
        /// Runs the installation: people, sources, settings, backups.
        Administrator = "administrator",
        /// Reads everything, changes nothing.
        Auditor = "auditor",
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in.
    Person {
        /// Who.
        id: UserId,
        /// What they answer for.
        roles: Vec<Role>,
    },
    /// The background worker: ingest, decide and deliver only.
    Engine,
}

impl Actor {
    /// The id that the ledger names.
    pub fn id(&self) -> UserId {
        match self {
            Self::Person { id, .. } => id.clone(),
            Self::Engine => UserId::engine(),
        }
    }

    /// Whether the actor holds `role`.
    pub fn has(&self, role: Role) -> bool {
        matches!(self, Self::Person { roles, .. } if roles.contains(&role))
    }
}
