mod limits;

use chrono::Month::{January, July};
use entity::types::PeriodType;
use entity::types::PeriodType::{FiscalYear, Half, Month, Quarter, Week, Year};

use super::*;

fn day(text: &str) -> entity::types::Day {
    text.parse().unwrap()
}

fn read(text: &str, kind: PeriodType) -> Result<(String, String, String), PeriodError> {
    Period::read(text, kind, July)
        .map(|period| (period.code(), period.start().to_string(), period.end().to_string()))
}

#[test]
fn each_form_is_read_and_shown_in_the_first() {
    let table = [
        ("2026-10-03", PeriodType::Day, "2026-10-03", "2026-10-03", "2026-10-03"),
        ("20261003", PeriodType::Day, "2026-10-03", "2026-10-03", "2026-10-03"),
        ("2026-W07", Week, "2026-W07", "2026-02-09", "2026-02-15"),
        ("2026W7", Week, "2026-W07", "2026-02-09", "2026-02-15"),
        ("2020-W53", Week, "2020-W53", "2020-12-28", "2021-01-03"),
        ("202610", Month, "2026-10", "2026-10-01", "2026-10-31"),
        ("2024-02", Month, "2024-02", "2024-02-01", "2024-02-29"),
        ("2026Q3", Quarter, "2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026S1", Half, "2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-H2", Half, "2026-H2", "2026-07-01", "2026-12-31"),
        ("2026", Year, "2026", "2026-01-01", "2026-12-31"),
        ("FY2026", FiscalYear, "FY2026", "2025-07-01", "2026-06-30"),
        ("2026-01-01/2026-03-31", Quarter, "2026-Q1", "2026-01-01", "2026-03-31"),
    ];
    for (text, kind, code, start, end) in table {
        let expected = (code.to_owned(), start.to_owned(), end.to_owned());
        assert_eq!(read(text, kind), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_period_is_refused() {
    let wrong = [
        "",
        "2026-13",
        "2026-00",
        "2026-W54",
        "2026-Q5",
        "2026-H3",
        "1899",
        "2200",
        "26",
        "2026-02-30",
        "２０２６",
        "q3-2026",
        "2026q3",
        "2026-01-01/2026-03-30",
        "2026-10-3",
    ];
    for text in wrong {
        assert_eq!(read(text, Month), Err(PeriodError::PeriodUnreadable), "{text}");
    }
}

#[test]
fn a_fiscal_year_of_two_digits_is_ambiguous() {
    assert_eq!(read("FY26", FiscalYear), Err(PeriodError::PeriodAmbiguous));
}

#[test]
fn a_period_of_another_type_is_told_as_such() {
    let refused = PeriodError::PeriodTypeMismatch { expected: Month, found: Quarter };
    assert_eq!(read("2026-Q3", Month), Err(refused));
}

#[test]
fn periods_follow_each_other_without_gaps() {
    for kind in [PeriodType::Day, Week, Month, Quarter, Half, Year, FiscalYear] {
        let mut period = Period::containing(kind, day("2023-12-30"), July).unwrap();
        for ahead in 1..100 {
            let next = period.next().unwrap();
            assert_eq!(next.start().date(), period.end().date().succ_opt().unwrap());
            assert_eq!(next.previous(), Some(period), "{ahead} of {kind}");
            assert_eq!(Period::read(&next.code(), kind, July), Ok(next));
            period = next;
        }
    }
}

#[test]
fn a_day_lies_in_the_period_that_contains_it() {
    let fiscal = Period::containing(FiscalYear, day("2026-06-30"), July).unwrap();
    assert_eq!(fiscal.code(), "FY2026");
    let calendar = Period::containing(FiscalYear, day("2026-06-30"), January).unwrap();
    assert_eq!((calendar.code().as_str(), calendar.start()), ("FY2026", day("2026-01-01")));
}
