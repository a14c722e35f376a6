use proptest::prelude::*;

use super::group;
use crate::domain::disclosure::{Counted, MinPeople, Respondents, enough, lays_bare, too_close};

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
    let close = |one, other| too_close(one, other, &everybody(), min);
    assert!(!close(&before, &before));
    assert!(close(&before, &later));
    assert!(close(&later, &before));
    assert!(!close(&before, &others), "nobody is in both, and all together are enough");
    assert!(!close(&sizes(&[]), &others));
}

/// Those who left and those who came are counted together: five replaced by nobody, or two by three.
#[test]
fn those_who_came_and_those_who_left_count_together() {
    let stay = [(1, 1), (2, 2), (3, 3)];
    let left = [(4, 1), (5, 2)];
    let came = [(6, 3), (7, 1), (8, 2)];
    let before = group(&[&stay[..], &left].concat());
    let min = MinPeople::default();
    let close = |other: &[(u128, u128)]| too_close(&before, &group(other), &everybody(), min);
    assert!(!close(&[&stay[..], &came].concat()));
    assert!(close(&[&stay[..], &came[..2]].concat()));
}

fn everybody() -> Counted {
    (0..2000).map(uuid::Uuid::from_u128).collect()
}

/// The same people, each with the organization that they have in every group.
fn of_one_each(told: &[(u128, u128)]) -> Respondents {
    group(&told.iter().map(|(who, _)| (*who, who % 5)).collect::<Vec<_>>())
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
        let close = |one, other| too_close(one, other, &everybody(), min);
        prop_assert_eq!(close(&one, &other), close(&other, &one));
    }

    #[test]
    fn one_earlier_asking_lays_bare_where_it_lies_too_close(
        one in any_group(), other in any_group(), min in 4..=20,
    ) {
        let min = MinPeople::new(min).unwrap();
        let (one, other) = (of_one_each(&one), of_one_each(&other));
        prop_assume!(enough(&one, min));
        let close = too_close(&one, &other, &everybody(), min);
        prop_assert_eq!(lays_bare(&one, &[&other], &everybody(), min), close);
    }

    #[test]
    fn one_more_earlier_asking_never_covers(
        now in any_group(), earlier in prop::collection::vec(any_group(), 0..4), min in 4..=8,
    ) {
        let min = MinPeople::new(min).unwrap();
        let earlier: Vec<_> = earlier.iter().map(|it| of_one_each(it)).collect();
        let (now, earlier): (_, Vec<_>) = (of_one_each(&now), earlier.iter().collect());
        let bare = |earlier| lays_bare(&now, earlier, &everybody(), min);
        for few in 0..earlier.len() {
            prop_assert!(!bare(&earlier[..few]) || bare(&earlier));
        }
    }
}
