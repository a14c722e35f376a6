//! Flat lists over all alliances.

use async_graphql::{Context, InputObject, Object, Result};
use entity::types::{AbsentRows, Day, IndicatorCode, ProgressStatus, ValueStatus};

use crate::app::indicators::{FlatMeasurement, FlatProgress, ListAllMeasurements, ListAllProgress};
use crate::graphql::connection::Connection;
use crate::graphql::request::list;
use crate::store::{AllianceRef, Cursor, Instance};

/// Which values of all alliances to list.
#[derive(Default, InputObject)]
pub struct AllMeasurementsFilter {
    /// Only rows of this alliance, by its id or by its slug.
    alliance: Option<AllianceRef>,
    /// Only rows of indicators with this code.
    code: Option<IndicatorCode>,
    /// Only values that are provisional, or that are final.
    state: Option<ValueStatus>,
    /// Only values of periods that begin on this day or later.
    period_from: Option<Day>,
    /// Only values of periods that begin on this day or earlier.
    period_to: Option<Day>,
    /// Whether periods without a value are listed; they are where nothing is said.
    absent: Option<AbsentRows>,
}

/// Of which indicators of all alliances to list the progress.
#[derive(Default, InputObject)]
pub struct AllProgressFilter {
    /// Only rows of this alliance, by its id or by its slug.
    alliance: Option<AllianceRef>,
    /// Only rows of indicators with this code.
    code: Option<IndicatorCode>,
    /// Only indicators that stand so.
    status: Option<ProgressStatus>,
}

/// What can be asked of all alliances.
#[derive(Default)]
pub struct FeedsQuery;

#[Object]
impl FeedsQuery {
    /// The values of all your alliances, as flat rows; as files, REST has them whole at
    /// `/v1/measurements.csv` and `/v1/measurements.ndjson`.
    async fn all_measurements(
        &self,
        c: &Context<'_>,
        filter: Option<AllMeasurementsFilter>,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<FlatMeasurement>> {
        let AllMeasurementsFilter { alliance, code, state, period_from, period_to, absent } =
            filter.unwrap_or_default();
        let (limit, cursor) = (first, after.map(Cursor));
        let asked = ListAllMeasurements {
            alliance,
            code,
            state,
            period_from,
            period_to,
            absent,
            limit,
            cursor,
        };
        list(c, Instance, asked).await
    }

    /// The progress of all your alliances, as flat rows; as files, REST has them whole at
    /// `/v1/progress.csv` and `/v1/progress.ndjson`.
    async fn all_progress(
        &self,
        c: &Context<'_>,
        filter: Option<AllProgressFilter>,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<FlatProgress>> {
        let AllProgressFilter { alliance, code, status } = filter.unwrap_or_default();
        let (limit, cursor) = (first, after.map(Cursor));
        list(c, Instance, ListAllProgress { alliance, code, status, limit, cursor }).await
    }
}
