//! The demo alliance's eight indicators, with three years of values.

use chrono::{Month, Months};
use entity::types::{Counting, Day, Decimal, Direction, Measure, PeriodType, Visibility};
use serde_json::json;

use super::series::Shape;
use super::{Demo, input};
use crate::app::indicators::{CreateIndicator, RecordMeasurement};
use crate::domain::periods::Period;
use crate::error::Result;
use crate::store::{AllianceRef, IndicatorAt, MeasurementAt};

/// What the demo knows of an indicator.
struct Plan {
    code: &'static str,
    title: &'static str,
    description: &'static str,
    unit: &'static str,
    measure: Measure,
    direction: Direction,
    counting: Counting,
    period_type: PeriodType,
    visibility: Visibility,
    shape: Shape,
    /// The values aimed at after one, two, three and four years; none where nothing is aimed at.
    targets: &'static [i32],
    band: Option<(i32, i32)>,
    story: Option<&'static str>,
}

const fn shape(from: f64, to: f64, season: f64, noise: f64, places: u32) -> Shape {
    Shape { from, to, season, noise, places }
}

const PLANS: [Plan; 8] = [
    Plan {
        code: "households",
        title: "Households that get food in a month",
        description: "Each household is counted once a month, whichever pantry it comes to.",
        unit: "households",
        measure: Measure::Count,
        direction: Direction::Increase,
        counting: Counting::Level,
        period_type: PeriodType::Month,
        visibility: Visibility::Public,
        shape: shape(820.0, 1260.0, 0.05, 0.03, 0),
        targets: &[950, 1100, 1200, 1400],
        band: None,
        story: Some(
            "The Saturday pantry in Millbrook reaches families whom weekday hours never did.",
        ),
    },
    Plan {
        code: "meals",
        title: "Meals served",
        description: "Hot meals and lunch bags, of all kitchens together.",
        unit: "meals",
        measure: Measure::Sum,
        direction: Direction::Increase,
        counting: Counting::Cumulative,
        period_type: PeriodType::Month,
        visibility: Visibility::Funders,
        shape: shape(5200.0, 7600.0, 0.08, 0.04, 0),
        targets: &[65_000, 140_000, 225_000, 320_000],
        band: None,
        story: None,
    },
    Plan {
        code: "fresh-share",
        title: "Share of fresh produce in what is given out",
        description: "By weight, as the scales at the warehouse say.",
        unit: "%",
        measure: Measure::Other,
        direction: Direction::Increase,
        counting: Counting::Level,
        period_type: PeriodType::Quarter,
        visibility: Visibility::Funders,
        shape: shape(21.0, 27.0, -0.12, 0.06, 1),
        targets: &[25, 30, 36, 40],
        band: None,
        story: Some("Without a second refrigerated van, fresh produce stays where it is grown."),
    },
    Plan {
        code: "waste",
        title: "Food thrown away",
        description: "What the pantries had to throw away, weighed each week.",
        unit: "kg",
        measure: Measure::Sum,
        direction: Direction::Decrease,
        counting: Counting::Level,
        period_type: PeriodType::Month,
        visibility: Visibility::Partners,
        shape: shape(1900.0, 980.0, -0.06, 0.07, 0),
        targets: &[1600, 1300, 1000, 900],
        band: None,
        story: None,
    },
    Plan {
        code: "waiting-time",
        title: "Waiting time at the pantries",
        description: "The median of what volunteers noted at the door on one Tuesday a month.",
        unit: "minutes",
        measure: Measure::Other,
        direction: Direction::Decrease,
        counting: Counting::Level,
        period_type: PeriodType::Quarter,
        visibility: Visibility::Partners,
        shape: shape(46.0, 34.0, 0.05, 0.08, 1),
        targets: &[40, 30, 22, 18],
        band: None,
        story: None,
    },
    Plan {
        code: "volunteers",
        title: "Active volunteers",
        description: "Whoever worked at least one shift in the month, with any organization.",
        unit: "people",
        measure: Measure::Count,
        direction: Direction::Maintain,
        counting: Counting::Level,
        period_type: PeriodType::Month,
        visibility: Visibility::Funders,
        shape: shape(128.0, 139.0, 0.06, 0.05, 0),
        targets: &[],
        band: Some((120, 160)),
        story: None,
    },
    Plan {
        code: "referrals",
        title: "Families referred to another service",
        description: "Referrals that the other service confirmed.",
        unit: "families",
        measure: Measure::Count,
        direction: Direction::Increase,
        counting: Counting::Level,
        period_type: PeriodType::Month,
        visibility: Visibility::Partners,
        shape: shape(30.0, 62.0, 0.04, 0.12, 0),
        targets: &[],
        band: None,
        story: Some("We have not yet agreed on how many referrals would be enough."),
    },
    Plan {
        code: "shared-stock",
        title: "Pantries that share their stock figures",
        description: "Those whose stock was up to date in the shared list on the first of the quarter.",
        unit: "pantries",
        measure: Measure::Count,
        direction: Direction::Increase,
        counting: Counting::Level,
        period_type: PeriodType::Quarter,
        visibility: Visibility::Public,
        shape: shape(2.0, 12.0, 0.0, 0.02, 0),
        targets: &[5, 8, 11, 12],
        band: None,
        story: None,
    },
];

impl Plan {
    fn input(&self, since: Day) -> Result<CreateIndicator> {
        let after = |years: u32| since.date().checked_add_months(Months::new(12 * years));
        let zero = self.counting == Counting::Cumulative;
        let before = if zero { 0 } else { self.shape.from as i32 };
        let due = self.targets.iter().zip(1..).filter_map(|(value, years)| {
            Some(json!({ "due_on": Day(after(years)?), "value": value }))
        });
        let baseline = json!({ "value": before, "on": since });
        input(json!({
            "code": self.code,
            "title": self.title,
            "description": self.description,
            "unit": self.unit,
            "measure": self.measure,
            "direction": self.direction,
            "counting": self.counting,
            "baseline": self.band.is_none().then_some(baseline),
            "band": self.band.map(|(low, high)| json!({ "low": low, "high": high })),
            "targets": due.collect::<Vec<_>>(),
            "period_type": self.period_type,
            "visibility": self.visibility,
            "story": self.story,
        }))
    }

    /// The periods after `since` that are over.
    fn periods(&self, since: Day, today: Day) -> Vec<Period> {
        let first = Period::containing(self.period_type, Demo::later(since, 1), Month::July);
        std::iter::successors(first, |period| period.next())
            .take_while(|period| period.is_over(today))
            .collect()
    }
}

/// A value that is written down on a day.
pub struct Value {
    /// The day.
    pub on: Day,
    slot: MeasurementAt,
    input: RecordMeasurement,
}

/// Adds the indicators, and says when which value is to be written down: some are missing, some
/// said to be absent, some corrected some weeks later.
///
/// # Errors
/// As the operations have it.
pub async fn define(demo: &Demo, alliance: &AllianceRef) -> Result<Vec<Value>> {
    let since = demo.since();
    let mut values = Vec::new();
    for (nth, plan) in PLANS.iter().enumerate() {
        demo.facilitator(alliance.clone(), plan.input(since)?).await?;
        let periods = plan.periods(since, demo.today());
        let made = plan.shape.values(&periods, &demo.random);
        for (at, (period, value)) in periods.iter().zip(made).enumerate() {
            let on = Demo::later(period.end(), 4 + (nth as u64 + at as u64) % 5);
            let slot = slot(alliance, plan.code, *period);
            values.extend(told(on, slot, value, (at * 7 + nth * 3) % 29)?);
        }
    }
    values.retain(|value| value.on <= demo.today());
    values.sort_by_key(|value| value.on);
    Ok(values)
}

fn slot(alliance: &AllianceRef, code: &str, period: Period) -> MeasurementAt {
    let indicator = IndicatorAt { alliance: alliance.clone(), code: code.into() };
    MeasurementAt { indicator, period: period.code() }
}

/// Most values come as they are. One in twenty-nine was forgotten, one is said to be missing, and
/// two are corrected some weeks later.
fn told(on: Day, slot: MeasurementAt, value: Decimal, luck: usize) -> Result<Vec<Value>> {
    Ok(match luck {
        11 => Vec::new(),
        17 => vec![Value { on, slot, input: absent()? }],
        5 | 23 => {
            let tenths = value.number() * rust_decimal::Decimal::new(9, 1);
            let first = given(Decimal::rounded(tenths.round()), None)?;
            let again = given(value, Some("One pantry had handed in its sheet late."))?;
            let corrected = Value { on: Demo::later(on, 20), slot: slot.clone(), input: again };
            vec![Value { on, slot, input: first }, corrected]
        }
        _ => vec![Value { on, slot, input: given(value, None)? }],
    })
}

/// Writes values down, each on its day, by one partner after the other.
///
/// # Errors
/// As the operation has it.
pub async fn record(demo: &Demo, values: Vec<Value>) -> Result<()> {
    for Value { on, slot, input } in values {
        demo.at(on);
        demo.by(demo.partner(), slot, input).await?;
    }
    Ok(())
}

fn given(value: Decimal, reason: Option<&str>) -> Result<RecordMeasurement> {
    input(json!({ "value": value, "status": "final", "reason": reason }))
}

fn absent() -> Result<RecordMeasurement> {
    let note = "The volunteer who counts was ill.";
    input(json!({ "absence": "not_collected", "status": "final", "note": note }))
}
