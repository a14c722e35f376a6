//! Runs a command beside a service with an alliance in it, for checkers from outside:
//!
//!     stage sqlite tests/conformance/run
//!
//! The command finds the service in `ACCORD_URL` and a token of each of its people in `FACILITATOR`,
//! `PARTNER`, `FUNDER` and `STRANGER`. Both are gone when it ends.

use std::process::{Command, ExitCode};

use accord_tests::{Cast, Engine, Face, Service, World};

/// By which name a command finds whom.
const NAMES: [(&str, &str); 4] = [
    ("FACILITATOR", "facilitator, steward"),
    ("PARTNER", "partner"),
    ("FUNDER", "funder"),
    ("STRANGER", "user"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let engine = match arguments.next().as_deref() {
        Some("sqlite") => Engine::Sqlite,
        Some("postgres") => Engine::Postgres,
        _ => return usage(),
    };
    let Some(program) = arguments.next() else { return usage() };
    let world = World::open(Face::Rest, Service::start(engine).into()).await;
    let Cast { people, .. } = world.cast().await;
    let token = |(name, who): (&'static str, &str)| Some((name, people.get(who)?.token()?));
    let mut command = Command::new(program);
    command.args(arguments).env("ACCORD_URL", &world.service.url);
    let status = command.envs(NAMES.into_iter().filter_map(token)).status().unwrap();
    if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    eprintln!("stage sqlite|postgres COMMAND …");
    ExitCode::from(2)
}
