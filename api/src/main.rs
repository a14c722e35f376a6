//! The `accord` command.

use std::process::ExitCode;

use accord::cli::Cli;
use clap::Parser;

// Under its name, and under those of C: what SQLite keeps and frees comes from here, too.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[actix_web::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("accord: {error}");
            ExitCode::FAILURE
        }
    }
}
