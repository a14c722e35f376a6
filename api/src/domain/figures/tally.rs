//! The ratings of one prompt, counted.

use entity::types::{ConsensusLabel, Decimal};

use super::Ratio;
use super::agreement::agreement;
use crate::domain::prompts::Rating;

/// To how many places a computed figure is shown.
const PLACES: u32 = 4;

/// Below how many ratings agreement gets no label: by chance alone, ratings of groups of four
/// reach an agreement of 0.5 in 31 % of all cases.
const LABELLED_FROM: u32 = 5;

/// The ratings of one prompt, one a respondent: never empty, all figures exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    counts: [u32; 5],
    n: u32,
    median: Ratio,
    level: Ratio,
    consensus: Ratio,
}

impl Tally {
    /// Counts ratings; none where there are none.
    pub fn of(ratings: impl IntoIterator<Item = Rating>) -> Option<Self> {
        let mut counts = [0; 5];
        for rating in ratings {
            if let Some(count) = counts.get_mut(rating.index()) {
                *count += 1;
            }
        }
        Self::from_counts(counts)
    }

    /// Takes how many gave each rating, 1 to 5, as they were kept; none where nobody did.
    pub fn from_counts(counts: [u32; 5]) -> Option<Self> {
        let n = counts.iter().try_fold(0_u32, |sum, count| sum.checked_add(*count))?;
        let above_least: i128 =
            (0..).zip(counts).map(|(step, count)| step * i128::from(count)).sum();
        Some(Self {
            counts,
            n,
            median: median(&counts, n)?,
            // (mean − 1) / 4 × 100, where mean − 1 is the sum of steps above 1, divided by n.
            level: Ratio::of(above_least * 25, n)?,
            consensus: agreement(&counts)?,
        })
    }

    /// How many gave each rating, 1 to 5.
    pub fn counts(&self) -> [u32; 5] {
        self.counts
    }

    /// How many rated.
    pub fn n(&self) -> u32 {
        self.n
    }

    /// The middle rating, for an even number the midpoint of the two in the middle; 1 to 5.
    pub fn median(&self) -> Ratio {
        self.median
    }

    /// (mean − 1) / 4 × 100; 0 to 100.
    pub fn level(&self) -> Ratio {
        self.level
    }

    /// Van der Eijk's A: −1 split to the ends, 0 spread evenly, 1 unanimous.
    pub fn consensus(&self) -> Ratio {
        self.consensus
    }

    /// `shared` where A is 0.6 or more, `split` where it is below 0, else `mixed`; none below five
    /// ratings.
    pub fn label(&self) -> Option<ConsensusLabel> {
        // A ≥ 0.6, said in whole numbers: 5 A ≥ 3.
        let shared = self.consensus * Ratio::from(5) >= Ratio::from(3);
        let label = match self.consensus {
            _ if shared => ConsensusLabel::Shared,
            a if a < Ratio::ZERO => ConsensusLabel::Split,
            _ => ConsensusLabel::Mixed,
        };
        (self.n >= LABELLED_FROM).then_some(label)
    }

    /// The figures as they are shown: to 4 decimals, halves away from zero.
    pub fn figures(&self) -> RoundedFigures {
        RoundedFigures {
            counts: self.counts,
            n: self.n,
            median: self.median.decimal(PLACES),
            level: self.level.decimal(PLACES),
            consensus: self.consensus.decimal(PLACES),
            consensus_label: self.label(),
        }
    }
}

/// The figures of a rated prompt, rounded for showing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundedFigures {
    /// How many gave each rating, 1 to 5.
    pub counts: [u32; 5],
    /// How many rated.
    pub n: u32,
    /// The middle rating, 1 to 5.
    pub median: Decimal,
    /// How high the ratings lie, 0 to 100.
    pub level: Decimal,
    /// How far they agree, −1 to 1.
    pub consensus: Decimal,
    /// The same in a word; none below five ratings.
    pub consensus_label: Option<ConsensusLabel>,
}

fn median(counts: &[u32; 5], n: u32) -> Option<Ratio> {
    let lower = rating_at(counts, n.checked_sub(1)? / 2)?;
    let upper = rating_at(counts, n / 2)?;
    Some(lower.midpoint(upper))
}

/// The rating at a place, from 0, among all of them in order.
fn rating_at(counts: &[u32; 5], place: u32) -> Option<Ratio> {
    let up_to = counts.iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    });
    (1..).zip(up_to).find(|(_, up_to)| *up_to > place).map(|(rating, _)| Ratio::from(rating))
}

/// Prompts in the order in which they are worth talking about: lowest consensus first, then lowest
/// level, then position; those that are suppressed or unrated last.
pub fn first_to_discuss<P: Ord>(prompts: impl IntoIterator<Item = (P, Option<Tally>)>) -> Vec<P> {
    let mut prompts: Vec<_> = prompts
        .into_iter()
        .map(|(position, tally)| {
            let figures = tally.map(|tally| (tally.consensus(), tally.level()));
            (figures.is_none(), figures, position)
        })
        .collect();
    prompts.sort();
    prompts.into_iter().map(|(.., position)| position).collect()
}
