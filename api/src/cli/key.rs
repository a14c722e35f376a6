//! `accord key`: makes API keys for accounts, where nobody is signed in.

use chrono::{DateTime, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use entity::types::{AllianceId, ApiKeyId, Scope, ShortText, Timestamp};

use super::Ended;
use super::start::{for_command, into_failure};
use super::user::account;
use crate::app::access::{ApiKey, ApiKeySort, CreateApiKey, ListApiKeys, RevokeApiKey};
use crate::app::alliance::GetAlliance;
use crate::app::{App, Call};
use crate::config::Flags;
use crate::policy::Actor;
use crate::store::{AllianceRef, Instance};

/// What can be done to API keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make an API key that acts for an account, and print its secret
    Create(Box<CreateKeyArgs>),
    /// Print the keys of an account, one a line: the id, what it may do, whether it is revoked, until when
    /// it holds, when it was last used, and its name
    List(ListKeyArgs),
    /// Take an API key back, for good
    Revoke(RevokeKeyArgs),
}

/// Whose keys to print.
#[derive(Debug, Args)]
pub struct ListKeyArgs {
    /// The account that they act for
    #[arg(long, value_name = "EMAIL")]
    user: String,
    #[command(flatten)]
    flags: Flags,
}

/// The key to take back.
#[derive(Debug, Args)]
pub struct RevokeKeyArgs {
    /// Its id, as `accord key list` prints it
    key: ApiKeyId,
    #[command(flatten)]
    flags: Flags,
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
pub async fn run(command: KeyCommand) -> Ended {
    match command {
        KeyCommand::Create(create) => created(*create).await,
        KeyCommand::List(list) => listed(&list).await,
        KeyCommand::Revoke(revoke) => revoked(&revoke).await,
    }
}

async fn listed(list: &ListKeyArgs) -> Ended {
    let app = for_command(&list.flags).await?;
    let call = Call::by(Actor::user(account(&app, &list.user).await?.id, None));
    let mut cursor = None;
    loop {
        let keys = ListApiKeys::of(None, ApiKeySort::CreatedAt, Some(200), cursor);
        let page = app.run(&call, Instance, keys).await.map_err(into_failure)?;
        page.items.iter().for_each(line);
        cursor = page.next_cursor.map(|next| next.0);
        if cursor.is_none() {
            return app.db.close().await.map_err(into_failure);
        }
    }
}

fn line(key: &ApiKey) {
    let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.word()).collect();
    let stands = if key.revoked_at.is_some() { "revoked" } else { "in use" };
    let time = |time: Option<Timestamp>| time.map_or("-".to_owned(), |it| it.time().to_rfc3339());
    let (until, used) = (time(key.expires_at), time(key.last_used_at));
    println!("{}\t{}\t{stands}\t{until}\t{used}\t{}", key.id, scopes.join(","), key.name.0);
}

async fn revoked(revoke: &RevokeKeyArgs) -> Ended {
    let app = for_command(&revoke.flags).await?;
    let call = Call::by(Actor::operator());
    let key = app.run(&call, revoke.key, RevokeApiKey {}).await.map_err(into_failure)?;
    println!("{} is revoked", key.id);
    app.db.close().await.map_err(into_failure)
}

async fn created(create: CreateKeyArgs) -> Ended {
    let CreateKeyArgs { user, name, scopes, alliances, expires_at, flags } = create;
    let app = for_command(&flags).await?;
    let owner = account(&app, &user).await?;
    let call = Call::by(Actor::user(owner.id, None));
    let new = CreateApiKey {
        name: ShortText(name),
        scopes,
        alliances: ids(&app, &call, alliances).await?,
        expires_at: expires_at.map(Timestamp::new),
    };
    let made = app.run(&call, Instance, new).await.map_err(into_failure)?;
    println!("{} acts for {}; its secret is shown this once:", made.api_key.id, owner.email.0);
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
