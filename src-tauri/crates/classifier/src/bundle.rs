//! The model as bytes: magic, a readable header in JSON, terms, weights, and the SHA-256 of all of it.
//!
//! ```text
//! "CSGNCLS2" · u32 length · header (JSON) · u32 terms · per term: u8 block, u8 length, UTF-8 text, f64 idf
//! · per term and once for the intercept, per intent: f16 weight
//! · u32 records · per record: u16 label (65535: none), f64 its probability, f64 out-of-scope score,
//!   u8 candidates, per candidate u16 intent, f64 probability, u8 groups, per group u16
//! · 32 bytes SHA-256 of everything before
//! ```
//! Numbers are little-endian. Hashes of terms are not stored but computed from their text, so a vocabulary means what
//! it says. Reading checks everything that prediction relies on.

use crate::error::{Error, Result};
use crate::half::{from_half, to_half};
use crate::matrix::Weights;
use crate::model::{Header, Model};
use crate::ngrams::{self, Block, FEATURE_SET_VERSION};
use crate::records::{Record, Records};
use crate::table::Table;
use crate::vocabulary::{Term, Vocabulary};
use countersign_domain::ModelVersion;
use sha2::{Digest, Sha256};

const MAGIC: &[u8] = b"CSGNCLS2";
/// Without records and circumstances.
const EARLIER: &[u8] = b"CSGNCLS1";
const DIGEST: usize = 32;

/// Puts a model together; weights are rounded to what the bundle keeps.
pub(crate) fn assemble(
    header: Header,
    vocabulary: Vocabulary,
    mut weights: Weights,
    records: Records,
) -> Result<Model> {
    for feature in 0..=weights.features() {
        for weight in weights.of_mut(feature) {
            *weight = from_half(to_half(*weight)).ok_or(Error::Bundle { reason: "a weight is not a number" })?;
        }
    }
    let version = version_of(&encode(&header, &vocabulary, &weights, &records));
    let table = Table::new(vocabulary.terms.iter().map(|term| term.hash))
        .ok_or(Error::Bundle { reason: "two terms cannot be told apart" })?;
    Ok(Model { header, vocabulary, weights, table, records, version })
}

fn version_of(bytes: &[u8]) -> ModelVersion {
    use std::fmt::Write;
    let digest = Sha256::digest(bytes);
    ModelVersion::new(digest.iter().fold(String::with_capacity(2 * DIGEST), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    }))
}

/// The bundle of a model.
pub(crate) fn encode(header: &Header, vocabulary: &Vocabulary, weights: &Weights, records: &Records) -> Vec<u8> {
    let json = serde_json::to_vec(header).expect("a header has only strings and finite numbers");
    let mut out = Vec::with_capacity(json.len() + vocabulary.terms.len() * (16 + 2 * weights.intents()));
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&(json.len() as u32).to_le_bytes());
    out.extend_from_slice(&json);
    out.extend_from_slice(&(vocabulary.terms.len() as u32).to_le_bytes());
    for term in &vocabulary.terms {
        out.push(term.block as u8);
        out.push(term.text.len() as u8);
        out.extend_from_slice(term.text.as_bytes());
        out.extend_from_slice(&term.idf.to_le_bytes());
    }
    for feature in 0..=weights.features() {
        for &weight in &weights.of(feature)[..weights.intents()] {
            out.extend_from_slice(&to_half(weight).to_le_bytes());
        }
    }
    out.extend_from_slice(&(records.rows.len() as u32).to_le_bytes());
    records.rows.iter().for_each(|row| encode_record(row, &mut out));
    let digest = Sha256::digest(&out);
    out.extend_from_slice(&digest);
    out
}

fn encode_record(row: &Record, out: &mut Vec<u8>) {
    out.extend_from_slice(&row.truth.unwrap_or(NO_LABEL).to_le_bytes());
    out.extend_from_slice(&row.truth_probability.to_le_bytes());
    out.extend_from_slice(&row.out_of_scope_score.to_le_bytes());
    out.push(row.candidates.len() as u8);
    for (intent, probability) in &row.candidates {
        out.extend_from_slice(&intent.to_le_bytes());
        out.extend_from_slice(&probability.to_le_bytes());
    }
    out.push(row.groups.len() as u8);
    row.groups.iter().for_each(|group| out.extend_from_slice(&group.to_le_bytes()));
}

/// Stands for a label that the model does not know.
const NO_LABEL: u16 = u16::MAX;

fn refuse<T>(reason: &'static str) -> Result<T> {
    Err(Error::Bundle { reason })
}

/// Reads a bundle.
pub(crate) fn decode(bytes: &[u8]) -> Result<Model> {
    let Some((content, digest)) = bytes.split_last_chunk::<DIGEST>() else { return refuse("too short") };
    let mut reader = Reader(content);
    match reader.take(MAGIC.len())? {
        MAGIC => {}
        EARLIER => return refuse("made by an earlier version; train again"),
        _ => return refuse("unknown format"),
    }
    if Sha256::digest(content)[..] != digest[..] {
        return refuse("the digest does not fit the content");
    }
    let length = reader.u32()? as usize;
    let Ok(header) = serde_json::from_slice::<Header>(reader.take(length)?) else { return refuse("unreadable header") };
    check_header(&header)?;
    let terms = reader.u32()? as usize;
    // A term takes ten bytes at least, so a wrong count cannot ask for more memory than the bundle has.
    if terms > content.len() / 10 {
        return refuse("too many terms");
    }
    let terms = (0..terms).map(|_| reader.term()).collect::<Result<Vec<Term>>>()?;
    let weights = reader.weights(terms.len(), header.intents.len())?;
    let records = reader.records(&header)?;
    if !reader.0.is_empty() {
        return refuse("trailing bytes");
    }
    let vocabulary = Vocabulary { terms, unseen_idf: header.unseen_idf };
    let Some(table) = Table::new(vocabulary.terms.iter().map(|term| term.hash)) else {
        return refuse("two terms cannot be told apart");
    };
    let model = Model { header, vocabulary, weights, table, records, version: version_of(bytes) };
    // A header may be written in more than one way; only the way of this program is one version.
    if model.to_bytes() != bytes { refuse("not in canonical form") } else { Ok(model) }
}

fn check_header(header: &Header) -> Result<()> {
    if header.feature_set_version != FEATURE_SET_VERSION {
        return refuse("another definition of features");
    }
    if header.intents.len() > usize::from(u16::MAX) || !header.groups.is_sorted_by(|a, b| a < b) {
        return refuse("names cannot be numbered");
    }
    if header.intents.len() < 2 || !header.intents.is_sorted_by(|a, b| a < b) {
        return refuse("intents are not sorted and different");
    }
    if !(header.calibration.is_sound() && header.unseen_idf.is_finite() && header.unseen_idf > 0.0) {
        return refuse("a setting is out of range");
    }
    if !header.scope.is_sound() {
        return refuse("quantiles are not ascending");
    }
    Ok(())
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let Some((taken, rest)) = self.0.split_at_checked(length) else { return refuse("too short") };
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| Error::Bundle { reason: "too short" })
    }

    fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    fn u16(&mut self) -> Result<u16> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    fn u8(&mut self) -> Result<u8> {
        let [byte] = self.array()?;
        Ok(byte)
    }

    /// A share.
    fn share(&mut self) -> Result<f64> {
        let share = f64::from_le_bytes(self.array()?);
        if (0.0..=1.0).contains(&share) { Ok(share) } else { refuse("a share is out of range") }
    }

    fn records(&mut self, header: &Header) -> Result<Records> {
        let rows = self.u32()? as usize;
        // A record takes thirty bytes at least.
        if rows > self.0.len() / 30 {
            return refuse("too many records");
        }
        let rows = (0..rows).map(|_| self.record(header)).collect::<Result<Vec<Record>>>()?;
        Ok(Records { groups: header.groups.clone(), rows })
    }

    fn record(&mut self, header: &Header) -> Result<Record> {
        let known = |number: u16, names: &[String]| {
            if usize::from(number) < names.len() { Ok(number) } else { refuse("a record names nothing") }
        };
        let truth = match self.u16()? {
            NO_LABEL => None,
            truth => Some(known(truth, &header.intents)?),
        };
        let (truth_probability, out_of_scope_score) = (self.share()?, self.share()?);
        let candidates = match self.u8()? {
            count @ 1.. => (0..count).map(|_| Ok((known(self.u16()?, &header.intents)?, self.share()?))).collect(),
            0 => refuse("a record without a prediction"),
        };
        let groups = (0..self.u8()?).map(|_| known(self.u16()?, &header.groups)).collect::<Result<Vec<u16>>>()?;
        Ok(Record { candidates: candidates?, truth, truth_probability, out_of_scope_score, groups })
    }

    fn term(&mut self) -> Result<Term> {
        let &[block, length] = self.take(2)? else { return refuse("too short") };
        let block = match block {
            0 => Block::Words,
            1 => Block::Characters,
            2 => Block::Circumstances,
            _ => return refuse("unknown kind of term"),
        };
        let Ok(text) = std::str::from_utf8(self.take(length as usize)?) else { return refuse("a term is not text") };
        let idf = f64::from_le_bytes(self.array()?);
        if !(idf.is_finite() && idf > 0.0) {
            return refuse("an idf is out of range");
        }
        Ok(Term { hash: ngrams::hash_of_spelling(text, block), block, text: text.to_owned(), idf })
    }

    fn weights(&mut self, terms: usize, intents: usize) -> Result<Weights> {
        let Some(length) = (terms + 1).checked_mul(2 * intents) else { return refuse("too many weights") };
        let halves = self.take(length)?;
        let mut weights = Weights::zeros(terms, intents);
        for (feature, row) in halves.chunks_exact(2 * intents).enumerate() {
            for (weight, half) in weights.of_mut(feature).iter_mut().zip(row.chunks_exact(2)) {
                let half = u16::from_le_bytes([half[0], half[1]]);
                *weight = from_half(half).ok_or(Error::Bundle { reason: "a weight is not a number" })?;
            }
        }
        Ok(weights)
    }
}
