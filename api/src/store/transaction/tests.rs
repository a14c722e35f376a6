use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;

use super::*;
use crate::metrics::Statements;
use crate::store::connections::{Connections, Options};

/// The only connection to a database of its own, with an empty table.
async fn only_connection() -> Arc<Connections> {
    only_connection_for(Duration::from_secs(5)).await
}

/// The same, for which nobody waits longer.
async fn only_connection_for(patience: Duration) -> Arc<Connections> {
    let options = Options::Sqlite(SqliteConnectOptions::new().in_memory(true));
    let only = Connections::new(options, 1, patience, &Statements::default());
    only.one(statement("CREATE TABLE note (word TEXT PRIMARY KEY)")).await.expect("created");
    only
}

fn begun(at: &Arc<Connections>, purpose: TransactionPurpose) -> Transaction {
    Transaction::new(at.clone(), purpose)
}

fn statement(sql: &str) -> Statement {
    Statement::from_string(DbBackend::Sqlite, sql)
}

fn written(word: &str) -> Statement {
    let sql = "INSERT INTO note (word) VALUES (?)";
    Statement::from_sql_and_values(DbBackend::Sqlite, sql, [word.into()])
}

/// The words that are there for whoever comes after.
async fn words(at: &Arc<Connections>) -> Vec<String> {
    let rows = at.all(statement("SELECT word FROM note ORDER BY word")).await.expect("read");
    rows.iter().map(|row| row.try_get("", "word").expect("a word")).collect()
}

#[tokio::test]
async fn what_is_committed_is_there_with_what_came_last() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    tx.execute_raw(written("first")).await.expect("written");
    tx.later(written("last")).await;
    tx.commit().await.expect("committed");
    assert_eq!(words(&only).await, ["first", "last"]);
}

#[tokio::test]
async fn the_first_statement_may_be_the_last() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    tx.later(written("only")).await;
    tx.commit().await.expect("committed");
    assert_eq!(words(&only).await, ["only"]);
}

#[tokio::test]
async fn nothing_stays_of_what_fails_with_its_last_statement() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    tx.execute_raw(written("twice")).await.expect("written");
    tx.later(written("twice")).await;
    assert!(tx.commit().await.is_err());
    assert_eq!(words(&only).await, [""; 0]);
}

#[tokio::test]
async fn nothing_stays_of_what_is_dropped_or_rolled_back() {
    let only = only_connection().await;
    let dropped = begun(&only, TransactionPurpose::Write);
    dropped.execute_raw(written("dropped")).await.expect("written");
    drop(dropped);
    let rolled_back = begun(&only, TransactionPurpose::Write);
    rolled_back.execute_raw(written("rolled back")).await.expect("written");
    rolled_back.roll_back().await.expect("rolled back");
    assert_eq!(words(&only).await, [""; 0]);
}

#[tokio::test]
async fn what_never_began_ends_without_a_word() {
    let only = only_connection_for(Duration::from_millis(100)).await;
    let busy = only.lease().await.expect("a connection");
    begun(&only, TransactionPurpose::Write).commit().await.expect("nothing to commit");
    begun(&only, TransactionPurpose::Write).roll_back().await.expect("nothing to undo");
    drop(begun(&only, TransactionPurpose::Read));
    busy.give_back();
    assert_eq!(words(&only).await, [""; 0]);
}

#[tokio::test]
async fn nobody_waits_for_what_has_not_begun() {
    let only = only_connection().await;
    let slow = begun(&only, TransactionPurpose::Write);
    slow.later(written("slow")).await;
    let quick = begun(&only, TransactionPurpose::Write);
    quick.later(written("quick")).await;
    quick.commit().await.expect("committed");
    slow.commit().await.expect("committed");
    assert_eq!(words(&only).await, ["quick", "slow"]);
}

#[tokio::test]
async fn what_found_no_connection_has_failed() {
    let only = only_connection_for(Duration::from_millis(100)).await;
    let late = begun(&only, TransactionPurpose::Write);
    late.later(written("late")).await;
    let busy = only.lease().await.expect("a connection");
    assert!(late.flush().await.is_err());
    busy.give_back();
    assert!(late.commit().await.is_err());
    assert_eq!(words(&only).await, [""; 0]);
}

const LONG: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) \
     INSERT INTO note (word) SELECT 'cut off ' || i FROM n";

#[tokio::test]
async fn a_statement_that_nobody_waits_for_is_undone_with_the_rest() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    tx.execute_raw(written("before")).await.expect("written");
    {
        let mut cut_off = pin!(tx.execute_raw(statement(LONG)));
        let polled = cut_off.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(polled.is_pending(), "it is under way");
    }
    drop(tx);
    assert_eq!(words(&only).await, [""; 0]);
}

#[tokio::test]
async fn nothing_more_is_written_once_a_statement_has_failed() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    tx.execute_raw(written("twice")).await.expect("written");
    assert!(tx.execute_raw(written("twice")).await.is_err());
    assert!(tx.execute_raw(written("after")).await.is_err());
    assert!(tx.commit().await.is_err());
    assert_eq!(words(&only).await, [""; 0]);
}

#[tokio::test]
async fn a_first_statement_counts_its_own_rows_alone() {
    let only = only_connection().await;
    only.one(statement("INSERT INTO note (word) VALUES ('one'), ('two')")).await.expect("written");
    let tx = begun(&only, TransactionPurpose::Write);
    let gone = tx.execute_raw(statement("DELETE FROM note WHERE word = 'one'")).await;
    assert_eq!(gone.expect("deleted").rows_affected(), 1);
}

#[tokio::test]
async fn what_waits_is_there_for_whoever_reads_next() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    for word in ["first", "second"] {
        tx.later(written(word)).await;
    }
    let last = "SELECT word FROM note WHERE word <> ? ORDER BY word DESC";
    let last = Statement::from_sql_and_values(DbBackend::Sqlite, last, ["third".into()]);
    let row = tx.query_one_raw(last).await.expect("read").expect("a row");
    assert_eq!(row.try_get::<String>("", "word"), Ok("second".to_owned()));
    tx.commit().await.expect("committed");
    assert_eq!(words(&only).await, ["first", "second"]);
}

#[tokio::test]
async fn what_has_waited_tells_what_it_read() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    tx.later(statement("INSERT INTO note (word) VALUES ('told') RETURNING word AS told")).await;
    let changed = tx.execute_raw(statement("UPDATE note SET word = 'changed'")).await;
    assert_eq!(changed.expect("changed").rows_affected(), 1);
    let told = tx.flush().await.expect("settled");
    let told: Vec<String> = told.iter().flat_map(|row| row.try_get("", "told")).collect();
    assert_eq!(told, ["told"]);
    assert!(tx.flush().await.expect("settled").is_empty(), "it is told once");
}

#[tokio::test]
async fn what_waits_fails_with_the_word_that_takes_it_along() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    for _ in 0..2 {
        tx.later(written("twice")).await;
    }
    assert!(matches!(tx.flush().await, Err(crate::error::AppError::UniqueViolation)));
    assert!(tx.query_all_raw(statement("SELECT 1")).await.is_err(), "nothing more is taken");
    drop(tx);
    assert_eq!(words(&only).await, [""; 0]);
}

#[tokio::test]
async fn what_waits_is_forgotten_with_what_never_began() {
    let only = only_connection().await;
    let tx = begun(&only, TransactionPurpose::Write);
    tx.later(written("waited")).await;
    tx.roll_back().await.expect("nothing to undo");
    assert_eq!(words(&only).await, [""; 0]);
}
