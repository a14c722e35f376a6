//! Series of values that look like those of real life: a way from one level to another, seasons,
//! and what nobody can foresee. The same seed makes the same series.

use chrono::Datelike;
use rust_decimal::Decimal as Number;
use rust_decimal::prelude::FromPrimitive;

use crate::domain::periods::Period;
use crate::randomness::Randomness;
use entity::types::Decimal;

/// What a series looks like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Where it begins.
    pub from: f64,
    /// Where it arrives.
    pub to: f64,
    /// How far summer and winter swing, as a share of the level.
    pub season: f64,
    /// How far chance swings, as a share of the level.
    pub noise: f64,
    /// Digits after the point.
    pub places: u32,
}

impl Shape {
    /// The values for these periods.
    pub fn values(self, periods: &[Period], random: &Randomness) -> Vec<Decimal> {
        let last = periods.len().saturating_sub(1).max(1) as f64;
        let value = |(at, period): (usize, &Period)| {
            let level = self.from + (self.to - self.from) * (at as f64 / last);
            let month = f64::from(period.start().date().month0());
            let season = 1.0 + self.season * (std::f64::consts::TAU * month / 12.0).cos();
            let chance = 1.0 + self.noise * (2.0 * fraction(random) - 1.0);
            rounded(level * season * chance, self.places)
        };
        periods.iter().enumerate().map(value).collect()
    }
}

/// A number from 0 to 1.
pub fn fraction(random: &Randomness) -> f64 {
    f64::from(u16::from_be_bytes(random.bytes::<2>())) / f64::from(u16::MAX)
}

fn rounded(value: f64, places: u32) -> Decimal {
    Decimal::rounded(Number::from_f64(value.max(0.0)).unwrap_or_default().round_dp(places))
}
