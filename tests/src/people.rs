//! The people of the tests, and the alliances that they found.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::things::Things;
use crate::{Actor, Face, World};

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
        self.account(name, false).await
    }

    /// Somebody who keeps the instance.
    pub async fn admin(&self) -> Actor {
        self.account("an admin", true).await
    }

    async fn account(&self, name: &str, admin: bool) -> Actor {
        let email = format!("{}@example.org", self.unique("somebody"));
        match &self.service.admin {
            Some(token) => {
                let token = token.get_or_init(|| self.keeper()).await;
                let account =
                    json!({ "email": email, "name": name, "password": PASSWORD, "admin": admin });
                let keeper = self.nobody().on(Face::Rest).signed_in("the keeper", token);
                keeper.does("createUser", (), account).await.ok();
            }
            None => self.command_creates(&email, name, admin),
        }
        self.signs_in(name, &email).await
    }

    /// An admin whom no test knows, for a service that many share: a command for each account would
    /// take longer than most tests.
    async fn keeper(&self) -> String {
        let email = format!("{}@example.org", self.unique("keeper"));
        self.command_creates(&email, "the keeper", true);
        let keeper = self.signs_in("the keeper", &email).await;
        format!("Bearer {}", keeper.token().unwrap())
    }

    fn command_creates(&self, email: &str, name: &str, admin: bool) {
        let create = ["user", "create", "--email", email, "--name", name, "--password-stdin"];
        let more: &[&str] = if admin { &["--admin"] } else { &[] };
        self.service.accord(&[&create, more].concat(), PASSWORD);
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
        let clinic = river.organization("Clinic").await;
        let partner = river.partner(self, "Paz", &clinic).await.actor;
        let steward = json!({
            "role": "partner", "steward": true, "organization_id": river.organization("Bank").await["id"],
        });
        let steward = river.joined_by(self, "Sol", steward).await.actor;
        let admin = self.admin().await;
        let things = Things { w: self, river: &river, partner: &partner, admin: &admin };
        let things = things.all(clinic).await;
        let people = [
            ("nobody", self.nobody()),
            ("user", lake.ana),
            ("funder", river.funder(self, "Fay").await.actor),
            ("partner", partner),
            ("partner, steward", steward),
            ("facilitator", river.facilitator(self, "Flo").await.actor),
            ("facilitator, steward", river.ana),
            ("admin", admin),
        ];
        Cast { things, people: people.into() }
    }
}

/// An indicator by month: how many people found work.
pub fn jobs() -> Value {
    json!({
        "code": "jobs", "title": "People who found work", "unit": "people", "measure": "count",
        "direction": "increase", "period_type": "month",
    })
}
