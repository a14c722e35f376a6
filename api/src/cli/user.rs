//! `accord user`: keeps accounts, where no admin is signed in.

use std::io::{self, Read};

use clap::{Args, Subcommand};
use entity::types::{Change, Email, Secret, ShortText};

use super::start::{for_command, into_failure};
use super::{Ended, Failure};
use crate::app::access::{
    ChangeUser, CreateUser, ListUsers, ResetPassword, User, UserSort, UserWithPassword,
};
use crate::app::{App, Call};
use crate::config::Flags;
use crate::error::Result;
use crate::policy::Actor;
use crate::store::{Instance, users};

/// What can be done to accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account, and print the password to sign in with
    Create(Box<CreateUserArgs>),
    /// Print every account, one a line: its id, its address, what it is, and its name
    List(Flags),
    /// Let nobody sign in to an account any more; its sessions end and its keys rest
    Disable(NamedArgs),
    /// Let an account sign in again
    Enable(NamedArgs),
    /// Make a new password for an account, and print it; its sessions, its keys and what it answered and
    /// nobody has seen are gone
    Reset(NamedArgs),
}

/// The account to make.
#[derive(Debug, Args)]
pub struct CreateUserArgs {
    /// The address by which it signs in
    #[arg(long)]
    email: String,
    /// What the person is called
    #[arg(long)]
    name: String,
    /// Let it keep the instance and its accounts
    #[arg(long)]
    admin: bool,
    /// Read the password from standard input, instead of making one
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    flags: Flags,
}

/// An account that is there.
#[derive(Debug, Args)]
pub struct NamedArgs {
    /// The address by which it signs in
    #[arg(long)]
    email: String,
    #[command(flatten)]
    flags: Flags,
}

/// Keeps accounts.
pub async fn run(command: UserCommand) -> Ended {
    match command {
        UserCommand::Create(create) => created(*create).await,
        UserCommand::List(flags) => listed(&flags).await,
        UserCommand::Disable(named) => disabled(&named, true).await,
        UserCommand::Enable(named) => disabled(&named, false).await,
        UserCommand::Reset(named) => reset(&named).await,
    }
}

async fn created(create: CreateUserArgs) -> Ended {
    let password = if create.password_stdin { Some(password()?) } else { None };
    let CreateUserArgs { email, name, admin, password_stdin: _, flags } = create;
    let new = CreateUser { email: Email(email), name: ShortText(name), admin, password };
    let app = for_command(&flags).await?;
    let made = add(&app, new).await.map_err(into_failure)?;
    println!("{} can sign in as {}", made.user.id, made.user.email.0);
    hand_on(&made);
    app.db.close().await.map_err(into_failure)
}

async fn listed(flags: &Flags) -> Ended {
    let (app, call) = (for_command(flags).await?, Call::by(Actor::operator()));
    let mut cursor = None;
    loop {
        let list = ListUsers::of(None, UserSort::CreatedAt, Some(200), cursor);
        let page = app.run(&call, Instance, list).await.map_err(into_failure)?;
        page.items.iter().for_each(line);
        cursor = page.next_cursor.map(|next| next.0);
        if cursor.is_none() {
            return app.db.close().await.map_err(into_failure);
        }
    }
}

fn line(user: &User) {
    let is = [(user.admin, "admin"), (user.disabled, "disabled")];
    let is: Vec<_> = is.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
    let is = if is.is_empty() { "-".to_owned() } else { is.join(",") };
    println!("{}\t{}\t{is}\t{}", user.id, user.email.0, user.name.0);
}

async fn disabled(named: &NamedArgs, disabled: bool) -> Ended {
    let app = for_command(&named.flags).await?;
    let change = ChangeUser {
        email: Change::Keep,
        name: Change::Keep,
        admin: Change::Keep,
        disabled: Change::Set(disabled),
    };
    let id = account(&app, &named.email).await?.id;
    let call = Call::by(Actor::operator());
    let now = app.run(&call, id, change).await.map_err(into_failure)?;
    let may = if now.disabled { "can no longer sign in" } else { "can sign in" };
    println!("{} {may} as {}", now.id, now.email.0);
    app.db.close().await.map_err(into_failure)
}

async fn reset(named: &NamedArgs) -> Ended {
    let app = for_command(&named.flags).await?;
    let id = account(&app, &named.email).await?.id;
    let call = Call::by(Actor::operator());
    let made = app.run(&call, id, ResetPassword {}).await.map_err(into_failure)?;
    println!("{} can sign in as {}", made.user.id, made.user.email.0);
    hand_on(&made);
    app.db.close().await.map_err(into_failure)
}

/// The account with an address.
pub(super) async fn account(app: &App, email: &str) -> Ended<entity::user::Model> {
    let found = users::by_email(&app.db, &Email(email.to_owned())).await.map_err(into_failure)?;
    found.ok_or_else(|| Failure::from(format!("there is no account {email}")))
}

fn hand_on(made: &UserWithPassword) {
    if let Some(password) = &made.one_time_password {
        println!("once, with the password {}", password.reveal());
    }
}

/// Makes an account as the operator.
pub async fn add(app: &App, new: CreateUser) -> Result<UserWithPassword> {
    app.run(&Call::by(Actor::operator()), Instance, new).await
}

fn password() -> io::Result<Secret> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(Secret::new(text.trim_end_matches(['\r', '\n'])))
}
