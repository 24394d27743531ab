use super::*;

fn with(roles: &[Role]) -> Actor {
    Actor::Person { id: UserId::new("ada"), roles: roles.to_vec() }
}

/// The table once more, written by hand the other way round: what each role may do beyond what everybody may.
/// S supervisor, C compliance officer, M model steward, A administrator, U auditor, * everybody, E engine only.
const EXPECTED: &[(&str, &str)] = &[
    ("ingest", "E"),
    ("decide", "E"),
    ("deliver", "E"),
    ("import", "MA"),
    ("source_change", "A"),
    ("event_read", "*"),
    ("conversation_read", "SCMU"),
    ("quarantine_read", "CAU"),
    ("quarantine_retry", "CA"),
    ("quarantine_discard", "CA"),
    ("missed_report", "SCM"),
    ("decision_read", "*"),
    ("decisions_export", "CA"),
    ("review_read", "SCMU"),
    ("review_answer", "S"),
    ("policy_read", "*"),
    ("policy_change", "CMA"),
    ("policy_approve", "C"),
    ("model_read", "*"),
    ("model_train", "M"),
    ("promotion_request", "M"),
    ("promotion_approve", "C"),
    ("roll_back", "CM"),
    ("routing_resume", "CA"),
    ("approval_read", "*"),
    ("stop", "*"),
    ("stop_lift", "CA"),
    ("fairness_read", "CMU"),
    ("monitoring_read", "*"),
    ("ledger_read", "*"),
    ("ledger_verify", "*"),
    ("ledger_export", "CU"),
    ("workspace_doctor", "*"),
    ("workspace_backup", "A"),
    ("user_read", "*"),
    ("user_change", "A"),
    ("settings_read", "*"),
    ("settings_change", "A"),
];

fn letter(role: Role) -> char {
    match role {
        Supervisor => 'S',
        ComplianceOfficer => 'C',
        ModelSteward => 'M',
        Administrator => 'A',
        Auditor => 'U',
    }
}

#[test]
fn the_table_says_what_was_agreed() {
    let names: Vec<&str> = Capability::ALL.iter().map(|capability| capability.as_str()).collect();
    assert_eq!(names, EXPECTED.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "each capability is judged here");
    for (capability, (name, holders)) in Capability::ALL.iter().zip(EXPECTED) {
        for role in Role::ALL {
            let expected = *holders == "*" || holders.contains(letter(*role)) && *holders != "E";
            assert_eq!(allows(&with(&[*role]), *capability), expected, "{role} and {name}");
        }
        assert_eq!(allows(&with(&[]), *capability), *holders == "*", "no role and {name}");
        assert_eq!(allows(&Actor::Engine, *capability), *holders == "E", "the engine and {name}");
    }
}

#[test]
fn roles_add_up() {
    for capability in Capability::ALL {
        let any = Role::ALL.iter().any(|role| allows(&with(&[*role]), *capability));
        assert_eq!(
            allows(&with(Role::ALL), *capability),
            any,
            "holding every role gives each role's rights: {capability}"
        );
    }
}

#[test]
fn an_auditor_changes_nothing() {
    let changing =
        ["import", "change", "answer", "train", "request", "approve", "roll_back", "lift", "discard", "backup"];
    for capability in Capability::ALL.iter().filter(|c| changing.iter().any(|word| c.as_str().contains(word))) {
        assert!(!allows(&with(&[Auditor]), *capability), "{capability} changes something");
    }
}

#[test]
fn nobody_alone_activates_a_policy_or_a_model() {
    let needing: Vec<_> = Capability::ALL.iter().filter(|c| needs_second_person(**c)).map(|c| c.as_str()).collect();
    assert_eq!(needing, ["policy_change", "promotion_request"]);
    let (ada, bob) = (UserId::new("ada"), UserId::new("bob"));
    for capability in [Capability::PolicyChange, Capability::PromotionRequest] {
        let approves = capability.second_person().unwrap();
        assert!(!needs_second_person(approves), "{approves} is the second person; there is no third");
        assert_eq!(may_approve(capability, &bob, &with(Role::ALL)), Ok(()));
        assert_eq!(may_approve(capability, &ada, &with(Role::ALL)), Err(ApprovalRefused::SamePerson), "by person");
        assert_eq!(
            may_approve(capability, &bob, &with(&[Administrator])),
            Err(ApprovalRefused::NotAllowed(approves)),
            "an administrator cannot alone"
        );
        assert_eq!(may_approve(capability, &bob, &Actor::Engine), Err(ApprovalRefused::NotAllowed(approves)));
    }
    assert_eq!(may_approve(Capability::Stop, &bob, &with(Role::ALL)), Err(ApprovalRefused::NotNeeded));
}
