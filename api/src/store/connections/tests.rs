use std::future::Future;
use std::net::TcpListener;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;

fn connections(places: u32) -> Arc<Connections> {
    let options = Options::Sqlite(SqliteConnectOptions::new().in_memory(true));
    Connections::new(options, places, Duration::from_millis(20), &Statements::default())
}

const LONG: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) \
     SELECT count(*) FROM n";

fn statement(sql: &str) -> Statement {
    Statement::from_string(DbBackend::Sqlite, sql)
}

#[tokio::test]
async fn a_connection_stays_open_from_one_read_to_the_next() {
    let connections = connections(4);
    for _ in 0..3 {
        let row =
            connections.one(statement("SELECT 7 AS seven")).await.expect("read").expect("a row");
        assert_eq!(row.try_get::<i64>("", "seven"), Ok(7));
        assert_eq!(connections.idle().len(), 1);
    }
    let rows = connections.all(statement("VALUES (1), (2)")).await.expect("read");
    assert_eq!((rows.len(), connections.idle().len()), (2, 1));
    connections.close().await;
    assert_eq!(connections.idle().len(), 0);
}

#[tokio::test]
async fn a_statement_that_fails_does_no_harm_to_its_connection() {
    let connections = connections(4);
    assert!(connections.all(statement("SELECT nothing")).await.is_err());
    assert_eq!(connections.idle().len(), 1);
    assert!(connections.one(statement("SELECT 1")).await.is_ok());
}

#[tokio::test]
async fn a_read_that_nobody_waits_for_takes_its_connection_along() {
    let connections = connections(1);
    assert!(connections.one(statement("SELECT 1")).await.is_ok());
    {
        let mut read = pin!(connections.all(statement(LONG)));
        let polled = read.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(polled, Poll::Pending), "it is under way");
    }
    assert_eq!(connections.idle().len(), 0);
    assert!(connections.one(statement("SELECT 1")).await.is_ok(), "its place is free again");
}

#[tokio::test]
async fn whoever_waits_too_long_for_a_place_is_told() {
    let connections = connections(1);
    let _lease = connections.lease().await.expect("the only place");
    let late = connections.one(statement("SELECT 1")).await;
    assert!(matches!(late, Err(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))));
}

#[tokio::test]
async fn whoever_waits_too_long_for_a_connection_is_told_and_holds_no_place() {
    let silent = TcpListener::bind("127.0.0.1:0").expect("bound");
    let port = silent.local_addr().expect("an address").port();
    let options = PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(port);
    let patience = Duration::from_millis(20);
    let connections =
        Connections::new(Options::Postgres(options, ""), 1, patience, &Statements::default());
    for _ in 0..2 {
        let late = connections.lease().await.err();
        assert!(matches!(late, Some(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))));
    }
    assert_eq!(connections.places.available_permits(), 1);
}
