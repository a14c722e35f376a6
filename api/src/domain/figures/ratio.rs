//! Exact fractions, so that a limit such as 0.6 is compared and never approximated.

use std::cmp::Ordering;
use std::ops::{Add, Mul};

use entity::types::Decimal;

/// An exact fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    num: i128,
    /// Always above zero.
    den: i128,
}

impl Ratio {
    /// Zero.
    pub const ZERO: Self = Self { num: 0, den: 1 };
    /// One.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// The fraction of two numbers; none where the second is not above zero.
    pub fn of(num: impl Into<i128>, den: impl Into<i128>) -> Option<Self> {
        let (num, den) = (num.into(), den.into());
        (den > 0).then(|| Self::reduced(num, den))
    }

    /// The midpoint of the two.
    pub fn midpoint(self, other: Self) -> Self {
        (self + other) * Self { num: 1, den: 2 }
    }

    /// The number to so many places after the point, at most 10, halves away from zero.
    pub fn decimal(self, places: u32) -> Decimal {
        let places = places.min(10);
        let doubled = self.num * 10_i128.pow(places) * 2;
        let rounded = (doubled + self.num.signum() * self.den) / (self.den * 2);
        // Figures lie within 100 of zero; a number too large for a decimal does not occur.
        let number = rust_decimal::Decimal::try_from_i128_with_scale(rounded, places);
        number.map_or(Decimal::ZERO, Decimal::rounded)
    }

    fn reduced(num: i128, den: i128) -> Self {
        let common = common_divisor(num.abs(), den);
        Self { num: num / common, den: den / common }
    }
}

impl From<i32> for Ratio {
    fn from(number: i32) -> Self {
        Self { num: number.into(), den: 1 }
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::reduced(self.num * other.den + other.num * self.den, self.den * other.den)
    }
}

impl Mul for Ratio {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::reduced(self.num * other.num, self.den * other.den)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.num * other.den).cmp(&(other.num * self.den))
    }
}

/// Euclid's; at least 1, as `den` is above zero.
fn common_divisor(num: i128, den: i128) -> i128 {
    if num == 0 { den } else { common_divisor(den % num, num) }
}
