//! Pages as connections, as Relay has them.

use std::borrow::Cow;
use std::sync::Mutex;

use async_graphql::connection::PageInfo;
use async_graphql::{Object, ObjectType, OutputType, TypeName, Value};

use super::in_place::{AllInPlace, InPlace};
use super::loaders::ShownNodes;
use crate::app::Page;
use crate::store::Positions;

/// Part of a list.
pub struct Connection<T> {
    items: Vec<T>,
    positions: Positions,
    more: bool,
    /// The answers of the things instead, where columns of their rows said all that is asked for.
    shown: Option<Mutex<Vec<Value>>>,
}

/// A thing of a list, and where in it it stands.
pub struct Edge<'a, T> {
    node: &'a T,
    positions: &'a Positions,
    index: usize,
}

impl<T: OutputType> TypeName for Connection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

impl<T: OutputType> TypeName for Edge<'_, T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::type_name()).into()
    }
}

impl<T> Connection<T> {
    fn cursor(&self, index: Option<usize>) -> Option<String> {
        self.positions.cursor(index?).map(|cursor| cursor.0)
    }
}

/// Part of a list.
#[Object(name_type, serial)]
impl<T: ObjectType> Connection<T> {
    /// Whether the list goes on, and from where.
    async fn page_info(&self) -> PageInfo {
        let last = self.items.len().checked_sub(1);
        PageInfo {
            has_previous_page: false,
            has_next_page: self.more,
            start_cursor: self.cursor(last.map(|_| 0)),
            end_cursor: self.cursor(last),
        }
    }

    /// The things, each with its cursor.
    async fn edges(&self) -> Vec<Edge<'_, T>> {
        let (nodes, positions) = (self.items.iter(), &self.positions);
        nodes.enumerate().map(|(index, node)| Edge { node, positions, index }).collect()
    }

    /// The things.
    async fn nodes(&self) -> AllInPlace<'_, T> {
        match &self.shown {
            Some(shown) => AllInPlace::Shown(shown),
            None => AllInPlace::Things(self.items.iter().collect()),
        }
    }
}

/// A thing of a list, and where in it it stands.
#[Object(name_type, serial)]
impl<T: ObjectType> Edge<'_, T> {
    /// The thing.
    async fn node(&self) -> InPlace<&T> {
        InPlace(self.node)
    }

    /// Where it stands; ask for what comes after it with `after`.
    async fn cursor(&self) -> String {
        self.positions.cursor(self.index).map(|cursor| cursor.0).unwrap_or_default()
    }
}

/// Presents a page.
pub fn connection<T>(page: Page<T>) -> Connection<T> {
    let Page { items, next_cursor, positions } = page;
    Connection { items, positions, more: next_cursor.is_some(), shown: None }
}

/// Presents what columns said of the first of a list, of which no cursor is asked for.
pub fn shown<T>(nodes: ShownNodes) -> Connection<T> {
    let ShownNodes { nodes, more } = nodes;
    let (items, positions) = (Vec::new(), Positions::Numbered);
    Connection { items, positions, more, shown: Some(Mutex::new(nodes)) }
}
