//! Van der Eijk's measure of agreement, exactly.

use super::Ratio;

/// How far ratings agree: −1 split to the ends, 0 spread evenly, 1 unanimous; none without ratings.
///
/// The counts are peeled into layers: the smallest count that is not zero is taken from every
/// category that is not empty, until nothing is left. Each layer's pattern has an agreement of its
/// own; A is their mean, weighted by how many ratings each layer holds.
///
/// Source: C. van der Eijk, "Measuring agreement in ordered rating scales", Quality and Quantity
/// 35 (2001), 325–341; the R package `agrmt` reckons the same.
pub(super) fn agreement(counts: &[u32]) -> Option<Ratio> {
    let total: i128 = counts.iter().map(|count| i128::from(*count)).sum();
    let mut left = counts.to_vec();
    let mut sum = Ratio::ZERO;
    while let Some(depth) = left.iter().copied().filter(|count| *count > 0).min() {
        let pattern: Vec<bool> = left.iter().map(|count| *count > 0).collect();
        let held = marks(&pattern) * i128::from(depth);
        sum = sum + of_pattern(&pattern)? * Ratio::of(held, total)?;
        left.iter_mut().for_each(|count| *count = count.saturating_sub(depth));
    }
    (total > 0).then_some(sum)
}

/// A layer's agreement: U · (1 − (S − 1) / (K − 1)) for S marks among K categories, where
/// U = ((K − 2) · TU − (K − 1) · TDU) / ((K − 2) · (TU + TDU)).
///
/// One mark gives 1, all marks give 0 (an even spread).
fn of_pattern(pattern: &[bool]) -> Option<Ratio> {
    let categories = i128::try_from(pattern.len()).ok()?;
    let marks = marks(pattern);
    if marks == 1 {
        return Some(Ratio::ONE);
    }
    if marks == categories {
        return Some(Ratio::ZERO);
    }
    let (unimodal, split) = triples(pattern);
    let peak = (categories - 2) * unimodal - (categories - 1) * split;
    let shape = Ratio::of(peak, (categories - 2) * (unimodal + split))?;
    Some(shape * Ratio::of(categories - marks, categories - 1)?)
}

fn marks(pattern: &[bool]) -> i128 {
    pattern.iter().map(|mark| i128::from(*mark)).sum()
}

/// TU, how many triples of categories agree (110 and 011), and TDU, how many do not (101).
fn triples(pattern: &[bool]) -> (i128, i128) {
    let (mut unimodal, mut split) = (0, 0);
    for (j, middle) in pattern.iter().enumerate() {
        let before = marks(pattern.get(..j).unwrap_or_default());
        let after = marks(pattern.get(j + 1..).unwrap_or_default());
        if *middle {
            let empty_before = i128::try_from(j).unwrap_or(0) - before;
            let empty_after = i128::try_from(pattern.len() - j - 1).unwrap_or(0) - after;
            unimodal += before * empty_after + empty_before * after;
        } else {
            split += before * after;
        }
    }
    (unimodal, split)
}
