//! A ledger that another program made (`fixtures/chain`) verifies, reads and writes back byte for byte.

use countersign_ledger::{Digest32, Entry, Head, Row, Verifier, root_of_leaves};
use data_encoding::HEXLOWER;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    entry: String,
    leaf: String,
    chain: String,
    root: String,
}

fn lines() -> Vec<Line> {
    let text = include_str!("fixtures/chain/chain.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("the fixture is JSON")).collect()
}

fn bytes(hex: &str) -> Digest32 {
    let bytes = HEXLOWER.decode(hex.as_bytes()).expect("the fixture has hexadecimal");
    bytes.try_into().expect("the fixture has digests of 32 bytes")
}

#[test]
fn it_verifies() {
    let mut verifier = Verifier::new("fixture-workspace");
    for (sequence, line) in (1..).zip(lines()) {
        let (leaf, chain) = (bytes(&line.leaf), bytes(&line.chain));
        let row = Row { sequence, entry: line.entry.as_bytes(), leaf: &leaf, chain: &chain };
        verifier.feed(row).expect("two programs agree on form and digests");
    }
    assert_eq!(verifier.finish().expect("every row was right").size, 25);
}

#[test]
fn it_reads_and_writes_back() {
    let mut head = Head::empty("fixture-workspace");
    let mut leaves = Vec::new();
    for line in lines() {
        let entry = Entry::parse(&line.entry).unwrap_or_else(|error| panic!("{error}: {}", line.entry));
        assert_eq!(entry.canonical().as_deref(), Ok(line.entry.as_str()));
        let link = head.append(&line.entry);
        assert_eq!((link.leaf, link.chain), (bytes(&line.leaf), bytes(&line.chain)));
        head = link.head();
        leaves.push(link.leaf);
        assert_eq!(root_of_leaves(&leaves), bytes(&line.root), "the first {} leaves", leaves.len());
    }
}
