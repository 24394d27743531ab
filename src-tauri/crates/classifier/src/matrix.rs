//! Sparse rows: the texts of one fit as features.

/// Rows of (feature, value).
#[derive(Debug, Clone)]
pub(crate) struct Rows {
    offsets: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Default for Rows {
    fn default() -> Self {
        Self { offsets: vec![0], entries: Vec::new() }
    }
}

impl Rows {
    /// Appends one row, written by `fill`.
    pub fn push(&mut self, fill: impl FnOnce(&mut Vec<(u32, f32)>)) {
        fill(&mut self.entries);
        self.offsets.push(self.entries.len());
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// One row.
    #[inline]
    pub fn row(&self, row: usize) -> &[(u32, f32)] {
        &self.entries[self.offsets[row]..self.offsets[row + 1]]
    }
}

/// Weights laid out feature by feature: one stretch of `stride` numbers per feature, one number per intent, padded
/// with zeros to whole vectors. The last stretch is the intercept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Weights {
    values: Vec<f32>,
    stride: usize,
    intents: usize,
}

/// Numbers that are handled together.
const LANES: usize = 8;

impl Weights {
    /// Zero weights.
    pub fn zeros(features: usize, intents: usize) -> Self {
        let stride = intents.div_ceil(LANES) * LANES;
        Self { values: vec![0.0; (features + 1) * stride], stride, intents }
    }

    /// Numbers per feature, padding included.
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// Intents.
    pub fn intents(&self) -> usize {
        self.intents
    }

    /// Features, without the intercept.
    pub fn features(&self) -> usize {
        self.values.len() / self.stride - 1
    }

    /// The weights of one feature; `features()` names the intercept.
    #[inline(always)]
    pub fn of(&self, feature: usize) -> &[f32] {
        &self.values[feature * self.stride..(feature + 1) * self.stride]
    }

    /// The same, to write.
    #[inline(always)]
    pub fn of_mut(&mut self, feature: usize) -> &mut [f32] {
        &mut self.values[feature * self.stride..(feature + 1) * self.stride]
    }

    /// scores ← intercept + Σ value · weights of the feature, in the order of `row`.
    pub fn scores(&self, row: &[(u32, f32)], scores: &mut [f32]) {
        scores.copy_from_slice(self.of(self.features()));
        for &(feature, value) in row {
            add_scaled(scores, self.of(feature as usize), value);
        }
    }

    /// The scores of all `rows`, row by row, without padding.
    pub fn scores_of(&self, rows: &Rows) -> Vec<f32> {
        let mut scores = vec![0.0; self.stride];
        let mut all = Vec::with_capacity(rows.len() * self.intents);
        for row in 0..rows.len() {
            self.scores(rows.row(row), &mut scores);
            all.extend_from_slice(&scores[..self.intents]);
        }
        all
    }
}

/// target ← target + factor · source, vector by vector; both are whole vectors long.
#[inline(always)]
pub(crate) fn add_scaled(target: &mut [f32], source: &[f32], factor: f32) {
    let (target, _) = target.as_chunks_mut::<LANES>();
    let (source, _) = source.as_chunks::<LANES>();
    for (t, s) in target.iter_mut().zip(source) {
        for lane in 0..LANES {
            t[lane] += s[lane] * factor;
        }
    }
}
