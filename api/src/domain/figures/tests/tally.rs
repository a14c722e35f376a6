use entity::types::ConsensusLabel::{Mixed, Shared, Split};
use proptest::prelude::*;

use super::ratio;
use crate::domain::figures::{Ratio, Tally, first_to_discuss};
use crate::domain::prompts::Rating;

fn tally(counts: [u32; 5]) -> Tally {
    Tally::from_counts(counts).unwrap()
}

#[test]
fn the_median_of_an_even_number_is_the_midpoint() {
    for (counts, twice) in [
        ([0, 0, 3, 3, 0], 7),
        ([0, 1, 2, 2, 1], 7),
        ([1, 1, 0, 3, 1], 8),
        ([0, 3, 0, 3, 0], 6),
        ([2, 1, 0, 1, 2], 6),
        ([1, 0, 0, 0, 1], 6),
        ([0, 0, 0, 0, 1], 10),
        ([1, 1, 0, 0, 0], 3),
    ] {
        assert_eq!(tally(counts).median(), ratio(twice, 2), "{counts:?}");
    }
}

#[test]
fn the_level_runs_from_0_to_100() {
    assert_eq!(tally([4, 0, 0, 0, 0]).level(), ratio(0, 1));
    assert_eq!(tally([0, 0, 0, 0, 4]).level(), ratio(100, 1));
    assert_eq!(tally([1, 0, 0, 0, 1]).level(), ratio(50, 1));
    // The mean of 4, 4, 5, 2, 2, 3 is 10/3.
    assert_eq!(tally([0, 2, 1, 2, 1]).level(), ratio(175, 3));
}

#[test]
fn a_label_needs_five_ratings() {
    for (counts, label) in [
        ([0, 0, 0, 4, 0], None),
        ([0, 0, 0, 5, 0], Some(Shared)),
        ([0, 0, 1, 4, 1], Some(Shared)),
        ([0, 1, 2, 2, 1], Some(Mixed)),
        ([1, 1, 1, 1, 1], Some(Mixed)),
        ([2, 1, 0, 1, 2], Some(Split)),
    ] {
        assert_eq!(tally(counts).label(), label, "{counts:?}");
    }
}

/// 0.6 itself is shared, and what rounds to 0.6 but lies below is not.
#[test]
fn the_limit_is_compared_exactly() {
    let mut on_limit = 0;
    for code in 0..6_u32.pow(5) {
        let counts = [0, 1, 2, 3, 4].map(|place| code / 6_u32.pow(place) % 6);
        let Some(found) = Tally::from_counts(counts).filter(|found| found.n() >= 5) else {
            continue;
        };
        let limit = ratio(3, 5);
        on_limit += u32::from(found.consensus() == limit);
        assert_eq!(found.label() == Some(Shared), found.consensus() >= limit, "{counts:?}");
        assert_eq!(found.label() == Some(Split), found.consensus() < Ratio::ZERO, "{counts:?}");
    }
    assert!(on_limit > 0, "no group lies on the limit, so this tells nothing of it");
}

#[test]
fn figures_are_shown_to_four_decimals() {
    let figures = tally([2, 1, 0, 1, 2]).figures();
    assert_eq!(figures.consensus.to_string(), "-0.4259");
    assert_eq!(figures.median.to_string(), "3");
    assert_eq!(tally([0, 2, 1, 2, 1]).figures().level.to_string(), "58.3333");
}

#[test]
fn halves_are_rounded_away_from_zero() {
    for (num, den, shown) in [
        (1, 8, "0.13"),
        (-1, 8, "-0.13"),
        (1, 3, "0.33"),
        (-2, 3, "-0.67"),
        (0, 7, "0"),
        (5, 1, "5"),
    ] {
        assert_eq!(ratio(num, den).decimal(2).to_string(), shown);
    }
}

#[test]
fn the_least_agreed_comes_first_and_the_unrated_last() {
    let split = tally([3, 0, 0, 0, 3]);
    let (low, high) = (tally([0, 6, 0, 0, 0]), tally([0, 0, 0, 6, 0]));
    let prompts =
        [(1, None), (2, Some(high)), (3, Some(low)), (4, Some(split)), (5, Some(low)), (6, None)];
    assert_eq!(first_to_discuss(prompts), [4, 3, 5, 2, 1, 6]);
}

proptest! {
    #[test]
    fn counting_ratings_and_reading_counts_agree(ratings in prop::collection::vec(1..=5_i32, 1..40)) {
        let found = Tally::of(ratings.iter().filter_map(|rating| Rating::new(*rating))).unwrap();
        prop_assert_eq!(Tally::from_counts(found.counts()), Some(found));
        prop_assert_eq!(found.n() as usize, ratings.len());
        // The same, reckoned the plain way.
        let mut sorted = ratings.clone();
        sorted.sort();
        let middle = sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2];
        prop_assert_eq!(found.median(), ratio(middle, 2));
        let sum: i32 = ratings.iter().sum();
        let n = i32::try_from(ratings.len()).unwrap();
        prop_assert_eq!(found.level(), ratio((sum - n) * 25, n));
    }
}
