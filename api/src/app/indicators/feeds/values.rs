//! Values as flat rows.

mod parts;
mod row;

pub use row::FlatMeasurement;

use entity::types::{AbsentRows, Day, IndicatorCode, MeasurementId, ValueStatus};
use garde::Validate;
use serde::Deserialize;
use utoipa::IntoParams;

use self::parts::ValueParts;
use super::PAGE;
use super::state::state;
use crate::app::indicators::MeasurementFilter;
use crate::app::{Done, Feed, FeedParts, Located, Operation, Page, ReadSnapshot, given};
use crate::error::Result;
use crate::policy::Act;
use crate::store::feeds::{IndicatorChoice, IndicatorPlace, ValueChoice, ValuePlace};
use crate::store::{AllianceRef, Cursor, Instance, Positions, View};

/// Asks for values of all alliances that the caller may see, as flat rows.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListAllMeasurements {
    /// Only rows of this alliance, by its id or by its slug.
    #[param(value_type = Option<String>, min_length = 1, max_length = 60, pattern = "^(alliance_[0-7][0-9a-hjkmnp-tv-z]{25}|[a-z0-9]+(-[a-z0-9]+)*)$")]
    #[garde(dive)]
    pub alliance: Option<AllianceRef>,
    /// Only rows of indicators with this code.
    #[garde(dive)]
    pub code: Option<IndicatorCode>,
    /// Only values that are provisional, or that are final.
    #[garde(skip)]
    pub state: Option<ValueStatus>,
    /// Only values of periods that begin on this day or later.
    #[garde(skip)]
    pub period_from: Option<Day>,
    /// Only values of periods that begin on this day or earlier.
    #[garde(skip)]
    pub period_to: Option<Day>,
    /// Whether periods without a value are listed; they are where nothing is said.
    #[garde(skip)]
    pub absent: Option<AbsentRows>,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(custom(of_values))]
    pub cursor: Option<Cursor>,
}

fn of_values(cursor: &Option<Cursor>, _: &()) -> garde::Result {
    given(cursor.as_ref().is_none_or(|cursor| place(cursor).is_some()))
}

/// What a row's cursor says: where its indicator stands, and where it does among that one's values.
fn place(cursor: &Cursor) -> Option<(IndicatorPlace, ValuePlace)> {
    let parts: Vec<&str> = cursor.0.split('~').collect();
    let [alliance, code, start, id] = parts.as_slice() else { return None };
    let code = (!code.contains('\0')).then(|| IndicatorCode::from(*code))?;
    let id: MeasurementId = id.parse().ok()?;
    Some(((alliance.parse().ok()?, code), (start.parse().ok()?, id)))
}

impl ListAllMeasurements {
    fn parts(self, view: View, rows: u32) -> ValueParts {
        let Self { alliance, code, state, period_from, period_to, absent, limit: _, cursor } = self;
        let indicators = IndicatorChoice { alliance, code, ..IndicatorChoice::default() };
        let values = ValueChoice {
            status: state,
            from: period_from,
            to: period_to,
            present: absent == Some(AbsentRows::Omit),
        };
        let after = cursor.as_ref().and_then(place);
        ValueParts::new(view, indicators, values, after, rows as usize)
    }
}

impl Operation for ListAllMeasurements {
    const ACT: Act = Act::ListAllMeasurements;
    type Locator = Instance;
    type AccessMode = ReadSnapshot;
    type Output = Page<FlatMeasurement>;

    async fn execute(self, view: View, _: Located<Self>) -> Result<Done<Self>> {
        let limit = self.limit.unwrap_or(PAGE);
        let mut parts = self.parts(view, limit + 1);
        let mut items = Vec::new();
        while items.len() <= limit as usize
            && let Some(more) = parts.next().await?
        {
            items.extend(more);
        }
        let more = items.len() > limit as usize;
        items.truncate(limit as usize);
        let positions = items.iter().map(FlatMeasurement::place).collect();
        let positions = Positions::Worded(positions);
        let next_cursor = items.len().checked_sub(1).filter(|_| more);
        let next_cursor = next_cursor.and_then(|last| positions.cursor(last));
        Ok(Page { items, next_cursor, positions })
    }
}

/// How many rows a file takes from the database at once.
const AT_ONCE: u32 = 2_000;

/// Asks for the same as a file: whole.
#[derive(Clone, Debug, Validate)]
pub struct ReadAllMeasurements {
    /// Which of them.
    #[garde(dive)]
    pub of: ListAllMeasurements,
}

impl Operation for ReadAllMeasurements {
    const ACT: Act = Act::ListAllMeasurements;
    type Locator = Instance;
    type AccessMode = ReadSnapshot;
    type Output = Feed<FlatMeasurement>;

    async fn execute(self, view: View, _: Located<Self>) -> Result<Done<Self>> {
        let state = state(&view, self.of.alliance.as_ref(), &self).await?;
        Ok(Feed::of(self.of.parts(view, AT_ONCE), state))
    }
}

/// Asks for the values of an alliance as a file.
#[derive(Clone, Debug, Validate)]
pub struct ReadMeasurements {
    /// Which of them.
    #[garde(dive)]
    pub of: MeasurementFilter,
}

impl Operation for ReadMeasurements {
    const ACT: Act = Act::ListMeasurements;
    type Locator = AllianceRef;
    type AccessMode = ReadSnapshot;
    type Output = Feed<FlatMeasurement>;

    async fn execute(self, view: View, home: Located<Self>) -> Result<Done<Self>> {
        let alliance = AllianceRef::from(home.id);
        let state = state(&view, Some(&alliance), &self).await?;
        let MeasurementFilter { indicator, code, status, period_from, period_to, absent } = self.of;
        let alliance = Some(alliance);
        let indicators = IndicatorChoice { alliance, indicator, code, in_use: false };
        let present = absent == Some(AbsentRows::Omit);
        let values = ValueChoice { status, from: period_from, to: period_to, present };
        let parts = ValueParts::new(view, indicators, values, None, AT_ONCE as usize);
        Ok(Feed::of(parts, state))
    }
}
