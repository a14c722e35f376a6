//! Proposals, positions and versions of the statement, as use cases need them.

use std::collections::HashMap;

use entity::proposal::{Column, Entity, Model};
use entity::types::{
    AllianceId, OrganizationId, ProposalId, ProposalStatus, ProposalSubject, StatementId,
    ThingStatus, Timestamp,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Found, Reader};
use crate::domain::proposals::{Ballot, Stances};
use crate::error::Result;

/// A proposal, as far as deciding it needs.
pub fn ballot(row: &Model) -> Ballot {
    Ballot {
        status: row.status,
        rule: row.decides_by,
        counted: row.organizations_count.unsigned_abs(),
        stances: Stances {
            accept: row.accept_count.unsigned_abs(),
            reservation: row.reservation_count.unsigned_abs(),
            object: row.object_count.unsigned_abs(),
            abstain: row.abstain_count.unsigned_abs(),
        },
        closes_at: row.closes_at,
    }
}

/// The last two proposals of an alliance on a subject that are accepted, or not closed by anybody, the
/// last first. As only one is open at a time, all before them were decided before them.
async fn last(
    reader: &impl Reader,
    alliance: AllianceId,
    subject: ProposalSubject,
) -> Result<Vec<Found<Entity>>> {
    let rows = reader
        .children_of::<Entity, _>(alliance)
        .filter(Column::Subject.eq(subject))
        .filter(Column::Status.is_in([ProposalStatus::Open, ProposalStatus::Accepted]))
        .order_by_desc(Column::Number)
        .limit(2);
    reader.things(rows).await
}

/// The proposal of an alliance on a subject that nobody has closed; past its date it is decided.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub async fn not_closed(
    reader: &impl Reader,
    alliance: AllianceId,
    subject: ProposalSubject,
) -> Result<Option<Found<Entity>>> {
    let last = last(reader, alliance, subject).await?.into_iter().next();
    Ok(last.filter(|row| row.status == ProposalStatus::Open))
}

/// The proposal by which a version of the statement is in force at a time.
pub async fn in_force(
    reader: &impl Reader,
    alliance: AllianceId,
    now: Timestamp,
) -> Result<Option<Found<Entity>>> {
    let last = last(reader, alliance, ProposalSubject::Statement).await?;
    Ok(last.into_iter().find(|row| ballot(row).at(now) == ProposalStatus::Accepted))
}

/// These proposals, by their ids.
pub async fn by_id(
    reader: &impl Reader,
    ids: impl IntoIterator<Item = ProposalId> + Send,
) -> Result<HashMap<ProposalId, Model>> {
    let ids: Vec<_> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = reader.all(reader.rows::<Entity>().filter(Column::Id.is_in(ids))).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The organizations of an alliance that take part.
pub async fn organizations(
    reader: &impl Reader,
    alliance: AllianceId,
) -> Result<Vec<entity::organization::Model>> {
    use entity::organization::{Column, Entity};
    let rows = reader.children_of::<Entity, _>(alliance);
    reader.all(rows.filter(Column::Status.eq(ThingStatus::Active))).await
}

/// The position of an organization; none where it does not count.
pub async fn position(
    reader: &impl Reader,
    proposal: ProposalId,
    organization: OrganizationId,
) -> Result<Option<Found<entity::position::Entity>>> {
    use entity::position::{Column, Entity};
    let rows = reader.children_of::<Entity, _>(proposal);
    let rows = rows.filter(Column::OrganizationId.eq(organization)).limit(1);
    Ok(reader.things(rows).await?.into_iter().next())
}

/// A version of an alliance's statement; none where it is not its own.
pub async fn statement(
    reader: &impl Reader,
    alliance: AllianceId,
    id: StatementId,
) -> Result<Option<Found<entity::statement::Entity>>> {
    use entity::statement::{Column, Entity};
    let rows = reader.children_of::<Entity, _>(alliance).filter(Column::Id.eq(id)).limit(1);
    Ok(reader.things(rows).await?.into_iter().next())
}

/// The number of an alliance's next proposal.
pub async fn next_number(reader: &impl Reader, alliance: AllianceId) -> Result<i32> {
    let rows = reader.children_of::<Entity, _>(alliance).order_by_desc(Column::Number).limit(1);
    Ok(reader.all(rows).await?.first().map_or(1, |last| last.number + 1))
}

/// The number of the last version of an alliance's statement; 0 where there is none.
pub async fn last_number(reader: &impl Reader, alliance: AllianceId) -> Result<i32> {
    use entity::statement::{Column, Entity};
    let rows = reader.children_of::<Entity, _>(alliance).order_by_desc(Column::Number).limit(1);
    Ok(reader.all(rows).await?.first().map_or(0, |last| last.number))
}
