//! The instance's secret where none was set: made beside the SQLite file, for its owner only.

use std::fs::{File, OpenOptions};
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
    /// The file is not there, and something was sealed by what it held.
    #[error(
        "the secret's file {0} is not there, and the keys in this database were sealed by what it held: \
         restore it from where it was kept, or set `secret` to what it held; where it is lost for good, \
         `accord secret rotate --lost` makes new keys"
    )]
    Lost(PathBuf),
    /// A new one is no secret.
    #[error("a secret has 32 to 1000 characters: make one with `openssl rand -hex 32`")]
    TooShort,
    /// There is no file to put it beside.
    #[error("on PostgreSQL {SET_SECRET}")]
    NoPlace,
}

/// Reads the secret that lies beside the database, or makes it there, unless one seals already.
pub(super) fn beside(
    database: &Database,
    randomness: &Randomness,
    seals: bool,
) -> Result<Secret, SecretFileError> {
    let path = place(database, "")?;
    let unusable = |error| SecretFileError::Unusable(path.clone(), error);
    match std::fs::read_to_string(&path) {
        Ok(text) => read(&text, &path),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(unusable(error)),
        Err(_) if seals => Err(SecretFileError::Lost(path)),
        Err(_) => made_or_read(&path, &new_text(randomness)),
    }
}

/// A secret that is to take the place of another, once all is sealed by it.
#[derive(Debug)]
pub struct NextSecret {
    /// The secret.
    pub secret: Secret,
    /// The file in which it lies, and the one whose place it takes; none where it is set by a setting.
    files: Option<(PathBuf, PathBuf)>,
}

impl NextSecret {
    /// Makes one; beside the database, where the one before lies there. One that was made there
    /// before, and not put into its place, is taken again: something may be sealed by it.
    pub(super) fn make(
        place_of: Option<&Database>,
        given: Option<&str>,
        randomness: &Randomness,
    ) -> Result<Self, SecretFileError> {
        let text = given.map_or_else(|| new_text(randomness), str::to_owned);
        let secret = values::secret(text.trim()).map_err(|_| SecretFileError::TooShort)?;
        let Some(database) = place_of else { return Ok(Self { secret, files: None }) };
        let (new, into) = (place(database, ".new")?, place(database, "")?);
        let secret = match given {
            Some(_) => {
                make(&new, secret.reveal())
                    .map_err(|error| SecretFileError::Unusable(new.clone(), error))?;
                secret
            }
            None => made_or_read(&new, secret.reveal())?,
        };
        Ok(Self { secret, files: Some((new, into)) })
    }

    /// Puts it into the place of the one before.
    ///
    /// # Errors
    /// Where the file cannot be moved.
    pub fn put(self) -> Result<(), SecretFileError> {
        let Some((new, into)) = self.files else { return Ok(()) };
        let moved = std::fs::rename(&new, &into).and_then(|()| match into.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
            _ => File::open(".")?.sync_all(),
        });
        moved.map_err(|error| SecretFileError::Unusable(into, error))
    }
}

/// Where the secret lies, or one that is to take its place.
fn place(database: &Database, ending: &str) -> Result<PathBuf, SecretFileError> {
    let Database::Sqlite(path) = database else { return Err(SecretFileError::NoPlace) };
    let mut name = path.clone().into_os_string();
    name.push(".secret");
    name.push(ending);
    Ok(name.into())
}

fn new_text(randomness: &Randomness) -> String {
    URL_SAFE_NO_PAD.encode(randomness.bytes::<32>())
}

fn read(text: &str, path: &Path) -> Result<Secret, SecretFileError> {
    values::secret(text.trim()).map_err(|_| SecretFileError::Empty(path.to_owned()))
}

/// Makes the file only where there is none: two that start at once must end with one secret.
fn made_or_read(path: &Path, text: &str) -> Result<Secret, SecretFileError> {
    let there = make(path, text).map(|()| text.to_owned()).or_else(|error| match error.kind() {
        ErrorKind::AlreadyExists => std::fs::read_to_string(path),
        _ => Err(error),
    });
    let there = there.map_err(|error| SecretFileError::Unusable(path.to_owned(), error))?;
    read(&there, path)
}

fn make(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}
