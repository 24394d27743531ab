use countersign_domain::AbstainReason;
use proptest::prelude::*;

use super::*;
use crate::taxonomy::Taxonomy;

/// Settings that every text below begins with; rules follow.
const HEAD: &str = r#"
audit_share = 0.05
hold_back_minutes = 10
min_margin = 0.1
escalation_queue = "general"
promise = { alpha = 0.02, delta = 0.05 }
queues = { general = { title = "General", sla_minutes = 60 }, billing = { title = "Billing", sla_minutes = 30 } }
default = { queue = "general" }
actions = { password_reset = "send_reset_link" }
"#;

fn policy(rules: &str) -> Policy {
    Policy::parse(&format!("{HEAD}{rules}")).unwrap_or_else(|error| panic!("{error}"))
}

fn shipped() -> Policy {
    Policy::parse(Policy::default_text()).unwrap_or_else(|error| panic!("the shipped policy: {error}"))
}

static NO_SEGMENT: BTreeMap<String, String> = BTreeMap::new();

fn input<'a>(intent: Option<&'a IntentId>, text: &'a str) -> RoutingInput<'a> {
    RoutingInput {
        intent,
        probability: 0.99,
        severity: 1,
        channel: Channel::Email,
        segment: &NO_SEGMENT,
        vulnerable: false,
        customer_text: text,
        earlier_contacts: 0,
        at: TimeMs(0),
    }
}

#[test]
fn the_shipped_policy_knows_every_intent_of_the_shipped_taxonomy() {
    let (policy, taxonomy) = (shipped(), Taxonomy::parse(Taxonomy::default_text()).unwrap());
    assert_eq!(policy.unknown_intents(&taxonomy), [], "a rule on an intent that does not exist protects nothing");
    for intent in taxonomy.intents() {
        let outcome = policy.route(&input(Some(&intent.id), ""));
        assert_ne!(outcome.rule, DEFAULT_RULE, "{} has no rule of its own", intent.id);
    }
    assert_eq!((policy.promise.alpha, policy.promise.delta, policy.audit_share), (0.02, 0.05, 0.05));
}

fn known<'a>(input: &RoutingInput<'a>) -> Option<Known<'a>> {
    let RoutingInput { probability, severity, channel, segment, .. } = *input;
    Some(Known { intent: input.intent?, probability, severity, channel: Some(channel), segment })
}

#[test]
fn what_the_policy_leaves_to_the_engine_is_known_without_the_words() {
    let could = |policy: &Policy, intent: &str| {
        let intent = IntentId::new(intent);
        policy.could_act(&known(&input(Some(&intent), "")).expect("an intent"))
    };
    let shipped = shipped();
    assert!(could(&shipped, "password_reset") && could(&shipped, "order_status"));
    for intent in ["refund_request", "legal_request", "complaint", "no_such_intent"] {
        assert!(!could(&shipped, intent), "{intent} goes to a person whatever is said");
    }
    let act = "[[rule]]\nname = \"act\"\nintents = [\"password_reset\"]\neffect = \"act\"\nqueue = \"general\"\n";
    let cases = [
        ("", true, "nothing asks"),
        ("words = [\"sue\"]", true, "who knows what was said"),
        ("vulnerable = true", true, "who knows of whom it was"),
        ("min_earlier_contacts = 3", true, "who knows how often they wrote"),
        ("hours_utc = { days = [\"mon\"], from = \"08:00\", to = \"18:00\" }", true, "who knows when"),
        ("channels = [\"email\"]", false, "it came by e-mail"),
        ("channels = [\"chat\"]", true, "it came by e-mail"),
        ("max_probability = 0.5", true, "it is surer than that"),
        ("min_probability = 0.9", false, "it is as sure as that"),
        ("min_severity = 1", false, "it is as severe as that"),
    ];
    for (condition, expected, why) in cases {
        let ask = format!("[[rule]]\nname = \"ask\"\neffect = \"ask\"\nqueue = \"general\"\n{condition}\n");
        let asks = if condition.is_empty() { "" } else { &ask };
        assert_eq!(could(&policy(&format!("{act}{asks}")), "password_reset"), expected, "{condition}: {why}");
    }
}

proptest! {
    /// Nothing that is decided without a person is missing from what the promise rests on.
    #[test]
    fn what_no_rule_could_act_on_goes_to_a_person(
        which in 0..30usize, probability in 0.0..1.0f64, channel in 0..Channel::ALL.len(), at in 0..100_000_000i64,
        contacts in 0..12u32, text in prop::sample::select(vec!["", "my lawyer", "reset it", "a real human please"]),
    ) {
        let (policy, taxonomy) = (shipped(), Taxonomy::parse(Taxonomy::default_text()).unwrap());
        let intents: Vec<IntentId> = taxonomy.intents().iter().map(|intent| intent.id.clone()).collect();
        let intent = &intents[which % intents.len()];
        let all = RoutingInput {
            probability,
            severity: taxonomy.severity(intent),
            channel: Channel::ALL[channel],
            earlier_contacts: contacts,
            at: TimeMs(at),
            ..input(Some(intent), text)
        };
        let acts = !policy.route(&all).always_human;
        prop_assert!(!acts || policy.could_act(&known(&all).expect("an intent")));
    }
}

#[test]
fn no_probability_passes_a_rule_that_asks() {
    let policy = shipped();
    for (intent, rule) in [
        ("refund_request", "always-human/refund"),
        ("legal_request", "always-human/legal"),
        ("data_request", "always-human/data-request"),
        ("human_request", "always-human/human"),
        ("complaint", "always-human/complaint"),
    ] {
        let id = IntentId::new(intent);
        let outcome = policy.route(&RoutingInput { probability: 1.0, ..input(Some(&id), "") });
        assert_eq!((outcome.rule.as_str(), outcome.always_human), (rule, true), "{intent} always goes to a person");
        let route = outcome.route(Verdict::Automatic, TimeMs(0));
        assert_eq!((route.effect, route.action), (Effect::Ask, None), "even where the verdict says automatic");
    }
}

#[test]
fn a_route_acts_only_where_rule_and_verdict_agree() {
    let outcome = |action: Option<&str>, always_human| RuleOutcome {
        rule: "x".into(),
        queue: QueueId::new("general"),
        action: action.map(str::to_owned),
        sla_ms: 1,
        priority: 0,
        always_human,
    };
    for (outcome, verdict, acts) in [
        (outcome(Some("close"), false), Verdict::Automatic, true),
        (outcome(Some("close"), true), Verdict::Automatic, false),
        (outcome(None, false), Verdict::Automatic, false),
        (outcome(Some("close"), false), Verdict::Abstained(AbstainReason::Stopped), false),
    ] {
        let route = outcome.route(verdict, TimeMs(0));
        assert_eq!((route.effect == Effect::Act, route.action.is_some()), (acts, acts), "{outcome:?}, {verdict:?}");
    }
}

#[test]
fn words_protect_where_the_model_errs_or_is_missing() {
    let (policy, reset) = (shipped(), IntentId::new("password_reset"));
    for (text, rule) in [
        ("My lawyers will hear of this", "always-human/legal-words"),
        ("Mein Rechtsanwalt schreibt Ihnen", "always-human/legal-words"),
        ("I will go to the Ombudsman", "always-human/regulator"),
        ("DSGVO!", "always-human/data-words"),
        ("let me talk to a human", "always-human/human-words"),
    ] {
        for intent in [None, Some(&reset)] {
            let outcome = policy.route(&input(intent, text));
            assert_eq!(outcome.rule, rule, "{text:?} with intent {intent:?}");
            assert!(outcome.always_human, "{text:?} goes to a person");
        }
    }
}

#[test]
fn a_safe_intent_acts_only_on_an_automatic_verdict() {
    let reset = IntentId::new("password_reset");
    let outcome = shipped().route(&input(Some(&reset), "I forgot it"));
    assert_eq!(outcome.rule, "self-service/password-reset");
    let acted = outcome.route(Verdict::Automatic, TimeMs(1_000));
    assert_eq!((acted.effect, acted.action.as_deref()), (Effect::Act, Some("send_reset_link")));
    assert_eq!(acted.due_at, TimeMs(1_000 + 240 * 60_000), "the queue's SLA counts from the event");
    let asked = outcome.route(Verdict::Abstained(AbstainReason::BelowThreshold), TimeMs(1_000));
    assert_eq!((asked.effect, asked.action, asked.queue), (Effect::Ask, None, acted.queue), "same queue, no action");
}

#[test]
fn without_a_prediction_only_rules_that_need_none_match() {
    let policy = policy(
        r#"
        [[rule]]
        name = "sure"
        min_probability = 0.0
        effect = "ask"
        queue = "billing"
        "#,
    );
    assert_eq!(policy.route(&input(None, "")).rule, DEFAULT_RULE, "there is no probability to compare");
    assert!(policy.route(&input(None, "")).always_human, "the default asks");
}

#[test]
fn asking_beats_acting_wherever_it_stands() {
    let acting = "[[rule]]\nname = \"act\"\nintents = [\"password_reset\"]\neffect = \"act\"\nqueue = \"general\"\n";
    let asking = "[[rule]]\nname = \"ask\"\nchannels = [\"social\"]\neffect = \"ask\"\nqueue = \"billing\"\n";
    let reset = IntentId::new("password_reset");
    for text in [format!("{acting}{asking}"), format!("{asking}{acting}")] {
        let policy = policy(&text);
        let social = RoutingInput { channel: Channel::Social, ..input(Some(&reset), "") };
        assert_eq!(policy.route(&social).rule, "ask", "in whichever order: {text}");
        assert_eq!(policy.route(&input(Some(&reset), "")).rule, "act", "the other channel is not asked for");
    }
}

#[test]
fn every_condition_can_fail_a_rule() {
    let refund = IntentId::new("refund_request");
    let gold = BTreeMap::from([("plan".to_owned(), "gold".to_owned())]);
    let all = RoutingInput {
        probability: 0.7,
        severity: 2,
        segment: &gold,
        vulnerable: true,
        earlier_contacts: 3,
        at: TimeMs(9 * 3_600_000),
        ..input(Some(&refund), "please, my invoice")
    };
    let policy = policy(
        r#"
        [[rule]]
        name = "narrow"
        intents = ["refund_request", "complaint"]
        min_probability = 0.7
        max_probability = 0.8
        min_severity = 2
        channels = ["email", "chat"]
        segment = { plan = ["gold", "silver"] }
        words = ["invoice"]
        min_earlier_contacts = 3
        vulnerable = true
        hours_utc = { days = ["thu"], from = "08:00", to = "18:00" }
        effect = "ask"
        queue = "billing"
        sla_minutes = 5
        priority = 3
        "#,
    );
    let outcome = policy.route(&all);
    assert_eq!((outcome.rule.as_str(), outcome.sla_ms, outcome.priority), ("narrow", 300_000, 3));
    let other = IntentId::new("cancellation");
    let bronze = BTreeMap::from([("plan".to_owned(), "bronze".to_owned())]);
    for (what, spoiled) in [
        ("intent", RoutingInput { intent: Some(&other), ..all }),
        ("no intent", RoutingInput { intent: None, ..all }),
        ("min_probability", RoutingInput { probability: 0.69, ..all }),
        ("max_probability", RoutingInput { probability: 0.8, ..all }),
        ("not a number", RoutingInput { probability: f64::NAN, ..all }),
        ("severity", RoutingInput { severity: 1, ..all }),
        ("channel", RoutingInput { channel: Channel::Social, ..all }),
        ("segment", RoutingInput { segment: &bronze, ..all }),
        ("no segment", RoutingInput { segment: &NO_SEGMENT, ..all }),
        ("words", RoutingInput { customer_text: "please", ..all }),
        ("earlier contacts", RoutingInput { earlier_contacts: 2, ..all }),
        ("vulnerable", RoutingInput { vulnerable: false, ..all }),
        ("hours", RoutingInput { at: TimeMs(7 * 3_600_000), ..all }),
    ] {
        let outcome = policy.route(&spoiled);
        assert_eq!(outcome.rule, DEFAULT_RULE, "{what} does not hold, so the rule does not");
        assert_eq!(outcome.priority, spoiled.severity, "without a priority the severity counts");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let rule = |body: &str| format!("[[rule]]\nname = \"x\"\nqueue = \"general\"\n{body}\n");
    let cases = [
        (rule("effect = \"act\"\nvulnerable = true\nintents = [\"password_reset\"]"), "only lead towards a person"),
        (rule("effect = \"ask\"\nvulnerable = false"), "only lead towards a person"),
        (rule("effect = \"ask\"\naction = \"refund\""), "has no action"),
        (rule("effect = \"act\""), "names no intents"),
        (rule("effect = \"act\"\nintents = [\"complaint\"]"), "no action for complaint"),
        (rule("effect = \"act\"\nintents = [\"complaint\"]\naction = \"Send now\""), "action of complaint"),
        (rule("effect = \"ask\"\nintents = []"), "empty list"),
        (rule("effect = \"ask\"\nwords = [\"*\"]"), "holds no word"),
        (rule("effect = \"ask\"\nmin_probability = 90"), "not in 0–1"),
        (rule("effect = \"ask\"\nmin_severity = 4"), "above 3"),
        (rule("effect = \"ask\"\npriority = 4"), "above 3"),
        (rule("effect = \"ask\"\nsla_minutes = 0"), "one minute"),
        (rule("effect = \"ask\"\nchannels = [\"fax\"]"), "fax"),
        (rule("effect = \"ask\"\nintent = [\"complaint\"]"), "unknown field"),
        (rule("effect = \"ask\"\nhours_utc = { days = [\"mon\"], from = \"8\", to = \"9\" }"), "`8` is not"),
        (rule("effect = \"ask\"").replace("\"general\"", "\"gone\""), "`gone` is not a queue"),
        (rule("effect = \"ask\"").replace("\"x\"", "\"default\""), "name is not usable"),
        (rule("effect = \"ask\"").repeat(2), "another rule"),
    ];
    let first_rule_line = 1 + HEAD.lines().count();
    for (rules, expected) in cases {
        let error = Policy::parse(&format!("{HEAD}{rules}")).expect_err(&rules);
        assert!(error.to_string().contains(expected), "{rules}\nshould say {expected:?}, says {error}");
        assert!(error.line.is_some_and(|line| line >= first_rule_line), "{error} blames a line of the rule");
        assert!(!error.remedy.is_empty(), "{error} says what to do");
    }
}

#[test]
fn settings_that_break_the_promise_are_refused() {
    for (from, to, expected) in [
        ("audit_share = 0.05", "audit_share = 0.0", "nothing checks the promise"),
        ("audit_share = 0.05", "audit_share = nan", "nothing checks the promise"),
        ("alpha = 0.02", "alpha = 0.0", "promise.alpha"),
        ("delta = 0.05", "delta = 0.6", "promise.alpha"),
        ("delta = 0.05", "delta = 0.05, per = \"moon\"", "promise.per"),
        ("delta = 0.05", "delta = 0.05, per = \"segment.\"", "promise.per"),
        ("min_margin = 0.1", "min_margin = 1.0", "min_margin"),
        ("hold_back_minutes = 10", "hold_back_minutes = 1441", "longer than a day"),
        ("escalation_queue = \"general\"", "escalation_queue = \"gone\"", "`gone` is not a queue"),
        ("default = { queue = \"general\" }", "default = { queue = \"gone\" }", "`gone` is not a queue"),
        ("default = { queue = \"general\" }", "", "default"),
    ] {
        let error = Policy::parse(&HEAD.replace(from, to)).expect_err(to);
        assert!(error.to_string().contains(expected), "{to:?} should say {expected:?}, says {error}");
    }
}

proptest! {
    /// Who is marked as vulnerable is never sent away from a person, and words only ever lead to one.
    #[test]
    fn more_knowledge_leads_towards_people_only(
        intent in prop::sample::select(vec!["password_reset", "refund_request", "order_status", "nowhere"]),
        probability in 0.0f64..=1.0,
        earlier_contacts in 0u32..6,
        text in prop::sample::select(vec!["", "thanks", "my lawyer", "a real person"]),
    ) {
        let policy = shipped();
        let id = IntentId::new(intent);
        let plain = RoutingInput { probability, earlier_contacts, ..input(Some(&id), "") };
        let base = policy.route(&plain);
        for more in [
            RoutingInput { vulnerable: true, ..plain },
            RoutingInput { customer_text: text, ..plain },
        ] {
            let found = policy.route(&more);
            prop_assert!(found.always_human || !base.always_human, "{} became {}", base.rule, found.rule);
        }
        let vulnerable = policy.route(&RoutingInput { vulnerable: true, customer_text: text, ..plain });
        prop_assert!(vulnerable.always_human, "the shipped policy sends every vulnerable customer to a person");
    }
}
