//! The settings by name: one declaration for flag, environment, file, default and help.

use std::path::PathBuf;

/// A setting as it is named.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the file; the environment has `ACCORD_` and it in capitals.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What holds where nothing is said.
    pub default: Option<&'static str>,
}

/// Has no flag: what a command was started with is shown to every user of the machine.
const SECRET: Setting = Setting {
    name: "secret",
    about: "Encrypts the keys that sign tokens; at least 32 characters",
    default: None,
};

macro_rules! settings {
    ($($(#[doc = $doc:literal])+ $name:ident $form:literal $(= $default:literal)?;)+) => {
        /// Every setting there is.
        pub const SETTINGS: &[Setting] = &[SECRET, $(Setting {
            name: stringify!($name),
            about: concat!($($doc),+).trim_ascii(),
            default: settings!(@default $($default)?),
        }),+];

        /// The settings as flags. Whether a value is right is told with all others, not by itself.
        #[derive(Clone, Debug, Default, clap::Args)]
        #[command(next_help_heading = "Settings (also ACCORD_LISTEN … in the environment, listen … in the file)")]
        pub struct Flags {
            /// Reads settings from this TOML file instead of accord.toml
            #[arg(long, value_name = "FILE")]
            pub config: Option<PathBuf>,
            $(
                $(#[doc = $doc])+
                #[arg(
                    long,
                    value_name = $form,
                    allow_negative_numbers = true,
                    help = concat!($($doc),+ $(, " [default: ", $default, "]")?).trim_ascii(),
                )]
                pub $name: Option<String>,
            )+
        }

        impl Flags {
            /// The flags that were given, by the names of their settings.
            pub(super) fn given(&self) -> impl Iterator<Item = (&'static str, &str)> {
                [$((stringify!($name), self.$name.as_deref())),+]
                    .into_iter()
                    .filter_map(|(name, value)| Some((name, value?)))
            }
        }
    };
    (@default $default:literal) => { Some($default) };
    (@default) => { None };
}

settings! {
    /// Address and port to listen on; beyond loopback only with a secret that was set
    listen "ADDRESS:PORT" = "127.0.0.1:8080";
    /// The database: one SQLite file, or a PostgreSQL server (also as DATABASE_URL)
    database_url "URL" = "sqlite://accord.db";
    /// Connections to read the database by; on PostgreSQL, as many again to write by
    pool_size "NUMBER" = "8";
    /// URL under which the service is reached; tokens name it [default: http:// and the address listened on]
    public_url "URL";
    /// How the log is written: text for people, or json, a line an event, for programs
    log "FORMAT" = "text";
    /// What the log holds: off, error, warn, info, debug or trace, also by part: info,sqlx=warn
    log_level "LEVEL" = "info,sqlx=warn,sea_orm_migration=warn,actix_server=warn";
    /// Origins from which browsers may call, parted by commas: https://app.example
    cors_origins "LIST";
    /// Requests a minute that one caller may make; 0 for no limit
    rate_limit "NUMBER" = "0";
    /// Failed attempts to sign in a minute, of one address at one account; of an address 10, at an account 30 times as many
    sign_in_limit "NUMBER" = "10";
    /// Memory that hashing a password takes, in KiB; less than the default only for tests on loopback
    password_memory "KIB" = "19456";
    /// Proxies that are believed whom they speak for, by X-Forwarded-For: addresses or networks, parted by commas
    trusted_proxies "LIST" = "127.0.0.0/8,::1";
    /// Who may read /metrics: addresses or networks, parted by commas
    metrics_readers "LIST" = "127.0.0.0/8,::1";
    /// Where the time comes from: system; or file:PATH, read at each use, for tests on loopback
    clock "SOURCE" = "system";
    /// Threads that answer; 0 for as many as there are cores
    workers "NUMBER" = "0";
    /// For how many days backups are kept; the promise of an anonymous cycle tells it
    backup_days "DAYS" = "30";
    /// The largest body that is read, in bytes
    max_body_bytes "BYTES" = "1048576";
    /// Memory for what is sent again while nothing changed, in MiB; 0 for none
    cache_size "MIB" = "16";
    /// The largest push of values that is read, in bytes, once it is expanded
    max_push_bytes "BYTES" = "268435456";
    /// Within how many seconds a body has to arrive; of a push of values, each part of it
    body_timeout "SECONDS" = "30";
    /// Within how many seconds a request is answered, or given up
    request_timeout "SECONDS" = "60";
}

/// What stands before each setting's name in the environment.
pub(super) const PREFIX: &str = "ACCORD_";

/// How a name is written in the environment.
pub(super) fn variable(name: &str) -> String {
    format!("{PREFIX}{}", name.to_uppercase())
}

impl Setting {
    /// The setting of this name.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// The setting that a variable of the environment stands for.
    pub(super) fn of_variable(variable: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.variable() == variable)
    }

    /// Its name in the environment.
    pub fn variable(&self) -> String {
        variable(self.name)
    }

    /// The name that a mistyped one was probably meant to be.
    pub(super) fn nearest(name: &str) -> Option<&'static str> {
        let closeness = |setting: &Setting| strsim::jaro_winkler(setting.name, name);
        let nearest = SETTINGS.iter().max_by(|a, b| closeness(a).total_cmp(&closeness(b)))?;
        (closeness(nearest) > 0.8).then_some(nearest.name)
    }

    /// Whether its value may be a secret or hold a password, and is never shown.
    pub(super) fn is_hidden(&self) -> bool {
        matches!(self.name, "secret" | "database_url")
    }
}
