//! Every way to change one row of a stored ledger, tried at every place: each is found, with the first wrong row named.

use countersign_domain::{EventId, Lineage, ModelVersion, PolicyVersion, TimeMs, UserId};
use countersign_ledger::{Act, Digest32, Draft, FirstWrong, Head, Row, Verifier, Wrong, leaf_hash};

const ROWS: u64 = 200;
const WORKSPACE: &str = "w";

#[derive(Clone, PartialEq, Debug)]
struct Stored {
    sequence: u64,
    entry: Vec<u8>,
    leaf: Vec<u8>,
    chain: Vec<u8>,
}

fn draft(i: u64) -> Draft {
    let act = Act::ALL[i as usize % Act::ALL.len()];
    let draft = Draft::new(TimeMs(1_700_000_000_000 + i as i64), UserId::new(format!("u{}", i % 7)), act);
    let draft = draft.subject("event_id", format!("e{i}")).detail("rows", i).detail("note", "ü\n");
    if i.is_multiple_of(3) {
        return draft;
    }
    draft.lineage(Lineage {
        event_id: EventId::new(format!("e{i}")),
        feature_set_version: "f1".into(),
        model_version: (i % 3 == 1).then(|| ModelVersion::new("m1")),
        routing_policy_version: PolicyVersion::new("p1"),
    })
}

/// Appends `draft(i)` for each `i` after `head`.
fn append(mut head: Head, seeds: impl Iterator<Item = u64>) -> (Vec<Stored>, Head) {
    let mut rows = Vec::new();
    for i in seeds {
        let (entry, link) = head.record(draft(i)).expect("text and whole numbers");
        head = link.head();
        let (leaf, chain) = (link.leaf.to_vec(), link.chain.to_vec());
        rows.push(Stored { sequence: link.sequence, entry: entry.into_bytes(), leaf, chain });
    }
    (rows, head)
}

fn ledger() -> (Vec<Stored>, Head) {
    append(Head::empty(WORKSPACE), 1..=ROWS)
}

fn verify(verifier: Verifier, rows: &[Stored]) -> Result<Head, FirstWrong> {
    let mut verifier = verifier;
    for Stored { sequence, entry, leaf, chain } in rows {
        verifier.feed(Row { sequence: *sequence, entry, leaf, chain })?;
    }
    verifier.finish()
}

/// Verifies from just before the changed place on: what stands before was not changed.
fn first_wrong(rows: &[Stored], from: usize) -> Option<FirstWrong> {
    let start = match from {
        0 => Head::empty(WORKSPACE),
        _ => head_of(&rows[from - 1]),
    };
    verify(Verifier::after(start), &rows[from..]).err()
}

fn head_of(row: &Stored) -> Head {
    Head { size: row.sequence, chain: row.chain.as_slice().try_into().expect("an unchanged row") }
}

fn chain_of(row: &Stored) -> Digest32 {
    head_of(row).chain
}

#[test]
fn an_untouched_ledger_verifies() {
    let (rows, head) = ledger();
    assert_eq!(verify(Verifier::new(WORKSPACE).expecting(head), &rows), Ok(head));
    for kept in &rows {
        let verifier = Verifier::new(WORKSPACE).expecting(head_of(kept));
        assert_eq!(verify(verifier, &rows), Ok(head), "a head that was kept at {} is included", kept.sequence);
        let verifier = Verifier::after(head_of(kept)).expecting(head_of(&rows[0])).expecting(head);
        assert_eq!(verify(verifier, &rows[kept.sequence as usize..]), Ok(head), "going on from {}", kept.sequence);
    }
    assert_eq!(verify(Verifier::new(WORKSPACE), &[]), Ok(Head::empty(WORKSPACE)));
}

#[test]
fn the_ledger_of_another_workspace_is_found_out_at_its_first_row() {
    let (rows, _) = ledger();
    let error = verify(Verifier::new("another"), &rows).expect_err("another start");
    assert_eq!(error, FirstWrong { sequence: 1, what: Wrong::Chain });
}

#[test]
fn every_changed_byte_of_text_and_digests_is_found_in_its_row() {
    let (rows, _) = ledger();
    let parts: [fn(&mut Stored) -> &mut Vec<u8>; 3] = [|row| &mut row.entry, |row| &mut row.leaf, |row| &mut row.chain];
    let mut tried = 0;
    for at in 0..rows.len() {
        let tail = (at + 2).min(rows.len());
        for (part, of) in parts.iter().enumerate() {
            let mut changed = rows[..tail].to_vec();
            for byte in 0..of(&mut changed[at]).len() {
                let bit = 1 << (byte % 8);
                of(&mut changed[at])[byte] ^= bit;
                let wrong = first_wrong(&changed, at).map(|wrong| wrong.sequence);
                assert_eq!(wrong, Some(at as u64 + 1), "part {part}, byte {byte}");
                of(&mut changed[at])[byte] ^= bit;
                tried += 1;
            }
        }
    }
    assert!(tried > 50_000, "only {tried} changes were tried");
}

#[test]
fn truncated_and_lengthened_fields_are_found_in_their_row() {
    let (rows, _) = ledger();
    let parts: [fn(&mut Stored) -> &mut Vec<u8>; 3] = [|row| &mut row.entry, |row| &mut row.leaf, |row| &mut row.chain];
    for (at, of) in (0..rows.len()).flat_map(|at| parts.map(|of| (at, of))) {
        for change in [Vec::clear as fn(&mut Vec<u8>), |v| v.truncate(v.len() - 1), |v| v.push(b' ')] {
            let mut changed = rows.clone();
            change(of(&mut changed[at]));
            assert_eq!(first_wrong(&changed, at).map(|wrong| wrong.sequence), Some(at as u64 + 1));
        }
    }
}

#[test]
fn removed_doubled_swapped_and_inserted_rows_are_found_at_their_place() {
    let (rows, _) = ledger();
    for at in 0..rows.len() - 1 {
        let place = at as u64 + 1;
        let mut removed = rows.clone();
        removed.remove(at);
        let gap = FirstWrong { sequence: place, what: Wrong::Sequence { found: place + 1 } };
        assert_eq!(first_wrong(&removed, at), Some(gap), "removed");

        let mut doubled = rows.clone();
        doubled.insert(at, rows[at].clone());
        let again = FirstWrong { sequence: place + 1, what: Wrong::Sequence { found: place } };
        assert_eq!(first_wrong(&doubled, at), Some(again), "doubled");

        let mut swapped = rows.clone();
        swapped.swap(at, at + 1);
        assert_eq!(first_wrong(&swapped, at), Some(gap), "swapped");
    }
}

/// Rows after a removal, a swap or an insertion by somebody who numbers them anew.
fn renumbered(mut rows: Vec<Stored>) -> Vec<Stored> {
    for (i, row) in rows.iter_mut().enumerate() {
        row.sequence = i as u64 + 1;
    }
    rows
}

#[test]
fn numbering_the_rows_anew_hides_nothing() {
    let (rows, _) = ledger();
    for at in 0..rows.len() - 1 {
        let place = at as u64 + 1;
        let mut removed = rows.clone();
        removed.remove(at);
        let mut doubled = rows.clone();
        doubled.insert(at, rows[at].clone());
        let mut swapped = rows.clone();
        swapped.swap(at, at + 1);
        for (name, rows, first) in
            [("removed", removed, place), ("doubled", doubled, place + 1), ("swapped", swapped, place)]
        {
            let expected = FirstWrong { sequence: first, what: Wrong::OtherSequence };
            assert_eq!(first_wrong(&renumbered(rows), at), Some(expected), "{name} at {place}");
        }
    }
}

#[test]
fn an_inserted_row_with_matching_digests_is_found_at_the_row_after_it() {
    let (rows, _) = ledger();
    for at in 1..rows.len() {
        let (forged, _) = append(head_of(&rows[at - 1]), std::iter::once(9_999));
        let mut inserted = rows.clone();
        inserted.insert(at, forged[0].clone());
        let wrong = first_wrong(&renumbered(inserted), at).expect("the chain goes on from another row");
        assert_eq!(wrong, FirstWrong { sequence: at as u64 + 2, what: Wrong::OtherSequence });
    }
}

#[test]
fn an_edit_with_its_own_digest_made_anew_is_found() {
    let (rows, _) = ledger();
    for at in 0..rows.len() {
        let place = at as u64 + 1;
        let before = if at == 0 { Head::empty(WORKSPACE) } else { head_of(&rows[at - 1]) };
        let (forged, _) = append(before, std::iter::once(9_999));
        let mut leaf_only = rows.clone();
        leaf_only[at] = Stored { chain: rows[at].chain.clone(), ..forged[0].clone() };
        assert_eq!(leaf_only[at].leaf, leaf_hash(&leaf_only[at].entry), "the forged digest matches the forged text");
        let expected = FirstWrong { sequence: place, what: Wrong::Chain };
        assert_eq!(first_wrong(&leaf_only, at), Some(expected), "digest made anew");

        let mut with_chain = rows.clone();
        with_chain[at] = forged[0].clone();
        let wrong = first_wrong(&with_chain, at);
        let last = at + 1 == rows.len();
        let expected = (!last).then_some(FirstWrong { sequence: place + 1, what: Wrong::Chain });
        assert_eq!(wrong, expected, "digest and chain made anew: the next row gives it away, the newest has none");
    }
}

#[test]
fn a_text_in_another_form_is_found_even_with_every_digest_made_anew() {
    let (rows, _) = ledger();
    let forms: [fn(&str) -> String; 5] = [
        |text| format!("{text}\n"),
        |text| text.replacen(':', ": ", 1),
        |text| text.replacen("\"act\"", "\"\\u0061ct\"", 1),
        |text| text.replacen('{', "{\"act\":\"event_decided\",", 1),
        |text| text.replacen("\"at\":", "\"at\":0.0,\"at\":", 1),
    ];
    for (at, form) in (0..rows.len()).flat_map(|at| forms.map(|form| (at, form))) {
        let before = if at == 0 { Head::empty(WORKSPACE) } else { head_of(&rows[at - 1]) };
        let text = form(std::str::from_utf8(&rows[at].entry).expect("an unchanged row"));
        let link = before.append(&text);
        let (leaf, chain) = (link.leaf.to_vec(), link.chain.to_vec());
        let row = Stored { sequence: link.sequence, entry: text.into_bytes(), leaf, chain };
        let mut changed = rows[..at].to_vec();
        changed.push(row);
        let expected = FirstWrong { sequence: at as u64 + 1, what: Wrong::NotCanonical };
        assert_eq!(first_wrong(&changed, at), Some(expected));
    }
}

#[test]
fn a_cut_tail_shows_only_against_a_head_that_was_kept() {
    let (rows, head) = ledger();
    for length in 0..rows.len() {
        let cut = &rows[..length];
        let seen = verify(Verifier::new(WORKSPACE), cut).expect("what is left is whole").size;
        assert_eq!(seen, length as u64, "a chain alone cannot tell a cut ledger from a young one");
        let expected = FirstWrong { sequence: length as u64 + 1, what: Wrong::Missing };
        assert_eq!(verify(Verifier::new(WORKSPACE).expecting(head), cut), Err(expected));
    }
}

#[test]
fn a_ledger_written_anew_shows_only_against_a_head_that_was_kept() {
    let (rows, head) = ledger();
    for at in [0, 1, 57, 198, 199] {
        let before = if at == 0 { Head::empty(WORKSPACE) } else { head_of(&rows[at - 1]) };
        let (forged, forged_head) = append(before, (at as u64 + 1..=ROWS).map(|i| i + 10_000));
        let all = [&rows[..at], &forged].concat();
        assert_eq!(verify(Verifier::new(WORKSPACE), &all), Ok(forged_head), "whole, and yet not the one that was");
        let expected = FirstWrong { sequence: ROWS, what: Wrong::OtherHead };
        assert_eq!(verify(Verifier::new(WORKSPACE).expecting(head), &all), Err(expected));
        assert_ne!(chain_of(&all[at]), chain_of(&rows[at]));
        let kept = head_of(&rows[at]);
        let expected = FirstWrong { sequence: at as u64 + 1, what: Wrong::OtherHead };
        assert_eq!(verify(Verifier::new(WORKSPACE).expecting(kept), &all), Err(expected), "kept at {}", at + 1);
    }
}

#[test]
fn after_the_first_wrong_row_nothing_is_taken() {
    let (mut rows, _) = ledger();
    rows[3].leaf[0] ^= 1;
    let mut verifier = Verifier::new(WORKSPACE);
    let outcomes: Vec<_> = rows
        .iter()
        .map(|row| verifier.feed(Row { sequence: row.sequence, entry: &row.entry, leaf: &row.leaf, chain: &row.chain }))
        .collect();
    let wrong = FirstWrong { sequence: 4, what: Wrong::Leaf };
    assert!(outcomes[..3].iter().all(Result::is_ok) && outcomes[3..].iter().all(|outcome| *outcome == Err(wrong)));
    assert_eq!(verifier.finish(), Err(wrong));
}
