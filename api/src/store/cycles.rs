//! What a cycle and its discussions depend on, as use cases gather it.

use std::collections::{HashMap, HashSet};

use entity::types::{
    AllianceId, CycleId, CycleStatus, Day, DiscussionId, DiscussionStatus, MemberId, MemberStatus,
    OrganizationId, Role, RoundId, ThingStatus,
};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Found, OpenWrite, Reader, members};
use crate::domain::order::Span;
use crate::error::Result;
use crate::policy::Act;

/// The partners who speak for organizations that take part, and can sign in.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub async fn partners(reader: &impl Reader) -> Result<Vec<(MemberId, OrganizationId)>> {
    use entity::{member, organization};
    let take_part = Query::select()
        .column(organization::Column::Id)
        .from(organization::Entity)
        .and_where(organization::Column::Status.eq(ThingStatus::Active))
        .take();
    let rows = reader
        .rows::<member::Entity>()
        .filter(member::Column::Role.eq(Role::Partner))
        .filter(member::Column::Status.eq(MemberStatus::Active))
        .filter(member::Column::OrganizationId.in_subquery(take_part))
        .filter(members::can_sign_in());
    let rows = reader.all(rows).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, row.organization_id?))).collect())
}

/// The organizations that take part.
pub async fn organizations(reader: &impl Reader) -> Result<Vec<OrganizationId>> {
    use entity::organization::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::Status.eq(ThingStatus::Active));
    Ok(reader.all(rows).await?.into_iter().map(|row| row.id).collect())
}

/// Whoever facilitates a cycle or has facilitated it.
pub async fn facilitators(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
) -> Result<Vec<MemberId>> {
    let rows = facilitations(reader, cycle.id).await?;
    let earlier = rows.into_iter().map(|row| row.member_id);
    Ok(earlier.chain(cycle.facilitator_id).collect())
}

/// Who has facilitated a cycle since when, the first first.
pub async fn facilitations(
    reader: &impl Reader,
    cycle: CycleId,
) -> Result<Vec<entity::facilitation::Model>> {
    use entity::facilitation::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::CycleId.eq(cycle));
    reader.all(rows.order_by_asc(Column::Since)).await
}

/// Whether another cycle of the alliance is open or paused.
pub async fn other_running(reader: &impl Reader, than: CycleId) -> Result<bool> {
    use entity::cycle::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::Status.is_in([CycleStatus::Open, CycleStatus::Paused]))
        .filter(Column::Id.ne(than))
        .limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}

/// The number of an alliance's next cycle.
pub async fn next_number(reader: &impl Reader, alliance: AllianceId) -> Result<i32> {
    use entity::cycle::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::AllianceId.eq(alliance))
        .order_by_desc(Column::Number)
        .limit(1);
    Ok(reader.all(rows).await?.first().map_or(1, |last| last.number + 1))
}

/// The six discussions of a cycle, in order.
pub async fn discussions(
    reader: &impl Reader,
    cycle: CycleId,
) -> Result<Vec<Found<entity::discussion::Entity>>> {
    use entity::discussion::{Column, Entity};
    let rows =
        reader.rows::<Entity>().filter(Column::CycleId.eq(cycle)).order_by_asc(Column::Position);
    reader.things(rows).await
}

/// The cycles of alliances that are open or paused; one at most in each.
pub async fn running(
    reader: &impl Reader,
    alliances: impl Iterator<Item = AllianceId>,
) -> Result<Vec<Found<entity::cycle::Entity>>> {
    use entity::cycle::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::AllianceId.is_in(alliances))
        .filter(Column::Status.is_in([CycleStatus::Open, CycleStatus::Paused]));
    reader.things(rows).await
}

/// The discussions of cycles, each cycle's in order.
pub async fn discussions_of_all(
    reader: &impl Reader,
    cycles: &[CycleId],
) -> Result<Vec<Found<entity::discussion::Entity>>> {
    use entity::discussion::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::CycleId.is_in(cycles.iter().copied()))
        .order_by_asc(Column::Position);
    reader.things(rows).await
}

/// The rounds with these ids.
pub async fn rounds_by_id(
    reader: &impl Reader,
    ids: &[RoundId],
) -> Result<Vec<entity::round::Model>> {
    use entity::round::{Column, Entity};
    reader.all(reader.rows::<Entity>().filter(Column::Id.is_in(ids.iter().copied()))).await
}

/// The cycles that any of these members has facilitated, before it was handed over.
pub async fn facilitated_by(
    reader: &impl Reader,
    members: &[MemberId],
) -> Result<HashSet<CycleId>> {
    use entity::facilitation::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::MemberId.is_in(members.iter().copied()));
    Ok(reader.all(rows).await?.into_iter().map(|row| row.cycle_id).collect())
}

/// The rounds of a discussion, the first first.
pub async fn rounds(
    reader: &impl Reader,
    discussion: DiscussionId,
) -> Result<Vec<Found<entity::round::Entity>>> {
    use entity::round::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::DiscussionId.eq(discussion))
        .order_by_asc(Column::Number);
    reader.things(rows).await
}

/// From when to when each round of a cycle took answers: from the event that opened it to the one
/// that revealed it or set it aside.
pub async fn took_answers(reader: &impl Reader, cycle: CycleId) -> Result<Vec<Span>> {
    let (mut over, mut open) = (Vec::new(), HashMap::new());
    for event in begun_and_ended(reader, cycle).await? {
        let ends = ENDS.map(Act::word).contains(&event.act);
        let since = if ends { open.remove(&event.about) } else { None };
        over.extend(since.map(|since| Span { since, until: Some(event.revision) }));
        if !ends {
            open.insert(event.about, event.revision);
        }
    }
    let last = open.into_values().map(|since| Span { since, until: None });
    Ok(over.into_iter().chain(last).collect())
}

const BEGINS: [Act; 2] = [Act::StartDiscussion, Act::RevisitDiscussion];
const ENDS: [Act; 2] = [Act::RevealDiscussion, Act::SetAsideDiscussion];

async fn begun_and_ended(
    reader: &impl Reader,
    cycle: CycleId,
) -> Result<Vec<entity::event::Model>> {
    use entity::event::{Column, Entity};
    let discussions = Query::select()
        .column(entity::discussion::Column::Id)
        .from(entity::discussion::Entity)
        .and_where(entity::discussion::Column::CycleId.eq(cycle))
        .take();
    let rows = reader
        .rows::<Entity>()
        .filter(Column::About.in_subquery(discussions))
        .filter(Column::Act.is_in(BEGINS.iter().chain(&ENDS).map(|act| act.word())))
        .order_by_asc(Column::Revision);
    reader.all(rows).await
}

/// The rounds of a cycle that still collect.
pub async fn collecting(reader: &impl Reader, cycle: CycleId) -> Result<Vec<RoundId>> {
    use entity::round::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::CycleId.eq(cycle))
        .filter(Column::Status.eq(DiscussionStatus::Collecting));
    Ok(reader.all(rows).await?.into_iter().map(|row| row.id).collect())
}

/// How many conclusions were written down in a round, at most one is counted.
pub async fn concluded_in(reader: &impl Reader, round: RoundId) -> Result<u64> {
    use entity::conclusion::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::RoundId.eq(round)).limit(1);
    Ok(u64::from(!reader.all(rows).await?.is_empty()))
}

/// The prompts of a round, in order.
pub async fn prompts(
    reader: &impl Reader,
    round: RoundId,
) -> Result<Vec<Found<entity::prompt::Entity>>> {
    use entity::prompt::{Column, Entity};
    let rows =
        reader.rows::<Entity>().filter(Column::RoundId.eq(round)).order_by_asc(Column::Position);
    reader.things(rows).await
}

/// The revision at which a round began: its prompts were written then, and never changed.
pub async fn begun(reader: &impl Reader, round: RoundId) -> Result<Option<i64>> {
    use entity::prompt::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::RoundId.eq(round)).limit(1);
    Ok(reader.all(rows).await?.first().map(|prompt| prompt.version))
}

/// Whether a round has asked an alliance's own question.
pub async fn asked(reader: &impl Reader, question: entity::types::QuestionId) -> Result<bool> {
    use entity::prompt::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::QuestionId.eq(question)).limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}

/// The conclusions whose review is due on a day, or those of which it is not: their day has come,
/// and they were not looked at since.
pub fn review_due(today: Day, due: bool) -> Condition {
    use entity::conclusion::Column;
    let looked_at = Expr::col(Column::ReviewedOn).gte(Expr::col(Column::ReviewOn));
    let never = || Condition::all().add(Column::ReviewedOn.is_null());
    if due {
        let since = Condition::any().add(never()).add(looked_at.not());
        Condition::all().add(Column::ReviewOn.lte(today)).add(since)
    } else {
        Condition::any()
            .add(Column::ReviewOn.is_null())
            .add(Column::ReviewOn.gt(today))
            .add(looked_at)
    }
}

/// Shows how many organizations have answered a round. Its version stays: nothing tells when.
pub async fn show_organizations(
    unit: &mut OpenWrite,
    round: RoundId,
    shown: Option<i32>,
) -> Result<()> {
    use entity::round::{Column, Entity};
    let shows = Entity::update_many()
        .col_expr(Column::OrganizationsShown, Expr::val(shown))
        .filter(Column::Id.eq(round));
    shows.exec(&unit.conn()).await?;
    Ok(())
}

impl OpenWrite {
    /// Deletes a cycle that never opened, with its discussions.
    pub async fn remove_cycle(&mut self, cycle: Found<entity::cycle::Entity>) -> Result<()> {
        use entity::discussion::{Column, Entity};
        Entity::delete_many().filter(Column::CycleId.eq(cycle.id)).exec(&self.conn()).await?;
        self.remove(cycle).await
    }
}
