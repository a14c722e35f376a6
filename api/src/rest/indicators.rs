//! Indicators, their targets and measurements, and what these say of progress.

mod feeds;
mod files;
mod imports;
mod indicators;
mod measurements;
mod progress;
mod push;

pub use files::routes as file_routes;

use super::Routes;

/// The routes of this room.
pub fn routes(to: &mut impl Routes) {
    measurements::routes(to);
    indicators::routes(to);
    progress::routes(to);
    feeds::routes(to);
    push::routes(to);
    imports::routes(to);
}
