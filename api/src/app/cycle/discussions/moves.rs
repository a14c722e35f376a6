//! What the steps of a discussion have in common.

use entity::discussion::{Entity, Model};
use entity::types::{Day, DiscussionEvent, DiscussionStatus, Paragraph};

use crate::app::cycle::facts::{self, DiscussionContext};
use crate::app::cycle::prompts;
use crate::domain::order::{Reason, built_on_revisited};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};
use crate::store::{Found, OpenWrite, Reader, cycles};

/// Asks the rule whether an event may happen, and says all that stands against it.
pub(super) async fn check_step(
    unit: &OpenWrite,
    discussion: &Model,
    event: DiscussionEvent,
    reason: Reason,
) -> Result<DiscussionContext> {
    let context = facts::load_context(unit, discussion).await?;
    let step = context.facts.step(event, reason);
    step.map_err(|refused| refused.says(unit.language()))?;
    Ok(context)
}

/// The same for an event that opens a round, with the day by which it is to be answered.
pub(super) async fn check_opening(
    unit: &OpenWrite,
    discussion: &Model,
    event: DiscussionEvent,
    reason: Reason,
    answer_by: Option<Day>,
) -> Result<()> {
    let over = answer_by_over(unit, answer_by)?;
    let step = check_step(unit, discussion, event, reason).await;
    step.map_err(|refused| refused.and(over.clone()))?;
    Refusal::unless_none(over)
}

/// What stands against a day by which a round is to be answered: that it is over.
pub(super) fn answer_by_over(unit: &OpenWrite, day: Option<Day>) -> Result<Option<Violation>> {
    let today = unit.home()?.time_zone.day(unit.now());
    let said = "expected today or a later day, by the clock of the alliance";
    let over = || Violation::new(ErrorCode::TimePassed, said).at("/answer_by");
    Ok(day.filter(|day| *day < today).map(|_| over()))
}

/// Opens the next round, and freezes what it asks.
pub(super) async fn open_round(
    unit: &mut OpenWrite,
    was: Found<Entity>,
    reason: Option<Paragraph>,
    answer_by: Option<Day>,
) -> Result<Found<Entity>> {
    let round = entity::round::Model {
        id: unit.id(),
        alliance_id: was.alliance_id,
        cycle_id: was.cycle_id,
        discussion_id: was.id,
        number: was.round_number.unwrap_or(0) + 1,
        status: DiscussionStatus::Collecting,
        reason: reason.clone(),
        answer_by,
        organizations_shown: None,
        started_at: unit.now(),
        revealed_at: None,
        version: unit.revision(),
    };
    let round = unit.create::<entity::round::Entity>(round).await?;
    prompts::ask(unit, &was, &round).await?;
    unit.change(was, |discussion| {
        discussion.status = DiscussionStatus::Collecting;
        discussion.round_id = Some(round.id);
        discussion.round_number = Some(round.number);
        discussion.answer_by = answer_by;
        discussion.reason = reason;
    })
    .await
}

pub(super) async fn live_round(
    reader: &impl Reader,
    discussion: &Model,
) -> Result<Found<entity::round::Entity>> {
    let id = discussion.round_id.ok_or_else(|| AppError::fault("a live round is missing"))?;
    reader.thing::<entity::round::Entity>(id).await
}

/// Moves the live round and its discussion to a state.
pub(super) async fn move_round(
    unit: &mut OpenWrite,
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
pub(super) async fn mark(unit: &mut OpenWrite, now: Found<Entity>) -> Result<Found<Entity>> {
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
