//! Which way the last values go: Theil–Sen slope (Sen 1968) and Mann–Kendall's S with its
//! two-sided p (Mann 1945, Kendall 1975), at real time distances in periods.

use entity::types::{Direction, Figure, Trend};
use rust_decimal::Decimal as Number;

use super::{Aim, Course, PLACES, Reached};

/// How many of the last values are looked at.
const LAST: usize = 12;
/// Fewer values than this say nothing: the smallest p of four is 0.083.
const ENOUGH: usize = 5;
/// Up to this p a trend is told from chance.
const TOLD: f64 = 0.1;

/// The figures of a trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tendency {
    /// How many values were looked at.
    pub n: usize,
    /// The median of the slopes between any two values, in the unit per period.
    pub slope: Figure,
    /// Between which slopes the true one lies with 90 %; none where the values are too few to say.
    pub interval: Option<(Figure, Figure)>,
    /// Mann–Kendall's S: rises less falls over all pairs; of the distance to the band where
    /// something is to be maintained.
    pub s: i64,
    /// The probability, from 0 to 1, of an S at least so far from 0 by chance.
    pub p: f64,
}

impl Tendency {
    /// The probability as it is shown: to 4 decimals, with 4 significant digits at least.
    pub fn probability(&self) -> Option<Figure> {
        Number::from_f64_retain(self.p).map(|p| Figure::shown(p, PLACES))
    }
}

/// The figures of the last values; none for fewer than two.
pub fn tendency(course: &Course, reached: &[Reached]) -> Option<Tendency> {
    let used = last(reached);
    let (slope, interval) = theil_sen(used)?;
    let judged: Vec<Number> =
        used.iter().map(|at| distance(&course.aim, at.value.number())).collect();
    let shown = |figure| Figure::shown(figure, places(used));
    let interval = interval.map(|(low, high)| (shown(low), shown(high)));
    let (n, slope, s) = (used.len(), shown(slope), rises_less_falls(&judged));
    Some(Tendency { n, slope, interval, s, p: probability(&judged, s) })
}

/// The last values, of which trend and projection tell.
pub(super) fn last(reached: &[Reached]) -> &[Reached] {
    reached.get(reached.len().saturating_sub(LAST)..).unwrap_or_default()
}

/// To how many decimals a figure of these values is shown: as many as they have, 4 at least.
pub(super) fn places(used: &[Reached]) -> u32 {
    used.iter().map(|at| at.value.number().scale()).max().unwrap_or(0).max(PLACES)
}

/// A slope, and between which two the true one lies with 90 %, where there are enough to say.
type SlopeWithin = (Number, Option<(Number, Number)>);

/// The median slope of these values in the unit per period; none for fewer than two.
pub(super) fn theil_sen(used: &[Reached]) -> Option<SlopeWithin> {
    let first = used.first()?.period;
    let points: Vec<(i64, Number)> =
        used.iter().map(|at| (first.until(at.period), at.value.number())).collect();
    let values: Vec<Number> = points.iter().map(|(_, value)| *value).collect();
    let slopes = slopes(&points);
    Some((median(&slopes)?, interval(&slopes, variance(values.len(), &ties(&values)))))
}

/// The word for a trend.
pub fn word(direction: Direction, tendency: Option<&Tendency>) -> Trend {
    let Some(tendency) = tendency.filter(|tendency| tendency.n >= ENOUGH) else {
        return Trend::Undetermined;
    };
    let better = match direction {
        Direction::Increase => tendency.s > 0,
        Direction::Decrease | Direction::Maintain => tendency.s < 0,
    };
    match (tendency.p <= TOLD, better) {
        (false, _) => Trend::Steady,
        (true, true) => Trend::Improving,
        (true, false) => Trend::Worsening,
    }
}

/// How far a value is from the band, 0 inside it; without a band the value itself.
fn distance(aim: &Aim, value: Number) -> Number {
    match aim {
        Aim::Band(low, high) => (low.number() - value).max(value - high.number()).max(Number::ZERO),
        Aim::Nothing | Aim::Targets { .. } => value,
    }
}

/// The slopes between any two values, the lowest first.
fn slopes(points: &[(i64, Number)]) -> Vec<Number> {
    let mut slopes: Vec<Number> = pairs(points)
        .filter(|((from, _), (to, _))| from != to)
        .map(|((from, before), (to, after))| (after - before) / Number::from(to - from))
        .collect();
    slopes.sort_unstable();
    slopes
}

/// The median of what is sorted.
pub(super) fn median(sorted: &[Number]) -> Option<Number> {
    let middle = sorted.len().checked_sub(1)? / 2;
    let (low, high) = (sorted.get(middle)?, sorted.get(sorted.len() / 2)?);
    Some((low + high) / Number::TWO)
}

/// The slopes between which the true one lies with 90 % (Sen 1968): of N' slopes those of rank
/// (N' − C) / 2 and (N' + C) / 2 + 1 with C = 1.645·√Var, each taken outwards to a whole rank.
fn interval(slopes: &[Number], variance: f64) -> Option<(Number, Number)> {
    let (count, wide) = (slopes.len() as f64, 1.645 * variance.max(0.0).sqrt());
    let (low, high) = (((count - wide) / 2.0).floor(), ((count + wide) / 2.0 + 1.0).ceil());
    let at = |rank: f64| slopes.get((rank as usize).checked_sub(1)?).copied();
    if low < 1.0 || high > count { None } else { Some((at(low)?, at(high)?)) }
}

fn rises_less_falls(values: &[Number]) -> i64 {
    pairs(values).map(|(before, after)| after.cmp(&before) as i64).sum()
}

fn pairs<T: Copy>(all: &[T]) -> impl Iterator<Item = (T, T)> {
    let from = move |at: usize| all.get(at + 1..).unwrap_or_default();
    all.iter().enumerate().flat_map(move |(at, one)| from(at).iter().map(|other| (*one, *other)))
}

/// Exact for up to ten values without ties, else by the normal distribution with ties and
/// continuity.
fn probability(values: &[Number], s: i64) -> f64 {
    let ties = ties(values);
    match values.len() <= 10 && ties.iter().all(|size| *size == 1) {
        true => exact(values.len(), s),
        false => normal(values.len(), s, &ties),
    }
}

/// The sizes of the groups of equal values.
fn ties(values: &[Number]) -> Vec<u32> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.chunk_by(|one, other| one == other).map(|group| group.len() as u32).collect()
}

/// The share of all orders of n values whose S is at least so far from 0. Of n values without ties
/// S = n(n−1)/2 − 2·inversions; the numbers of orders by inversions follow from those of n−1.
fn exact(n: usize, s: i64) -> f64 {
    let mut orders = vec![1_u64];
    for size in 2..=n {
        let mut next = vec![0; orders.len() + size - 1];
        for (inversions, count) in orders.iter().enumerate() {
            for slot in next.iter_mut().skip(inversions).take(size) {
                *slot += count;
            }
        }
        orders = next;
    }
    let most = orders.len() as i64 - 1;
    let far = |inversions: usize| (most - 2 * inversions as i64).abs() >= s.abs();
    let extreme: u64 =
        orders.iter().enumerate().filter(|(at, _)| far(*at)).map(|(_, count)| count).sum();
    extreme as f64 / orders.iter().sum::<u64>() as f64
}

/// The variance of S: [n(n−1)(2n+5) − Σ t(t−1)(2t+5)] / 18 over groups of t ties.
fn variance(n: usize, ties: &[u32]) -> f64 {
    let spread = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let tied: f64 = ties.iter().map(|size| spread(f64::from(*size))).sum();
    (spread(n as f64) - tied) / 18.0
}

/// z = (|S| − 1) / √Var.
fn normal(n: usize, s: i64, ties: &[u32]) -> f64 {
    let variance = variance(n, ties);
    if s == 0 || variance <= 0.0 {
        return 1.0;
    }
    let z = (s.abs() as f64 - 1.0) / variance.sqrt();
    libm::erfc(z / std::f64::consts::SQRT_2)
}
