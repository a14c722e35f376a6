//! Progress.

use async_graphql::{Context, Object, Result};
use entity::types::IndicatorId;

use crate::app::indicators::{AllianceProgress, GetProgress, ListAllianceProgress, Progress};
use crate::graphql::in_place::InPlace;
use crate::graphql::request::find;
use crate::store::AllianceRef;

/// What can be asked about progress.
#[derive(Default)]
pub struct ProgressQuery;

#[Object]
impl ProgressQuery {
    /// What measurements say of an indicator.
    async fn progress(
        &self,
        c: &Context<'_>,
        indicator: IndicatorId,
    ) -> Result<Option<InPlace<Progress>>> {
        find(c, indicator, GetProgress {}).await
    }

    /// What measurements say of an alliance's indicators.
    async fn alliance_progress(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
    ) -> Result<Option<InPlace<AllianceProgress>>> {
        find(c, alliance, ListAllianceProgress {}).await
    }
}
