//! Judging indicators by their values, each against the definition in force.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Month;
use entity::indicator::Model;
use entity::types::{Absence, Day, Decimal, IndicatorId, Measure};

use super::definition::as_it_was;
use crate::domain::periods::Period;
use crate::domain::progress::{self as rule, Aim, Course, Definitions, Held, Observed};
use crate::error::{AppError, Result};
use crate::store::measurements::{self, Point};
use crate::store::{Reader, definitions};

/// An indicator, the course that it is judged by, and how it stands.
pub(super) type Judged = (Model, Course, rule::Assessment);

/// An indicator with all that its values are read against.
#[derive(Clone, Debug)]
pub(super) struct Gauge {
    /// The indicator.
    pub row: Model,
    /// Its alliance.
    pub home: Arc<entity::alliance::Model>,
    /// The alliance's day.
    pub today: Day,
    /// What it was and is defined as.
    pub definitions: Definitions,
}

impl Gauge {
    /// A value of it, as progress looks at it.
    pub fn observed(
        &self,
        start: Day,
        value: Option<Decimal>,
        absence: Option<Absence>,
    ) -> Result<Observed> {
        let kind = self.row.period_type;
        let period = Period::containing(kind, start, fiscal_start(&self.home)?);
        let period = period.ok_or_else(|| AppError::fault("a value is keyed by no period"))?;
        let value = match (value, absence) {
            (Some(value), _) => Ok(value),
            (None, absence) => Err(absence.unwrap_or(Absence::NotCollected)),
        };
        Ok(Observed { period, value })
    }

    fn judged(self, points: &[Point]) -> Result<(Self, Course, rule::Assessment)> {
        let one = |point: &Point| self.observed(point.period_start, point.value, point.absence);
        let values = points.iter().map(one).collect::<Result<Vec<_>>>()?;
        let course = self.definitions.in_force(&values, self.today).course.clone();
        let judged = rule::assess(&course, &values, self.today);
        Ok((self, course, judged))
    }
}

/// Reads what the values of these indicators are read against, each in its alliance on its day.
///
/// # Errors
/// A fault where the database does not answer, or holds what cannot be.
pub(super) async fn gauges(
    reader: &impl Reader,
    rows: Vec<Model>,
    home: impl Fn(&Model) -> Result<(Arc<entity::alliance::Model>, Day)>,
) -> Result<Vec<Gauge>> {
    let ids: Vec<IndicatorId> = rows.iter().map(|row| row.id).collect();
    let mut before: HashMap<IndicatorId, Vec<_>> = HashMap::new();
    for was in definitions::earlier(reader, &ids).await? {
        before.entry(was.indicator_id).or_default().push(was);
    }
    let gauge = |row: Model| {
        let (home, today) = home(&row)?;
        let of = before.remove(&row.id).unwrap_or_default().into_iter();
        let earlier = of.map(|was| held(&as_it_was(&row, was), &home)).collect::<Result<_>>()?;
        let definitions = Definitions { earlier, present: held(&row, &home)? };
        Ok(Gauge { row, home, today, definitions })
    };
    rows.into_iter().map(gauge).collect()
}

/// Judges indicators by the values that the reader may see, in the order in which they are given.
///
/// # Errors
/// A fault where the database does not answer, or holds what cannot be.
pub(super) async fn judge_each(
    reader: &impl Reader,
    gauges: Vec<Gauge>,
) -> Result<Vec<(Gauge, Course, rule::Assessment)>> {
    let ids: Vec<IndicatorId> = gauges.iter().map(|gauge| gauge.row.id).collect();
    let mut open: HashMap<IndicatorId, Gauge> =
        gauges.into_iter().map(|gauge| (gauge.row.id, gauge)).collect();
    let mut judged = HashMap::new();
    let with_values = |id, points: &[Point]| {
        let one = open.remove(&id).map(|gauge| gauge.judged(points)).transpose()?;
        judged.extend(one.map(|one| (id, one)));
        Ok(())
    };
    measurements::of_each(reader, &ids, with_values).await?;
    let without = open.into_iter().map(|(id, gauge)| Ok((id, gauge.judged(&[])?)));
    judged.extend(without.collect::<Result<Vec<_>>>()?);
    Ok(ids.iter().filter_map(|id| judged.remove(id)).collect())
}

/// Judges indicators of one alliance by the values that the reader may see.
///
/// # Errors
/// A fault where the database does not answer, or holds what cannot be.
pub async fn judge(
    reader: &impl Reader,
    home: &entity::alliance::Model,
    indicators: &[Model],
    today: Day,
) -> Result<Vec<Judged>> {
    let home = Arc::new(home.clone());
    let gauges = gauges(reader, indicators.to_vec(), |_| Ok((home.clone(), today))).await?;
    let judged = judge_each(reader, gauges).await?;
    Ok(judged.into_iter().map(|(gauge, course, judged)| (gauge.row, course, judged)).collect())
}

fn held(row: &Model, home: &entity::alliance::Model) -> Result<Held> {
    Ok(Held { from: row.holds_from, course: course(row, home)? })
}

fn course(row: &Model, home: &entity::alliance::Model) -> Result<Course> {
    let baseline = row.baseline_value.zip(row.baseline_on);
    let aim = match (row.band_low.zip(row.band_high), baseline, row.targets.0.split_last()) {
        (Some((low, high)), _, _) => Aim::Band(low, high),
        (None, Some(baseline), Some((last, earlier))) => {
            Aim::Targets { baseline, earlier: earlier.to_vec(), last: *last, path: row.target_path }
        }
        _ => Aim::Nothing,
    };
    let from = row.starts_on.unwrap_or_else(|| home.time_zone.day(row.created_at));
    Ok(Course {
        direction: row.direction,
        counting: row.counting,
        baseline,
        aim,
        grace_days: row.grace_days.and_then(|days| u32::try_from(days).ok()),
        first: Period::containing(row.period_type, from, fiscal_start(home)?),
        starts_on: row.starts_on,
        least: (row.measure == Measure::Count).then_some(Decimal::ZERO),
    })
}

/// The month in which an alliance's fiscal year starts.
///
/// # Errors
/// A fault where the table holds no month.
pub fn fiscal_start(home: &entity::alliance::Model) -> Result<Month> {
    let month = u8::try_from(home.fiscal_year_start).map_err(AppError::fault)?;
    Month::try_from(month).map_err(AppError::fault)
}
