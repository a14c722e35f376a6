mod due;
mod figures;
mod mark;
mod oracle;
mod projection;
mod trend;

use chrono::Month::January;
use entity::types::{PeriodType, ProgressStatus::*};
use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn figure(text: &str) -> Figure {
    number(text).into()
}

fn month(code: &str) -> Period {
    Period::read(code, PeriodType::Month, January).unwrap()
}

/// Values of one month after the other, from this one on; `-` for a month that was left out.
fn monthly(first: &str, values: &str) -> Vec<Observed> {
    let months = std::iter::successors(Some(month(first)), |month| month.next());
    let given = values.split(' ').zip(months).filter(|(value, _)| *value != "-");
    given.map(|(value, period)| Observed { period, value: Ok(number(value)) }).collect()
}

/// From 40 on 2024-01-01 to 100 by 2026-12-31.
fn up() -> Course {
    Course {
        direction: Direction::Increase,
        counting: Counting::Level,
        baseline: Some((40.into(), day("2024-01-01"))),
        aim: Aim::Targets {
            baseline: (40.into(), day("2024-01-01")),
            earlier: Vec::new(),
            last: Target { due_on: day("2026-12-31"), value: 100.into() },
            path: TargetPath::Linear,
        },
        grace_days: None,
        first: None,
        starts_on: None,
        least: None,
    }
}

fn kept(low: i32, high: i32) -> Course {
    let aim = Aim::Band(low.into(), high.into());
    Course { direction: Direction::Maintain, baseline: None, aim, ..up() }
}

fn at_half_way(value: &str) -> Assessment {
    let period = Period::read("2025-06-30", PeriodType::Day, January).unwrap();
    let value = Observed { period, value: Ok(number(value)) };
    let patient = Course { grace_days: Some(60), ..up() };
    assess(&patient, &[value], day("2025-07-15"))
}

/// 546 of 1095 days are gone: 40 + 60 · 546/1095 = 69.9178 is expected.
#[test]
fn what_is_expected_lies_on_the_line_by_days() {
    let progress = at_half_way("64");
    let expected = progress.expected.unwrap().number().round_dp(4).to_string();
    assert_eq!(expected, "69.9178");
    assert_eq!(progress.achieved_share, Some(figure("0.4")));
    assert_eq!(progress.expected_share, Some(figure("0.4986")));
}

#[test]
fn the_status_follows_what_is_done_of_what_was_expected() {
    let table = [
        ("100", Achieved),
        ("69.9", OnTrack),
        // short of what is expected by a twentieth of the whole way, and just more
        ("66.92", OnTrack),
        ("66.91", AtRisk),
        ("57.951", AtRisk),
        ("57.950", OffTrack),
        ("30", OffTrack),
    ];
    for (value, status) in table {
        assert_eq!(at_half_way(value).status, status, "{value}");
    }
}

#[test]
fn what_should_go_down_is_the_mirror_image() {
    let baseline = (Decimal::from(30), day("2024-01-01"));
    let last = Target { due_on: day("2026-12-31"), value: 10.into() };
    let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
    let down = Course { direction: Direction::Decrease, baseline: Some(baseline), aim, ..up() };
    let share = |value| assess(&down, &monthly("2025-06", value), day("2025-07-15")).achieved_share;
    assert_eq!(share("24"), Some(figure("0.3")));
    assert_eq!(share("36"), Some(figure("-0.3")));
    let status = |value| assess(&down, &monthly("2025-06", value), day("2025-07-15")).status;
    assert_eq!((status("10"), status("20"), status("29")), (Achieved, OnTrack, OffTrack));
}

#[test]
fn steps_expect_the_last_target_that_is_due() {
    let stepped = |day_of: &str| {
        let Aim::Targets { baseline, last, .. } = up().aim else { panic!() };
        let earlier = vec![Target { due_on: day("2025-01-01"), value: 60.into() }];
        let aim = Aim::Targets { baseline, earlier, last, path: TargetPath::Stepped };
        expected::expected(&aim, day(day_of)).unwrap().figure().number()
    };
    assert_eq!(stepped("2024-12-31"), 40.into());
    assert_eq!(stepped("2025-01-01"), 60.into());
    assert_eq!(stepped("2026-12-30"), 60.into());
    assert_eq!(stepped("2026-12-31"), 100.into());
    assert_eq!(stepped("2030-01-01"), 100.into());
    assert_eq!(stepped("2023-01-01"), 40.into());
}

#[test]
fn without_a_value_or_an_aim_nothing_is_judged() {
    assert_eq!(assess(&up(), &[], day("2025-07-15")).status, NoData);
    let running = monthly("2025-07", "64");
    assert_eq!(assess(&up(), &running, day("2025-07-31")).status, NoData);
    let aimless = Course { aim: Aim::Nothing, baseline: None, ..up() };
    let progress = assess(&aimless, &monthly("2025-06", "64"), day("2025-07-15"));
    assert_eq!((progress.status, progress.progressing), (NoTarget, None));
}

#[test]
fn what_is_said_to_be_not_applicable_or_withheld_is_not_missing() {
    let with = |absence| {
        let mut values = monthly("2025-04", "64");
        values.push(Observed { period: month("2025-05"), value: Err(absence) });
        assess(&up(), &values, day("2025-07-02")).status
    };
    assert_ne!(with(Absence::NotApplicable), Stale);
    assert_ne!(with(Absence::Withheld), Stale);
    assert_eq!(with(Absence::NotCollected), Stale);
}

#[test]
fn after_the_last_target_it_is_achieved_or_missed_and_never_stale() {
    let status = |values| assess(&up(), &monthly("2026-11", values), day("2030-01-01")).status;
    assert_eq!(status("90 99"), Missed);
    assert_eq!(status("90 100"), Achieved);
    // the first value at or after the target's date counts, and so does the latest
    assert_eq!(status("90 100 80"), Achieved);
    assert_eq!(status("90 99 100"), Achieved);
    assert_eq!(status("100 90 90"), Missed);
}

#[test]
fn what_is_counted_cumulatively_adds_up_since_the_baseline() {
    let baseline = (Decimal::ZERO, day("2024-12-31"));
    let last = Target { due_on: day("2025-12-31"), value: 120.into() };
    let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
    let course = Course { counting: Counting::Cumulative, baseline: Some(baseline), aim, ..up() };
    let progress = assess(&course, &monthly("2024-12", "99 10 12 8"), day("2025-04-10"));
    assert_eq!(progress.latest.unwrap().actual, 30.into());
    assert_eq!((progress.previous, progress.change), (Some(figure("22")), Some(figure("8"))));
    assert_eq!(progress.achieved_share, Some(figure("0.25")));
    assert_eq!(progress.status, OnTrack);
}

/// The sum has 16 digits, one more than are shown, and is short of the target by the last.
#[test]
fn a_sum_is_held_against_the_target_before_it_is_rounded() {
    let baseline = (Decimal::ZERO, day("2024-12-31"));
    let last = Target { due_on: day("2025-02-28"), value: number("1000000000000") };
    let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
    let course = Course { counting: Counting::Cumulative, baseline: Some(baseline), aim, ..up() };
    let status = |values| assess(&course, &monthly("2025-01", values), day("2025-03-10")).status;
    assert_eq!(status("999999999999.999 0.0009"), Missed);
    assert_eq!(status("999999999999.999 0.001"), Achieved);
}

#[test]
fn what_is_expected_is_shown_as_finely_as_the_targets() {
    let from = (number("0.00012"), day("2024-01-01"));
    let last = Target { due_on: day("2024-01-04"), value: number("0.00014") };
    let aim = Aim::Targets { baseline: from, earlier: vec![], last, path: TargetPath::Linear };
    let expected = expected::expected(&aim, day("2024-01-02")).unwrap();
    assert_eq!(expected.figure(), figure("0.0001267"));
}

#[test]
fn a_band_is_kept_or_left_by_a_little_or_by_more() {
    let status =
        |value| assess(&kept(10, 20), &monthly("2025-06", value), day("2025-07-15")).status;
    let table =
        [("10", OnTrack), ("20", OnTrack), ("21", AtRisk), ("9", AtRisk), ("21.1", OffTrack)];
    for (value, expected) in table {
        assert_eq!(status(value), expected, "{value}");
    }
}

#[test]
fn it_is_progressing_where_it_is_better_than_before_and_not_worsening() {
    let told = |values| assess(&up(), &monthly("2025-01", values), day("2025-07-10")).progressing;
    assert_eq!(told("50 49 48 47 46 45"), Some(false));
    assert_eq!(told("41 42 41 42 41 42"), Some(true));
    assert_eq!(told("39"), Some(false));
    let inside = assess(&kept(10, 20), &monthly("2025-06", "15"), day("2025-07-10"));
    assert_eq!(inside.progressing, Some(true));
}

#[test]
fn the_reason_tells_the_numbers_in_both_languages() {
    let progress = at_half_way("64");
    let said = |language| sentence(&up(), &progress, "families", language);
    let english =
        "64 families by 2025-06-30, where 69.9178 was expected on the way to 100 by 2026-12-31.";
    assert_eq!(said(entity::types::Language::En), english);
    assert!(said(entity::types::Language::Es).contains("se esperaba 69.9178"));
}

proptest! {
    /// More is never judged worse, where it should increase.
    #[test]
    fn more_is_never_worse(one in 0..200_i32, other in 0..200_i32) {
        let rank = |value: i32| match at_half_way(&value.to_string()).status {
            Achieved => 3, OnTrack => 2, AtRisk => 1, _ => 0,
        };
        let (less, more) = (one.min(other), one.max(other));
        prop_assert!(rank(less) <= rank(more));
    }

    /// A series and its mirror image have opposite S and the same p.
    #[test]
    fn a_mirrored_series_has_the_opposite_trend(values in prop::collection::vec(0..50_i32, 2..14)) {
        let of = |sign: i32| {
            let text: Vec<String> = values.iter().map(|value| (value * sign).to_string()).collect();
            let given = monthly("2024-01", &text.join(" "));
            assess(&up(), &given, day("2026-01-10")).tendency.unwrap()
        };
        let (there, back) = (of(1), of(-1));
        prop_assert_eq!(there.s, -back.s);
        prop_assert!((there.p - back.p).abs() < 1e-12);
        prop_assert!((0.0..=1.0).contains(&there.p));
    }
}

#[test]
fn the_definition_in_force_is_the_one_that_held_when_the_latest_value_was_taken() {
    let held = |from: Option<&str>| Held { from: from.map(day), course: up() };
    let definitions = Definitions {
        earlier: vec![held(None), held(Some("2025-03-01"))],
        present: held(Some("2025-06-01")),
    };
    let from = |values: &[Observed]| definitions.in_force(values, day("2025-07-15")).from;
    let table = [
        ("2025-02", None),
        ("2025-03", Some("2025-03-01")),
        ("2025-05", Some("2025-03-01")),
        ("2025-06", Some("2025-06-01")),
        // not over, so not judged
        ("2025-07", Some("2025-06-01")),
    ];
    for (month, expected) in table {
        assert_eq!(from(&monthly(month, "64")), expected.map(day), "{month}");
    }
    assert_eq!(from(&[]), Some(day("2025-06-01")), "without a value, today's");
    let late = Definitions { earlier: vec![], present: held(Some("2025-06-01")) };
    let first = late.in_force(&monthly("2025-02", "64"), day("2025-07-15")).from;
    assert_eq!(first, Some(day("2025-06-01")), "before any held, the first");
}
