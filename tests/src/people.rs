//! The people of the tests, and the alliances that they found.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::{Actor, World};

/// Numbers what must not be the same twice on a service that tests share.
static COUNT: AtomicUsize = AtomicUsize::new(1);

/// Long enough for anybody; nothing here is secret.
pub const PASSWORD: &str = "many rivers make one lake";

/// An alliance that was founded for one test, and who founded it.
pub struct Alliance {
    /// The alliance, as it was when it was founded.
    pub it: Value,
    /// Its founder: facilitator and steward.
    pub ana: Actor,
}

/// One of each kind of people, around one alliance.
pub struct Cast {
    /// What there is in the alliance, by the name that it has as a parameter of a path.
    pub things: BTreeMap<&'static str, Value>,
    /// Everybody, by the column of the printed table of who may do what.
    pub people: BTreeMap<&'static str, Actor>,
}

impl World {
    /// An address, slug or code that no other test of this process has.
    pub fn unique(&self, word: &str) -> String {
        format!("{word}-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
    }

    /// Somebody with an account, signed in, and no more.
    pub async fn somebody(&self, name: &str) -> Actor {
        self.account(name, &[]).await
    }

    /// Somebody who keeps the instance.
    pub async fn admin(&self) -> Actor {
        self.account("an admin", &["--admin"]).await
    }

    async fn account(&self, name: &str, more: &[&str]) -> Actor {
        let email = format!("{}@example.org", self.unique("somebody"));
        let create = ["user", "create", "--email", &email, "--name", name, "--password-stdin"];
        self.service.accord(&[&create, more].concat(), PASSWORD);
        self.signs_in(name, &email).await
    }

    /// Whoever has an account with this address and the tests' password.
    pub async fn signs_in(&self, name: &str, email: &str) -> Actor {
        let session = json!({ "email": email, "password": PASSWORD });
        let session = self.nobody().does("signIn", (), session).await.ok();
        let token = session["access_token"].as_str().unwrap();
        self.nobody().signed_in(name, &format!("Bearer {token}"))
    }

    /// An alliance that Ana founds.
    pub async fn alliance(&self) -> Alliance {
        let ana = self.somebody("Ana").await;
        let slug = self.unique("river-county");
        let about =
            json!({ "name": "River County Works", "slug": slug, "time_zone": "America/Chicago" });
        let it = ana.does("createAlliance", (), about).await.ok();
        Alliance { it, ana }
    }

    /// An alliance with one of everybody in it, and a stranger with an alliance of their own.
    pub async fn cast(&self) -> Cast {
        let (river, lake) = (self.alliance().await, self.alliance().await);
        let things = self.things(&river).await;
        let people = [
            ("nobody", self.nobody()),
            ("user", lake.ana),
            ("admin", self.admin().await),
            ("facilitator, steward", river.ana),
        ];
        Cast { things, people: people.into() }
    }

    /// One of each kind of thing.
    async fn things(&self, river: &Alliance) -> BTreeMap<&'static str, Value> {
        let adds =
            async |operation: &str, it: Value| river.ana.does(operation, &river.it, it).await.ok();
        let organization = adds("createOrganization", json!({ "name": "Clinic" })).await;
        let indicator = adds("createIndicator", jobs()).await;
        let (code, period) = (json!("jobs"), json!("2026-06"));
        let at = ((&river.it, &code), &period);
        let recorded = river.ana.does("recordMeasurement", at, json!({ "value": 40 })).await.ok();
        let measurement = recorded["measurement"].clone();
        let alliance = river.it.clone();
        let session = river.ana.sees("listSessions", ()).await.ok()["items"][0].take();
        let member = river.ana.sees("listMembers", &river.it).await.ok()["items"][0].take();
        let invitation =
            adds("createInvitation", json!({ "role": "funder" })).await["invitation"].take();
        let question = json!({
            "component": "trust", "text": "Do we?", "asks_about": "alliance", "answer_type": "text",
        });
        let question = adds("createQuestion", question).await;
        let cycle = adds("planCycle", json!({ "prompted_by": ["regular_review"] })).await;
        let discussion = river.ana.sees("listDiscussions", &cycle).await.ok()["items"][0].take();
        let key = json!({ "name": "Dashboard", "scopes": ["read"] });
        let api_key = river.ana.does("createApiKey", (), key).await.ok()["api_key"].take();
        let user = json!({ "email": self.unique("user") + "@example.org", "name": "Somebody" });
        let user = self.admin().await.does("createUser", (), user).await.ok()["user"].take();
        BTreeMap::from([
            ("member", member),
            ("invitation", invitation),
            ("question", question),
            ("cycle", cycle),
            ("discussion", discussion),
            ("api_key", api_key),
            ("user", user),
            ("alliance", alliance),
            ("organization", organization),
            ("indicator", indicator),
            ("measurement", measurement),
            ("session", session),
            ("code", code),
            ("period", period),
        ])
    }
}

/// An indicator by month: how many people found work.
pub fn jobs() -> Value {
    json!({
        "code": "jobs", "title": "People who found work", "unit": "people", "measure": "count",
        "direction": "increase", "period_type": "month",
    })
}
