//! Whether an embedded database is as it was: told without a statement.

use std::fs::File;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::store::Db;

/// The state of an embedded database. Two that are equal are of one state; whichever process writes,
/// the next is another.
///
/// It is the header of the index of SQLite's log, which each commit changes as its last act: it holds a
/// counter of commits, the length of the log and its checksum
/// (<https://www.sqlite.org/walformat.html#the_wal_index_header>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeToken([u8; HEADER]);

/// The length of the header, which is there twice, one behind the other.
const HEADER: usize = 48;
/// What the header begins with: the version of its format.
const VERSION: u32 = 3_007_000;

/// The index of the log. It is opened once and never closed before the process ends: whoever closes a
/// file gives up all locks that the process has on it, and by these SQLite holds its connections apart.
#[derive(Debug)]
pub(super) struct LogIndex {
    path: PathBuf,
    file: OnceLock<Option<File>>,
}

impl LogIndex {
    /// The one of a database: it lies beside the file itself, wherever a link to that may lie.
    pub(super) fn of(database: &Path) -> std::io::Result<Self> {
        let mut path = std::fs::canonicalize(database)?.into_os_string();
        path.push("-shm");
        Ok(Self { path: path.into(), file: OnceLock::new() })
    }

    /// None while a commit is under way, and where another file lies in the place of the one that was
    /// opened.
    pub(super) fn token(&self) -> Option<ChangeToken> {
        let file = self.file.get_or_init(|| File::open(&self.path).ok()).as_ref()?;
        let (is, there) = (file.metadata().ok()?, std::fs::metadata(&self.path).ok()?);
        if (is.dev(), is.ino()) != (there.dev(), there.ino()) {
            return None;
        }
        let mut both = [[0; HEADER]; 2];
        file.read_exact_at(both.as_flattened_mut(), 0).ok()?;
        let [first, second] = both;
        let written = first == second && first.starts_with(&VERSION.to_ne_bytes());
        written.then_some(ChangeToken(first))
    }
}

impl Db {
    /// The state of the database; none where it is not known without asking.
    pub fn change_token(&self) -> Option<ChangeToken> {
        self.file.as_ref()?.change_token()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of an index with these bytes, beside a database.
    fn told(bytes: &[u8]) -> Option<ChangeToken> {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("a.db");
        std::fs::write(&database, []).expect("written");
        let index = LogIndex::of(&database).expect("a path");
        std::fs::write(folder.path().join("a.db-shm"), bytes).expect("written");
        index.token()
    }

    fn header(last: u8) -> Vec<u8> {
        let mut header = VERSION.to_ne_bytes().to_vec();
        header.resize(HEADER - 1, 7);
        [header, vec![last]].concat()
    }

    #[test]
    fn a_header_that_is_there_twice_is_a_state() {
        assert!(told(&header(1).repeat(2)).is_some());
        assert_ne!(told(&header(1).repeat(2)), told(&header(2).repeat(2)));
    }

    #[test]
    fn a_header_that_is_half_written_or_none_is_no_state() {
        assert_eq!(told(&[header(1), header(2)].concat()), None);
        assert_eq!(told(&[1; 2 * HEADER]), None);
        assert_eq!(told(&header(1)), None);
    }

    #[test]
    fn another_file_in_its_place_is_no_state() {
        let folder = tempfile::tempdir().expect("a folder");
        let (database, shm) = (folder.path().join("a.db"), folder.path().join("a.db-shm"));
        std::fs::write(&database, []).expect("written");
        let index = LogIndex::of(&database).expect("a path");
        std::fs::write(&shm, header(1).repeat(2)).expect("written");
        assert!(index.token().is_some());
        std::fs::rename(&shm, folder.path().join("before")).expect("moved");
        std::fs::write(&shm, header(1).repeat(2)).expect("written");
        assert_eq!(index.token(), None);
    }
}
