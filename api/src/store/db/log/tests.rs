use std::fs;
use std::path::Path;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::*;
use crate::metrics::Statements;
use crate::store::db::{Db, Settings};

/// An empty database of its own, with one connection to read by.
async fn database(path: &Path) -> Db {
    let url = format!("sqlite://{}", path.display());
    let settings = Settings { url, connections: 1, serves: false };
    Db::open(&settings, &Statements::default()).await.expect("opened")
}

async fn write(db: &Db, sql: &str) {
    let tx = db.write().expect("in its place");
    tx.execute_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("written");
    tx.commit().await.expect("committed");
}

fn holds(path: &Path, word: &str) -> bool {
    fs::read(path).expect("the file").windows(word.len()).any(|here| here == word.as_bytes())
}

#[test]
fn the_log_is_due_once_in_so_many_writes() {
    let writes = Writes::default();
    let due = (0..2 * OFTEN).filter(|_| writes.note()).collect::<Vec<_>>();
    assert_eq!(due, [OFTEN - 1, 2 * OFTEN - 1]);
}

#[tokio::test]
async fn what_was_written_comes_into_the_file_while_it_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("own.db");
    let db = database(&path).await;
    write(&db, "CREATE TABLE note (word TEXT)").await;
    write(&db, "INSERT INTO note VALUES ('brought over')").await;
    assert!(!holds(&path, "brought over"), "it is in the log alone");
    for _ in 2..OFTEN {
        write(&db, "INSERT INTO note VALUES ('one of many')").await;
    }
    // The only connection to read by is free again once it has brought the log over.
    db.readers.take().await.expect("a connection").give_back();
    assert!(holds(&path, "brought over"));
}
