//! Those who join an alliance, each through an invitation, as in life.

use serde_json::{Value, json};

use crate::people::PASSWORD;
use crate::{Actor, Alliance, World};

/// Somebody who joined, and what the alliance knows of them.
#[derive(Clone)]
pub struct Joined {
    /// The person.
    pub actor: Actor,
    /// The member.
    pub member: Value,
}

impl Alliance {
    /// Adds an organization.
    pub async fn organization(&self, name: &str) -> Value {
        self.ana.does("createOrganization", &self.it, json!({ "name": name })).await.ok()
    }

    /// Offers this to whoever has the token, and gives the invitation with the token.
    pub async fn invites(&self, offer: Value) -> Value {
        self.ana.does("createInvitation", &self.it, offer).await.ok()
    }

    /// Somebody new who accepts this offer.
    pub async fn joined_by(&self, w: &World, name: &str, offer: Value) -> Joined {
        let token = self.invites(offer).await["token"].take();
        let email = format!("{}@example.org", w.unique("member"));
        let account = json!({ "token": token, "name": name, "email": email, "password": PASSWORD });
        let mut joined = w.nobody().does("acceptInvitation", (), account).await.ok();
        let token = joined["session"]["access_token"].as_str().unwrap();
        let actor = w.nobody().signed_in(name, &format!("Bearer {token}"));
        Joined { actor, member: joined["member"].take() }
    }

    /// Somebody who speaks for this organization.
    pub async fn partner(&self, w: &World, name: &str, organization: &Value) -> Joined {
        let offer = json!({ "role": "partner", "organization_id": organization["id"] });
        self.joined_by(w, name, offer).await
    }

    /// Somebody who funds it.
    pub async fn funder(&self, w: &World, name: &str) -> Joined {
        self.joined_by(w, name, json!({ "role": "funder" })).await
    }

    /// A facilitator from outside, who is no steward.
    pub async fn facilitator(&self, w: &World, name: &str) -> Joined {
        self.joined_by(w, name, json!({ "role": "facilitator" })).await
    }

    /// The founder, as a member.
    pub async fn founder(&self) -> Value {
        let members = self.ana.sees("listMembers", &self.it).await.ok();
        let all = members["items"].as_array().unwrap();
        all.iter().find(|it| it["steward"] == true).unwrap().clone()
    }
}
