use entity::types::OrganizationId;
use proptest::prelude::*;
use uuid::Uuid;

use super::ratio;
use crate::domain::figures::{Organizations, Ratio};
use crate::domain::prompts::Rating;

fn organizations(ratings: &[(u128, i32)]) -> Option<Organizations> {
    Organizations::of(ratings.iter().filter_map(|(of, rating)| {
        Some((OrganizationId(Uuid::from_u128(*of)), Rating::new(*rating)?))
    }))
}

/// Six of one organization, one of another, two of a third: pooled, the first would drown the rest.
#[test]
fn each_organization_weighs_the_same() {
    let ratings = [(1, 4), (1, 4), (1, 5), (1, 4), (1, 4), (1, 4), (2, 2), (3, 2), (3, 3)];
    let found = organizations(&ratings).unwrap();
    let medians: Vec<_> = found.organizations.iter().map(|one| one.median).collect();
    assert_eq!(medians, [ratio(4, 1), ratio(2, 1), ratio(5, 2)]);
    assert_eq!(found.median, ratio(5, 2));
    assert!(found.differ);
}

#[test]
fn organizations_differ_from_two_apart() {
    for (ratings, differ) in [
        (&[(1, 3)][..], false),
        (&[(1, 3), (2, 4)], false),
        (&[(1, 2), (2, 4)], true),
        (&[(1, 3), (1, 2), (2, 4)], false),
        (&[(1, 1), (2, 2), (3, 3)], true),
    ] {
        assert_eq!(organizations(ratings).map(|found| found.differ), Some(differ), "{ratings:?}");
    }
    assert_eq!(organizations(&[]), None);
}

proptest! {
    #[test]
    fn the_order_tells_nothing_of_the_values(
        ratings in prop::collection::vec((0..6_u128, 1..=5_i32), 1..30),
    ) {
        let found = organizations(&ratings).unwrap();
        prop_assert!(found.organizations.is_sorted_by_key(|one| one.organization));
        let within = |median| Ratio::ONE <= median && median <= Ratio::from(5);
        prop_assert!(within(found.median));
        prop_assert!(found.organizations.iter().all(|one| within(one.median)));
    }
}
