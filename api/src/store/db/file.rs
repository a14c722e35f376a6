//! The file of an embedded database: made for its owner, served by one, and where it was.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::change_token::{ChangeToken, LogIndex};
use crate::error::{AppError, Result};

/// The file of an embedded database, as it was opened.
#[derive(Debug)]
pub(super) struct Opened {
    path: PathBuf,
    index: LogIndex,
    /// The device on which it lies, and its number there.
    is: (u64, u64),
    /// The lock of the one that serves; the system takes it away with the process.
    _serves: Option<File>,
}

impl Opened {
    /// Remembers which file lies there.
    pub(super) fn at(path: &Path, serves: Option<File>) -> Result<Self> {
        let is = identity(path).map_err(AppError::fault)?;
        let index = LogIndex::of(path).map_err(AppError::fault)?;
        Ok(Self { path: path.to_owned(), index, is, _serves: serves })
    }

    /// The state of the database.
    pub(super) fn change_token(&self) -> Option<ChangeToken> {
        self.index.token()
    }

    /// Whether the file still lies where it was opened: what goes into one that was moved away or
    /// deleted, nobody finds.
    pub(super) fn is_there(&self) -> bool {
        let is = identity(&self.path);
        let there = is.as_ref().is_ok_and(|is| *is == self.is);
        if !there {
            let path = self.path.display();
            tracing::error!(%path, "the database's file is not where it was opened");
        }
        there
    }
}

fn identity(path: &Path) -> io::Result<(u64, u64)> {
    std::fs::metadata(path).map(|it| (it.dev(), it.ino()))
}

/// Makes a file that must not be there yet, for its owner only.
///
/// # Errors
/// A fault where it is there, or cannot be made.
pub(super) fn make_new(path: &Path) -> Result<()> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    made.map(drop).map_err(|error| AppError::fault(format!("{}: {error}", path.display())))
}

/// Makes the file where there is none, for its owner only: it holds what partners answer, and SQLite
/// lets the files that it puts beside it be as this one is.
pub(super) fn make(path: &Path) -> Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(AppError::fault(format!("it cannot be made: {error}")))
        }
        _ => Ok(()),
    }
}

/// Locks the file for the one that serves it. The lock lies in a file beside it, as SQLite's own
/// locks on the file itself would be lost, and by the file's own name, as others may lead to it.
///
/// # Errors
/// A error where another process serves it.
pub(super) fn serve(path: &Path) -> Result<File> {
    let mut name = std::fs::canonicalize(path).map_err(AppError::fault)?.into_os_string();
    name.push(".lock");
    let options = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).clone();
    let unlockable = |error: io::Error| {
        let name = Path::new(&name).display();
        AppError::fault(format!("{name}, by which it is locked, cannot be used: {error}"))
    };
    let lock = options.open(&name).map_err(unlockable)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(AppError::fault(
            "it is served by another process already: stop that one, or name another file by \
             --database-url",
        )),
        Err(TryLockError::Error(error)) => Err(unlockable(error)),
    }
}
