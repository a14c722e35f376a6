//! A demo alliance: five organizations, twelve people, a finished cycle and one half-way, eight
//! indicators with three years of values, four goals and a statement that all have accepted.
//!
//! It is built through the use cases, on a clock that is set by hand, so that everything in it came
//! about as in life. The same seed and day make the same data.

mod cycles;
mod indicators;
mod people;
mod purpose;
mod series;
mod voices;

use std::cell::Cell;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use entity::types::{Day, Secret, ShortText, TimeZone, Timestamp, UserId};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::app::access::CreateUser;
use crate::app::alliance::{
    AcceptInvitation, CreateAlliance, CreateInvitation, CreateOrganization, invitation_at,
};
use crate::app::{App, Call, Input, LocatorOf, Output, Replay};
use crate::auth::passwords::Passwords;
use crate::clock::{Clock, Hands};
use crate::error::{AppError, Result};
use crate::policy::Actor;
use crate::randomness::Randomness;
use crate::store::{AllianceRef, Founding, Instance};

pub use people::{FACILITATOR, FUNDER, ORGANIZATIONS, PASSWORD, email};

/// What the demo alliance goes by.
pub const SLUG: &str = "river-county";
/// Where its chance comes from.
const SEED: u64 = 20_261_124;

/// The demo while it is built.
struct Demo {
    app: App,
    hands: Hands,
    random: Randomness,
    now: Timestamp,
    zone: TimeZone,
    facilitator: UserId,
    partners: Vec<UserId>,
    turn: Cell<usize>,
}

/// Loads the demo alliance.
///
/// # Errors
/// As the operations have it; `slug_taken` where it is there already.
pub async fn load(app: &App) -> Result<()> {
    let now = app.clock.now();
    let zone: TimeZone = "America/New_York".parse().map_err(AppError::fault)?;
    let (clock, hands) = Clock::by_hand(now);
    let random = Randomness::seeded(SEED);
    let passwords = Passwords::new(2, random.clone());
    let app = App { clock, random: random.clone(), passwords, ..app.clone() };
    let nobody = UserId(uuid::Uuid::nil());
    let turn = Cell::new(0);
    let mut demo =
        Demo { app, hands, random, now, zone, facilitator: nobody, partners: Vec::new(), turn };
    demo.at(demo.since());
    demo.found().await?;
    let alliance = AllianceRef::Slug(SLUG.into());
    demo.invite(&alliance).await?;
    let values = indicators::define(&demo, &alliance).await?;
    let first = cycles::First { begins: demo.ago(15) };
    let second = cycles::Second { begins: demo.ago(2) };
    let (before, rest) = split(values, first.begins);
    let (between, after) = split(rest, second.begins);
    indicators::record(&demo, before).await?;
    purpose::agree(&demo, &alliance, first.begins).await?;
    first.hold(&demo, &alliance).await?;
    indicators::record(&demo, between).await?;
    second.hold(&demo, &alliance).await?;
    indicators::record(&demo, after).await
}

fn split(
    values: Vec<indicators::Value>,
    at: Day,
) -> (Vec<indicators::Value>, Vec<indicators::Value>) {
    values.into_iter().partition(|value| value.on < at)
}

impl Demo {
    /// The day before the first period: three years before this quarter began.
    fn since(&self) -> Day {
        let today = self.today().date();
        let month0 = today.month0() / 3 * 3;
        let quarter = NaiveDate::from_ymd_opt(today.year(), month0 + 1, 1).unwrap_or(today);
        let first = quarter.checked_sub_months(Months::new(36)).unwrap_or(quarter);
        Day(first.pred_opt().unwrap_or(first))
    }

    fn today(&self) -> Day {
        self.zone.day(self.now)
    }

    fn ago(&self, months: u32) -> Day {
        Day(self.today().date().checked_sub_months(Months::new(months)).unwrap_or_default())
    }

    /// Sets the clock to the afternoon of a day, never later than it is.
    fn at(&self, day: Day) {
        let afternoon = NaiveTime::from_hms_opt(19, 0, 0).unwrap_or_default();
        let time = Timestamp::new(day.date().and_time(afternoon).and_utc());
        self.hands.set(time.min(self.now));
    }

    /// A day some days later.
    fn later(day: Day, days: u64) -> Day {
        Day(day.date().checked_add_days(Days::new(days)).unwrap_or(day.date()))
    }

    async fn by<I: Input>(
        &self,
        user: UserId,
        at: impl Into<LocatorOf<I>> + Send,
        input: I,
    ) -> Result<Output<I>>
    where
        Output<I>: Replay,
    {
        self.app.run(&Call::by(Actor::user(user, None)), at, input).await
    }

    async fn facilitator<I: Input>(
        &self,
        at: impl Into<LocatorOf<I>> + Send,
        input: I,
    ) -> Result<Output<I>>
    where
        Output<I>: Replay,
    {
        self.by(self.facilitator, at, input).await
    }

    /// The next partner in turn: they all write values down.
    fn partner(&self) -> UserId {
        let turn = self.turn.get();
        self.turn.set(turn + 1);
        self.partners.get(turn % self.partners.len().max(1)).copied().unwrap_or(self.facilitator)
    }

    async fn found(&mut self) -> Result<()> {
        let (name, local) = people::FACILITATOR;
        let account = json!({ "email": email(local), "name": name, "password": PASSWORD });
        let account: CreateUser = input(account)?;
        let made = self.app.run(&Call::by(Actor::operator()), Instance, account).await?;
        self.facilitator = made.user.id;
        let alliance: CreateAlliance = input(json!({
            "name": "River County Food Alliance",
            "slug": SLUG,
            "community": "Whoever in River County does not know what to eat tomorrow.",
            "time_zone": self.zone,
            "fiscal_year_start": 7,
        }))?;
        self.facilitator(Founding, alliance).await?;
        Ok(())
    }

    async fn invite(&mut self, alliance: &AllianceRef) -> Result<()> {
        for organization in &ORGANIZATIONS {
            let create = json!({ "name": organization.name, "mission": organization.mission });
            let create: CreateOrganization = input(create)?;
            let id = self.facilitator(alliance.clone(), create).await?.id;
            for (at, (name, local)) in organization.partners.iter().enumerate() {
                // the first partner of the first organization helps to keep the alliance
                let steward = at == 0 && organization.name == ORGANIZATIONS[0].name;
                let offer = json!({ "role": "partner", "steward": steward, "organization_id": id });
                let user = self.join(alliance, input(offer)?, name, local).await?;
                self.partners.push(user);
            }
        }
        let (name, local) = people::FUNDER;
        self.join(alliance, input(json!({ "role": "funder" }))?, name, local).await?;
        Ok(())
    }

    async fn join(
        &self,
        alliance: &AllianceRef,
        offer: CreateInvitation,
        name: &str,
        local: &str,
    ) -> Result<UserId> {
        let token = self.facilitator(alliance.clone(), offer).await?.token;
        let token = Secret::new(token.reveal());
        let accept = AcceptInvitation {
            token: token.clone(),
            name: Some(ShortText::from(name)),
            email: Some(entity::types::Email(email(local))),
            password: Some(Secret::new(PASSWORD)),
        };
        let accepted = self.app.run(&Call::default(), invitation_at(&token)?, accept).await?;
        Ok(accepted.member.user_id)
    }
}

/// An input as a caller writes it: what there is nothing to say about is not named, so that a new
/// field changes nothing here.
fn input<T: DeserializeOwned>(written: Value) -> Result<T> {
    serde_json::from_value(written).map_err(AppError::fault)
}
