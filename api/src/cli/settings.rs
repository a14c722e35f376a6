//! The settings that commands take.

use std::net::SocketAddr;

use clap::Args;
use entity::words::Secret;

/// How the service is set.
#[derive(Args)]
pub struct Settings {
    /// The database: sqlite://path, or postgres://user:password@host/name
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        default_value = "sqlite://accord.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Where to listen
    #[arg(long, global = true, env = "ACCORD_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Under which URL callers reach the service
    #[arg(long, global = true, env = "ACCORD_PUBLIC_URL")]
    public_url: Option<String>,
    /// What the signing keys in the database are encrypted by
    #[arg(long, global = true, env = "ACCORD_SECRET", hide_env_values = true)]
    secret: Option<String>,
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("listen", &self.listen).finish_non_exhaustive()
    }
}

impl Settings {
    /// Under which URL callers reach the service.
    pub fn public_url(&self, listens: SocketAddr) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{listens}"))
    }

    /// The secret that was set.
    pub fn secret(&self) -> Option<Secret> {
        self.secret.clone().map(Secret::new)
    }
}
