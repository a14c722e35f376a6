//! The table of statuses and the trend's figures, told a second time in plain integers and by
//! counting everything out, and held against what the rule says.

use std::ops::RangeInclusive;

use chrono::Days;

use super::*;

/// Ten-billionths, in which every value that the service keeps is whole.
fn parts(value: Decimal) -> i128 {
    let number = value.number();
    number.mantissa() * 10_i128.pow(10 - number.scale())
}

fn decimals() -> impl Strategy<Value = Decimal> {
    let any = (-999_999_999_999_999_i64..=999_999_999_999_999, 0..=10_u32);
    let exact = |(digits, scale)| Decimal::new(Number::new(digits, scale)).unwrap();
    prop_oneof![(-50..50_i32).prop_map(Decimal::from), any.prop_map(exact)]
}

fn days_after(days: u64) -> Day {
    Day(day("2024-01-01").date().checked_add_days(Days::new(days)).unwrap())
}

/// A way from a baseline over up to three targets, each some days after the one before.
#[derive(Debug, Clone)]
struct Way {
    up: bool,
    path: TargetPath,
    stops: Vec<(u64, Decimal)>,
}

fn ways() -> impl Strategy<Value = Way> {
    let paths = prop_oneof![Just(TargetPath::Linear), Just(TargetPath::Stepped)];
    let stops = prop::collection::vec((1..900_u64, decimals()), 2..5);
    let in_order = |(up, path, stops): (bool, TargetPath, Vec<(u64, Decimal)>)| {
        let mut values: Vec<Decimal> = stops.iter().map(|(_, value)| *value).collect();
        values.sort_unstable();
        if !up {
            values.reverse();
        }
        let mut since = 0;
        let days = stops.iter().enumerate().map(|(at, (days, _))| {
            since += if at == 0 { 0 } else { *days };
            since
        });
        Way { up, path, stops: days.zip(values).collect() }
    };
    (any::<bool>(), paths, stops)
        .prop_map(in_order)
        .prop_filter("the last differs from the baseline", |way| {
            way.stops.first().map(|stop| stop.1) != way.stops.last().map(|stop| stop.1)
        })
}

impl Way {
    fn course(&self) -> Course {
        let [(_, baseline), rest @ ..] = self.stops.as_slice() else { panic!() };
        let target =
            |(due, value): &(u64, Decimal)| Target { due_on: days_after(*due), value: *value };
        let (last, earlier) = rest.split_last().unwrap();
        let baseline = (*baseline, days_after(0));
        let earlier = earlier.iter().map(target).collect();
        let aim = Aim::Targets { baseline, earlier, last: target(last), path: self.path };
        let direction = if self.up { Direction::Increase } else { Direction::Decrease };
        Course { direction, aim, baseline: Some(baseline), grace_days: Some(3_650), ..up() }
    }

    /// What is expected, as a numerator in parts and a denominator.
    fn expected(&self, on: u64) -> (i128, i128) {
        let next = self.stops.iter().position(|(due, _)| *due > on);
        let Some(next) = next else { return (parts(self.stops.last().unwrap().1), 1) };
        let ((from, low), (to, high)) = (self.stops[next - 1], self.stops[next]);
        match self.path {
            TargetPath::Stepped => (parts(low), 1),
            TargetPath::Linear => {
                let whole = i128::from(to - from);
                let gone = i128::from(on - from);
                (parts(low) * whole + (parts(high) - parts(low)) * gone, whole)
            }
        }
    }

    fn status(&self, on: u64, value: Decimal) -> ProgressStatus {
        let sign = if self.up { 1 } else { -1 };
        let from = parts(self.stops[0].1);
        let (end, target) = *self.stops.last().unwrap();
        let (wanted, n) = self.expected(on);
        let done = sign * (parts(value) - from) * n;
        let wanted = sign * (wanted - from * n);
        let whole = sign * (parts(target) - from) * n;
        match () {
            () if done >= whole => Achieved,
            () if on >= end => Missed,
            () if wanted > 0 && 10 * done >= 9 * wanted => OnTrack,
            () if done >= 0 && 20 * (wanted - done) <= whole => OnTrack,
            () if wanted > 0 && 10 * done >= 6 * wanted => AtRisk,
            () => OffTrack,
        }
    }

    fn assess(&self, on: u64, value: Decimal) -> Assessment {
        let code = days_after(on).to_string();
        let period = Period::read(&code, PeriodType::Day, January).unwrap();
        assess(&self.course(), &[Observed { period, value: Ok(value) }], days_after(on + 1))
    }
}

/// The kept value nearest to what is done at this many hundredths of what is expected, and the two
/// beside it: where a status turns, if it does.
fn near(way: &Way, on: u64, hundredths: i128) -> Vec<Decimal> {
    let from = parts(way.stops[0].1);
    let (wanted, n) = way.expected(on);
    let at = from + (wanted - from * n) * hundredths / (n * 100);
    let kept = |parts: i128| Number::try_from_i128_with_scale(parts, 10).ok().map(Decimal::rounded);
    [at - 1, at, at + 1].into_iter().filter_map(kept).collect()
}

fn shuffles(values: &mut Vec<i32>, from: usize, visit: &mut impl FnMut(&[i32])) {
    if from == values.len() {
        return visit(values);
    }
    for at in from..values.len() {
        values.swap(from, at);
        shuffles(values, from + 1, visit);
        values.swap(from, at);
    }
}

fn s_of(values: &[i32]) -> i64 {
    let pairs = (0..values.len()).flat_map(|i| (i + 1..values.len()).map(move |j| (i, j)));
    pairs.map(|(i, j)| i64::from((values[j] - values[i]).signum())).sum()
}

fn distinct(lengths: RangeInclusive<usize>) -> impl Strategy<Value = Vec<i32>> {
    prop::collection::hash_set(-100..100_i32, lengths)
        .prop_map(|set| set.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

fn trend_of(values: &[i32]) -> Tendency {
    let text: Vec<String> = values.iter().map(i32::to_string).collect();
    assess(&up(), &monthly("2024-01", &text.join(" ")), day("2026-01-10")).tendency.unwrap()
}

proptest! {
    #[test]
    fn any_value_has_the_status_of_the_table(way in ways(), on in 0..3_000_u64, value in decimals()) {
        prop_assert_eq!(way.assess(on, value).status, way.status(on, value));
    }

    #[test]
    fn a_status_turns_exactly_where_the_table_says(
        way in ways(),
        on in 0..3_000_u64,
        hundredths in prop_oneof![Just(60_i128), Just(90), Just(95), Just(100)],
    ) {
        for value in near(&way, on, hundredths) {
            prop_assert_eq!(way.assess(on, value).status, way.status(on, value), "{}", value);
        }
    }

    /// The exact p is the share of all orders of the values whose S is as far from 0.
    #[test]
    fn the_exact_p_is_counted_out(mut values in distinct(2..=7)) {
        let found = trend_of(&values);
        prop_assert_eq!(found.s, s_of(&values));
        let (mut all, mut extreme) = (0_u32, 0_u32);
        shuffles(&mut values, 0, &mut |order| {
            all += 1;
            extreme += u32::from(s_of(order).abs() >= found.s.abs());
        });
        prop_assert!((found.p - f64::from(extreme) / f64::from(all)).abs() < 1e-12);
    }

    /// A straight line has its own slope, whatever is left out of it.
    #[test]
    fn a_straight_line_has_its_slope(
        slope in -40..40_i32,
        left_out in prop::collection::vec(any::<bool>(), 14),
    ) {
        let at = |(month, out): (i32, &bool)| {
            if *out { "-".to_owned() } else { (7 + slope * month).to_string() }
        };
        let text: Vec<String> = (0..).zip(&left_out).map(at).collect();
        let given = monthly("2024-01", &text.join(" "));
        prop_assume!(given.len() > 1);
        let found = assess(&up(), &given, day("2026-01-10")).tendency.unwrap();
        prop_assert_eq!(found.slope, Figure::from(Decimal::from(slope)));
        let n = given.len().min(12) as i64;
        prop_assert_eq!(found.s, i64::from(slope.signum()) * n * (n - 1) / 2);
    }
}
