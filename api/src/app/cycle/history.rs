//! What a cycle and its discussions went through, and why: read back whole, however many steps came
//! after.

use async_graphql::SimpleObject;
use entity::types::{CycleId, DiscussionId, MemberId, Paragraph, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Result;
use crate::policy::{Act, On};
use crate::store::steps::{self, StepRecord};
use crate::store::{Reader, cycles};

/// Something that happened to a cycle, or to one of its discussions.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Step {
    /// What happened.
    #[schema(max_length = 20, example = "set_aside")]
    pub event: String,
    /// When.
    pub at: Timestamp,
    /// The member who did this; null where it was no member.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// Why, where a reason was given.
    #[schema(required)]
    pub reason: Option<Paragraph>,
}

/// Who facilitates a cycle, or did, from some time on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Facilitation {
    /// Who.
    pub member_id: MemberId,
    /// Since when, up to the next.
    pub since: Timestamp,
    /// Why it was handed over to them; null where they opened it.
    #[schema(required)]
    pub reason: Option<Paragraph>,
}

/// What a cycle went through, and who facilitated it.
pub struct History {
    /// The steps, the first first.
    pub steps: Vec<Step>,
    /// The facilitators, the first first.
    pub facilitations: Vec<Facilitation>,
}

const OF_CYCLE: [Act; 5] =
    [Act::OpenCycle, Act::PauseCycle, Act::ResumeCycle, Act::HandOverCycle, Act::CloseCycle];
const OF_DISCUSSION: [Act; 6] = [
    Act::StartDiscussion,
    Act::RevealDiscussion,
    Act::ConcludeDiscussion,
    Act::SetAsideDiscussion,
    Act::RevisitDiscussion,
    Act::ReaffirmDiscussion,
];

/// What a cycle went through.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub async fn of_cycle(reader: &impl Reader, cycle: CycleId) -> Result<History> {
    let mut facilitated = cycles::facilitations(reader, cycle).await?.into_iter().peekable();
    let mut history = History { steps: Vec::new(), facilitations: Vec::new() };
    for record in steps::of(reader, cycle, &OF_CYCLE).await? {
        let (revision, since) = (record.event.revision, record.event.at);
        let mut step = step(record, On::Cycle);
        if let Some(row) = facilitated.next_if(|row| row.since == revision) {
            let (member_id, reason) = (row.member_id, row.reason);
            // The words of a hand-over lie beside whom it was handed to.
            step.reason = step.reason.or_else(|| reason.clone());
            history.facilitations.push(Facilitation { member_id, since, reason });
        }
        history.steps.push(step);
    }
    Ok(history)
}

/// What a discussion went through.
pub async fn of_discussion(reader: &impl Reader, discussion: DiscussionId) -> Result<Vec<Step>> {
    let steps = steps::of(reader, discussion, &OF_DISCUSSION).await?;
    Ok(steps.into_iter().map(|it| step(it, On::Discussion)).collect())
}

fn step(StepRecord { event, reason }: StepRecord, of: On) -> Step {
    let word = event.act.strip_suffix(&format!("_{}", of.word())).unwrap_or(&event.act);
    Step { event: word.to_owned(), at: event.at, member_id: event.member_id, reason }
}
