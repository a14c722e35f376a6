//! The progress of one indicator as a flat row.

use async_graphql::SimpleObject;
use entity::types::{
    AllianceId, Counting, Day, Decimal, Direction, Figure, IndicatorCode, IndicatorId, Language,
    LongText, NotProjected, PeriodType, ProgressStatus, ShortText, Slug, Trend, UnitLabel,
    WillReach,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::columns;
use crate::app::indicators::judge::Gauge;
use crate::app::indicators::progress::Progress;
use crate::domain::progress::{Aim, Assessment, Course, next_target};

/// The progress of one indicator with all that it is to be read against.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct FlatProgress {
    /// The alliance, by its slug.
    pub alliance: Slug,
    /// The indicator, by its code.
    pub indicator: IndicatorCode,
    /// What the alliance calls itself.
    pub alliance_name: ShortText,
    /// What the indicator measures, in a few words.
    pub title: ShortText,
    /// The unit of its values.
    pub unit: UnitLabel,
    /// How the indicator stands against its targets.
    pub status: ProgressStatus,
    /// Whether it is progressing; null where that cannot be told.
    #[schema(required)]
    pub progressing: Option<bool>,
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
    /// The value aimed at next: that of the first target that is due today or later, else of the last.
    #[schema(required)]
    pub target: Option<Decimal>,
    /// The day on which that target is due.
    #[schema(required)]
    pub target_on: Option<Day>,
    /// The value before the work began.
    #[schema(required)]
    pub baseline: Option<Decimal>,
    /// The day of that value.
    #[schema(required)]
    pub baseline_on: Option<Day>,
    /// The lower end of the band in which the value should stay.
    #[schema(required)]
    pub band_low: Option<Decimal>,
    /// The upper end of that band.
    #[schema(required)]
    pub band_high: Option<Decimal>,
    /// Whether the value should increase, decrease or be maintained.
    pub direction: Direction,
    /// How its values are read against its targets.
    pub counting: Counting,
    /// The kind of period that values are recorded for.
    pub period_type: PeriodType,
    /// Which way the last twelve values go.
    pub trend: Trend,
    /// The median slope of those values, in the unit per period.
    #[schema(required)]
    pub slope: Option<Figure>,
    /// The lower end of the interval in which the true slope lies with 90 %.
    #[schema(required)]
    pub slope_low: Option<Figure>,
    /// The upper end of that interval.
    #[schema(required)]
    pub slope_high: Option<Figure>,
    /// How many values the trend was read from.
    #[schema(required, minimum = 2, maximum = 12)]
    pub trend_n: Option<u32>,
    /// Mann–Kendall's S: rises less falls over all pairs of those values.
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
    /// The indicator's id.
    pub indicator_id: IndicatorId,
    /// The alliance, for cursors.
    #[serde(skip)]
    #[graphql(skip)]
    #[schema(ignore)]
    pub home: AllianceId,
}

columns! {
    FlatProgress {
        alliance, indicator, alliance_name, title, unit, status, progressing, period, as_of, actual,
        previous, change, expected, achieved_share, expected_share, target, target_on, baseline,
        baseline_on, band_low, band_high, direction, counting, period_type, trend, slope, slope_low,
        slope_high, trend_n, trend_s, trend_p, projected, projected_low, projected_high, will_reach,
        not_projected, due_period, due_on, reason, story, indicator_id;
        home
    }
}

impl FlatProgress {
    /// Shows an indicator that was judged.
    #[expect(clippy::too_many_lines, reason = "a line a column")]
    pub(super) fn of(
        gauge: &Gauge,
        course: &Course,
        judged: &Assessment,
        language: Language,
    ) -> Self {
        let it = Progress::of(&gauge.row, course, judged, language);
        let target = next_target(&course.aim, gauge.today);
        let band = match course.aim {
            Aim::Band(low, high) => Some((low, high)),
            Aim::Targets { .. } | Aim::Nothing => None,
        };
        Self {
            alliance: gauge.home.slug.clone(),
            indicator: it.code,
            alliance_name: gauge.home.name.clone(),
            title: it.title,
            unit: it.unit,
            status: it.status,
            progressing: it.progressing,
            period: it.period,
            as_of: it.as_of,
            actual: it.actual,
            previous: it.previous,
            change: it.change,
            expected: it.expected,
            achieved_share: it.achieved_share,
            expected_share: it.expected_share,
            target: target.map(|target| target.value),
            target_on: target.map(|target| target.due_on),
            baseline: course.baseline.map(|(value, _)| value),
            baseline_on: course.baseline.map(|(_, on)| on),
            band_low: band.map(|(low, _)| low),
            band_high: band.map(|(_, high)| high),
            direction: course.direction,
            counting: course.counting,
            period_type: gauge.row.period_type,
            trend: it.trend,
            slope: it.slope,
            slope_low: it.slope_low,
            slope_high: it.slope_high,
            trend_n: it.trend_n,
            trend_s: it.trend_s,
            trend_p: it.trend_p,
            projected: it.projected,
            projected_low: it.projected_low,
            projected_high: it.projected_high,
            will_reach: it.will_reach,
            not_projected: it.not_projected,
            due_period: it.due_period,
            due_on: it.due_on,
            reason: it.reason,
            story: it.story,
            indicator_id: it.indicator_id,
            home: gauge.home.id,
        }
    }

    /// Where it stands in the list.
    pub(super) fn place(&self) -> String {
        format!("{}~{}", self.home, self.indicator)
    }
}
