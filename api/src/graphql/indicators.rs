//! Indicators, their targets and measurements, and what these say of progress.

mod feeds;
mod imports;
mod indicators;
mod measurements;
mod progress;

use async_graphql::MergedObject;

/// What can be asked in this room.
#[derive(MergedObject, Default)]
pub struct IndicatorsRoomQuery(
    imports::ImportsQuery,
    indicators::IndicatorsQuery,
    measurements::MeasurementsQuery,
    progress::ProgressQuery,
    feeds::FeedsQuery,
);

/// What can be done in this room.
#[derive(MergedObject, Default)]
pub struct IndicatorsRoomMutation(
    indicators::IndicatorsMutation,
    measurements::MeasurementsMutation,
);
