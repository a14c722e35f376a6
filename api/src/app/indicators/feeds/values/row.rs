//! One value as a flat row.

use async_graphql::SimpleObject;
use entity::measurement::Model;
use entity::types::{
    Absence, AllianceId, Day, Decimal, Figure, IndicatorCode, MeasurementId, Paragraph, PeriodType,
    ProgressStatus, ShortText, Slug, Timestamp, UnitLabel, ValueStatus,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::columns;
use crate::app::indicators::judge::Gauge;
use crate::domain::progress::{Aim, mark};
use crate::error::Result;

/// One value with all that it is to be read against. A row can be sent back as it is to be recorded.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct FlatMeasurement {
    /// The alliance, by its slug.
    pub alliance: Slug,
    /// The indicator, by its code.
    pub indicator: IndicatorCode,
    /// The period's code.
    #[schema(max_length = 24, example = "2026-10")]
    pub period: String,
    /// The value, in the indicator's unit; null where it is absent. Zero is a value.
    #[schema(required)]
    pub value: Option<Decimal>,
    /// Why there is no value.
    #[schema(required)]
    pub absence: Option<Absence>,
    /// Whether the value is provisional or final.
    pub state: ValueStatus,
    /// A note about the value.
    #[schema(required)]
    pub note: Option<Paragraph>,
    /// What the alliance calls itself.
    pub alliance_name: ShortText,
    /// What the indicator measures, in a few words.
    pub title: ShortText,
    /// The unit of the value.
    pub unit: UnitLabel,
    /// The kind of period.
    pub period_type: PeriodType,
    /// The period's first day.
    pub period_start: Day,
    /// The period's last day.
    pub period_end: Day,
    /// The value aimed at next: that of the first target that is due on the period's last day or
    /// later, else of the last.
    #[schema(required)]
    pub target: Option<Decimal>,
    /// The day on which that target is due.
    #[schema(required)]
    pub target_on: Option<Day>,
    /// What was expected by the period's last day, on the way to that target.
    #[schema(required)]
    pub expected: Option<Figure>,
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
    /// The number of the definition that held on the period's last day, from 1.
    #[schema(minimum = 1)]
    pub definition_version: i32,
    /// How this value by itself stood against what was expected; null where it is absent, where the
    /// period is not over, and where the target is for the sum of values.
    #[schema(required)]
    pub status: Option<ProgressStatus>,
    /// How often the value was corrected.
    #[schema(minimum = 0)]
    pub corrections_count: i32,
    /// When the value was written.
    pub updated_at: Timestamp,
    /// The revision of its last change.
    pub version: i64,
    /// The measurement.
    pub id: MeasurementId,
    /// The alliance, for cursors.
    #[serde(skip)]
    #[graphql(skip)]
    #[schema(ignore)]
    pub home: AllianceId,
}

columns! {
    FlatMeasurement {
        alliance, indicator, period, value, absence, state, note, alliance_name, title, unit,
        period_type, period_start, period_end, target, target_on, expected, baseline, baseline_on,
        band_low, band_high, definition_version, status, corrections_count, updated_at, version, id;
        home
    }
}

impl FlatMeasurement {
    /// Reads a row against the definition that held.
    pub(super) fn of(gauge: &Gauge, row: Model) -> Result<Self> {
        let observed = gauge.observed(row.period_start, row.value, row.absence)?;
        let (number, held) = gauge.definitions.on(row.period_end);
        let course = &held.course;
        let mark = mark(course, observed, gauge.today);
        let band = match course.aim {
            Aim::Band(low, high) => Some((low, high)),
            Aim::Targets { .. } | Aim::Nothing => None,
        };
        Ok(Self {
            alliance: gauge.home.slug.clone(),
            indicator: gauge.row.code.clone(),
            period: row.period,
            value: row.value,
            absence: row.absence,
            state: row.status,
            note: row.note,
            alliance_name: gauge.home.name.clone(),
            title: gauge.row.title.clone(),
            unit: gauge.row.unit.clone(),
            period_type: gauge.row.period_type,
            period_start: row.period_start,
            period_end: row.period_end,
            target: mark.target.map(|target| target.value),
            target_on: mark.target.map(|target| target.due_on),
            expected: mark.expected,
            baseline: course.baseline.map(|(value, _)| value),
            baseline_on: course.baseline.map(|(_, on)| on),
            band_low: band.map(|(low, _)| low),
            band_high: band.map(|(_, high)| high),
            definition_version: i32::try_from(number).unwrap_or(i32::MAX),
            status: mark.status,
            corrections_count: row.corrections,
            updated_at: row.entered_at,
            version: row.version,
            id: row.id,
            home: row.alliance_id,
        })
    }

    /// Where it stands in the list.
    pub(super) fn place(&self) -> String {
        let Self { home, indicator, period_start, id, .. } = self;
        format!("{home}~{indicator}~{period_start}~{id}")
    }
}
