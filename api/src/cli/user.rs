//! `accord user`: keeps accounts, where no admin is signed in.

use std::io::{self, Read};

use clap::{Args, Subcommand};
use entity::types::{Email, Secret, ShortText};

use super::Ended;
use super::start::{for_command, into_failure};
use crate::app::access::{CreateUser, UserWithPassword};
use crate::app::{App, Call};
use crate::config::Flags;
use crate::error::Result;
use crate::policy::Actor;
use crate::store::Instance;

/// What can be done to accounts.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Make an account, and print the password to sign in with
    Create(Box<CreateUserArgs>),
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

/// Keeps accounts.
pub async fn run(UserCommand::Create(create): UserCommand) -> Ended {
    let password = if create.password_stdin { Some(password()?) } else { None };
    let CreateUserArgs { email, name, admin, password_stdin: _, flags } = *create;
    let new = CreateUser { email: Email(email), name: ShortText(name), admin, password };
    let app = for_command(&flags).await?;
    let made = add(&app, new).await.map_err(into_failure)?;
    println!("{} can sign in as {}", made.user.id, made.user.email.0);
    if let Some(password) = made.one_time_password {
        println!("with the password {}", password.reveal());
    }
    app.db.close().await.map_err(into_failure)
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
