//! Discussions: the six components of a cycle, discussed in order, each in one round or more.

use async_graphql::{InputObject, SimpleObject};
use entity::discussion::{Entity, Model};
use entity::words::{
    AllianceId, Component, CycleId, CycleStatus, DiscussionEvent, DiscussionId, DiscussionStatus,
    Moment, Paragraph, RoundId,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::facts::{self, Around, Blocked};
use super::{prompts, results};
use crate::app::{Done, Here, Operation, Page, Reads, Shown, Writes, sorts};
use crate::domain::order::{
    Reason, built_on_revisited, discussion_takes, discussion_takes_within, may_write_conclusions,
};
use crate::error::{AppError, Result};
use crate::policy::{Act, Action, Facts, Standing, Subject, viewer_can};
use crate::store::{Found, Key, Reader, Unit, View, cycles};

/// One component within a cycle.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex)]
pub struct Discussion {
    /// The discussion.
    pub id: DiscussionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The cycle.
    pub cycle_id: CycleId,
    /// The component that is discussed.
    pub component: Component,
    /// Its position in the order, 1 to 6.
    #[schema(minimum = 1, maximum = 6)]
    pub position: i32,
    /// Where its live round stands.
    pub status: DiscussionStatus,
    /// The number of the live round, from 1; null before the first.
    #[schema(required, minimum = 1)]
    pub round: Option<i32>,
    /// Why it was set aside, revisited or reaffirmed.
    #[schema(required)]
    pub reason: Option<Paragraph>,
    /// The earlier component that was revisited after this one was concluded; null once this one
    /// is revisited itself or reaffirmed.
    #[schema(required)]
    pub built_on_revisited: Option<Component>,
    /// The revision of its last change.
    pub version: i64,
    /// What you may do with it now, by your role and its state.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
    /// What still stands against the events that its state takes; null in lists.
    #[schema(required, max_items = 100)]
    pub blocked_by: Option<Vec<Blocked>>,
    /// Its rounds, the first first; null in lists.
    #[schema(required, max_items = 1000)]
    pub rounds: Option<Vec<Round>>,
}

/// The first pass of a discussion, or a revisit.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
pub struct Round {
    /// The round.
    pub id: RoundId,
    /// Its number in the discussion, from 1.
    #[schema(minimum = 1)]
    pub number: i32,
    /// Where it stands, or stood when the next began.
    pub status: DiscussionStatus,
    /// Why it was opened again.
    #[schema(required)]
    pub reason: Option<Paragraph>,
    /// When it opened.
    pub started_at: Moment,
    /// When what was submitted was shown.
    #[schema(required)]
    pub revealed_at: Option<Moment>,
}

impl From<Found<entity::round::Entity>> for Round {
    fn from(row: Found<entity::round::Entity>) -> Self {
        let entity::round::Model {
            id,
            alliance_id: _,
            cycle_id: _,
            discussion_id: _,
            number,
            status,
            reason,
            started_at,
            revealed_at,
            version: _,
        } = row.row();
        Self { id, number, status, reason, started_at, revealed_at }
    }
}

impl Shown for Discussion {
    type Entity = Entity;

    fn seen(row: Found<Entity>, by: &Standing) -> Self {
        let takes = |verb: &&str| takes(&row, by, verb);
        let viewer_can = viewer_can(by, &row).into_iter().filter(takes).collect();
        let Model {
            id,
            alliance_id,
            cycle_id,
            component,
            position,
            status,
            round_id: _,
            round_number,
            built_on_revisited,
            reason,
            concluded_at_revision: _,
            revisited_at_revision: _,
            reaffirmed_at_revision: _,
            version,
        } = row.row();
        Self {
            id,
            alliance_id,
            cycle_id,
            component,
            position,
            status,
            round: round_number,
            reason,
            built_on_revisited,
            version,
            viewer_can,
            blocked_by: None,
            rounds: None,
        }
    }
}

/// Whether a discussion, as it and its cycle stand, takes what a verb does. Whoever facilitates the
/// cycle does not respond.
fn takes(row: &Found<Entity>, by: &Standing, verb: &str) -> bool {
    let Facts { cycle: Some(cycle), facilitator, .. } = row.facts() else { return false };
    let responds = by.member().map(|member| member.id) != facilitator;
    let event = match verb {
        "submit_responses" => responds.then_some(DiscussionEvent::Submit),
        "withdraw_responses" => responds.then_some(DiscussionEvent::Withdraw),
        "create_conclusion" => return may_write_conclusions(cycle, row.status).is_ok(),
        verb => verb.parse().ok(),
    };
    discussion_takes_within(cycle, row.status).any(|taken| event == Some(taken))
}

sorts! {
    /// The orders in which discussions can be read.
    DiscussionSort of discussion {
        Position "In the order of the framework." PositionDesc "In the opposite order." Position |row| Key::Number(row.position.into());
    }
}

/// Asks for the six discussions of a cycle, in order.
#[derive(Clone, Debug, Validate)]
pub struct ListDiscussions {}

impl Operation for ListDiscussions {
    const ACT: Act = Act::ListDiscussions;
    type At = CycleId;
    type Way = Reads;
    type Output = Page<Discussion>;

    async fn execute(self, view: View, cycle: Here<Self>) -> Result<Done<Self>> {
        let rows = cycles::discussions(&view, cycle.id).await?;
        Ok(Page::whole(rows.into_iter().map(|row| Discussion::seen(row, view.by())).collect()))
    }
}

/// Asks for one discussion, with its rounds and what still stands against its next events.
#[derive(Clone, Debug, Validate)]
pub struct GetDiscussion {}

impl Operation for GetDiscussion {
    const ACT: Act = Act::GetDiscussion;
    type At = DiscussionId;
    type Way = Reads;
    type Output = Discussion;

    async fn execute(self, view: View, discussion: Here<Self>) -> Result<Done<Self>> {
        let around = facts::around(&view, &discussion).await?;
        let goes_on = around.cycle.status != CycleStatus::Closed;
        let events = discussion_takes(discussion.status).iter().filter(|_| goes_on);
        let blocked = events.flat_map(|event| {
            Blocked::of(event.word(), around.facts.blocked_by(*event), view.language())
        });
        let blocked_by = Some(blocked.collect());
        let rounds = cycles::rounds(&view, discussion.id).await?;
        let rounds = Some(rounds.into_iter().map(Round::from).collect());
        Ok(Discussion { blocked_by, rounds, ..Discussion::seen(discussion, view.by()) })
    }
}

/// Why something is done.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "SetAsideDiscussionInput")]
pub struct SetAsideDiscussion {
    /// Why it is left out; shown in every report.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

/// Why a discussion is opened again.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "RevisitDiscussionInput")]
pub struct RevisitDiscussion {
    /// Why it is opened again.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

/// Why what was concluded still holds.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ReaffirmDiscussionInput")]
pub struct ReaffirmDiscussion {
    /// Why what was concluded still holds.
    #[garde(dive)]
    pub reason: Option<Paragraph>,
}

/// Opens the first round of a discussion.
#[derive(Clone, Debug, Validate)]
pub struct StartDiscussion {}

/// Shows what was submitted, as it was promised.
#[derive(Clone, Debug, Validate)]
pub struct RevealDiscussion {}

/// Ends a discussion with what it led to.
#[derive(Clone, Debug, Validate)]
pub struct ConcludeDiscussion {}

impl Operation for StartDiscussion {
    const ACT: Act = Act::StartDiscussion;
    type At = DiscussionId;
    type Way = Writes;
    type Output = Discussion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let around = may(&unit, &was, DiscussionEvent::Start, Reason::Missing).await?;
        let now = open_round(&mut unit, &around, was, None).await?;
        unit.commit(now.id, |by| Discussion::seen(now, by)).await
    }
}

impl Operation for RevealDiscussion {
    const ACT: Act = Act::RevealDiscussion;
    const DESTROYS: bool = true;
    type At = DiscussionId;
    type Way = Writes;
    type Output = Discussion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let around = may(&unit, &was, DiscussionEvent::Reveal, Reason::Missing).await?;
        let round = live_round(&unit, &was).await?;
        results::freeze(&mut unit, &around.cycle, &round).await?;
        let now = settle(&mut unit, round, was, DiscussionStatus::Revealed, None).await?;
        unit.commit(now.id, |by| Discussion::seen(now, by)).await
    }
}

impl Operation for ConcludeDiscussion {
    const ACT: Act = Act::ConcludeDiscussion;
    type At = DiscussionId;
    type Way = Writes;
    type Output = Discussion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        may(&unit, &was, DiscussionEvent::Conclude, Reason::Missing).await?;
        let round = live_round(&unit, &was).await?;
        let revision = unit.revision();
        let now = settle(&mut unit, round, was, DiscussionStatus::Concluded, None).await?;
        let now = unit.change(now, |it| it.concluded_at_revision = Some(revision)).await?;
        let now = mark(&mut unit, now).await?;
        unit.commit(now.id, |by| Discussion::seen(now, by)).await
    }
}

impl Operation for SetAsideDiscussion {
    const ACT: Act = Act::SetAsideDiscussion;
    const DESTROYS: bool = true;
    type At = DiscussionId;
    type Way = Writes;
    type Output = Discussion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let reason = Reason::from(&self.reason);
        may(&unit, &was, DiscussionEvent::SetAside, reason).await?;
        let now = match was.round_id {
            None => {
                let aside = DiscussionStatus::SetAside;
                unit.change(was, |it| {
                    it.status = aside;
                    it.reason = self.reason;
                })
                .await?
            }
            Some(id) => {
                unit.destroy(id).await?;
                let round = live_round(&unit, &was).await?;
                settle(&mut unit, round, was, DiscussionStatus::SetAside, self.reason).await?
            }
        };
        unit.commit(now.id, |by| Discussion::seen(now, by)).await
    }
}

impl Operation for RevisitDiscussion {
    const ACT: Act = Act::RevisitDiscussion;
    type At = DiscussionId;
    type Way = Writes;
    type Output = Discussion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let reason = Reason::from(&self.reason);
        let around = may(&unit, &was, DiscussionEvent::Revisit, reason).await?;
        let revision = unit.revision();
        let now = open_round(&mut unit, &around, was, self.reason).await?;
        let now = unit.change(now, |it| it.revisited_at_revision = Some(revision)).await?;
        let now = mark(&mut unit, now).await?;
        unit.commit(now.id, |by| Discussion::seen(now, by)).await
    }
}

impl Operation for ReaffirmDiscussion {
    const ACT: Act = Act::ReaffirmDiscussion;
    type At = DiscussionId;
    type Way = Writes;
    type Output = Discussion;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let reason = Reason::from(&self.reason);
        may(&unit, &was, DiscussionEvent::Reaffirm, reason).await?;
        let revision = unit.revision();
        let now = unit
            .change(was, |it| {
                it.reaffirmed_at_revision = Some(revision);
                it.reason = self.reason;
            })
            .await?;
        let now = mark(&mut unit, now).await?;
        unit.commit(now.id, |by| Discussion::seen(now, by)).await
    }
}

/// Asks the rule whether an event may happen, and says all that stands against it.
async fn may<A: Action>(
    unit: &Unit<A>,
    discussion: &Model,
    event: DiscussionEvent,
    reason: Reason,
) -> Result<Around> {
    let around = facts::around(unit, discussion).await?;
    let step = around.facts.step(event, reason);
    step.map_err(|refused| refused.says(unit.language()))?;
    Ok(around)
}

/// Opens the next round, and freezes what it asks.
async fn open_round<A: Action>(
    unit: &mut Unit<A>,
    around: &Around,
    was: Found<Entity>,
    reason: Option<Paragraph>,
) -> Result<Found<Entity>> {
    let round = entity::round::Model {
        id: unit.id(),
        alliance_id: was.alliance_id,
        cycle_id: was.cycle_id,
        discussion_id: was.id,
        number: was.round_number.unwrap_or(0) + 1,
        status: DiscussionStatus::Collecting,
        reason: reason.clone(),
        started_at: unit.now(),
        revealed_at: None,
        version: unit.revision(),
    };
    let round = unit.create::<entity::round::Entity>(round).await?;
    prompts::ask(unit, &around.cycle, &was, &round).await?;
    unit.change(was, |discussion| {
        discussion.status = DiscussionStatus::Collecting;
        discussion.round_id = Some(round.id);
        discussion.round_number = Some(round.number);
        discussion.reason = reason;
    })
    .await
}

async fn live_round(
    reader: &impl Reader,
    discussion: &Model,
) -> Result<Found<entity::round::Entity>> {
    let id = discussion.round_id.ok_or_else(|| AppError::fault("a live round is missing"))?;
    reader.thing::<entity::round::Entity>(id).await
}

/// Moves the live round and its discussion to a state.
async fn settle<A: Action>(
    unit: &mut Unit<A>,
    round: Found<entity::round::Entity>,
    was: Found<Entity>,
    status: DiscussionStatus,
    reason: Option<Paragraph>,
) -> Result<Found<Entity>> {
    let revealed = (status == DiscussionStatus::Revealed).then(|| unit.now());
    unit.change(round, |round| {
        round.status = status;
        round.revealed_at = round.revealed_at.or(revealed);
    })
    .await?;
    unit.change(was, |discussion| {
        discussion.status = status;
        discussion.reason = reason.or(discussion.reason.take());
    })
    .await
}

/// Marks the discussions that now stand on an earlier one which was opened again, and takes the
/// mark from those that no longer do.
async fn mark<A: Action>(unit: &mut Unit<A>, now: Found<Entity>) -> Result<Found<Entity>> {
    let rows = cycles::discussions(unit, now.cycle_id).await?;
    let marks = facts::marks(&rows);
    let mut this = now;
    for row in rows {
        let built_on = built_on_revisited(row.component, &marks).map(|earlier| earlier.component);
        let own = row.id == this.id;
        if row.built_on_revisited != built_on {
            let row = unit.change(row, |it| it.built_on_revisited = built_on).await?;
            if own {
                this = row;
            }
        }
    }
    Ok(this)
}
