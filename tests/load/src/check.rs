//! Whether the answers are those that the questions ask for: a fast wrong answer is worth nothing.

use std::error::Error;

use crate::answers::{Answer, OneAlliance, Page};
use crate::faces::Measurement;

/// Says what is wrong with any of the answers.
pub fn all(answers: &[(String, Answer)]) -> Result<(), Box<dyn Error>> {
    let wrong: Vec<String> = answers
        .iter()
        .filter_map(|(question, answer)| Some(format!("{question}: {}", fault(answer)?)))
        .collect();
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

fn fault(answer: &Answer) -> Option<String> {
    match answer {
        Answer::Indicator(one) => number("targets", one.targets.len(), 3),
        Answer::OnGraphql(one) => number("targets", one.data.indicator.targets.len(), 3),
        Answer::Indicators(page) => number("indicators", page.items.len(), 50),
        Answer::ListOnGraphql(list) => number("indicators", list.data.indicators.nodes.len(), 50),
        Answer::Measurements(page) => deep(page),
        Answer::AllianceOnGraphql(one) => nested(&one.data),
    }
}

fn number(of: &str, there: usize, expected: usize) -> Option<String> {
    (there != expected).then(|| format!("{there} {of} instead of {expected}"))
}

/// Ten thousand rows in, by period: 172 months of 58 indicators, and some.
fn deep(page: &Page<Measurement>) -> Option<String> {
    let first = page.items.first().map(|one| one.start.as_str());
    let there = (first != Some("2024-05-01")).then(|| format!("it begins with {first:?}"));
    there.or_else(|| number("measurements", page.items.len(), 50))
}

/// Twenty indicators with the last ten values of each, the latest first.
fn nested(one: &OneAlliance) -> Option<String> {
    let indicators = &one.alliance.indicators.nodes;
    let short = indicators.iter().find_map(|indicator| {
        let periods: Vec<&str> =
            indicator.measurements.nodes.iter().map(|value| value.period.as_str()).collect();
        let last = periods.first() == Some(&"2026-08") && periods.is_sorted_by(|a, b| a > b);
        (!last)
            .then(|| format!("the values of {} are {periods:?}", indicator.code))
            .or_else(|| number(&format!("values of {}", indicator.code), periods.len(), 10))
    });
    short.or_else(|| number("indicators", indicators.len(), 20))
}
