//! What is forgotten in time, while the service runs.

use std::time::Duration;

use chrono::TimeDelta;
use entity::types::Timestamp;

use crate::app::App;
use crate::error::Result;
use crate::store::sessions;

/// How often it is looked for what must not wait.
const MINUTE: Duration = Duration::from_secs(60);
/// How long a request can be repeated by its key.
const REPEATS: TimeDelta = TimeDelta::hours(48);

/// Forgets what is over, once an hour, for as long as the service runs; and within a minute what
/// remains of destroyed answers, where it could not be forgotten at once.
pub async fn keep(app: App) {
    for minute in (0..60).cycle() {
        if minute == 0
            && let Err(error) = once(&app).await
        {
            tracing::warn!(?error, "what is over could not be forgotten; it is tried again");
        }
        if app.db.remains() {
            app.forget_destroyed().await;
        }
        tokio::time::sleep(MINUTE).await;
    }
}

async fn once(app: &App) -> Result<()> {
    let now = app.clock.now();
    app.db.forget_idempotency_keys(Timestamp::new(now.time() - REPEATS)).await?;
    if app.db.is_shared() {
        app.db.forget_attempts().await?;
    }
    sessions::forget(&app.db, now).await
}
