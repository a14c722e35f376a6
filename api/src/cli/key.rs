//! `accord key`: makes API keys for accounts, where nobody is signed in.

use chrono::{DateTime, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use entity::types::{AllianceId, Email, Scope, ShortText, Timestamp};

use super::Ended;
use super::start::{for_command, into_failure};
use crate::app::access::CreateApiKey;
use crate::app::alliance::GetAlliance;
use crate::app::{App, Call};
use crate::config::Flags;
use crate::policy::Actor;
use crate::store::{AllianceRef, Instance, users};

/// What can be done to API keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make an API key that acts for an account, and print its secret
    Create(Box<CreateKeyArgs>),
}

/// The key to make.
#[derive(Debug, Args)]
pub struct CreateKeyArgs {
    /// The account that it acts for
    #[arg(long, value_name = "EMAIL")]
    user: String,
    /// What it is for
    #[arg(long)]
    name: String,
    /// What it may do: read, measurements or write; may be said again
    #[arg(long = "scope", value_name = "SCOPE", required = true, value_parser = scope())]
    scopes: Vec<Scope>,
    /// An alliance that it is for, by id or slug; may be said again [default: all of the account's]
    #[arg(long = "alliance", value_name = "ALLIANCE")]
    alliances: Vec<AllianceRef>,
    /// From when on it is no longer taken, like 2027-01-31T00:00:00Z [default: never]
    #[arg(long, value_name = "TIME")]
    expires_at: Option<DateTime<Utc>>,
    #[command(flatten)]
    flags: Flags,
}

fn scope() -> impl TypedValueParser<Value = Scope> {
    PossibleValuesParser::new(Scope::all().map(Scope::word)).try_map(|word| word.parse::<Scope>())
}

/// Keeps API keys.
pub async fn run(KeyCommand::Create(create): KeyCommand) -> Ended {
    let CreateKeyArgs { user, name, scopes, alliances, expires_at, flags } = *create;
    let app = for_command(&flags).await?;
    let email = Email(user);
    let owner = users::by_email(&app.db, &email).await.map_err(into_failure)?;
    let owner = owner.ok_or_else(|| format!("there is no account {}", email.0))?;
    let call = Call::by(Actor::user(owner.id, None));
    let new = CreateApiKey {
        name: ShortText(name),
        scopes,
        alliances: ids(&app, &call, alliances).await?,
        expires_at: expires_at.map(Timestamp::new),
    };
    let made = app.run(&call, Instance, new).await.map_err(into_failure)?;
    println!("{} acts for {}; its secret is shown this once:", made.api_key.id, email.0);
    println!("{}", made.secret.reveal());
    app.db.close().await.map_err(into_failure)
}

/// The ids of the alliances that were named; none where none was.
async fn ids(app: &App, call: &Call, named: Vec<AllianceRef>) -> Ended<Option<Vec<AllianceId>>> {
    let mut ids = Vec::with_capacity(named.len());
    for alliance in named {
        let found = app.run(call, alliance.clone(), GetAlliance::default()).await;
        let found = found.map_err(|_| format!("the account is in no alliance {alliance}"))?;
        ids.push(found.id);
    }
    Ok(if ids.is_empty() { None } else { Some(ids) })
}
