//! Figures to their last digit, and which values are judged at all.

use super::*;

/// 999999999999998.0000000005 and 0.4 more: the difference is told, though both have the same 15 digits.
#[test]
fn a_change_is_told_to_its_last_digit() {
    let baseline = (Decimal::ZERO, day("2024-12-31"));
    let course = Course { counting: Counting::Cumulative, baseline: Some(baseline), ..up() };
    let values = monthly("2025-01", "999999999999998 0.0000000005 0.4");
    let progress = assess(&course, &values, day("2025-04-10"));
    assert_eq!(progress.change, Some(figure("0.4")));
    assert_eq!(progress.latest.unwrap().actual.to_string(), "999999999999998.4000000005");
}

#[test]
fn shares_of_a_tiny_way_are_as_large_as_they_are() {
    let baseline = (Decimal::ZERO, day("2024-01-01"));
    let last = Target { due_on: day("2026-12-31"), value: number("0.0000000001") };
    let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
    let course = Course { baseline: Some(baseline), aim, ..up() };
    let progress = assess(&course, &monthly("2025-06", "100000000000000"), day("2025-07-15"));
    assert_eq!(progress.achieved_share.unwrap().number(), Number::from(10_u128.pow(24)));
}

/// From 0 on 2024-01-01 to 0.00012 by 2026-09-27, at the middle day.
#[test]
fn what_is_expected_has_four_digits_or_all_it_has() {
    let baseline = (Decimal::ZERO, day("2024-01-01"));
    let last = Target { due_on: day("2026-09-27"), value: number("0.00012") };
    let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
    let expected = expected::expected(&aim, day("2025-05-15")).unwrap();
    assert_eq!(expected.figure(), figure("0.00006"));
}

/// The last target is of June; the value for July is missing, and nobody waits for it.
#[test]
fn no_value_is_missing_that_is_due_after_the_last_target() {
    let baseline = (Decimal::from(40), day("2024-12-31"));
    let until = |end: &str| {
        let last = Target { due_on: day(end), value: 100.into() };
        let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
        let course = Course { baseline: Some(baseline), aim, ..up() };
        assess(&course, &monthly("2025-06", "90"), day("2025-12-31")).status
    };
    assert_eq!(until("2025-07-01"), Stale);
    assert_eq!(until("2025-06-30"), Missed);
    let weekly = Observed { period: month("2025-06"), value: Ok(90.into()) };
    let last = Target { due_on: day("2025-07-15"), value: 100.into() };
    let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
    let course = Course { baseline: Some(baseline), aim, ..up() };
    let said = Observed { period: month("2025-07"), value: Err(Absence::Withheld) };
    let progress = assess(&course, &[weekly, said], day("2025-12-31"));
    assert_eq!((progress.status, progress.due.unwrap().period), (OnTrack, month("2025-08")));
}

#[test]
fn values_from_before_the_indicator_starts_are_not_judged() {
    let course = Course { starts_on: Some(day("2025-03-01")), ..up() };
    let progress = assess(&course, &monthly("2025-01", "50 60"), day("2025-03-10"));
    assert_eq!(progress.status, NoData);
    let progress = assess(&course, &monthly("2025-01", "50 60 70"), day("2025-04-10"));
    assert_eq!((progress.latest.unwrap().actual, progress.previous), (70.into(), None));
}
