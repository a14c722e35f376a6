//! What one value is read against.

use super::*;

fn at(course: &Course, period: &str, value: &str, today: &str) -> Mark {
    let observed = Observed { period: month(period), value: Ok(number(value)) };
    mark(course, observed, day(today))
}

#[test]
fn a_value_is_judged_by_itself_once_its_period_is_over() {
    for (period, value, today, status) in [
        ("2026-12", "100", "2027-01-05", Some(Achieved)),
        ("2026-12", "99", "2027-01-05", Some(Missed)),
        ("2025-06", "70", "2026-01-05", Some(OnTrack)),
        ("2025-06", "60", "2026-01-05", Some(AtRisk)),
        ("2025-06", "41", "2026-01-05", Some(OffTrack)),
        ("2025-06", "70", "2025-06-30", None),
    ] {
        assert_eq!(at(&up(), period, value, today).status, status, "{period} {value} {today}");
    }
    let sum = Course { counting: Counting::Cumulative, ..up() };
    assert_eq!(at(&sum, "2025-06", "70", "2026-01-05").status, None);
    assert_eq!(at(&kept(10, 20), "2025-06", "15", "2026-01-05").status, Some(OnTrack));
}

#[test]
fn the_next_target_is_the_first_that_is_due_then_or_later_else_the_last() {
    let first = Target { due_on: day("2025-06-30"), value: 60.into() };
    let Aim::Targets { baseline, last, path, .. } = up().aim else { unreachable!() };
    let aim = Aim::Targets { baseline, earlier: vec![first], last, path };
    for (on, is) in [("2025-06-30", first), ("2025-07-01", last), ("2027-06-30", last)] {
        assert_eq!(next_target(&aim, day(on)), Some(is));
    }
    assert_eq!(next_target(&Aim::Nothing, day("2025-06-30")), None);
}

#[test]
fn definitions_are_numbered_in_the_order_in_which_they_held() {
    let held = |from: Option<&str>| Held { from: from.map(day), course: up() };
    let earlier = vec![held(None), held(Some("2025-01-01"))];
    let all = Definitions { earlier, present: held(Some("2026-01-01")) };
    for (on, number) in [("2024-06-30", 1), ("2025-01-01", 2), ("2025-12-31", 2), ("2026-01-01", 3)]
    {
        assert_eq!(all.on(day(on)).0, number);
    }
    let late = Definitions { earlier: vec![], present: held(Some("2026-01-01")) };
    assert_eq!(late.on(day("2025-01-01")).0, 1);
}
