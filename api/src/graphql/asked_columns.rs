//! What a document asks for of the things of a list, where columns of their rows say it all.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, Selection, SelectionSet};
use async_graphql::{Context, Name, Value};

use super::coercion::snake;
use crate::app::{ColumnField, Present};
use crate::error::Result;
use crate::store::Cells;

/// The fields that are asked for, each with the key of its answer.
#[derive(Clone, Debug)]
pub struct AskedColumns(Arc<[(Name, &'static ColumnField)]>);

impl AskedColumns {
    /// What is asked for of the nodes of a connection; none where a column does not say it: for other
    /// fields, fragments, directives, fields that are asked for twice, and cursors.
    pub fn of<T: Present>(c: &Context<'_>) -> Option<Self> {
        let mut nodes = None;
        for field in plain_fields(&c.item.node.selection_set.node)? {
            match field.name.node.as_str() {
                "nodes" if nodes.is_none() => nodes = Some(&field.selection_set.node),
                "pageInfo" if asks_no_cursor(field) => {}
                _ => return None,
            }
        }
        let mut asked: Vec<(Name, &'static ColumnField)> = Vec::new();
        for field in plain_fields(nodes?)? {
            let (key, name) = (&field.response_key().node, snake(&field.name.node));
            let column = T::COLUMNS.iter().find(|column| column.name == name)?;
            if asked.iter().any(|(other, _)| other == key) {
                return None;
            }
            asked.push((key.clone(), column));
        }
        Some(Self(asked.into()))
    }

    /// The columns, in the order of the document.
    pub fn columns(&self) -> Vec<&'static str> {
        self.0.iter().map(|(_, field)| field.column).collect()
    }

    /// The answer of one row.
    ///
    /// # Errors
    /// A fault where a column does not hold what its field shows.
    pub fn show(&self, row: &Cells) -> Result<Value> {
        let mut answer = IndexMap::with_capacity(self.0.len());
        for (index, (key, field)) in self.0.iter().enumerate() {
            answer.insert(key.clone(), (field.show)(row, index)?);
        }
        Ok(Value::Object(answer))
    }
}

impl PartialEq for AskedColumns {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&(Name, &ColumnField), &(Name, &ColumnField))| {
            one.0 == other.0 && one.1.name == other.1.name
        };
        Arc::ptr_eq(&self.0, &other.0)
            || self.0.len() == other.0.len() && self.0.iter().zip(other.0.iter()).all(same)
    }
}

impl Eq for AskedColumns {}

impl Hash for AskedColumns {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|(key, field)| (key.as_str(), field.name).hash(state));
    }
}

/// The fields of a selection; none where it holds anything but plain fields.
fn plain_fields(set: &SelectionSet) -> Option<Vec<&Field>> {
    let mut fields = Vec::with_capacity(set.items.len());
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) if field.node.directives.is_empty() => fields.push(&field.node),
            _ => return None,
        }
    }
    Some(fields)
}

fn asks_no_cursor(page_info: &Field) -> bool {
    let cursors = ["startCursor", "endCursor"];
    plain_fields(&page_info.selection_set.node)
        .is_some_and(|fields| fields.iter().all(|it| !cursors.contains(&it.name.node.as_str())))
}
