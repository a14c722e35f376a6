//! Examples that no single field can give: a body whose fields go together, as a first try may
//! send it, and what fields of one name hold in every answer.

use serde_json::{Value, json};

use super::object;

/// Gives the schemas of a document their examples.
pub(super) fn complete(document: &mut Value) {
    let (bodies, fields) = (bodies(), fields());
    for (name, schema) in object(&mut document["components"]["schemas"]) {
        if let Some(body) = bodies.get(name) {
            schema["examples"] = json!([body]);
        }
        for (name, property) in schema.get_mut("properties").into_iter().flat_map(object) {
            if let Some(field) = fields.get(name)
                && property.get("example").is_none()
            {
                property["examples"] = json!([field]);
            }
        }
    }
}

/// Bodies of which not all fields may be said at once.
fn bodies() -> Value {
    json!({
        "AcceptInvitation": {
            "token": "the token of the invitation", "email": "ana@riverfood.example",
            "name": "Ana Reyes", "password": "a sentence is a good password",
        },
        "ChangeApiKey": {"name": "The county's dashboard", "expires_at": null},
        "ChangeCycle": {"title": "Autumn review", "min_people": null},
        "ChangeIndicator": {"title": "Families referred", "story": "The clinic joined in spring."},
        "ChangeMeasurement": {"value": 58, "reason": "Two sheets were counted late."},
        "ChangeMember": {"name": "Ana Reyes"},
        "ChangeUser": {"name": "Ana Reyes"},
        "CreateApiKey": {"name": "The county's dashboard", "scopes": ["read"]},
        "CreateIndicator": {
            "code": "warm-meals", "title": "Warm meals served", "unit": "meals", "measure": "count",
            "direction": "increase", "period_type": "month", "visibility": "partners",
            "baseline": {"on": "2026-01-31", "value": 1200},
            "targets": [{"due_on": "2027-12-31", "value": 1800}],
        },
        "CreateInvitation": {"role": "funder", "email": "ana@riverfood.example"},
        "CreateUser": {"name": "Ana Reyes", "email": "ana@riverfood.example"},
        "DraftResponse": {"rating": 4, "text": "We agreed to share the drivers between the two pantries."},
        "ChangeDiscussion": {"answer_by": "2026-11-30"},
        "RevealDiscussion": {"even_if_missing": true},
        "StartDiscussion": {"answer_by": "2026-11-30"},
        "MeasurementRows": {"rows": [{"indicator": "warm-meals", "period": "2026-09", "value": 1320}]},
        "PlanCycle": {"title": "Autumn review", "prompted_by": ["regular_review"]},
        "RecordMeasurement": {"value": 58, "reason": "Two sheets were counted late."},
    })
}

/// Fields of which each name means the same wherever it stands.
fn fields() -> Value {
    json!({
        "version": 3,
        "revision": 12,
        "next_cursor": null,
        "absence": null,
        "declined": null,
        "count": 2,
        "corrections_count": 1,
        "organizations_count": 4,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{bodies, fields};
    use crate::rest::contract;

    fn names(of: &Value) -> impl Iterator<Item = &String> {
        of.as_object().into_iter().flatten().map(|(name, _)| name)
    }

    #[test]
    fn whatever_has_an_example_is_there() {
        let contract = contract();
        let schemas = contract.json()["components"]["schemas"].as_object().unwrap();
        let (bodies, fields) = (bodies(), fields());
        let gone = names(&bodies).filter(|name| !schemas.contains_key(*name));
        let here = |name: &String| schemas.values().any(|it| it["properties"].get(name).is_some());
        let gone: Vec<_> = gone.chain(names(&fields).filter(|name| !here(name))).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }

    #[test]
    fn what_a_schema_shows_is_what_it_takes() {
        let contract = contract();
        for (name, schema) in contract.json()["components"]["schemas"].as_object().unwrap() {
            for example in schema["examples"].as_array().into_iter().flatten() {
                assert_eq!(contract.violations(name, example), [], "{name}");
            }
        }
    }
}
