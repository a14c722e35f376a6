//! The commands of `accord`, each a thin one.

pub mod healthz;
mod migrate;
mod secret;
mod serve;
mod settings;
mod start;
mod user;

use clap::{Parser, Subcommand};

use settings::Settings;

/// What a command ends with: nothing, or why it could not do what was asked.
pub type Ended = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// A service for alliances of nonprofit organizations that work through the Working Together
/// Benchmarks.
#[derive(Debug, Parser)]
#[command(name = "accord", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve: answer requests until told to stop
    Serve,
    /// Bring the database's schema up to date
    Migrate,
    /// Keep accounts
    User {
        #[command(subcommand)]
        command: user::User,
    },
    /// Ask the running service whether it lives
    Healthz,
}

impl Cli {
    /// Does what the command line says.
    ///
    /// # Errors
    /// Why it could not be done, for whoever typed it.
    pub async fn run(self) -> Ended {
        let Self { settings, command } = self;
        match command {
            Command::Serve => serve::run(&settings).await,
            Command::Migrate => migrate::run(&settings).await,
            Command::User { command } => user::run(&settings, command).await,
            Command::Healthz => Ok(healthz::ask(settings.listen)?),
        }
    }
}
