//! Progress: what measurements say of indicators, computed, never typed in.

use async_graphql::SimpleObject;
use entity::indicator::Model;
use entity::types::{
    Day, Figure, IndicatorCode, IndicatorId, Language, LongText, NotProjected, ProgressStatus,
    ShortText, Trend, UnitLabel, WillReach,
};
use garde::Validate;
use sea_orm::QueryOrder;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::judge::judge;
use crate::app::{Done, Located, OfRevision, Operation, ReadSnapshot, never_replayed};
use crate::domain::goals::WORST_FIRST;
use crate::domain::progress::{self as rule, Course};
use crate::error::{AppError, Result};
use crate::policy::Act;
use crate::store::{AllianceRef, Reader, View, indicators};

/// What measurements say of an indicator against its baseline and targets.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Progress {
    /// The indicator.
    pub indicator_id: IndicatorId,
    /// The code by which scripts name the indicator.
    pub code: IndicatorCode,
    /// What the indicator measures, in a few words.
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
    pub actual: Option<Figure>,
    /// The actual value as it was one value earlier.
    #[schema(required)]
    pub previous: Option<Figure>,
    /// The actual value less the previous.
    #[schema(required)]
    pub change: Option<Figure>,
    /// What was expected by that day.
    #[schema(required)]
    pub expected: Option<Figure>,
    /// How much of the way from the baseline to the last target is done; may leave 0 to 1.
    #[schema(required)]
    pub achieved_share: Option<Figure>,
    /// How much of that way was expected to be done by that day.
    #[schema(required)]
    pub expected_share: Option<Figure>,
    /// How the indicator stands against its targets.
    pub status: ProgressStatus,
    /// Which way the last twelve values go.
    pub trend: Trend,
    /// The median slope of those values, in the unit per period.
    #[schema(required)]
    pub slope: Option<Figure>,
    /// The lower end of the interval in which the true slope lies with 90 %; null where the values are
    /// too few to say.
    #[schema(required)]
    pub slope_low: Option<Figure>,
    /// The upper end of that interval.
    #[schema(required)]
    pub slope_high: Option<Figure>,
    /// How many values the trend was read from.
    #[schema(required, minimum = 2, maximum = 12)]
    pub trend_n: Option<u32>,
    /// Mann–Kendall's S: rises less falls over all pairs of those values; of their distance to the
    /// band where something is to be maintained.
    #[schema(required, minimum = -66, maximum = 66)]
    pub trend_s: Option<i32>,
    /// The probability of an S at least so far from 0 by chance, 0 to 1.
    #[schema(required)]
    pub trend_p: Option<Figure>,
    /// Where it will stand on the day of the last target, if it goes on like this.
    #[schema(required)]
    pub projected: Option<Figure>,
    /// The lower end of the interval in which it will stand with 90 %.
    #[schema(required)]
    pub projected_low: Option<Figure>,
    /// The upper end of that interval.
    #[schema(required)]
    pub projected_high: Option<Figure>,
    /// Whether the last target will be reached, if it goes on like this; null where nothing is projected.
    #[schema(required)]
    pub will_reach: Option<WillReach>,
    /// Why nothing is projected; null where something is.
    #[schema(required)]
    pub not_projected: Option<NotProjected>,
    /// Whether it is progressing; null where that cannot be told.
    #[schema(required)]
    pub progressing: Option<bool>,
    /// The code of the period whose value is due next.
    #[schema(required, max_length = 24)]
    pub due_period: Option<String>,
    /// The last day on which that value is in time.
    #[schema(required)]
    pub due_on: Option<Day>,
    /// Why the indicator stands so, with the numbers, in your language.
    #[schema(max_length = 1000)]
    pub reason: String,
    /// The alliance's own words beside the numbers.
    #[schema(required)]
    pub story: Option<LongText>,
}

never_replayed!(Progress AllianceProgress);

impl Progress {
    pub(super) fn of(
        row: &Model,
        course: &Course,
        judged: &rule::Assessment,
        language: Language,
    ) -> Self {
        let latest = judged.latest;
        Self {
            indicator_id: row.id,
            code: row.code.clone(),
            title: row.title.clone(),
            unit: row.unit.clone(),
            period: latest.map(|latest| latest.period.code()),
            as_of: latest.map(|latest| latest.period.end()),
            actual: latest.map(|latest| Figure::exact(latest.actual)),
            previous: judged.previous,
            change: judged.change,
            expected: judged.expected,
            achieved_share: judged.achieved_share,
            expected_share: judged.expected_share,
            status: judged.status,
            trend: judged.trend,
            slope: judged.tendency.map(|it| it.slope),
            slope_low: judged.tendency.and_then(|it| Some(it.interval?.0)),
            slope_high: judged.tendency.and_then(|it| Some(it.interval?.1)),
            trend_n: judged.tendency.and_then(|it| u32::try_from(it.n).ok()),
            trend_s: judged.tendency.and_then(|it| i32::try_from(it.s).ok()),
            trend_p: judged.tendency.and_then(|it| it.probability()),
            projected: judged.projection.ok().map(|it| it.value),
            projected_low: judged.projection.ok().map(|it| it.low),
            projected_high: judged.projection.ok().map(|it| it.high),
            will_reach: judged.projection.ok().map(|it| it.will_reach),
            not_projected: judged.projection.err(),
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

/// Asks for the progress of one indicator.
#[derive(Clone, Debug, Validate)]
pub struct GetProgress {}

impl OfRevision for GetProgress {}

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
#[derive(Clone, Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct ListAllianceProgress {}

impl OfRevision for ListAllianceProgress {}

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
        let statuses: Vec<_> = items.iter().map(|item| item.status).collect();
        Ok(AllianceProgress { counts: counts(&statuses), items })
    }
}

/// How many of these there are of each status, in the order of what needs attention.
pub fn counts(of: &[ProgressStatus]) -> Vec<ProgressCount> {
    let count = |status| of.iter().filter(|one| **one == status).count();
    WORST_FIRST
        .into_iter()
        .map(|status| ProgressCount {
            status,
            count: u32::try_from(count(status)).unwrap_or(u32::MAX),
        })
        .collect()
}
