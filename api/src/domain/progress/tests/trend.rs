//! The trend's figures, as published, and the word that they lead to.

use super::*;

/// The worked series of the literature: slope, S and p, exact without ties.
#[test]
fn the_trend_has_the_published_figures() {
    let rising = monthly("2025-01", "42 45 44 49 47 52 90 55");
    let tendency = assess(&up(), &rising, day("2025-09-10")).tendency.unwrap();
    assert_eq!((tendency.s, tendency.slope), (22, figure("2")));
    assert!((tendency.p - 0.0055).abs() < 0.00005, "{}", tendency.p);

    let tied = monthly("2025-01", "12 14 13 13 16 15 18 17");
    let tendency = assess(&up(), &tied, day("2025-09-10")).tendency.unwrap();
    assert_eq!(tendency.s, 19);
    assert_eq!(tendency.slope, figure("0.7571"));
    assert!((tendency.p - 0.0248).abs() < 0.00005, "{}", tendency.p);

    let gaps = monthly("2025-01", "10 12 11 - 15 - - 21");
    let tendency = assess(&up(), &gaps, day("2025-09-10")).tendency.unwrap();
    assert_eq!((tendency.n, tendency.s), (5, 8));
    assert_eq!(tendency.slope, figure("1.5357"));
    assert!((tendency.p - 0.0833).abs() < 0.00005, "{}", tendency.p);
}

/// Sen's interval of the same series: of 28 slopes those of rank 7 and 22 (C = 1.645·√65.33 = 13.3);
/// four values that go up and down are too few for one.
#[test]
fn the_slope_lies_between_two_slopes_with_90_percent() {
    let rising = monthly("2025-01", "42 45 44 49 47 52 90 55");
    let tendency = assess(&up(), &rising, day("2025-09-10")).tendency.unwrap();
    assert_eq!(tendency.interval, Some((figure("1.5"), figure("5"))));
    let few = assess(&up(), &monthly("2025-01", "1 2 1 2"), day("2025-09-10"));
    assert_eq!(few.tendency.unwrap().interval, None);
}

/// Of eleven rising values S is 55 and its variance 165, so that z is 54 / √165 = 4.204.
#[test]
fn of_more_than_ten_values_p_is_that_of_the_normal_distribution() {
    let rising = monthly("2025-01", "1 2 3 4 5 6 7 8 9 10 11");
    let tendency = assess(&up(), &rising, day("2025-12-10")).tendency.unwrap();
    assert_eq!((tendency.n, tendency.s), (11, 55));
    assert!((tendency.p - 2.6236e-5).abs() < 1e-9, "{}", tendency.p);
}

#[test]
fn the_word_for_a_trend_takes_five_values_and_the_direction() {
    let trend = |course: &Course, values| {
        assess(course, &monthly("2025-01", values), day("2026-01-10")).trend
    };
    let down = Course { direction: Direction::Decrease, ..up() };
    assert_eq!(trend(&up(), "1 2 3 4"), Trend::Undetermined);
    assert_eq!(trend(&up(), "1 2 3 4 5"), Trend::Improving);
    assert_eq!(trend(&down, "1 2 3 4 5"), Trend::Worsening);
    assert_eq!(trend(&up(), "1 2 1 2 1"), Trend::Steady);
    assert_eq!(trend(&kept(10, 20), "50 40 30 25 20"), Trend::Improving);
    assert_eq!(trend(&kept(10, 20), "12 13 14 15 16"), Trend::Steady);
}
