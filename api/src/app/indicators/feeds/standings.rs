//! Progress as flat rows.

mod parts;
mod row;

pub use row::FlatProgress;

use entity::types::{IndicatorCode, ProgressStatus};
use garde::Validate;
use serde::Deserialize;
use utoipa::IntoParams;

use self::parts::StandingParts;
use super::PAGE;
use super::state::state;
use crate::app::{Done, Feed, FeedParts, Located, Operation, Page, ReadSnapshot, given};
use crate::error::Result;
use crate::policy::Act;
use crate::store::feeds::{IndicatorChoice, IndicatorPlace};
use crate::store::{AllianceRef, Cursor, Instance, Positions, View};

/// Asks for the progress of all indicators in use that the caller may see, as flat rows.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListAllProgress {
    /// Only rows of this alliance, by its id or by its slug.
    #[param(value_type = Option<String>, min_length = 1, max_length = 60, pattern = "^(alliance_[0-7][0-9a-hjkmnp-tv-z]{25}|[a-z0-9]+(-[a-z0-9]+)*)$")]
    #[garde(dive)]
    pub alliance: Option<AllianceRef>,
    /// Only rows of indicators with this code.
    #[garde(dive)]
    pub code: Option<IndicatorCode>,
    /// Only indicators that stand so.
    #[garde(skip)]
    pub status: Option<ProgressStatus>,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(custom(of_standings))]
    pub cursor: Option<Cursor>,
}

fn of_standings(cursor: &Option<Cursor>, _: &()) -> garde::Result {
    given(cursor.as_ref().is_none_or(|cursor| place(cursor).is_some()))
}

/// What a row's cursor says: where its indicator stands.
fn place(cursor: &Cursor) -> Option<IndicatorPlace> {
    let (alliance, code) = cursor.0.split_once('~')?;
    let whole = !code.contains(['~', '\0']);
    Some((alliance.parse().ok()?, whole.then(|| IndicatorCode::from(code))?))
}

impl ListAllProgress {
    fn parts(self, view: View) -> StandingParts {
        let Self { alliance, code, status, limit: _, cursor } = self;
        let of = IndicatorChoice { alliance, code, indicator: None, in_use: true };
        StandingParts::new(view, of, status, cursor.as_ref().and_then(place))
    }
}

impl Operation for ListAllProgress {
    const ACT: Act = Act::ListAllProgress;
    type Locator = Instance;
    type AccessMode = ReadSnapshot;
    type Output = Page<FlatProgress>;

    async fn execute(self, view: View, _: Located<Self>) -> Result<Done<Self>> {
        let limit = self.limit.unwrap_or(PAGE) as usize;
        let (mut parts, mut items) = (self.parts(view), Vec::new());
        while items.len() <= limit
            && let Some(more) = parts.next().await?
        {
            items.extend(more);
        }
        let more = items.len() > limit;
        items.truncate(limit);
        let positions = Positions::Worded(items.iter().map(FlatProgress::place).collect());
        let last = items.len().checked_sub(1).filter(|_| more);
        let next_cursor = last.and_then(|last| positions.cursor(last));
        Ok(Page { items, next_cursor, positions })
    }
}

/// Asks for the same as a file: whole.
#[derive(Clone, Debug, Validate)]
pub struct ReadAllProgress {
    /// Which of them.
    #[garde(dive)]
    pub of: ListAllProgress,
}

impl Operation for ReadAllProgress {
    const ACT: Act = Act::ListAllProgress;
    type Locator = Instance;
    type AccessMode = ReadSnapshot;
    type Output = Feed<FlatProgress>;

    async fn execute(self, view: View, _: Located<Self>) -> Result<Done<Self>> {
        let state = state(&view, self.of.alliance.as_ref(), &self).await?;
        Ok(Feed::of(self.of.parts(view), state))
    }
}

/// Asks for the progress of an alliance's indicators as a file.
#[derive(Clone, Debug, Validate)]
pub struct ReadAllianceProgress {}

impl Operation for ReadAllianceProgress {
    const ACT: Act = Act::ListAllianceProgress;
    type Locator = AllianceRef;
    type AccessMode = ReadSnapshot;
    type Output = Feed<FlatProgress>;

    async fn execute(self, view: View, home: Located<Self>) -> Result<Done<Self>> {
        let alliance = AllianceRef::from(home.id);
        let state = state(&view, Some(&alliance), &self).await?;
        let alliance = Some(alliance);
        let of = IndicatorChoice { alliance, in_use: true, ..IndicatorChoice::default() };
        Ok(Feed::of(StandingParts::new(view, of, None, None), state))
    }
}
