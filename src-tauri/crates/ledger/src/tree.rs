//! Merkle tree hash of RFC 6962 section 2.1, over digests that are already there.

use sha2::{Digest, Sha256};

use crate::chain::{Digest32, leaf_hash};

const NODE: u8 = 1;

/// Root over the digests of a batch's rows, each taken as one leaf's data.
///
/// The number of digests is part of what the root says; of none it is SHA-256 of nothing (RFC 6962 section 2.1).
pub fn root(digests: &[Digest32]) -> Digest32 {
    let leaves: Vec<_> = digests.iter().map(|digest| leaf_hash(digest)).collect();
    root_of_leaves(&leaves)
}

/// Root over leaf hashes ([`leaf_hash`]), left to right.
pub fn root_of_leaves(leaves: &[Digest32]) -> Digest32 {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(largest_power_of_two_below(leaves.len()));
            let node = Sha256::new().chain_update([NODE]).chain_update(root_of_leaves(left));
            node.chain_update(root_of_leaves(right)).finalize().into()
        }
    }
}

/// For n ≥ 2 the largest power of two that is smaller than n.
fn largest_power_of_two_below(n: usize) -> usize {
    n.next_power_of_two() / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    /// Leaves and roots of the reference tests of certificate-transparency (`merkletree/merkle_tree_test.cc`).
    const LEAVES: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_reference_vectors_hold() {
        let decode = |hex: &str| HEXLOWER.decode(hex.as_bytes()).expect("a test writes hexadecimal");
        let leaves: Vec<_> = LEAVES.iter().map(|leaf| leaf_hash(&decode(leaf))).collect();
        for (n, expected) in ROOTS.iter().enumerate() {
            assert_eq!(HEXLOWER.encode(&root_of_leaves(&leaves[..n])), *expected, "the first {n} leaves");
        }
    }

    #[test]
    fn a_root_depends_on_order_number_and_every_digest() {
        let digests: Vec<Digest32> = (0..7).map(|i| [i; 32]).collect();
        let whole = root(&digests);
        assert_ne!(whole, root(&digests[..6]), "number");
        for i in 0..7 {
            let mut changed = digests.clone();
            changed[i][31] ^= 1;
            assert_ne!(whole, root(&changed), "digest {i}");
            let mut swapped = digests.clone();
            swapped.swap(i, (i + 1) % 7);
            assert_ne!(whole, root(&swapped), "order of {i}");
        }
        let nested = root(&[root(&digests[..4]), root(&digests[4..])]);
        assert_ne!(whole, nested, "an inner node must not pass for a leaf");
    }
}
