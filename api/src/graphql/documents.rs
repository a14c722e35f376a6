//! Documents as they were read: a client asks the same few again and again.

use std::sync::Arc;

use async_graphql::Request;
use async_graphql::parser::types::{ExecutableDocument, OperationType};

use crate::remembered::Remembered;

/// How many documents are remembered.
const AT_MOST: usize = 200;
/// How many bytes a document that is remembered may have.
const LENGTH: usize = 4096;

/// The documents that were read already, by their text.
pub struct Documents(Remembered<String, Arc<ExecutableDocument>>);

impl Default for Documents {
    fn default() -> Self {
        Self(Remembered::new(AT_MOST))
    }
}

impl Documents {
    /// Reads a request's document, or takes it from memory. One that cannot be read is left to be
    /// refused when it is carried out.
    pub(super) fn read(&self, request: &mut Request) {
        if request.query.len() > LENGTH {
            return;
        }
        match self.0.get(&request.query) {
            Some(document) => request.set_parsed_query((*document).clone()),
            None => {
                let Ok(document) = request.parsed_query() else { return };
                if only_asks(document) {
                    let document = Arc::new(document.clone());
                    self.0.put(request.query.clone(), document);
                }
            }
        }
    }
}

/// Whether a document changes nothing; what others write in theirs, such as an answer, is not kept.
fn only_asks(document: &ExecutableDocument) -> bool {
    document.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query)
}
