//! The commands of `accord`, each a thin one.

mod backup;
mod contract;
mod demo;
pub mod healthz;
mod housekeeping;
mod key;
mod migrate;
mod secret;
mod serve;
mod signals;
mod start;
mod user;

use clap::{Parser, Subcommand};

use crate::config::{Config, Flags, Purpose};

/// What a command ends with: nothing, or why it could not do what was asked.
pub type Ended<T = ()> = Result<T, Failure>;

/// Why a command could not do what was asked.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// A service for alliances of nonprofit organizations that work through the Working Together
/// Benchmarks.
#[derive(Debug, Parser)]
#[command(name = "accord", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve: answer requests until told to stop
    Serve {
        /// Load the demo alliance where the database is empty
        #[arg(long)]
        demo: bool,
        #[command(flatten)]
        flags: Flags,
    },
    /// Load a demo alliance into an empty database
    Demo(Flags),
    /// Bring the database's schema up to date
    Migrate(Flags),
    /// Copy an embedded database to a file, also while the service runs
    Backup(backup::BackupArgs),
    /// Keep accounts
    User {
        #[command(subcommand)]
        command: user::UserCommand,
    },
    /// Keep API keys
    Key {
        #[command(subcommand)]
        command: key::KeyCommand,
    },
    /// Keep the secret that seals the keys
    Secret {
        #[command(subcommand)]
        command: secret::SecretCommand,
    },
    /// Write the contract as files, or hold the files against it
    Contract(contract::ContractArgs),
    /// Ask the running service whether it lives
    Healthz(Flags),
}

impl Cli {
    /// Does what the command line says.
    ///
    /// # Errors
    /// Why it could not be done, for whoever typed it.
    pub async fn run(self) -> Ended {
        match self.command {
            Command::Serve { demo, flags } => serve::run(flags, demo).await,
            Command::Demo(flags) => demo::run(&flags).await,
            Command::Migrate(flags) => migrate::run(&flags).await,
            Command::Backup(backup) => backup.run().await,
            Command::User { command } => user::run(command).await,
            Command::Key { command } => key::run(command).await,
            Command::Secret { command } => secret::run(command).await,
            Command::Contract(contract) => contract.run(),
            Command::Healthz(flags) => {
                Ok(healthz::ask(Config::load(&flags, Purpose::Command)?.listen)?)
            }
        }
    }
}
