//! Judging indicators by their values, each against the definition in force.

use std::collections::HashMap;

use chrono::Month;
use entity::indicator::Model;
use entity::types::{Day, Decimal, IndicatorId, Measure};

use super::definition::as_it_was;
use crate::domain::periods::Period;
use crate::domain::progress::{self as rule, Aim, Course, Definitions, Held, Observed};
use crate::error::{AppError, Result};
use crate::store::measurements::{self, Point};
use crate::store::{Reader, definitions};

/// An indicator, the course that it is judged by, and how it stands.
pub(super) type Judged = (Model, Course, rule::Assessment);

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
    let rows: HashMap<IndicatorId, &Model> = indicators.iter().map(|row| (row.id, row)).collect();
    let ids: Vec<IndicatorId> = indicators.iter().map(|row| row.id).collect();
    let earlier = definitions::earlier(reader, &ids).await?;
    let judge = |row: &Model, points: &[Point]| -> Result<Judged> {
        let of = earlier.iter().filter(|was| was.indicator_id == row.id).cloned();
        let before = of.map(|was| held(&as_it_was(row, was), home)).collect::<Result<_>>()?;
        let definitions = Definitions { earlier: before, present: held(row, home)? };
        let values = points.iter().map(|point| observed(point, row, home));
        let values = values.collect::<Result<Vec<_>>>()?;
        let course = definitions.in_force(&values, today).course.clone();
        let judged = rule::assess(&course, &values, today);
        Ok((row.clone(), course, judged))
    };
    let mut judged = HashMap::new();
    let with_values = |id, points: &[Point]| {
        let one = rows.get(&id).map(|row| judge(row, points)).transpose()?;
        judged.extend(one.map(|one| (id, one)));
        Ok(())
    };
    measurements::of_each(reader, &ids, with_values).await?;
    let one = |row: &Model| judged.remove(&row.id).map_or_else(|| judge(row, &[]), Ok);
    indicators.iter().map(one).collect()
}

fn observed(point: &Point, of: &Model, home: &entity::alliance::Model) -> Result<Observed> {
    let period = Period::containing(of.period_type, point.period_start, fiscal_start(home)?);
    let period = period.ok_or_else(|| AppError::fault("a value is keyed by no period"))?;
    let value = match (point.value, point.absence) {
        (Some(value), _) => Ok(value),
        (None, absence) => Err(absence.unwrap_or(entity::types::Absence::NotCollected)),
    };
    Ok(Observed { period, value })
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
