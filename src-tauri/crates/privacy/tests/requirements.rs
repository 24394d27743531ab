//! Which test shows which requirement. The names of the tests begin with the number: `r23_…` shows requirement 23.
//!
//! | requirement | tests |
//! |---|---|
//! | 1 no raw identifier reaches the disk | `tests/engine/tests/at_rest.rs`: r01_r03_what_identifies_a_person_is_nowhere; `tests/engine/tests/kill.rs`: r01_killed_at_any_moment_nothing_raw_is_on_disk; `src-tauri/crates/privacy/tests/events.rs`: r01_fields_stored_as_they_come_are_refused_when_they_hold_personal_data |
//! | 2 fail closed | `tests/engine/tests/fail_closed.rs`: r02_a_fault_at_any_write_stores_nothing, r02_without_the_key_nothing_opens; `src-tauri/crates/engine/src/ingest.rs`: r02_a_detector_that_panics_refuses_the_row; `src-tauri/crates/privacy/tests/events.rs`: r02_an_index_that_fails_at_any_moment_gives_no_event |
//! | 3 what is derived comes from pseudonymized text | `tests/engine/tests/at_rest.rs`: r01_r03_what_identifies_a_person_is_nowhere |
//! | 4 logs, errors, panics and Debug never quote input | `src-tauri/crates/privacy/tests/events.rs`: r04_debug_shows_no_text; `tests/engine/tests/fail_closed.rs`: r04_a_panic_says_where_and_not_what; `src-tauri/crates/engine/src/plain/lines.rs`: r04_a_bad_line_says_why_and_quotes_nothing |
//! | 5 keyed and one-way | `src-tauri/crates/privacy/tests/tokens.rs`: r05_brute_force_without_the_secret_finds_nothing, r05_a_key_is_no_plain_digest_of_its_value |
//! | 6 domain separation | `src-tauri/crates/privacy/tests/tokens.rs`: r06_all_keys_change_with_secret_epoch_purpose_type_and_conversation |
//! | 7 canonical form before keying | `src-tauri/crates/privacy/tests/tokens.rs`: r07_canonical_forms_join_spellings_and_part_values, r07_canonical_is_idempotent |
//! | 8 join keys of 128 bits, the shown form joins nothing | `src-tauri/crates/privacy/tests/tokens.rs`: r08_join_keys_have_at_least_128_bits_and_the_shown_form_joins_nothing |
//! | 9 small spaces have no token of their own | `src-tauri/crates/privacy/tests/tokens.rs`: r09_secrets_and_small_spaces_have_no_surrogate, r09_the_same_pin_in_two_conversations_tells_nothing |
//! | 10 policy per type | `src-tauri/crates/privacy/tests/tokens.rs`: r10_the_policy_of_each_type, r10_one_value_has_one_token_in_a_conversation_and_another_elsewhere |
//! | 11 tokens are inert | `src-tauri/crates/privacy/tests/tokens.rs`: r11_pseudonymizing_twice_changes_nothing, r11_typed_tokens_are_kept_only_when_the_index_knows_them, r11_a_run_with_its_own_key_keeps_tokens_of_any_run, r11_tokens_survive_json_csv_and_markdown; `tests/engine/tests/fail_closed.rs`: r11_a_token_is_found_by_a_full_text_search |
//! | 12 never real-looking data | `src-tauri/crates/privacy/tests/tokens.rs`: r12_nothing_that_looks_like_real_data_is_ever_written |
//! | 13 one person, one pseudonym within a purpose | `src-tauri/crates/privacy/tests/tokens.rs`: r13_structured_fields_join_always_and_purposes_never, r13_the_subject_has_one_pseudonym_in_fields_and_text |
//! | 22 known identifiers are found again | `src-tauri/crates/privacy/tests/known.rs`: r22_names_are_found_in_every_variant, r22_values_are_found_with_other_spelling_or_separators, r22_a_common_word_is_a_name_only_where_it_is_one; `src-tauri/crates/privacy/tests/events.rs`: r22_a_name_found_late_is_masked_in_earlier_turns |
//! | 23 numbers and codes | `src-tauri/crates/privacy/tests/numbers.rs`: r23_numbers_are_masked_with_any_separator, r23_rules_free_amounts_dates_years_times_and_quantities, r23_a_word_of_the_firm_is_free_but_frees_no_identifier |
//! | 24 evasion through Unicode | `src-tauri/crates/privacy/tests/unicode.rs`: r24_evasions_are_undone, r24_known_names_are_found_in_any_script_dress, r24_adversarial_texts_leak_at_most_a_tenth |
//! | 25 quasi-identifiers are coarse, small cells withheld | `src-tauri/crates/privacy/tests/events.rs`: r25_quasi_identifiers_in_fields_become_coarse; `tests/engine/tests/residual_risk.rs`: r25_no_cell_speaks_of_fewer_than_five_and_no_difference_does |
//! | 26 residual risk as a figure | `src-tauri/crates/privacy/tests/remains.rs`: r26_the_estimate_is_within_a_factor_of_three_of_the_truth; `tests/engine/tests/residual_risk.rs`: r26_the_workspace_knows_its_residual_risk_per_week_and_channel, r26_nothing_claims_more_than_that |
//! | 27 linkage by rare runs of words | `src-tauri/crates/privacy/tests/remains.rs`: r27_every_text_that_an_attack_links_is_flagged |
//! | 28 evidence per token, reproducible | `src-tauri/crates/privacy/tests/events.rs`: r28_receipts_point_at_tokens_in_the_stored_text, r28_the_same_version_and_settings_give_the_same_spans |
//! | 29 no network in the pipeline | `tests/engine/tests/architecture.rs`: r29_the_pipeline_can_reach_no_network; `src-tauri/crates/cli/tests/plain.rs`: r29_pseudonymizing_opens_no_socket |
//! | 30 linear time, bounded memory | `src-tauri/crates/privacy/tests/events.rs`: r30_a_megabyte_of_hostile_text_takes_less_than_a_second_and_time_is_linear |
//!
//! Requirements 14–21 are about vault, reveal, rotation and erasure, which are not there yet.

use std::collections::BTreeSet;
use std::path::Path;

/// Number of a requirement, file, test.
fn named() -> Vec<(u32, String, String)> {
    let mut rows = Vec::new();
    for line in include_str!("requirements.rs").lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let (what, tests) = line.split_once(" | ").expect("two cells");
        let Some(number) = what.split(' ').next().and_then(|word| word.parse().ok()) else { continue };
        for group in tests.trim_end_matches([' ', '|']).split("; ") {
            let (file, names) = group.split_once("`: ").expect("file and tests");
            let file = file.trim_start_matches('`');
            rows.extend(names.split(", ").map(|name| (number, file.to_owned(), name.to_owned())));
        }
    }
    rows
}

#[test]
fn every_requirement_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let rows = named();
    for (number, file, name) in &rows {
        let text = std::fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(&format!("fn {name}(")), "requirement {number}: {file} has no test {name}");
        assert!(name.contains(&format!("r{number:02}_")), "{name} names its requirement {number}");
    }
    let numbers: BTreeSet<u32> = rows.iter().map(|(number, ..)| *number).collect();
    assert_eq!(numbers, (1..=13).chain(22..=30).collect(), "each requirement has a row");
}
