//! What is forgotten in time, while the service runs.

use std::time::Duration;

use chrono::TimeDelta;
use entity::words::Moment;

use crate::app::App;
use crate::error::Result;
use crate::store::sessions;

/// How often it is looked for what can be forgotten.
const EVERY: Duration = Duration::from_secs(3600);
/// How long a request can be repeated by its key.
const REPEATS: TimeDelta = TimeDelta::hours(48);

/// Forgets what is over, once an hour, for as long as the service runs.
pub async fn keep(app: App) {
    loop {
        if let Err(error) = once(&app).await {
            tracing::warn!(?error, "what is over could not be forgotten; it is tried again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

async fn once(app: &App) -> Result<()> {
    let now = app.clock.now();
    app.db.forget_repeats(Moment::new(now.time() - REPEATS)).await?;
    sessions::forget(&app.db, now).await
}
