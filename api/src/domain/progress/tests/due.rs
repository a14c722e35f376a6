use super::super::due::until;
use super::*;

#[test]
fn a_value_that_was_due_is_missing_once_the_grace_is_over() {
    let values = monthly("2025-04", "64");
    let status = |today| assess(&up(), &values, day(today)).status;
    // May ends on the 31st and has 31 days of grace
    assert_ne!(status("2025-07-01"), Stale);
    assert_eq!(status("2025-07-02"), Stale);
}

#[test]
fn the_grace_is_the_periods_own_length_at_most_92_days_unless_it_is_set() {
    let until = |code, kind, grace_days| {
        let course = Course { grace_days, ..up() };
        until(&course, Period::read(code, kind, January).unwrap())
    };
    let table = [
        ("2026-02", PeriodType::Month, None, "2026-03-28"),
        ("2026-Q1", PeriodType::Quarter, None, "2026-06-29"),
        ("2026-Q3", PeriodType::Quarter, None, "2026-12-31"),
        ("2026", PeriodType::Year, None, "2027-04-02"),
        ("2026", PeriodType::Year, Some(0), "2026-12-31"),
        ("2026", PeriodType::Year, Some(100), "2027-04-10"),
    ];
    for (code, kind, grace, expected) in table {
        assert_eq!(until(code, kind, grace), Some(day(expected)), "{code} {grace:?}");
    }
}

#[test]
fn without_a_value_the_first_period_is_due() {
    let due = |first| assess(&Course { first, ..up() }, &[], day("2026-08-12")).due;
    assert_eq!(due(None), None);
    let may = due(Some(month("2026-05"))).unwrap();
    assert_eq!((may.period, may.until), (month("2026-05"), day("2026-07-01")));
}

/// What is added up is what lies after the baseline, so nothing before it is missing.
#[test]
fn of_what_is_added_up_the_first_period_after_the_baseline_is_due() {
    let baseline = Some((0.into(), day("2026-06-30")));
    let first = Some(month("2026-01"));
    let course = Course { counting: Counting::Cumulative, baseline, first, ..up() };
    let due = |values: &str| {
        let values = monthly("2026-01", values);
        assess(&course, &values, day("2026-11-24")).due.unwrap().period
    };
    assert_eq!(due("1 1 1 1 1 1"), month("2026-07"));
    assert_eq!(due("1 1 1 1 1 1 1"), month("2026-08"));
    assert_eq!(due("1"), month("2026-07"));
}

#[test]
fn a_value_that_was_given_before_its_period_was_over_is_not_due() {
    let values = monthly("2026-10", "50 55");
    assert_eq!(assess(&up(), &values, day("2026-11-24")).due.unwrap().period, month("2026-12"));
}
