//! Progress: what measurements say of indicators, computed, never typed in.

use std::collections::HashMap;

use async_graphql::SimpleObject;
use entity::indicator::Model;
use entity::types::{
    Day, Decimal, IndicatorCode, IndicatorId, Language, LongText, ProgressStatus, ShortText, Trend,
    UnitLabel,
};
use garde::Validate;
use sea_orm::QueryOrder;
use serde::Serialize;
use utoipa::ToSchema;

use super::definition::as_it_was;
use super::record::fiscal_start;
use crate::app::{Done, Located, Operation, ReadSnapshot, never_replayed};
use crate::domain::periods::Period;
use crate::domain::progress::{self as rule, Aim, Course, Definitions, Held, Observed};
use crate::error::{AppError, Result};
use crate::policy::Act;
use crate::store::measurements::{self, Point};
use crate::store::{AllianceRef, Reader, View, definitions, indicators};

/// What measurements say of an indicator against its baseline and targets.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Progress {
    /// The indicator.
    pub indicator_id: IndicatorId,
    /// What scripts call it.
    pub code: IndicatorCode,
    /// What it measures.
    pub title: ShortText,
    /// The unit of its values.
    pub unit: UnitLabel,
    /// The code of the latest period that is judged: values of periods that are not over are not.
    #[schema(required, max_length = 24)]
    pub period: Option<String>,
    /// The last day of that period.
    #[schema(required)]
    pub as_of: Option<Day>,
    /// The value of that period, or the sum of all since the baseline.
    #[schema(required)]
    pub actual: Option<Decimal>,
    /// The same one value earlier.
    #[schema(required)]
    pub previous: Option<Decimal>,
    /// The actual value less the previous.
    #[schema(required)]
    pub change: Option<Decimal>,
    /// What was expected by that day.
    #[schema(required)]
    pub expected: Option<Decimal>,
    /// How much of the way from the baseline to the last target is done; may leave 0 to 1.
    #[schema(required)]
    pub achieved_share: Option<Decimal>,
    /// How much of that way was expected to be done by that day.
    #[schema(required)]
    pub expected_share: Option<Decimal>,
    /// How it stands.
    pub status: ProgressStatus,
    /// Which way the last twelve values go.
    pub trend: Trend,
    /// The median slope of those values, in the unit per period.
    #[schema(required)]
    pub slope: Option<Decimal>,
    /// Whether it is progressing; null where that cannot be told.
    #[schema(required)]
    pub progressing: Option<bool>,
    /// The code of the period whose value is due next.
    #[schema(required, max_length = 24)]
    pub due_period: Option<String>,
    /// The last day on which that value is in time.
    #[schema(required)]
    pub due_on: Option<Day>,
    /// Why it stands so, with the numbers, in your language.
    #[schema(max_length = 1000)]
    pub reason: String,
    /// The alliance's own words beside the numbers.
    #[schema(required)]
    pub story: Option<LongText>,
}

never_replayed!(Progress AllianceProgress);

impl Progress {
    fn of(row: &Model, course: &Course, judged: &rule::Assessment, language: Language) -> Self {
        let latest = judged.latest;
        Self {
            indicator_id: row.id,
            code: row.code.clone(),
            title: row.title.clone(),
            unit: row.unit.clone(),
            period: latest.map(|latest| latest.period.code()),
            as_of: latest.map(|latest| latest.period.end()),
            actual: latest.map(|latest| latest.actual),
            previous: judged.previous,
            change: judged.change,
            expected: judged.expected,
            achieved_share: judged.achieved_share,
            expected_share: judged.expected_share,
            status: judged.status,
            trend: judged.trend,
            slope: judged.tendency.map(|tendency| tendency.slope),
            progressing: judged.progressing,
            due_period: judged.due.map(|due| due.period.code()),
            due_on: judged.due.map(|due| due.until),
            reason: rule::sentence(course, judged, row.unit.as_str(), language),
            story: row.story.clone(),
        }
    }
}

/// How many indicators stand so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct ProgressCount {
    /// How they stand.
    pub status: ProgressStatus,
    /// How many.
    #[schema(minimum = 0)]
    pub count: u32,
}

/// What measurements say of an alliance's indicators. Unlike units are never averaged.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct AllianceProgress {
    /// How many indicators stand so; each status is there, in the order of what needs attention.
    #[schema(max_items = 8)]
    pub counts: Vec<ProgressCount>,
    /// Each indicator that is in use, by title.
    #[schema(max_items = 500)]
    pub items: Vec<Progress>,
}

/// The statuses in the order of what needs attention (rule 7, of a goal).
const WORST_FIRST: [ProgressStatus; 8] = [
    ProgressStatus::Missed,
    ProgressStatus::OffTrack,
    ProgressStatus::AtRisk,
    ProgressStatus::Stale,
    ProgressStatus::NoData,
    ProgressStatus::NoTarget,
    ProgressStatus::OnTrack,
    ProgressStatus::Achieved,
];

/// Asks for the progress of one indicator.
#[derive(Clone, Debug, Validate)]
pub struct GetProgress {}

impl Operation for GetProgress {
    const ACT: Act = Act::GetProgress;
    type Locator = IndicatorId;
    type AccessMode = ReadSnapshot;
    type Output = Progress;

    async fn execute(self, view: View, indicator: Located<Self>) -> Result<Done<Self>> {
        let language = view.language();
        let home = view.thing::<entity::alliance::Entity>(indicator.alliance_id).await?;
        let today = home.time_zone.day(view.now());
        let judged = judge(&view, &home, &[indicator.row()], today).await?;
        let one = judged.into_iter().next();
        let (row, course, judged) = one.ok_or_else(|| AppError::fault("nothing was judged"))?;
        Ok(Progress::of(&row, &course, &judged, language))
    }
}

/// Asks for the progress of an alliance's indicators.
#[derive(Clone, Debug, Validate)]
pub struct ListAllianceProgress {}

impl Operation for ListAllianceProgress {
    const ACT: Act = Act::ListAllianceProgress;
    type Locator = AllianceRef;
    type AccessMode = ReadSnapshot;
    type Output = AllianceProgress;

    async fn execute(self, view: View, home: Located<Self>) -> Result<Done<Self>> {
        use entity::indicator::Column;
        let rows = indicators::in_use(&view, home.id);
        let rows = rows.order_by_asc(Column::Title).order_by_asc(Column::Id);
        let rows = view.all(rows).await?;
        let today = home.time_zone.day(view.now());
        let judged = judge(&view, &home, &rows, today).await?;
        let language = view.language();
        let items: Vec<Progress> = judged
            .iter()
            .map(|(row, course, judged)| Progress::of(row, course, judged, language))
            .collect();
        Ok(AllianceProgress { counts: counts(&items), items })
    }
}

fn counts(items: &[Progress]) -> Vec<ProgressCount> {
    let count = |status| items.iter().filter(|item| item.status == status).count();
    WORST_FIRST
        .into_iter()
        .map(|status| ProgressCount {
            status,
            count: u32::try_from(count(status)).unwrap_or(u32::MAX),
        })
        .collect()
}

/// An indicator, the course that it is judged by, and how it stands.
type Judged = (Model, Course, rule::Assessment);

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
    })
}
