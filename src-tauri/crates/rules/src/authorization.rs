//! Who may do what: one table of capabilities and roles.
//!
//! Takes an actor and a capability; gives yes or no, and which capability a second person needs. The table below is
//! the only place where this is decided; `engine` asks it before every operation.
//! Deliberately absent: sign-in, sessions, and what a row may be seen by whom.
//!
//! Three choices to know. **Everybody may stop**, since stopping only sends events to people. Lifting a stop takes a
//! compliance officer or an administrator, but no second person: what starts again was approved by two people
//! before, and a night shift of one must be able to go back to work. **Administrators read no conversations**: they
//! run the installation and need none. **`user_change` needs no second person**, because the first administrator has
//! nobody; an administrator who makes up a second person is found in the ledger, not prevented.

use countersign_domain::{Actor, Role, UserId};

/// Declares the capabilities and the table in one.
macro_rules! capabilities {
    ($($(#[$meta:meta])* $variant:ident = $text:literal: $by:expr, $second:expr;)+) => {
        /// One operation, or several that stand or fall together. The text is a contract (ledger, approvals, files).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Capability { $($(#[$meta])* #[serde(rename = $text)] $variant),+ }

        impl Capability {
            /// Every member, in declared order.
            pub const ALL: &'static [Capability] = &[$(Capability::$variant),+];

            /// The contract text.
            pub const fn as_str(self) -> &'static str {
                match self { $(Capability::$variant => $text),+ }
            }

            /// Who holds it.
            fn holders(self) -> By {
                match self { $(Capability::$variant => $by),+ }
            }

            /// Who may, in words: "the role auditor or administrator".
            pub fn whom(self) -> String {
                match self.holders() {
                    Engine => "the background worker".to_owned(),
                    Everybody => "somebody who is signed in".to_owned(),
                    Roles(roles) => {
                        let names: Vec<String> = roles.iter().map(|role| role.as_str().replace('_', " ")).collect();
                        format!("the role {}", names.join(" or "))
                    }
                }
            }

            /// What the second person needs, where one is needed.
            pub fn second_person(self) -> Option<Capability> {
                match self { $(Capability::$variant => $second),+ }
            }
        }
    };
}

/// Who holds a capability.
enum By {
    /// The background worker alone.
    Engine,
    /// Every person, whatever the role.
    Everybody,
    /// People with one of the roles.
    Roles(&'static [Role]),
}

use By::{Engine, Everybody, Roles};
use Role::{Administrator, Auditor, ComplianceOfficer, ModelSteward, Supervisor};

capabilities! {
    /// Take rows from the watched folder.
    Ingest = "ingest": Engine, None;
    /// Decide on events.
    Decide = "decide": Engine, None;
    /// Let decisions leave after the hold-back.
    Deliver = "deliver": Engine, None;

    /// Import a file by hand.
    Import = "import": Roles(&[ModelSteward, Administrator]), None;
    /// Add, change or remove a source.
    SourceChange = "source_change": Roles(&[Administrator]), None;
    /// See events without their text, and imports.
    EventRead = "event_read": Everybody, None;
    /// Read pseudonymized conversations.
    ConversationRead = "conversation_read": Roles(&[Supervisor, ComplianceOfficer, ModelSteward, Auditor]), None;
    /// See what was refused, masked to its shape.
    QuarantineRead = "quarantine_read": Roles(&[ComplianceOfficer, Administrator, Auditor]), None;
    /// Take a quarantined row in again.
    QuarantineRetry = "quarantine_retry": Roles(&[ComplianceOfficer, Administrator]), None;
    /// Destroy a quarantined row.
    QuarantineDiscard = "quarantine_discard": Roles(&[ComplianceOfficer, Administrator]), None;
    /// Report personal data that was missed, and have it masked.
    MissedReport = "missed_report": Roles(&[Supervisor, ComplianceOfficer, ModelSteward]), None;

    /// See decisions and their lineage.
    DecisionRead = "decision_read": Everybody, None;
    /// Write decisions to a file.
    DecisionsExport = "decisions_export": Roles(&[ComplianceOfficer, Administrator]), None;
    /// See the queues and their items.
    ReviewRead = "review_read": Roles(&[Supervisor, ComplianceOfficer, ModelSteward, Auditor]), None;
    /// Claim, answer, escalate, skip and take back.
    ReviewAnswer = "review_answer": Roles(&[Supervisor]), None;

    /// See policy and taxonomy, and try a policy on history.
    PolicyRead = "policy_read": Everybody, None;
    /// Ask for another policy or taxonomy.
    PolicyChange = "policy_change": Roles(&[ModelSteward, ComplianceOfficer, Administrator]),
        Some(Capability::PolicyApprove);
    /// Let another person's policy or taxonomy take effect.
    PolicyApprove = "policy_approve": Roles(&[ComplianceOfficer]), None;

    /// See models, their evaluation and the timeline.
    ModelRead = "model_read": Everybody, None;
    /// Freeze a training set and train on it.
    ModelTrain = "model_train": Roles(&[ModelSteward]), None;
    /// Ask for a model to become champion.
    PromotionRequest = "promotion_request": Roles(&[ModelSteward]), Some(Capability::PromotionApprove);
    /// Let another person's model become champion.
    PromotionApprove = "promotion_approve": Roles(&[ComplianceOfficer]), None;
    /// Restore the last good model and recall what the bad one decided.
    RollBack = "roll_back": Roles(&[ModelSteward, ComplianceOfficer]), None;
    /// Resume automatic routing after a pause.
    RoutingResume = "routing_resume": Roles(&[ComplianceOfficer, Administrator]), None;
    /// See what waits for a second person.
    ApprovalRead = "approval_read": Everybody, None;

    /// Send everything to people.
    Stop = "stop": Everybody, None;
    /// Lift a stop.
    StopLift = "stop_lift": Roles(&[ComplianceOfficer, Administrator]), None;

    /// Audit decisions by sensitive features.
    FairnessRead = "fairness_read": Roles(&[ComplianceOfficer, ModelSteward, Auditor]), None;
    /// See how the installation does.
    MonitoringRead = "monitoring_read": Everybody, None;
    /// Read the ledger.
    LedgerRead = "ledger_read": Everybody, None;
    /// Check the ledger.
    LedgerVerify = "ledger_verify": Everybody, None;
    /// Hand out an evidence bundle; it holds ids and digests, never personal data.
    LedgerExport = "ledger_export": Roles(&[ComplianceOfficer, Auditor]), None;

    /// Check that a workspace is whole.
    WorkspaceDoctor = "workspace_doctor": Everybody, None;
    /// Write a backup.
    WorkspaceBackup = "workspace_backup": Roles(&[Administrator]), None;
    /// See people and their roles.
    UserRead = "user_read": Everybody, None;
    /// Add people, change roles, lock them out.
    UserChange = "user_change": Roles(&[Administrator]), None;
    /// See settings.
    SettingsRead = "settings_read": Everybody, None;
    /// Change settings.
    SettingsChange = "settings_change": Roles(&[Administrator]), None;
}

impl std::fmt::Display for Capability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether `actor` may do this. A person without any role may only do what everybody may.
pub fn allows(actor: &Actor, capability: Capability) -> bool {
    match (actor, capability.holders()) {
        (Actor::Engine, Engine) | (Actor::Person { .. }, Everybody) => true,
        (Actor::Person { roles, .. }, Roles(holders)) => roles.iter().any(|role| holders.contains(role)),
        (Actor::Engine, Everybody | Roles(_)) | (Actor::Person { .. }, Engine) => false,
    }
}

/// Whether the act waits until a second person approves it.
pub fn needs_second_person(capability: Capability) -> bool {
    capability.second_person().is_some()
}

/// Why somebody cannot be the second person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalRefused {
    /// The act needs no second person, so there is nothing to approve.
    #[error("this needs no second person")]
    NotNeeded,
    /// The one who asked cannot approve.
    #[error("who asked cannot approve")]
    SamePerson,
    /// The role lacks the right.
    #[error("the role does not allow {0}")]
    NotAllowed(Capability),
}

/// Whether `approver` may be the second person for what `requester` asked: another person, with the capability that
/// approving it takes. The engine is nobody's second person.
pub fn may_approve(capability: Capability, requester: &UserId, approver: &Actor) -> Result<(), ApprovalRefused> {
    let needed = capability.second_person().ok_or(ApprovalRefused::NotNeeded)?;
    if !allows(approver, needed) {
        return Err(ApprovalRefused::NotAllowed(needed));
    }
    if approver.id() == *requester {
        return Err(ApprovalRefused::SamePerson);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
