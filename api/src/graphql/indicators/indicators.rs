//! Indicators.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::{IndicatorCode, IndicatorId, Target};

use crate::app::alliance::Alliance;
use crate::app::indicators::{
    ArchiveIndicator, Band, Baseline, ChangeIndicator, CreateIndicator, Definition, GetIndicator,
    GetIndicatorByCode, Indicator, IndicatorFilter, IndicatorSort, ListDefinitions, Measurement,
    MeasurementSort, PutTargets, RemoveIndicator, RestoreIndicator,
};
use crate::app::{Gone, List};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::{AllInPlace, InPlace};
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, first_children, list, one};
use crate::store::{AllianceRef, IndicatorAt};

/// What can be asked about indicators.
#[derive(Default)]
pub struct IndicatorsQuery;

#[Object]
impl IndicatorsQuery {
    /// One indicator.
    async fn indicator(
        &self,
        c: &Context<'_>,
        indicator: IndicatorId,
    ) -> Result<Option<InPlace<Indicator>>> {
        find(c, indicator, GetIndicator::default()).await
    }

    /// One indicator, by its code in an alliance.
    async fn indicator_by_code(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        code: IndicatorCode,
    ) -> Result<Option<InPlace<Indicator>>> {
        find(c, IndicatorAt { alliance, code }, GetIndicatorByCode {}).await
    }

    /// What an indicator's progress is judged by, and from which day on, the present one first.
    async fn definitions(
        &self,
        c: &Context<'_>,
        indicator: IndicatorId,
    ) -> Result<Connection<Definition>> {
        list(c, indicator, ListDefinitions {}).await
    }

    /// The indicators of an alliance; funders see those that are visible to funders or public.
    async fn indicators(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<IndicatorFilter>,
        #[graphql(default)] sort: IndicatorSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Indicator>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to indicators.
    IndicatorsMutation |c|
    with_if_version {
        /// Add an indicator to an alliance.
        create_indicator(alliance: AllianceRef, input: CreateIndicator) -> Indicator
            => (alliance, input);
        /// Change an indicator; what kind of quantity it is and what kind of periods it has are fixed
        /// once it has a value.
        change_indicator(indicator: IndicatorId, input: ChangeIndicator) -> Indicator
            => (indicator, input);
        /// Put an indicator's targets, as a whole: one that is not named is aimed at no longer.
        put_targets(indicator: IndicatorId, input: PutTargets) -> Indicator => (indicator, input);
        /// Archive an indicator: it is no longer in use; its values can still be read.
        archive_indicator(indicator: IndicatorId) -> Indicator => (indicator, ArchiveIndicator {});
        /// Restore an archived indicator.
        restore_indicator(indicator: IndicatorId) -> Indicator => (indicator, RestoreIndicator {});
        /// Remove an indicator that has no value.
        remove_indicator(indicator: IndicatorId) -> Gone => (indicator, RemoveIndicator {});
    }
}

// What a page has many of, and could be fields of their own, is here to be resolved in place.
#[ComplexObject]
impl Indicator {
    /// Where it stood before.
    async fn baseline(&self) -> Option<InPlace<&Baseline>> {
        self.baseline.as_ref().map(InPlace)
    }

    /// The band within which it should stay, where it is to be maintained.
    async fn band(&self) -> Option<InPlace<&Band>> {
        self.band.as_ref().map(InPlace)
    }

    /// The values aimed at, by date.
    async fn targets(&self) -> AllInPlace<'_, Target> {
        AllInPlace::Things(self.targets.iter().collect())
    }

    /// The alliance that it belongs to.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }

    /// Its values, the first in this order; the root field reads on.
    async fn measurements(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: MeasurementSort,
        first: Option<u32>,
    ) -> Result<Connection<Measurement>> {
        first_children(c, (self.alliance_id, self.id), sort, first).await
    }
}
