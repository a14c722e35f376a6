//! The secret that the signing keys in the database are encrypted by.

use std::fs::OpenOptions;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::words::Secret;

use super::settings::Settings;
use crate::randomness::Randomness;

/// The secret that was set; else the one in the file beside an embedded database, which is made
/// with the database.
pub fn find(settings: &Settings, random: &Randomness) -> io::Result<Secret> {
    if let Some(secret) = settings.secret() {
        return Ok(secret);
    }
    match beside(&settings.database_url) {
        Some(path) => read_or_make(&path, random),
        None => Err(io::Error::other(
            "set ACCORD_SECRET: on PostgreSQL all replicas need the same, and keep it elsewhere \
             than the database (make one with: openssl rand -hex 32)",
        )),
    }
}

/// The file beside an embedded database; none for a server.
fn beside(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("sqlite://")?;
    let path = path.split('?').next().unwrap_or_default();
    Some(Path::new(path).with_extension("secret"))
}

fn read_or_make(path: &Path, random: &Randomness) -> io::Result<Secret> {
    match new_file(path) {
        Ok(mut file) => {
            let secret = URL_SAFE_NO_PAD.encode(random.bytes::<32>());
            file.write_all(secret.as_bytes())?;
            file.sync_all()?;
            Ok(Secret::new(secret))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let mut secret = String::new();
            OpenOptions::new().read(true).open(path)?.read_to_string(&mut secret)?;
            Ok(Secret::new(secret.trim()))
        }
        Err(error) => Err(error),
    }
}

/// A file that is not there yet, which only its owner can read.
fn new_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
