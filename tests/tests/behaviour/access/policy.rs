//! The printed table of roles and operations, tried out: every operation as everybody.
//!
//! An operation needs no line here unless it takes a body; a kind of thing needs one in
//! [`Stage::of`], and a role one in [`World::cast`].

use std::collections::{BTreeMap, BTreeSet};

use accord_tests::{Actor, Answer, At, Cast, Operation, World, behaviour};
use serde_json::Value;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/policy.md");

/// A body that each operation accepts where it is permitted. `#` is another number each time.
const BODIES: [(&str, &str); 48] = [
    ("signIn", r##"{ "email": "nobody-#@example.org", "password": "of nobody at all" }"##),
    ("refreshSession", r##"{ "refresh_token": "of nobody at all" }"##),
    ("changeMe", r##"{ "name": "Probe #" }"##),
    (
        "changePassword",
        r##"{ "current_password": "of nobody at all", "new_password": "many rivers, one lake" }"##,
    ),
    ("createAlliance", r##"{ "name": "Probe #", "slug": "probe-#", "time_zone": "UTC" }"##),
    ("changeAlliance", r##"{ "name": "Probe #" }"##),
    ("createOrganization", r##"{ "name": "Probe #" }"##),
    ("changeOrganization", r##"{ "name": "Probe #" }"##),
    (
        "createIndicator",
        r##"{ "code": "probe-#", "title": "Probe", "unit": "people", "measure": "count",
              "direction": "increase", "period_type": "month" }"##,
    ),
    ("changeIndicator", r##"{ "title": "Probe #" }"##),
    ("putTargets", r##"{ "targets": [] }"##),
    ("recordMeasurement", r##"{ "value": 41, "reason": "Counted again" }"##),
    (
        "pushMeasurements",
        r##"{ "rows": [{ "indicator": "jobs", "period": "2026-07", "value": 41, "reason": "Late" }] }"##,
    ),
    ("changeMeasurement", r##"{ "value": 42, "reason": "Counted again" }"##),
    ("createApiKey", r##"{ "name": "Probe #", "scopes": ["read"] }"##),
    ("changeApiKey", r##"{ "name": "Probe #" }"##),
    (
        "createUser",
        r##"{ "name": "Probe #", "email": "probe-#@example.org", "password": "many rivers, probe #" }"##,
    ),
    ("changeUser", r##"{ "name": "Probe #" }"##),
    ("changeMember", r##"{ "name": "Probe #" }"##),
    ("createInvitation", r##"{ "role": "funder" }"##),
    ("acceptInvitation", r##"{ "token": "{token}" }"##),
    (
        "createQuestion",
        r##"{ "component": "trust", "text": "Probe #", "answer_type": "text", "asks_about": "alliance" }"##,
    ),
    ("changeQuestion", r##"{ "text": "Probe #" }"##),
    ("createStatement", r##"{ "text": "Probe #" }"##),
    ("changeStatement", r##"{ "text": "Probe #" }"##),
    ("createProposal", r##"{ "statement_id": "{statement}", "closes_on": "2026-08-31" }"##),
    ("withdrawProposal", r##"{ "words": "Probe #" }"##),
    ("putPosition", r##"{ "stance": "accept" }"##),
    ("createGoal", r##"{ "title": "Probe #", "benefit": "both" }"##),
    ("changeGoal", r##"{ "title": "Probe #" }"##),
    ("endGoal", r##"{ "status": "completed", "words": "Probe #" }"##),
    ("reopenGoal", r##"{ "words": "Probe #" }"##),
    (
        "planCycle",
        r##"{ "prompted_by": ["regular_review"], "disclosure": "named", "respond_as": "member" }"##,
    ),
    ("changeCycle", r##"{ "title": "Probe #" }"##),
    ("pauseCycle", r##"{ "reason": "Probe" }"##),
    ("closeCycle", r##"{ "reason": "Probe" }"##),
    ("handOverCycle", r##"{ "facilitator_id": "{member}" }"##),
    ("changeDiscussion", r##"{ "answer_by": null }"##),
    ("startDiscussion", "{}"),
    ("revealDiscussion", r##"{ "even_if_missing": true }"##),
    ("setAsideDiscussion", r##"{ "reason": "Probe" }"##),
    ("revisitDiscussion", r##"{ "reason": "Probe" }"##),
    ("reaffirmDiscussion", r##"{ "reason": "Probe" }"##),
    ("draftResponses", r##"{ "drafts": [{ "prompt_id": "{prompt}", "declined": "dont_know" }] }"##),
    ("draftResponse", r##"{ "declined": "dont_know" }"##),
    ("createConclusion", r##"{ "kind": "idea", "text": "Probe #" }"##),
    ("changeConclusion", r##"{ "text": "Probe #" }"##),
    ("reviewConclusion", r##"{ "outcome": "kept", "words": "Probe #" }"##),
];

/// For what somebody who may is refused here: it is asked only once it is clear that they may.
const AFTERWARDS: [&str; 16] = [
    "sign_in_failed",
    "refresh_token_invalid",
    "password_wrong",
    "wrong_state",
    "in_use",
    "invitation_not_open",
    "already_member",
    "fields_clash",
    "last_steward",
    "reference_not_found",
    "cycle_not_open",
    "disclosure_missing",
    "too_few_organizations",
    "proposal_closed",
    "proposal_already_open",
    "version_not_last",
];

struct Stage {
    world: World,
    cast: BTreeMap<&'static str, Actor>,
    things: BTreeMap<&'static str, Value>,
}

impl Stage {
    async fn of(world: World) -> Self {
        let Cast { things, people } = world.cast().await;
        Self { world, cast: people, things }
    }

    async fn alliance(&self) -> Value {
        let read = self.world.contract().operation("getAlliance");
        self.tries("facilitator, steward", read).await.ok()
    }

    async fn tries(&self, column: &str, operation: &Operation) -> Answer {
        let body = BODIES.iter().find(|(id, _)| *id == operation.id).map(|(_, body)| *body);
        assert!(body.is_some() || !operation.body, "BODIES has no line for {}", operation.id);
        let number = self.world.unique("").trim_matches('-').to_owned();
        let mut body = body.unwrap_or("{}").replace('#', &number);
        for (name, thing) in &self.things {
            let it = thing["id"].as_str().or(thing.as_str()).unwrap_or_default();
            body = body.replace(&format!("{{{name}}}"), it);
        }
        let body = serde_json::from_str(&body).unwrap();
        self.cast[column].does(&operation.id, self.place(operation), body).await
    }

    fn place(&self, operation: &Operation) -> At {
        let names =
            operation.path.split('/').filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'));
        let thing = |name| self.things.get(name).unwrap_or_else(|| panic!("no {name} on stage"));
        At(names.flat_map(|name| At::from(thing(name)).0).collect())
    }

    /// Tries each operation in each column that has this mark: those that close something last, and
    /// those after which it is gone on a stage of their own.
    async fn plays(&self, marked: &str, expected: impl Fn(&Answer) -> bool) {
        let (table, contract) = (table(), self.world.contract());
        let mut operations: Vec<_> = contract.operations().collect();
        operations.sort_by_key(|it| starts(it, &["archive", "revoke", "close"]));
        for operation in operations {
            let row = table.get(&operation.id).unwrap_or_else(|| panic!("no row {}", operation.id));
            let ends = !marked.is_empty() && starts(operation, &["remove", "archiveAlliance"]);
            for column in self.cast.keys().filter(|it| row[**it] == marked) {
                let answer = if ends {
                    Self::of(self.world.clone()).await.tries(column, operation).await
                } else {
                    self.tries(column, operation).await
                };
                assert!(expected(&answer), "{column}, marked {marked:?} in the table: {answer}");
            }
        }
    }
}

fn starts(operation: &Operation, words: &[&str]) -> bool {
    words.iter().any(|word| operation.id.starts_with(word))
}

/// The printed table: for each operation, the mark in each column.
fn table() -> BTreeMap<String, BTreeMap<String, String>> {
    let page = std::fs::read_to_string(TABLE).unwrap();
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|it| it.trim().to_owned()).collect();
    let mut rows = page.lines().filter(|it| it.starts_with('|')).map(cells);
    let head: Vec<String> = rows.next().unwrap();
    let row = |cells: Vec<String>| {
        let operation = cells[1].trim_matches('`').to_owned();
        (operation, head.iter().cloned().zip(cells).collect())
    };
    rows.skip(1).map(row).collect()
}

behaviour! {
    async fn whoever_may_not_is_refused_and_leaves_no_trace(w: World) {
        let stage = Stage::of(w).await;
        let before = stage.alliance().await;
        stage.plays("", Answer::denied).await;
        assert_eq!(before, stage.alliance().await);
    }
}

behaviour! {
    async fn whoever_may_is_not_turned_away(w: World) {
        let done = |it: &Answer| it.code().is_none_or(|code| AFTERWARDS.contains(&code));
        Stage::of(w).await.plays("●", done).await;
    }
}

behaviour! {
    async fn every_column_of_the_table_has_somebody_to_play_it(w: World) on rest {
        let stage = Stage::of(w).await;
        let row = table().remove("getAlliance").unwrap();
        let frame = ["on", "operation", "key"];
        let columns = row.keys().map(String::as_str).filter(|it| !frame.contains(it));
        let played: BTreeSet<_> = stage.cast.keys().copied().collect();
        let missing: BTreeSet<_> = columns.filter(|it| !played.contains(it)).collect();
        assert!(missing.is_empty(), "nobody plays {missing:?}");
    }
}

behaviour! {
    async fn every_operation_of_the_contract_has_a_row(w: World) on rest {
        let table = table();
        let rows: BTreeSet<_> = table.keys().collect();
        let operations: BTreeSet<_> = w.contract().operations().map(|it| &it.id).collect();
        let unknown: Vec<_> = operations.difference(&rows).collect();
        assert!(unknown.is_empty(), "the table has no row for {unknown:?}");
    }
}
