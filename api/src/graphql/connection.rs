//! Pages as connections.

use async_graphql::OutputType;
use async_graphql::connection::{Connection as Relay, Edge};

use crate::app::Page;

/// A page of things, with a cursor for each.
pub type Connection<T> = Relay<String, T>;

/// Presents a page.
pub fn connection<T: OutputType>(page: Page<T>) -> Connection<T> {
    let mut connection = Connection::new(false, page.next_cursor.is_some());
    let edges = page.items.into_iter().zip(page.cursors);
    connection.edges.extend(edges.map(|(node, cursor)| Edge::new(cursor.0, node)));
    connection
}
