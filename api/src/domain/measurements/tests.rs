use chrono::Month;
use entity::types::PeriodType;

use super::MeasurementError::*;
use super::*;
use crate::domain::periods::Period;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn october() -> Period {
    Period::read("2026-10", PeriodType::Month, Month::January).unwrap()
}

fn on(today: &str) -> MeasurementKey {
    MeasurementKey {
        measure: Measure::Count,
        period: Ok(october()),
        today: day(today),
        starts_on: None,
    }
}

fn given(value: Option<i32>) -> Observation<Option<ValueStatus>> {
    Observation { value: value.map(Decimal::from), absence: None, status: None, note: None }
}

fn there(value: i32, status: ValueStatus) -> Observation<ValueStatus> {
    Observation { value: Some(value.into()), absence: None, status, note: None }
}

#[test]
fn what_is_not_said_of_certainty_follows_from_the_period() {
    let (running, over) = ("2026-10-31", "2026-11-01");
    let status = |today| match decide(on(today), given(Some(3)), None, false).unwrap() {
        Decision::Create(wanted) => wanted.status,
        other => panic!("{other:?}"),
    };
    assert_eq!(status(running), ValueStatus::Provisional);
    assert_eq!(status(over), ValueStatus::Final);
}

#[test]
fn the_same_again_is_unchanged_on_any_day() {
    let provisional = there(3, ValueStatus::Provisional);
    for today in ["2026-10-31", "2026-11-01"] {
        let again = decide(on(today), given(Some(3)), Some(&provisional), false);
        assert_eq!(again, Ok(Decision::Leave), "{today}");
    }
    let said = Observation { status: Some(ValueStatus::Final), ..given(Some(3)) };
    let settled = decide(on("2026-11-01"), said, Some(&provisional), false);
    assert_eq!(settled, Ok(Decision::Correct(there(3, ValueStatus::Final))));
}

#[test]
fn what_is_there_can_be_corrected_though_the_indicator_starts_later_now() {
    let key = MeasurementKey { starts_on: Some(day("2027-01-01")), ..on("2026-11-01") };
    let starts_on = day("2027-01-01");
    let refused = vec![Period(PeriodError::PeriodBeforeStart { starts_on })];
    assert_eq!(decide(key, given(Some(3)), None, false), Err(refused));
    assert!(decide(key, given(Some(3)), Some(&there(4, ValueStatus::Provisional)), false).is_ok());
}

#[test]
fn a_final_value_waits_until_the_last_day_is_over() {
    let wanted = Observation { status: Some(ValueStatus::Final), ..given(Some(3)) };
    let end = day("2026-10-31");
    let refused = vec![NotOver(PeriodError::PeriodNotOver { end })];
    assert_eq!(decide(on("2026-10-31"), wanted.clone(), None, false), Err(refused));
    assert!(decide(on("2026-11-01"), wanted, None, false).is_ok());
}

#[test]
fn a_value_or_its_absence_is_given_never_both_never_neither() {
    let neither = given(None);
    let both = Observation { absence: Some(Absence::Withheld), ..given(Some(3)) };
    assert_eq!(decide(on("2026-11-01"), neither, None, false), Err(vec![NothingGiven]));
    assert_eq!(decide(on("2026-11-01"), both, None, false), Err(vec![BothGiven]));
}

#[test]
fn a_count_is_a_whole_number_from_zero() {
    let half = Observation { value: "2.5".parse().ok(), ..given(None) };
    for wrong in [given(Some(-1)), half.clone()] {
        assert_eq!(decide(on("2026-11-01"), wrong, None, false), Err(vec![NotACount]));
    }
    let sum = MeasurementKey { measure: Measure::Sum, ..on("2026-11-01") };
    assert!(decide(sum, half, None, false).is_ok());
    assert!(decide(on("2026-11-01"), given(Some(0)), None, false).is_ok());
}

#[test]
fn the_very_same_changes_nothing_and_asks_for_no_reason() {
    let same = decide(on("2026-11-01"), given(Some(3)), Some(&there(3, ValueStatus::Final)), false);
    assert_eq!(same, Ok(Decision::Leave));
}

#[test]
fn a_final_value_is_corrected_only_with_a_reason() {
    let was = there(3, ValueStatus::Final);
    let again = |reason| decide(on("2026-11-01"), given(Some(4)), Some(&was), reason);
    assert_eq!(again(false), Err(vec![ReasonMissing]));
    assert_eq!(again(true), Ok(Decision::Correct(there(4, ValueStatus::Final))));
}

#[test]
fn a_provisional_value_is_corrected_freely() {
    let was = there(3, ValueStatus::Provisional);
    let again = decide(on("2026-11-01"), given(Some(4)), Some(&was), false);
    assert_eq!(again, Ok(Decision::Correct(there(4, ValueStatus::Final))));
}

#[test]
fn what_speaks_against_the_period_hides_nothing_of_the_value() {
    let unreadable =
        MeasurementKey { period: Err(PeriodError::PeriodUnreadable), ..on("2026-11-01") };
    let all = vec![Period(PeriodError::PeriodUnreadable), NotACount];
    assert_eq!(decide(unreadable, given(Some(-1)), None, false), Err(all));
}

#[test]
fn a_period_is_admitted_once_it_has_begun_and_if_it_ends_after_the_start() {
    let (first, last) = (day("2026-10-01"), day("2026-10-31"));
    let admitted = |today, starts_on| MeasurementKey { starts_on, ..on(today) }.admitted().period;
    assert_eq!(admitted("2026-10-01", Some(last)), Ok(october()));
    let before = PeriodError::PeriodInFuture { start: first };
    assert_eq!(admitted("2026-09-30", None), Err(before));
    let starts_on = day("2026-11-01");
    let late = PeriodError::PeriodBeforeStart { starts_on };
    assert_eq!(admitted("2026-12-01", Some(starts_on)), Err(late));
}
