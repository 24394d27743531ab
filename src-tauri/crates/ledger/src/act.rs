//! What can be done, as a closed list: a ledger that knows every act by name can be searched and counted.

use countersign_domain::UnknownName;

/// Declares the acts: enum, text and list agree by construction.
macro_rules! acts {
    ($($(#[$meta:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        /// What was done. The text is part of every entry and never changes its meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Act { $($(#[$meta])* #[serde(rename = $text)] $variant),+ }

        impl Act {
            /// Every act, in declared order.
            pub const ALL: &'static [Act] = &[$(Act::$variant),+];

            /// The text in an entry.
            pub const fn as_str(self) -> &'static str {
                match self { $(Act::$variant => $text),+ }
            }
        }
    };
}

acts! {
    // workspace
    /// The workspace was made; always the first entry.
    WorkspaceCreated = "workspace_created",
    /// The workspace was restored from a backup.
    WorkspaceRestored = "workspace_restored",
    /// A backup was written and checked.
    BackupMade = "backup_made",
    /// A setting was changed.
    SettingsChanged = "settings_changed",
    /// The way to open the workspace was changed or recovered.
    KeysChanged = "keys_changed",
    /// The ledger was verified from its start.
    LedgerVerified = "ledger_verified",
    /// Something failed in a way that people must know of.
    FaultRecorded = "fault_recorded",
    /// The clock of the machine jumped.
    ClockJumped = "clock_jumped",
    // people
    /// A person was added.
    UserAdded = "user_added",
    /// A person's roles, name or password were changed.
    UserChanged = "user_changed",
    /// A person may no longer sign in.
    UserDisabled = "user_disabled",
    /// A person signed in.
    SignedIn = "signed_in",
    /// Somebody failed to sign in.
    SignInRefused = "sign_in_refused",
    /// A person signed out.
    SignedOut = "signed_out",
    /// The gate refused an operation.
    AccessDenied = "access_denied",
    /// An act waits for a second person.
    ApprovalRequested = "approval_requested",
    /// A second person approved it.
    ApprovalGranted = "approval_granted",
    /// A second person refused it.
    ApprovalRefused = "approval_refused",
    /// It was taken back before it was answered.
    ApprovalWithdrawn = "approval_withdrawn",
    // events
    /// A source of events was set up.
    SourceAdded = "source_added",
    /// A source was changed or switched off.
    SourceChanged = "source_changed",
    /// A file began to be read.
    ImportStarted = "import_started",
    /// Rows of a file were taken: counts, and the root over their digests.
    BatchIngested = "batch_ingested",
    /// Every row of a file is accounted for.
    ImportFinished = "import_finished",
    /// A file could not be read to its end.
    ImportFailed = "import_failed",
    /// A quarantined row was read again.
    QuarantineRetried = "quarantine_retried",
    /// A quarantined row was destroyed by a person.
    QuarantineDiscarded = "quarantine_discarded",
    /// Quarantined rows were destroyed for their age.
    QuarantineExpired = "quarantine_expired",
    /// A person looked at a quarantined row.
    QuarantineRevealed = "quarantine_revealed",
    /// Labels came with historical data.
    LabelImported = "label_imported",
    // privacy
    /// What is kept of a person was erased.
    SubjectErased = "subject_erased",
    /// Personal data that the recognizers missed was masked.
    MissedRedacted = "missed_redacted",
    // decisions
    /// The engine decided on an event.
    EventDecided = "event_decided",
    /// A decision of a bad model was superseded.
    DecisionRecalled = "decision_recalled",
    /// Decisions left through the outbox.
    DecisionsReleased = "decisions_released",
    /// Decisions were exported to a file.
    DecisionsExported = "decisions_exported",
    /// A receiving system said what it applied.
    ReceiptApplied = "receipt_applied",
    /// An evidence bundle was written.
    EvidenceExported = "evidence_exported",
    /// STOP: everything goes to people.
    StopEngaged = "stop_engaged",
    /// STOP was lifted.
    StopLifted = "stop_lifted",
    /// Automatic routing was paused.
    RoutingPaused = "routing_paused",
    /// Automatic routing goes on.
    RoutingResumed = "routing_resumed",
    /// The promised share of errors no longer holds.
    GuaranteeWithdrawn = "guarantee_withdrawn",
    /// A routing policy went live.
    PolicyActivated = "policy_activated",
    /// A taxonomy went live.
    TaxonomyActivated = "taxonomy_activated",
    // review
    /// A reviewer answered.
    ReviewAnswered = "review_answered",
    /// A reviewer handed an item on.
    ReviewEscalated = "review_escalated",
    /// A reviewer took an answer back.
    ReviewUndone = "review_undone",
    /// Two answers that differed were settled.
    ReviewAdjudicated = "review_adjudicated",
    /// An item no longer needs an answer.
    ReviewDiscarded = "review_discarded",
    // models
    /// A set of labels was frozen.
    TrainingSetFrozen = "training_set_frozen",
    /// A model version was made.
    ModelTrained = "model_trained",
    /// A person asked for a promotion.
    PromotionRequested = "promotion_requested",
    /// A second person approved it.
    PromotionApproved = "promotion_approved",
    /// It was refused, by a person or by its evidence.
    PromotionRefused = "promotion_refused",
    /// An alias points to another model version.
    ModelPromoted = "model_promoted",
    /// The last good version is live again.
    ModelRolledBack = "model_rolled_back",
    /// A fairness audit was made.
    FairnessAudited = "fairness_audited",
}

impl std::fmt::Display for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for Act {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let expected = || Self::ALL.iter().map(|act| act.as_str()).collect::<Vec<_>>().join(", ");
        let found = Self::ALL.iter().find(|act| act.as_str() == text);
        found.copied().ok_or_else(|| UnknownName { kind: "Act", expected: expected() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_act_reads_back_and_no_two_share_a_text() {
        for act in Act::ALL {
            assert_eq!(act.as_str().parse(), Ok(*act));
            let json = serde_json::to_value(act).expect("a text");
            assert_eq!(json, act.as_str(), "serde and the text agree");
        }
        let texts: std::collections::BTreeSet<_> = Act::ALL.iter().map(|act| act.as_str()).collect();
        assert_eq!(texts.len(), Act::ALL.len());
        assert!("no_such_act".parse::<Act>().is_err());
    }
}
