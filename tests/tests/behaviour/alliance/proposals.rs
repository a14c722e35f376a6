//! Proposals, and the positions that organizations take on them.

mod closing;
mod deciding;
mod positions;
mod refusals;

use accord_tests::{Actor, Alliance, Answer, World};
use serde_json::{Value, json};

/// Organizations at one table, each with a partner, and a version of their purpose before them.
pub struct Council {
    /// The alliance; its founder facilitates.
    pub river: Alliance,
    /// The organizations.
    pub organizations: Vec<Value>,
    /// A partner of each.
    pub partners: Vec<Actor>,
}

impl Council {
    /// So many organizations.
    pub async fn of(w: &World, many: usize) -> Self {
        let river = w.alliance().await;
        let (mut organizations, mut partners) = (Vec::new(), Vec::new());
        for at in 0..many {
            let organization = river.organization(&format!("Organization {at}")).await;
            partners.push(river.partner(w, &format!("Partner {at}"), &organization).await.actor);
            organizations.push(organization);
        }
        Self { river, organizations, partners }
    }

    /// The founder, who facilitates.
    pub fn ana(&self) -> &Actor {
        &self.river.ana
    }

    /// A new version of the statement, as a draft.
    pub async fn drafts(&self, text: &str) -> Value {
        self.ana().does("createStatement", &self.river.it, json!({ "text": text })).await.ok()
    }

    /// Puts a version before the organizations until this day.
    pub async fn proposes(&self, statement: &Value, until: &str) -> Answer {
        let what = json!({ "statement_id": statement["id"], "closes_on": until });
        self.partners[0].does("createProposal", &self.river.it, what).await
    }

    /// Puts a new version before the organizations, until the end of the tests' month.
    pub async fn proposed(&self, text: &str) -> Value {
        self.proposes(&self.drafts(text).await, "2026-08-31").await.ok()
    }

    /// An organization takes a position; it says why where it does not just accept.
    pub async fn takes(&self, at: usize, proposal: &Value, stance: &str) -> Answer {
        let why = (stance != "accept").then_some("We talked about it");
        let position = json!({ "stance": stance, "reason": why });
        let slot = (proposal, &self.organizations[at]);
        self.partners[at].does("putPosition", slot, position).await
    }

    /// Where a proposal stands.
    pub async fn stands(&self, proposal: &Value) -> Value {
        self.ana().sees("getProposal", proposal).await.ok()["status"].take()
    }

    /// The alliance decides by another rule from here on.
    pub async fn decides_by(&self, rule: &str) {
        let rule = json!({ "decides_by": rule });
        self.ana().does("changeAlliance", &self.river.it, rule).await.ok();
    }
}
