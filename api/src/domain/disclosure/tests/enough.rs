use proptest::prelude::*;

use super::group;
use crate::domain::disclosure::{MinPeople, Respondents, enough, too_close};

/// So many respondents in each of several organizations.
fn sizes(sizes: &[u128]) -> Respondents {
    let each =
        (0..).zip(sizes).flat_map(|(of, size)| (0..*size).map(move |who| (of * 100 + who, of)));
    group(&each.collect::<Vec<_>>())
}

#[test]
fn enough_takes_people_organizations_and_a_rest() {
    for (people, min, holds) in [
        (&[][..], 4, false),
        (&[2, 1, 1], 4, false),
        (&[1, 1, 1, 1], 4, true),
        (&[1, 1, 1, 1], 5, false),
        (&[2, 2, 1], 5, true),
        (&[3, 1, 1], 5, false),
        (&[3, 3], 5, false),
        (&[17, 2, 1], 20, true),
        (&[18, 1, 1], 20, false),
        (&[16, 2, 1], 20, false),
    ] {
        let min = MinPeople::new(min).unwrap();
        assert_eq!(enough(&sizes(people), min), holds, "{people:?} of {min:?}");
    }
}

#[test]
fn a_cycle_asks_for_four_to_twenty() {
    for (asked, holds) in
        [(i32::MIN, false), (3, false), (4, true), (20, true), (21, false), (260, false)]
    {
        assert_eq!(MinPeople::new(asked).is_some(), holds, "{asked}");
    }
    assert_eq!(i32::from(MinPeople::default()), 5);
}

#[test]
fn a_respondent_counts_once_however_many_prompts_they_answered() {
    assert_eq!(group(&[(1, 1), (1, 1), (2, 1)]).people(), 2);
}

#[test]
fn one_late_answer_lies_too_close() {
    let before = sizes(&[2, 2, 2]);
    let later = sizes(&[3, 2, 2]);
    let others = group(&[(901, 1), (902, 1), (903, 2), (904, 2), (905, 3)]);
    let min = MinPeople::default();
    assert!(!too_close(&before, &before, min));
    assert!(too_close(&before, &later, min));
    assert!(too_close(&later, &before, min));
    assert!(!too_close(&before, &others, min), "nobody is in both, and all together are enough");
    assert!(!too_close(&sizes(&[]), &others, min));
}

/// Those who left and those who came are counted together: five replaced by nobody, or two by three.
#[test]
fn those_who_came_and_those_who_left_count_together() {
    let stay = [(1, 1), (2, 2), (3, 3)];
    let left = [(4, 1), (5, 2)];
    let came = [(6, 3), (7, 1), (8, 2)];
    let before = group(&[&stay[..], &left].concat());
    let min = MinPeople::default();
    assert!(!too_close(&before, &group(&[&stay[..], &came].concat()), min));
    assert!(too_close(&before, &group(&[&stay[..], &came[..2]].concat()), min));
}

fn any_group() -> impl Strategy<Value = Vec<(u128, u128)>> {
    prop::collection::vec((0..40_u128, 0..5_u128), 0..30)
}

proptest! {
    #[test]
    fn one_more_never_makes_too_few(told in any_group(), of in 0..6_u128, min in 4..=20) {
        let min = MinPeople::new(min).unwrap();
        let more: Vec<_> = told.iter().copied().chain([(99, of)]).collect();
        prop_assert!(!enough(&group(&told), min) || enough(&group(&more), min));
    }

    #[test]
    fn asking_for_fewer_never_makes_too_few(told in any_group(), min in 5..=20) {
        let (fewer, min) = (MinPeople::new(min - 1).unwrap(), MinPeople::new(min).unwrap());
        prop_assert!(!enough(&group(&told), min) || enough(&group(&told), fewer));
    }

    #[test]
    fn closeness_is_mutual(one in any_group(), other in any_group(), min in 4..=20) {
        let min = MinPeople::new(min).unwrap();
        let (one, other) = (group(&one), group(&other));
        prop_assert_eq!(too_close(&one, &other, min), too_close(&other, &one, min));
    }
}
