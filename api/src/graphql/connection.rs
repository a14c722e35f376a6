//! Pages as connections, as Relay has them.

use std::borrow::Cow;

use async_graphql::connection::PageInfo;
use async_graphql::{Object, ObjectType, OutputType, TypeName};

use super::in_place::{AllInPlace, InPlace};
use crate::app::Page;

/// Part of a list.
pub struct Connection<T> {
    edges: Vec<Edge<T>>,
    more: bool,
}

/// A thing of a list, and where in it it stands.
pub struct Edge<T> {
    node: T,
    cursor: String,
}

impl<T: OutputType> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

impl<T: OutputType> TypeName for Edge<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::type_name()).into()
    }
}

/// Part of a list.
#[Object(name_type, serial)]
impl<T: ObjectType> Connection<T> {
    /// Whether the list goes on, and from where.
    async fn page_info(&self) -> PageInfo {
        let cursor = |edge: Option<&Edge<T>>| edge.map(|edge| edge.cursor.clone());
        PageInfo {
            has_previous_page: false,
            has_next_page: self.more,
            start_cursor: cursor(self.edges.first()),
            end_cursor: cursor(self.edges.last()),
        }
    }

    /// The things, each with its cursor.
    async fn edges(&self) -> &[Edge<T>] {
        &self.edges
    }

    /// The things.
    async fn nodes(&self) -> AllInPlace<'_, T> {
        AllInPlace(self.edges.iter().map(|edge| &edge.node).collect())
    }
}

/// A thing of a list, and where in it it stands.
#[Object(name_type, serial)]
impl<T: ObjectType> Edge<T> {
    /// The thing.
    async fn node(&self) -> InPlace<&T> {
        InPlace(&self.node)
    }

    /// Where it stands; ask for what comes after it with `after`.
    async fn cursor(&self) -> &str {
        &self.cursor
    }
}

/// Presents a page.
pub fn connection<T>(page: Page<T>) -> Connection<T> {
    let edges = page.items.into_iter().zip(page.cursors);
    let edges = edges.map(|(node, cursor)| Edge { node, cursor: cursor.0 }).collect();
    Connection { edges, more: page.next_cursor.is_some() }
}
