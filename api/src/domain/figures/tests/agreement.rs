use proptest::prelude::*;

use super::ratio;
use crate::domain::figures::Ratio;
use crate::domain::figures::agreement::agreement;

/// Van der Eijk (2001) works this example, and `agrmt` gives it in its help: 0.6113333.
#[test]
fn the_published_example_comes_out() {
    let found = agreement(&[30, 40, 210, 130, 530, 50, 10]);
    assert_eq!(found.map(|a| a.decimal(7).to_string()), Some("0.6113333".to_owned()));
}

/// Worked by hand from the definition, layer by layer.
#[test]
fn small_groups_come_out_as_fractions() {
    for (counts, expected) in [
        ([0, 0, 0, 6, 0], ratio(1, 1)),
        ([0, 0, 1, 4, 1], ratio(3, 4)),
        ([0, 1, 2, 2, 1], ratio(5, 12)),
        ([1, 1, 0, 3, 1], ratio(13, 54)),
        ([0, 3, 0, 3, 0], ratio(1, 6)),
        ([1, 1, 1, 1, 1], ratio(0, 1)),
        ([2, 1, 0, 1, 2], ratio(-23, 54)),
        ([3, 0, 0, 0, 3], ratio(-1, 1)),
        ([1, 0, 0, 4, 0], ratio(13, 30)),
    ] {
        assert_eq!(agreement(&counts), Some(expected), "{counts:?}");
    }
}

#[test]
fn without_ratings_there_is_none() {
    assert_eq!(agreement(&[0; 5]), None);
    assert_eq!(agreement(&[]), None);
}

proptest! {
    #[test]
    fn it_lies_between_split_and_unanimous(counts in prop::collection::vec(0..1000_u32, 2..9)) {
        if let Some(a) = agreement(&counts) {
            prop_assert!(ratio(-1, 1) <= a && a <= Ratio::ONE, "{:?}", a);
            let unanimous = counts.iter().filter(|count| **count > 0).count() == 1;
            prop_assert_eq!(a == Ratio::ONE, unanimous);
        }
    }

    #[test]
    fn it_does_not_tell_one_end_from_the_other(counts in prop::collection::vec(0..1000_u32, 2..9)) {
        let mirrored: Vec<_> = counts.iter().rev().copied().collect();
        prop_assert_eq!(agreement(&counts), agreement(&mirrored));
    }

    #[test]
    fn it_does_not_tell_a_group_from_its_double(counts in prop::array::uniform5(0..1000_u32)) {
        prop_assert_eq!(agreement(&counts), agreement(&counts.map(|count| count * 2)));
    }

    #[test]
    fn exactness_holds_for_the_largest_groups(counts in prop::array::uniform5(any::<u32>())) {
        prop_assert!(agreement(&counts).is_none_or(|a| a <= Ratio::ONE));
    }
}
