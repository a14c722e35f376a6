//! Exact decimals that a JSON number carries unharmed.

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use sea_orm::DeriveValueType;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};

/// An exact decimal: at most 15 significant digits, of which at most 10 after the point.
///
/// Within these limits a binary double prints the very digits that were read, so that a JSON
/// number carries the value unharmed everywhere. It is stored as text, because SQLite has no
/// exact decimal type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
pub struct Decimal(rust_decimal::Decimal);

/// The greatest number of 15 digits.
const MOST: u128 = 999_999_999_999_999;
/// How many digits may stand after the point.
const PLACES: u32 = 10;

/// Why a number is not one that the service keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// It is not a decimal number in plain notation.
    Unreadable,
    /// It has more than 15 significant digits, or more than 10 after the point.
    TooLong,
}

impl fmt::Display for DecimalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "expected a decimal number such as 12.5",
            Self::TooLong => {
                "expected at most 15 significant digits, of which at most 10 after the point"
            }
        })
    }
}

impl std::error::Error for DecimalError {}

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);

    /// Takes a number that keeps the limits; zeros at its end are dropped.
    pub fn new(number: rust_decimal::Decimal) -> Result<Self, DecimalError> {
        let number = number.normalize();
        if number.mantissa().unsigned_abs() > MOST || number.scale() > PLACES {
            return Err(DecimalError::TooLong);
        }
        Ok(Self(number))
    }

    /// The nearest number that keeps the limits, halves away from zero; for figures that are computed.
    pub fn rounded(number: rust_decimal::Decimal) -> Self {
        use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
        let whole = number.trunc().mantissa().unsigned_abs().to_string().len();
        let places = u32::try_from(15usize.saturating_sub(whole)).unwrap_or(0).min(10);
        let near = number.round_dp_with_strategy(places, MidpointAwayFromZero);
        Self(near.round_sf_with_strategy(15, MidpointAwayFromZero).unwrap_or(near).normalize())
    }

    /// The number itself.
    pub fn number(self) -> rust_decimal::Decimal {
        self.0
    }
}

impl From<i32> for Decimal {
    fn from(number: i32) -> Self {
        Self(number.into())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;
    fn from_str(text: &str) -> Result<Self, DecimalError> {
        let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        let shaped = plain && text.len() <= 40 && !text.ends_with('.') && !text.starts_with('.');
        if !shaped || text.starts_with("-.") {
            return Err(DecimalError::Unreadable);
        }
        let number = rust_decimal::Decimal::from_str_exact(text).map_err(|error| match error {
            rust_decimal::Error::Underflow | rust_decimal::Error::ExceedsMaximumPossibleValue => {
                DecimalError::TooLong
            }
            _ => DecimalError::Unreadable,
        })?;
        Self::new(number)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        super::Figure::from(*self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}

/// Reads a decimal from a JSON number or from a string.
struct Reader;

impl serde::de::Visitor<'_> for Reader {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Decimal, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Decimal, E> {
        Decimal::new(whole.into()).map_err(E::custom)
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Decimal, E> {
        Decimal::new(whole.into()).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Decimal, E> {
        let kept = (0..=PLACES).find_map(|places| exactly(number, places));
        kept.or_else(|| nearest(number)).ok_or_else(|| E::custom(DecimalError::TooLong))
    }
}

/// The decimal that is kept of a number with more digits, as programs write what they computed: it is
/// rounded to 15 significant digits, at most 10 after the point, half to even. The digits are the
/// fewest that tell the number from any other; none for a number that is beyond all that is kept.
fn nearest(number: f64) -> Option<Decimal> {
    use rust_decimal::RoundingStrategy::MidpointNearestEven;
    let written = number.is_finite().then(|| number.to_string())?;
    // More places than are kept of any number play no part in which of two is nearer.
    let written: rust_decimal::Decimal = written.get(..40).unwrap_or(&written).parse().ok()?;
    if written.trunc().mantissa().unsigned_abs() > MOST {
        return None;
    }
    let whole = written.trunc().mantissa().unsigned_abs().checked_ilog10().map_or(0, |it| it + 1);
    let places = 15_u32.saturating_sub(whole).min(PLACES);
    Decimal::new(written.round_dp_with_strategy(places, MidpointNearestEven)).ok()
}

/// The decimal of so many places to which this is the nearest binary double, if there is one of at
/// most 15 digits: then there is no other.
fn exactly(number: f64, places: u32) -> Option<Decimal> {
    let power = 10_u64.pow(places).to_f64()?;
    let digits = (number * power).round();
    let digits = digits.to_i64().filter(|_| digits / power == number)?;
    let kept = u128::from(digits.unsigned_abs()) <= MOST;
    kept.then(|| Decimal(rust_decimal::Decimal::new(digits, places)))
}

impl utoipa::PartialSchema for Decimal {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Number)
            .description(Some(
                "An exact decimal: at most 15 significant digits, of which at most 10 after the point.",
            ))
            .minimum(Some(-999_999_999_999_999_i64))
            .maximum(Some(999_999_999_999_999_i64))
            .examples([12.5])
            .into()
    }
}

impl utoipa::ToSchema for Decimal {
    fn name() -> std::borrow::Cow<'static, str> {
        "Decimal".into()
    }
}

super::graphql_scalar!(
    Decimal,
    "Decimal",
    "An exact decimal: at most 15 significant digits, of which at most 10 after the point."
);

#[cfg(test)]
mod tests {
    use super::*;

    fn read(number: &str) -> Result<Decimal, String> {
        serde_json::from_str(number).map_err(|error| error.to_string())
    }

    #[test]
    fn a_number_is_read_as_its_very_digits() {
        let digits = ["1", "12.5", "-0.1", "0.3", "99999.9999999999", "123456789012.345"];
        let digits =
            digits.into_iter().chain(["0.0000000001", "-999999999999999", "1234.5678901234"]);
        for text in digits {
            assert_eq!(read(text), Ok(text.parse().unwrap()), "{text}");
            assert_eq!(read(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn every_thousandth_is_read_as_its_very_digits() {
        for thousandths in (-2_000_000..2_000_000).step_by(7) {
            let exact = Decimal::new(rust_decimal::Decimal::new(thousandths, 3)).unwrap();
            assert_eq!(read(&exact.to_string()), Ok(exact));
        }
    }

    #[test]
    fn a_number_of_more_digits_is_rounded_half_to_even() {
        for (text, kept) in [
            ("0.30000000000000004", "0.3"),
            ("0.12345678905", "0.123456789"),
            ("0.12345678915", "0.1234567892"),
            ("0.12345678901", "0.123456789"),
            ("33.333333333333336", "33.3333333333"),
            ("123456789012.34567", "123456789012.346"),
            ("-0.30000000000000004", "-0.3"),
            ("1e-11", "0"),
        ] {
            assert_eq!(read(text).unwrap().to_string(), kept, "{text}");
        }
    }

    #[test]
    fn a_number_beyond_what_is_kept_or_a_quoted_one_of_more_digits_is_refused() {
        for text in ["1e15", "1234567890123456.5", "1e300", "\"0.30000000000000004\"", "\"1e2\""] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
