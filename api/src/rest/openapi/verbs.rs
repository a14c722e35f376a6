//! Which words a thing's `viewer_can` may hold: clients decide by them what to offer.

use serde_json::{Value, json};

use super::object;
use crate::policy::{On, verbs};

/// Names the words of each kind of thing.
pub(super) fn complete(document: &mut Value) {
    for (name, schema) in object(&mut document["components"]["schemas"]) {
        let kind = On::all().find(|kind| kind.word().replace('_', "") == name.to_lowercase());
        let words = schema.pointer_mut("/properties/viewer_can");
        let Some((words, kind)) = words.zip(kind) else { continue };
        let all = verbs(kind);
        words["examples"] = json!([&all[..all.len().min(2)]]);
        if all.is_empty() {
            // An enum of nothing is no schema that all validators take.
            words["items"] = json!({ "type": "string", "maxLength": 40 });
            words["maxItems"] = json!(0);
        } else {
            words["items"] = json!({ "type": "string", "enum": all });
        }
    }
}
