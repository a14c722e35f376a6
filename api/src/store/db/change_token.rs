//! Whether an embedded database is as it was: told without a statement.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

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

impl ChangeToken {
    /// None while a commit is under way, and where there is no such file.
    fn read(index: &Path) -> Option<Self> {
        let mut both = [[0; HEADER]; 2];
        File::open(index).ok()?.read_exact_at(both.as_flattened_mut(), 0).ok()?;
        let [first, second] = both;
        let written = first == second && first.starts_with(&VERSION.to_ne_bytes());
        written.then_some(Self(first))
    }
}

/// Where the index of the log lies: beside the file itself, wherever a link to it may lie.
pub(super) fn index_of(file: &Path) -> std::io::Result<PathBuf> {
    let mut index = std::fs::canonicalize(file)?.into_os_string();
    index.push("-shm");
    Ok(index.into())
}

impl Db {
    /// The state of the database; none where it is not known without asking.
    pub fn change_token(&self) -> Option<ChangeToken> {
        ChangeToken::read(self.file.as_ref()?.index())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_known_of_a_file_that_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let index = folder.path().join("a.db-shm");
        assert_eq!(ChangeToken::read(&index), None);
        std::fs::write(&index, [1; 2 * HEADER]).expect("written");
        assert_eq!(ChangeToken::read(&index), None);
    }

    #[test]
    fn a_header_that_is_half_written_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let index = folder.path().join("a.db-shm");
        let mut header = VERSION.to_ne_bytes().to_vec();
        header.resize(HEADER, 7);
        std::fs::write(&index, [header.clone(), header.clone()].concat()).expect("written");
        let whole = ChangeToken::read(&index);
        assert!(whole.is_some());
        let next = [header[..HEADER - 1].to_vec(), vec![8], header].concat();
        std::fs::write(&index, next).expect("written");
        assert_eq!(ChangeToken::read(&index), None);
    }
}
