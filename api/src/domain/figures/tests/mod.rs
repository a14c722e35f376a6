//! Worked examples with their sources, and what holds for any ratings.

mod agreement;
mod organizations;
mod shown;
mod tally;

use super::Ratio;

fn ratio(num: i32, den: i32) -> Ratio {
    Ratio::of(num, den).unwrap()
}
