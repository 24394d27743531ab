//! Digests of entries and the running chain over them.
//!
//! leaf = SHA-256(0x00 ‖ entry), as RFC 6962 section 2.1; chain_n = SHA-256(0x02 ‖ chain_{n−1} ‖ leaf_n). The first
//! byte keeps leaves, tree nodes (0x01), links and the start (0x03) apart.

use sha2::{Digest, Sha256};

/// A SHA-256 digest.
pub type Digest32 = [u8; 32];

const LEAF: u8 = 0;
const LINK: u8 = 2;
const START: u8 = 3;

/// Digest of one entry's text, or of any leaf of a tree.
pub fn leaf_hash(data: &[u8]) -> Digest32 {
    Sha256::new().chain_update([LEAF]).chain_update(data).finalize().into()
}

/// What the chain of a workspace starts from, so that a chain cannot be passed off as another workspace's.
pub fn genesis(workspace_id: &str) -> Digest32 {
    let start = Sha256::new().chain_update([START]).chain_update(b"countersign ledger v1\0");
    start.chain_update(workspace_id.as_bytes()).finalize().into()
}

/// How long a ledger is and where its chain stands: who keeps it can tell later that nothing before it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of entries; the sequence of the newest, which counts from 1.
    pub size: u64,
    /// Chain value of the newest entry, or the start.
    pub chain: Digest32,
}

/// What the store keeps beside an entry's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Sequence of the entry, from 1 without gaps.
    pub sequence: u64,
    /// Digest of its text.
    pub leaf: Digest32,
    /// The chain up to and with it.
    pub chain: Digest32,
}

impl Head {
    /// The head of a ledger without entries.
    pub fn empty(workspace_id: &str) -> Self {
        Self { size: 0, chain: genesis(workspace_id) }
    }

    /// Links the next entry, whose canonical text is `entry`.
    pub fn append(self, entry: &str) -> Link {
        self.link(leaf_hash(entry.as_bytes()))
    }

    pub(crate) fn link(self, leaf: Digest32) -> Link {
        let chain = Sha256::new().chain_update([LINK]).chain_update(self.chain).chain_update(leaf).finalize().into();
        Link { sequence: self.size + 1, leaf, chain }
    }
}

impl Link {
    /// The head of the ledger that ends with this entry.
    pub fn head(&self) -> Head {
        Head { size: self.sequence, chain: self.chain }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    #[test]
    fn the_digests_are_those_that_the_format_says() {
        // python3: sha256(b"\0{}"), sha256(b"\3countersign ledger v1\0w"), sha256(b"\2" + genesis + leaf)
        let start = Head::empty("w");
        let link = start.append("{}");
        assert_eq!(HEXLOWER.encode(&link.leaf), "28a3a18f6cd6406b086e9ffda1f9b8a13dbcf44b0f3f32cb9031a11fd053acf9");
        assert_eq!(HEXLOWER.encode(&start.chain), "4fb734c9faf3053ac71148e6ae4e154b5f919048030b87899be25ddc3c4cb62a");
        assert_eq!(HEXLOWER.encode(&link.chain), "66399770618e4dc8d31dcaf8063b6332f056672b162c72dd64d37f85a8616214");
        assert_eq!(link.head(), Head { size: 1, chain: link.chain });
    }

    #[test]
    fn two_workspaces_have_two_chains() {
        assert_ne!(Head::empty("w").append("{}").chain, Head::empty("v").append("{}").chain);
    }
}
