//! Exact decimals that are computed.

use rust_decimal::Decimal as Number;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::Decimal;

/// How many significant digits a figure is shown with at least, where it has as many.
const SIGNIFICANT: u32 = 4;

/// A figure that is computed: it may have more digits than what is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Figure(Number);

impl Figure {
    /// A figure to its last digit.
    pub fn exact(number: Number) -> Self {
        Self(number.normalize())
    }

    /// A figure to so many decimals, half away from zero, and never with fewer than 4 significant
    /// digits, so that a rate of 0.00006 is not shown as 0.0001.
    pub fn shown(number: Number, places: u32) -> Self {
        let digits = number.mantissa().unsigned_abs().checked_ilog10().map_or(0, |it| it + 1);
        let zeros = number.scale().saturating_sub(digits);
        let places = places.max(zeros + SIGNIFICANT);
        Self::exact(number.round_dp_with_strategy(places, MidpointAwayFromZero))
    }

    /// The number itself.
    pub fn number(self) -> Number {
        self.0
    }
}

impl From<Decimal> for Figure {
    fn from(entered: Decimal) -> Self {
        Self(entered.number())
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0.to_i64() {
            Some(whole) if self.0.is_integer() => to.serialize_i64(whole),
            _ => to.serialize_f64(self.0.to_f64().unwrap_or_default()),
        }
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = Number::from_f64(f64::deserialize(from)?);
        number.map(Self::exact).ok_or_else(|| serde::de::Error::custom("expected a number"))
    }
}

const ABOUT: &str =
    "A computed figure: an exact decimal that may have more digits than a value that is entered.";

impl utoipa::PartialSchema for Figure {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let schema = ObjectBuilder::new().schema_type(Type::Number).description(Some(ABOUT));
        schema.examples([12.5]).into()
    }
}

impl utoipa::ToSchema for Figure {
    fn name() -> std::borrow::Cow<'static, str> {
        "Figure".into()
    }
}

super::graphql_scalar!(
    Figure,
    "Figure",
    "A computed figure: an exact decimal that may have more digits than a value that is entered."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_shown_to_its_places_and_with_four_digits_at_least() {
        for (number, places, shown) in [
            ("0.00006", 4, "0.00006"),
            ("0.0000612345", 4, "0.00006123"),
            ("1234.56785", 4, "1234.5679"),
            ("-0.00005", 4, "-0.00005"),
            ("0.123456", 4, "0.1235"),
            ("12", 4, "12"),
            ("0", 4, "0"),
            ("1.123456789", 6, "1.123457"),
        ] {
            let number = number.parse().unwrap();
            assert_eq!(Figure::shown(number, places).to_string(), shown);
        }
    }
}
