//! The twenty intents of the sample: how common each is and which others it is mistaken for.

/// One intent.
pub(crate) struct Intent {
    /// Its name in the taxonomy.
    pub(crate) name: &'static str,
    /// Share of the contacts, in thousandths.
    pub(crate) per_mille: usize,
    /// Intents that share its words; a second wish, a stray circumstance or a wrong label is one of these.
    pub(crate) rivals: &'static [&'static str],
    /// Share of the matters that a machine could settle: weight when the earlier system's selections are drawn.
    pub(crate) automatable: f64,
}

const fn intent(name: &'static str, per_mille: usize, automatable: f64, rivals: &'static [&'static str]) -> Intent {
    Intent { name, per_mille, rivals, automatable }
}

/// All of them, the commonest first. `per_mille` adds up to 1,000, which a test holds.
pub(crate) const INTENTS: &[Intent] = &[
    intent("order_status", 108, 1.0, &["delivery_problem", "complaint", "cancellation"]),
    intent("technical_problem", 104, 0.7, &["usage_adoption", "implementation_blocker", "complaint", "password_reset"]),
    intent("billing_question", 92, 0.9, &["refund_request", "complaint", "pricing_question", "account_change"]),
    intent("password_reset", 76, 1.0, &["technical_problem", "account_change", "usage_adoption"]),
    intent("delivery_problem", 68, 0.8, &["order_status", "complaint", "refund_request"]),
    intent("refund_request", 64, 0.3, &["billing_question", "complaint", "cancellation", "delivery_problem"]),
    intent("account_change", 58, 0.9, &["password_reset", "billing_question", "cancellation"]),
    intent("cancellation", 54, 0.6, &["renewal_risk", "competitive_switch", "refund_request", "complaint"]),
    intent("complaint", 50, 0.3, &["technical_problem", "delivery_problem", "human_request", "refund_request"]),
    intent("pricing_question", 46, 1.0, &["upsell_interest", "competitive_switch", "billing_question"]),
    intent("usage_adoption", 42, 1.0, &["technical_problem", "feature_request_high_value", "implementation_blocker"]),
    intent("human_request", 36, 0.2, &["complaint", "technical_problem", "order_status"]),
    intent("thanks_feedback", 34, 1.0, &["feature_request_high_value", "complaint", "usage_adoption"]),
    intent("renewal_risk", 27, 0.5, &["cancellation", "competitive_switch", "pricing_question"]),
    intent("competitive_switch", 26, 0.5, &["renewal_risk", "cancellation", "pricing_question"]),
    intent("upsell_interest", 25, 0.8, &["pricing_question", "feature_request_high_value", "usage_adoption"]),
    intent("implementation_blocker", 24, 0.5, &["technical_problem", "usage_adoption", "order_status"]),
    intent("data_request", 23, 0.4, &["legal_request", "account_change", "cancellation"]),
    intent("feature_request_high_value", 22, 0.8, &["usage_adoption", "upsell_interest", "thanks_feedback"]),
    intent("legal_request", 21, 0.2, &["complaint", "data_request", "refund_request"]),
];

/// The index of the intent of that name.
pub(crate) fn index_of(name: &str) -> Option<usize> {
    INTENTS.iter().position(|intent| intent.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_rivals_exist() {
        assert_eq!(INTENTS.len(), 20, "the taxonomy has twenty intents");
        assert_eq!(INTENTS.iter().map(|intent| intent.per_mille).sum::<usize>(), 1_000, "shares are of the whole");
        for intent in INTENTS {
            let known = intent.rivals.iter().all(|rival| index_of(rival).is_some() && *rival != intent.name);
            assert!(known, "{} names a rival that is no other intent", intent.name);
        }
    }
}
