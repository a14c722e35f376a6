//! Where the calendar ends, and what holds for any text and any day.

use chrono::{Days, Month as Starts, NaiveDate};
use proptest::prelude::*;

use super::*;

fn any_day() -> impl Strategy<Value = Day> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    (0..109_572_u64).prop_map(move |days| Day(first.checked_add_days(Days::new(days)).unwrap()))
}

fn any_kind() -> impl Strategy<Value = PeriodType> {
    prop::sample::select(PeriodType::all().collect::<Vec<_>>())
}

fn any_start() -> impl Strategy<Value = Starts> {
    (1..=12_u8).prop_map(|month| Starts::try_from(month).unwrap())
}

#[test]
fn a_period_lies_wholly_between_the_first_day_and_the_last() {
    let table = [
        ("1900", Year, true),
        ("2199", Year, true),
        ("1900-W01", Week, true),
        ("2199-W52", Week, true),
        ("2200-W01", Week, false),
        // it would begin on 1899-07-01, or end on 2200-06-30
        ("FY1900", FiscalYear, false),
        ("FY1901", FiscalYear, true),
        ("FY2199", FiscalYear, true),
        ("FY2200", FiscalYear, false),
    ];
    for (text, kind, is_one) in table {
        assert_eq!(read(text, kind).is_ok(), is_one, "{text}");
    }
}

#[test]
fn there_is_none_before_the_first_and_none_after_the_last() {
    for kind in [PeriodType::Day, Month, Quarter, Half, Year] {
        let at = |text| Period::containing(kind, day(text), January).unwrap();
        assert_eq!(at("1900-01-01").previous(), None, "{kind}");
        assert_eq!(at("2199-12-31").next(), None, "{kind}");
    }
}

#[test]
fn an_interval_of_two_types_is_the_indicators() {
    let read = |kind| Period::read("2026-01-01/2026-12-31", kind, January).map(Period::code);
    assert_eq!(read(Year), Ok("2026".to_owned()));
    assert_eq!(read(FiscalYear), Ok("FY2026".to_owned()));
    let mismatch = PeriodError::PeriodTypeMismatch { expected: Month, found: Year };
    assert_eq!(read(Month), Err(mismatch));
}

#[test]
fn a_code_holds_no_interval() {
    let read = Period::read_code("2026-01-01/2026-03-31", Quarter, January);
    assert_eq!(read, Err(PeriodError::PeriodUnreadable));
}

#[test]
fn forms_that_nobody_writes_are_not_guessed() {
    let wrong = [
        "2026-W7",
        "2026W007",
        "2026-",
        "2026-1",
        "20261",
        "2026s1",
        "2026-Q0",
        "2026-H0",
        "2026W0",
        "FY",
        "FY026",
        "FY20260",
        "fy2026",
        "FY2O26",
        "+026",
        " 2026",
        "2026 ",
        "2026/2026",
        "/",
        "2026-03-31/2026-01-01",
        "20260101/20260331",
        "٢٠٢٦",
        "2026é",
        "é026",
    ];
    for text in wrong {
        assert_eq!(read(text, Month), Err(PeriodError::PeriodUnreadable), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,24}", kind in any_kind(), start in any_start()) {
        if let Ok(period) = Period::read(&text, kind, start) {
            prop_assert_eq!(Period::read(&period.code(), kind, start), Ok(period));
        }
    }

    #[test]
    fn any_period_is_read_from_its_code_and_from_its_days(
        day in any_day(),
        kind in any_kind(),
        start in any_start(),
    ) {
        let Some(period) = Period::containing(kind, day, start) else { return Ok(()) };
        prop_assert!(period.start() <= day && day <= period.end());
        prop_assert_eq!(Period::read_code(&period.code(), kind, start), Ok(period));
        let interval = format!("{}/{}", period.start(), period.end());
        prop_assert_eq!(Period::read(&interval, kind, start), Ok(period));
        let last = Period::containing(kind, period.end(), start);
        prop_assert_eq!(last, Some(period));
    }

    /// Two days of one period are no period apart, and each step counts one.
    #[test]
    fn distances_count_steps(
        day in any_day(),
        kind in any_kind(),
        start in any_start(),
        steps in 0..30_usize,
    ) {
        let Some(from) = Period::containing(kind, day, start) else { return Ok(()) };
        let reached = std::iter::successors(Some(from), |period| period.next()).nth(steps);
        let Some(to) = reached else { return Ok(()) };
        prop_assert_eq!(from.until(to), steps as i64);
        prop_assert_eq!(to.until(from), -(steps as i64));
    }
}
