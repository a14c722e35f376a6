//! `accord demo`: loads a demo alliance into an empty database.

use super::Ended;
use super::start::{for_new, into_failure};
use crate::app::App;
use crate::config::Flags;
use crate::demo;
use crate::store::users;

/// Loads the demo alliance, and says how to sign in.
pub async fn run(flags: &Flags) -> Ended {
    let app = for_new(flags).await?;
    if users::any(&app.db).await.map_err(into_failure)? {
        return Err("the database is not empty; the demo alliance goes into one of its own".into());
    }
    demo::load(&app).await.map_err(into_failure)?;
    println!("{}", welcome());
    app.db.close().await.map_err(into_failure)
}

/// Loads the demo alliance where there is nothing yet; says whether it did.
pub async fn load_into_empty(app: &App) -> Ended<bool> {
    if users::any(&app.db).await.map_err(into_failure)? {
        return Ok(false);
    }
    demo::load(app).await.map_err(into_failure)?;
    Ok(true)
}

/// How to sign in to the demo.
pub fn welcome() -> String {
    let (facilitator, partner) = (demo::FACILITATOR.1, demo::ORGANIZATIONS[0].partners[0].1);
    format!(
        "The demo alliance {} is loaded. Sign in with the password {} as\n  {} (facilitator), {} \
         (partner and steward) or {} (funder).",
        demo::SLUG,
        demo::PASSWORD,
        demo::email(facilitator),
        demo::email(partner),
        demo::email(demo::FUNDER.1),
    )
}
