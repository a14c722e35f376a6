//! A calendar day.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};

/// A calendar day between 1900-01-01 and 2199-12-31, written `2026-10-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
pub struct Day(pub NaiveDate);

impl Day {
    /// The day itself.
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&write(self.0)).unwrap_or_default())
    }
}

/// Writes a day at once: a page of values holds some hundred.
fn write(day: NaiveDate) -> [u8; 10] {
    let digit = |number: u32| b"0123456789"[(number % 10) as usize];
    let (year, month, day) = (day.year().unsigned_abs(), day.month(), day.day());
    let of_year = [1000, 100, 10, 1].map(|power| digit(year / power));
    let [y1, y2, y3, y4] = of_year;
    [y1, y2, y3, y4, b'-', digit(month / 10), digit(month), b'-', digit(day / 10), digit(day)]
}

impl FromStr for Day {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let expected =
            "expected a day that exists, between 1900-01-01 and 2199-12-31, like 2026-10-03";
        let day = read(text.as_bytes()).ok_or(expected)?;
        if (1900..=2199).contains(&day.year()) { Ok(Self(day)) } else { Err(expected) }
    }
}

/// Reads `2026-10-03`: four digits, two, and two.
fn read(text: &[u8]) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| 10 * number + u32::from(digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(str::from_utf8(&write(self.0)).unwrap_or_default())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Day {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("A calendar day between 1900-01-01 and 2199-12-31."))
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
            .max_length(Some(10))
            .examples(["2026-10-03"])
            .into()
    }
}

impl utoipa::ToSchema for Day {
    fn name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
}

super::graphql_scalar!(Day, "Date", "A calendar day between 1900-01-01 and 2199-12-31.");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_is_written_as_it_is_read() {
        let first = Day::from_str("1900-01-01").unwrap();
        let days = first.0.iter_days().map(Day).take_while(|day| day.0.year() < 2200);
        for day in days {
            assert_eq!(day.to_string(), day.0.format("%Y-%m-%d").to_string());
            assert_eq!(day.to_string().parse(), Ok(day));
        }
    }
}
