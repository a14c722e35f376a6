//! Which organizations could answer a round, which have, and which are missing, as far as it may be
//! told.

use std::collections::{BTreeSet, HashSet};

use entity::types::{MemberId, OrganizationId, RespondAs, RoundId};

use super::facts;
use crate::domain::disclosure::{Turnout, enough, organizations_shown};
use crate::domain::order::{Collected, Live};
use crate::error::Result;
use crate::policy::Membership;
use crate::store::{OpenWrite, Reader, cycles, organizations, partnerships};

/// Who shares the response of which organization: whoever spoke for it when the round started; none
/// where all answer for themselves.
async fn sharing(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    round: RoundId,
) -> Result<Option<HashSet<(MemberId, OrganizationId)>>> {
    if cycle.respond_as != Some(RespondAs::Organization) {
        return Ok(None);
    }
    let Some(begun) = cycles::begun(reader, round).await? else { return Ok(Some(HashSet::new())) };
    let those = partnerships::at(reader, cycle.alliance_id, begun).await?;
    Ok(Some(those.into_iter().map(|row| (row.member_id, row.organization_id)).collect()))
}

/// Whether a partner may write and read their answer to a round: their own, or one that they share.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub(in crate::app) async fn shares(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    round: RoundId,
    me: &Membership,
) -> Result<bool> {
    let sharing = sharing(reader, cycle, round).await?;
    let mine = me.organization.map(|organization| (me.id, organization));
    Ok(sharing.is_none_or(|those| mine.is_some_and(|mine| those.contains(&mine))))
}

/// The organizations that could answer: those with a partner who can respond.
pub(super) async fn expected(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    round: RoundId,
) -> Result<BTreeSet<OrganizationId>> {
    let sharing = sharing(reader, cycle, round).await?;
    let able = facts::able(reader, cycle).await?;
    let those = able.each().filter(|(member, organization)| {
        let who = (MemberId(*member), *organization);
        sharing.as_ref().is_none_or(|those| those.contains(&who))
    });
    Ok(those.map(|(_, organization)| organization).collect())
}

/// Notes beside what a round has got so far who is missing: their names, or where no name is told
/// whether it is shown that all have answered.
pub(super) async fn note_missing(
    reader: &impl Reader,
    cycle: &entity::cycle::Model,
    round: &entity::round::Model,
    live: &mut Live,
) -> Result<()> {
    let expected = expected(reader, cycle, round.id).await?;
    match live {
        Live::Collecting(Collected::Openly { submitted, missing }) => {
            let answered: BTreeSet<_> = submitted.by_organization().into_keys().collect();
            let left: Vec<_> = expected.difference(&answered).copied().collect();
            *missing = organizations::names(reader, &left).await?;
        }
        Live::Collecting(Collected::Anonymously { complete, .. }) => {
            let shown = round.organizations_shown.and_then(|shown| usize::try_from(shown).ok());
            *complete = shown.is_none_or(|shown| shown >= expected.len());
        }
        _ => {}
    }
    Ok(())
}

/// Shows, in an anonymous cycle, that enough have answered, or all, once it is so.
pub(super) async fn show_threshold(
    unit: &mut OpenWrite,
    cycle: &entity::cycle::Model,
    round: RoundId,
) -> Result<()> {
    let Some(min_people) = facts::terms(cycle)?.min_people() else { return Ok(()) };
    let before = unit.thing::<entity::round::Entity>(round).await?.organizations_shown;
    let before = before.and_then(|shown| usize::try_from(shown).ok());
    let counted = facts::counted(unit, cycle).await?;
    let turnout = Turnout::of(&facts::submitted(unit, round).await?, &counted);
    let answered = turnout.answered().by_organization().into_keys().collect();
    let is_enough = enough(&turnout.counted(), min_people);
    let now =
        organizations_shown(before, &answered, is_enough, &expected(unit, cycle, round).await?);
    if now != before {
        let now = now.and_then(|shown| i32::try_from(shown).ok());
        cycles::show_organizations(unit, round, now).await?;
    }
    Ok(())
}
