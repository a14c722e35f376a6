//! Documents: those that were read already, since a client asks the same few again and again; and how
//! many are carried out at once.

use std::sync::Arc;

use async_graphql::Request;
use async_graphql::parser::types::{ExecutableDocument, OperationType};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::root::Root;
use crate::remembered::Remembered;

/// How many documents are remembered.
const AT_MOST: usize = 200;
/// How many bytes a document that is remembered may have.
const LENGTH: usize = 4096;

/// How many documents that ask are carried out at once for each connection to read by: while one
/// reads, the other computes. More of them would take memory for what they have read, and end no
/// sooner.
const FOR_EACH_CONNECTION: usize = 2;

/// The documents that were read already, by their text, and places for those that are carried out.
pub struct Documents {
    read: Remembered<String, Arc<ExecutableDocument>>,
    places: Semaphore,
}

impl Documents {
    /// Documents that read by so many connections.
    pub fn new(connections: u32) -> Self {
        let places = Semaphore::new(FOR_EACH_CONNECTION * connections.max(1) as usize);
        Self { read: Remembered::new(AT_MOST), places }
    }

    /// A place for a document to be carried out, as soon as there is one. One that changes something
    /// needs none: whoever waits for a lock holds up nobody who only asks.
    pub(super) async fn place(&self, root: &Root) -> Option<SemaphorePermit<'_>> {
        if root.is_mutation() { None } else { self.places.acquire().await.ok() }
    }

    /// Reads a request's document, or takes it from memory. One that cannot be read is left to be
    /// refused when it is carried out.
    pub(super) fn read(&self, request: &mut Request) {
        if request.query.len() > LENGTH {
            return;
        }
        match self.read.get(&request.query) {
            Some(document) => request.set_parsed_query((*document).clone()),
            None => {
                let Ok(document) = request.parsed_query() else { return };
                if only_asks(document) {
                    let document = Arc::new(document.clone());
                    self.read.put(request.query.clone(), document);
                }
            }
        }
    }
}

/// Whether a document changes nothing; what others write in theirs, such as an answer, is not kept.
fn only_asks(document: &ExecutableDocument) -> bool {
    document.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query)
}

#[cfg(test)]
mod tests;
