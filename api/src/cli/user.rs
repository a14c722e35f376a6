//! `accord user`: keeps accounts, where no admin is signed in.

use std::io::{self, Read};

use clap::{Args, Subcommand};
use entity::words::{Email, Line, Secret};

use super::Ended;
use super::settings::Settings;
use super::start::{service, told};
use crate::app::access::{CreateUser, UserWithPassword};
use crate::app::{App, Call};
use crate::error::Result;
use crate::metrics::Metrics;
use crate::policy::Actor;
use crate::store::Instance;

/// What can be done to accounts.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account, and print the password to sign in with
    Create(Create),
}

/// The account to make.
#[derive(Debug, Args)]
pub struct Create {
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
}

/// Keeps accounts.
pub async fn run(settings: &Settings, User::Create(create): User) -> Ended {
    let password = if create.password_stdin { Some(password()?) } else { None };
    let Create { email, name, admin, .. } = create;
    let new = CreateUser { email: Email(email), name: Line(name), admin, password };
    let app = service(settings, settings.listen, &Metrics::new()).await?;
    let made = add(&app, new).await.map_err(told)?;
    println!("{} can sign in as {}", made.user.id, made.user.email.0);
    if let Some(password) = made.one_time_password {
        println!("with the password {}", password.reveal());
    }
    Ok(())
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
