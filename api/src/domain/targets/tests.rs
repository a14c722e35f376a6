use super::DefinitionError::*;
use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn target(due_on: &str, value: i32) -> Target {
    Target { due_on: day(due_on), value: value.into() }
}

/// Up from 40 at the start of 2024.
fn up(targets: &[Target]) -> DefinitionFacts<'_> {
    DefinitionFacts {
        direction: Direction::Increase,
        measure: Measure::Count,
        counting: Counting::Level,
        baseline: Some((40.into(), day("2024-01-01"))),
        band: None,
        targets,
    }
}

#[test]
fn targets_run_from_the_baseline_and_may_stand_still() {
    let targets = [target("2024-12-31", 60), target("2025-12-31", 60), target("2026-12-31", 100)];
    assert_eq!(errors(&up(&targets)), []);
}

#[test]
fn each_fault_of_each_target_is_named() {
    let targets = [target("2024-01-01", 30), target("2023-06-30", 20)];
    let expected = [
        TargetsNotInOrder(0),
        TargetAgainstDirection(0),
        TargetsNotInOrder(1),
        TargetAgainstDirection(1),
    ];
    assert_eq!(errors(&up(&targets)), expected);
}

#[test]
fn targets_without_a_baseline_are_still_held_against_each_other() {
    let targets = [target("2025-12-31", 60), target("2025-12-31", 50)];
    let without = DefinitionFacts { baseline: None, ..up(&targets) };
    let expected = [BaselineMissing, TargetsNotInOrder(1), TargetAgainstDirection(1)];
    assert_eq!(errors(&without), expected);
}

#[test]
fn downwards_is_the_mirror_image() {
    let targets = [target("2024-12-31", 50), target("2025-12-31", 10)];
    let down = DefinitionFacts { direction: Direction::Decrease, ..up(&targets) };
    assert_eq!(errors(&down), [TargetAgainstDirection(0)]);
}

#[test]
fn the_last_target_is_somewhere_else() {
    let targets = [target("2024-12-31", 40)];
    assert_eq!(errors(&up(&targets)), [TargetIsBaseline(0)]);
}

#[test]
fn targets_need_a_baseline_and_no_band() {
    let targets = [target("2024-12-31", 60)];
    let band = Some((1.into(), 2.into()));
    let without = DefinitionFacts { baseline: None, band, ..up(&targets) };
    assert_eq!(errors(&without), [BandOfMoving, BaselineMissing]);
}

#[test]
fn what_is_maintained_has_a_band_and_no_targets() {
    let targets = [target("2024-12-31", 60)];
    let kept = |band| DefinitionFacts { direction: Direction::Maintain, band, ..up(&targets) };
    assert_eq!(errors(&kept(None)), [BandMissing, TargetsOfMaintained]);
    assert_eq!(errors(&kept(Some((2.into(), 1.into())))), [BandReversed, TargetsOfMaintained]);
    let whole = DefinitionFacts { targets: &[], ..kept(Some((1.into(), 1.into()))) };
    assert_eq!(errors(&whole), []);
}

#[test]
fn only_what_adds_up_is_counted_cumulatively_and_from_zero() {
    let cumulative = DefinitionFacts { counting: Counting::Cumulative, ..up(&[]) };
    assert_eq!(errors(&cumulative), [CumulativeBaselineNotZero]);
    let other = DefinitionFacts { measure: Measure::Other, baseline: None, ..cumulative };
    assert_eq!(errors(&other), [CumulativeNotAdding]);
}

#[test]
fn a_definition_follows_the_present_one_from_a_later_day_on_and_else_corrects_it() {
    let (may, june) = (day("2026-05-01"), day("2026-06-01"));
    let table = [
        (None, None, Ok(Succession::Corrects)),
        (Some(may), None, Ok(Succession::Corrects)),
        (Some(may), Some(may), Ok(Succession::Corrects)),
        (None, Some(may), Ok(Succession::Follows(may))),
        (Some(may), Some(june), Ok(Succession::Follows(june))),
        (Some(june), Some(may), Err(HoldsTooEarly(june))),
    ];
    for (present, wanted, expected) in table {
        assert_eq!(succession(present, wanted), expected, "{present:?} {wanted:?}");
    }
}
