//! The instance's secret where none was set: made beside the SQLite file, for its owner only.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::types::Secret;

use super::values::{self, Database, SET_SECRET};
use crate::randomness::Randomness;

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretFileError {
    /// The file cannot be read or written.
    #[error("the secret's file {0} cannot be used: {1}")]
    Unusable(PathBuf, std::io::Error),
    /// The file is there and holds no secret.
    #[error(
        "the secret's file {0} must hold at least 32 characters: restore it from where it was kept"
    )]
    Empty(PathBuf),
    /// There is no file to put it beside.
    #[error("on PostgreSQL {SET_SECRET}")]
    NoPlace,
}

/// Reads the secret that lies beside the database, or makes it there.
pub(super) fn beside(
    database: &Database,
    randomness: &Randomness,
) -> Result<Secret, SecretFileError> {
    let Database::Sqlite(path) = database else { return Err(SecretFileError::NoPlace) };
    let mut name = path.clone().into_os_string();
    name.push(".secret");
    let path = PathBuf::from(name);
    make(&path, randomness)
        .or_else(|error| match error.kind() {
            ErrorKind::AlreadyExists => std::fs::read_to_string(&path),
            _ => Err(error),
        })
        .map_err(|error| SecretFileError::Unusable(path.clone(), error))
        .and_then(|text| values::secret(text.trim()).map_err(|_| SecretFileError::Empty(path)))
}

/// Makes the file only where there is none: two that start at once must end with one secret.
fn make(path: &Path, randomness: &Randomness) -> std::io::Result<String> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let text = URL_SAFE_NO_PAD.encode(randomness.bytes::<32>());
    writeln!(file, "{text}")?;
    file.sync_all()?;
    Ok(text)
}
