//! One of each kind of thing, made by those who make them in life.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::people::jobs;
use crate::{Actor, Alliance, World};

/// What it takes to make them.
pub struct Things<'a> {
    /// Where.
    pub w: &'a World,
    /// The alliance that they belong to.
    pub river: &'a Alliance,
    /// A partner, who answers.
    pub partner: &'a Actor,
    /// An admin, who keeps accounts.
    pub admin: &'a Actor,
}

impl Things<'_> {
    /// One of each kind, by the name that it has as a parameter of a path.
    pub async fn all(&self, organization: Value) -> BTreeMap<&'static str, Value> {
        let ana = &self.river.ana;
        let mut invited = self.river.invites(json!({ "role": "funder" })).await;
        let email = format!("{}@example.org", self.w.unique("clerk"));
        let clerk =
            json!({ "name": "Clerk", "email": email, "password": "many rivers and a clerk" });
        let clerk = self.admin.does("createUser", (), clerk).await.ok();
        let key = json!({ "name": "Sheet", "scopes": ["read"] });
        let key = ana.does("createApiKey", (), key).await.ok();
        let mut things = BTreeMap::from([
            ("alliance", self.river.it.clone()),
            ("organization", organization),
            ("member", self.river.funder(self.w, "Mo").await.member),
            ("invitation", invited["invitation"].take()),
            ("token", invited["token"].take()),
            ("user", within(clerk, "user")),
            ("api_key", within(key, "api_key")),
            ("session", ana.sees("listSessions", ()).await.ok()["items"][0].take()),
            ("question", self.adds("createQuestion", question()).await),
            ("goal", self.adds("createGoal", goal()).await),
        ]);
        things.extend(self.proposed().await);
        things.extend(self.measured().await);
        things.extend(self.discussed().await);
        things
    }

    async fn adds(&self, operation: &str, it: Value) -> Value {
        self.river.ana.does(operation, &self.river.it, it).await.ok()
    }

    /// A proposal that is open, after one that all accepted, and a draft that is later than both.
    async fn proposed(&self) -> [(&'static str, Value); 2] {
        let accepted = self.proposes("We share what we have.").await;
        let positions = self.partner.sees("listPositions", &accepted).await.ok();
        for position in positions["items"].as_array().unwrap() {
            let organization = json!({ "id": position["organization_id"] });
            let voter = self.river.partner(self.w, "Val", &organization).await.actor;
            let accepts = json!({ "stance": "accept" });
            voter.does("putPosition", (&accepted, &organization), accepts).await.ok();
        }
        self.river.ana.sees("closeProposal", &accepted).await.ok();
        let open = self.proposes("We share all we have.").await;
        let draft = self.adds("createStatement", json!({ "text": "We share." })).await;
        [("proposal", open), ("statement", draft)]
    }

    /// A version of the statement that a partner puts before the organizations.
    async fn proposes(&self, text: &str) -> Value {
        let version = self.adds("createStatement", json!({ "text": text })).await;
        let what = json!({ "statement_id": version["id"], "closes_on": "2026-08-31" });
        self.partner.does("createProposal", &self.river.it, what).await.ok()
    }

    async fn measured(&self) -> [(&'static str, Value); 5] {
        let mut shown = jobs();
        shown["visibility"] = json!("funders");
        let indicator = self.adds("createIndicator", shown).await;
        let (code, period) = (json!("jobs"), json!("2026-06"));
        let at = ((&self.river.it, &code), &period);
        let recorded = self.river.ana.does("recordMeasurement", at, json!({ "value": 40 })).await;
        let measurement = recorded.ok()["measurement"].take();
        let rows = json!({ "rows": [{ "indicator": "jobs", "period": "2026-05", "value": 38 }] });
        let import = self.adds("pushMeasurements", rows).await["import_id"].take();
        [
            ("indicator", indicator),
            ("measurement", measurement),
            ("code", code),
            ("period", period),
            ("import", import),
        ]
    }

    /// A cycle that is planned, and of another one that is open a discussion that collects, and a
    /// conclusion of the one before.
    async fn discussed(&self) -> [(&'static str, Value); 4] {
        let plan = json!({
            "prompted_by": ["regular_review"], "disclosure": "named", "respond_as": "member",
        });
        let open = self.adds("planCycle", plan.clone()).await;
        let ana = &self.river.ana;
        ana.sees("openCycle", &open).await.ok();
        let mut discussions = ana.sees("listDiscussions", &open).await.ok()["items"].take();
        let (first, second) = (discussions[0].take(), discussions[1].take());
        ana.sees("startDiscussion", &first).await.ok();
        self.answers(&first).await;
        ana.does("revealDiscussion", &first, json!({ "even_if_missing": true })).await.ok();
        let decided = json!({ "kind": "decision", "text": "So we do it." });
        let conclusion = ana.does("createConclusion", &first, decided).await.ok();
        ana.sees("concludeDiscussion", &first).await.ok();
        ana.sees("startDiscussion", &second).await.ok();
        let prompt = ana.sees("listPrompts", &second).await.ok()["items"][0].take();
        let cycle = self.adds("planCycle", plan).await;
        [("cycle", cycle), ("discussion", second), ("prompt", prompt), ("conclusion", conclusion)]
    }

    async fn answers(&self, discussion: &Value) {
        let prompts = self.partner.sees("listPrompts", discussion).await.ok();
        for prompt in prompts["items"].as_array().unwrap() {
            let declined = json!({ "declined": "dont_know" });
            self.partner.does("draftResponse", (discussion, prompt), declined).await.ok();
        }
        self.partner.sees("submitResponses", discussion).await.ok();
    }
}

/// The thing itself, where it is answered together with a secret.
fn within(mut answer: Value, name: &str) -> Value {
    match answer[name].take() {
        Value::Null => answer,
        thing => thing,
    }
}

fn goal() -> Value {
    json!({ "title": "Nobody goes hungry", "benefit": "community" })
}

fn question() -> Value {
    json!({
        "component": "trust", "text": "What did you hear?", "answer_type": "text",
        "asks_about": "alliance",
    })
}
