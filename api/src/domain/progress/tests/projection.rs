//! What is projected, by hand-computed series, and why sometimes nothing is.

use entity::types::{NotProjected, WillReach};

use super::*;

fn to(due_on: &str, value: i32, counting: Counting) -> Course {
    let baseline = (Decimal::ZERO, day("2024-12-31"));
    let last = Target { due_on: day(due_on), value: value.into() };
    let aim = Aim::Targets { baseline, earlier: vec![], last, path: TargetPath::Linear };
    Course { counting, baseline: Some(baseline), aim, ..up() }
}

fn of(course: &Course, values: &str) -> Result<Projection, NotProjected> {
    assess(course, &monthly("2025-01", values), day("2025-09-10")).projection
}

/// 42 45 44 49 47 52 90 55 has the slope 2 a month. The variance of S is 65.3333, C = 1.645 · 8.083 =
/// 13.30; of 28 slopes those of rank 7.35 and 21.65, outwards 7 and 22, are 1.5 and 5.
#[test]
fn a_level_goes_on_with_its_slope_between_the_limits_of_the_slope() {
    let projected = of(&to("2025-10-31", 60, Counting::Level), "42 45 44 49 47 52 90 55").unwrap();
    let (low, high) = (projected.low, projected.high);
    assert_eq!((projected.value, low, high), (figure("59"), figure("58"), figure("65")));
    assert_eq!(projected.will_reach, WillReach::Uncertain);
    let told = |target| {
        let course = to("2025-10-31", target, Counting::Level);
        of(&course, "42 45 44 49 47 52 90 55").unwrap().will_reach
    };
    use WillReach::{No, Uncertain, Yes};
    assert_eq!([58, 59, 65, 66].map(told), [Yes, Uncertain, Uncertain, No]);
}

/// 3 5 4 8 6 7 9 5 add up to 47; their median is 5.5. Of 8 values 1 − 2 · 9/256 = 0.93 lie between the
/// second and the seventh, 4 and 8; with the third and the sixth it is 0.71.
#[test]
fn a_sum_goes_on_with_the_median_of_what_was_added() {
    let projected = of(&to("2025-10-31", 60, Counting::Cumulative), "3 5 4 8 6 7 9 5").unwrap();
    let (low, high) = (projected.low, projected.high);
    assert_eq!((projected.value, low, high), (figure("58"), figure("55"), figure("63")));
    assert_eq!(projected.will_reach, WillReach::Uncertain);
}

#[test]
fn what_should_go_down_reaches_a_target_from_above_and_no_count_falls_below_zero() {
    let falling = Course {
        direction: Direction::Decrease,
        least: Some(Decimal::ZERO),
        ..to("2025-10-31", 1, Counting::Level)
    };
    let projected = of(&falling, "80 70 60 50 40 30 20 10").unwrap();
    assert_eq!((projected.value, projected.low), (figure("0"), figure("0")));
    assert_eq!(projected.will_reach, WillReach::Yes);
}

#[test]
fn where_nothing_can_be_said_the_reason_is() {
    let eight = "42 45 44 49 47 52 50 55";
    let level = |due_on| to(due_on, 60, Counting::Level);
    let table = [
        (Course { aim: Aim::Nothing, ..level("2025-10-31") }, eight, NotProjected::NoTarget),
        (kept(10, 20), eight, NotProjected::NoTarget),
        (level("2025-10-31"), "42 45 44 49 47", NotProjected::TooFewValues),
        (level("2025-08-31"), eight, NotProjected::TargetDateOver),
        (level("2025-09-09"), eight, NotProjected::TargetDateOver),
        // From January to August are seven months, of which half is three.
        (level("2025-12-01"), eight, NotProjected::TooFarAhead),
    ];
    for (course, values, reason) in table {
        assert_eq!(of(&course, values), Err(reason), "{:?}", course.aim);
    }
    assert!(of(&level("2025-11-30"), eight).is_ok());
}

proptest! {
    /// The projected value lies in its interval, and a target within reach is never said to be missed.
    #[test]
    fn a_projection_lies_in_its_interval(values in prop::collection::vec(0..99_i32, 6..13), sums: bool) {
        let counting = if sums { Counting::Cumulative } else { Counting::Level };
        let text: Vec<String> = values.iter().map(i32::to_string).collect();
        let course = Course { grace_days: None, ..to("2025-02-28", 50, counting) };
        let given = monthly("2024-02", &text.join(" "));
        let given: Vec<Observed> = given.into_iter().rev().take(12).rev().collect();
        let course = Course { baseline: Some((Decimal::ZERO, day("2024-01-01"))), ..course };
        if let Ok(it) = assess(&course, &given, day("2025-02-01")).projection {
            prop_assert!(it.low <= it.value && it.value <= it.high, "{it:?}");
            let reaches = |figure: Figure| figure.number() >= Number::from(50);
            prop_assert_eq!(it.will_reach == WillReach::Yes, reaches(it.low));
            prop_assert_eq!(it.will_reach == WillReach::No, !reaches(it.high));
        }
    }
}
