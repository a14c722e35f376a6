//! Who is neutral: whoever facilitates does not respond, and whoever responds does not facilitate.

use std::collections::BTreeSet;

use entity::types::{CycleStatus, FacilitatorStance, MemberId, OrganizationId, Role};

use super::cycle::cycle_takes;
use super::need::{Need, NotNeutral, Reason, ReasonFor, Refused, unmet, unreasoned};
use crate::domain::disclosure::{MinPeople, Respondents, enough};

/// Where a member would stand as a facilitator; none where they cannot be one: with the role
/// facilitator as an outsider, as a partner, who keeps their organization, as an insider.
pub const fn stance(role: Role, speaks_for: Option<OrganizationId>) -> Option<FacilitatorStance> {
    match (role, speaks_for) {
        (Role::Facilitator, _) => Some(FacilitatorStance::Outsider),
        (Role::Partner, Some(_)) => Some(FacilitatorStance::Insider),
        (Role::Partner, None) | (Role::Funder, _) => None,
    }
}

/// Whether a member may respond in a cycle. `facilitators` are all who facilitate it or have.
///
/// # Errors
///
/// Where the member is one of them.
pub fn may_respond(member: MemberId, facilitators: &[MemberId]) -> Result<(), Refused> {
    let need = Need::NotNeutral(NotNeutral::Facilitates);
    Refused::unless_none(unmet([facilitators.contains(&member).then_some(need)]))
}

/// Whether a partner may write and read the response that their organization shares.
///
/// # Errors
///
/// Where they did not speak for it when the round started.
pub fn may_share(spoke_at_start: bool) -> Result<(), Refused> {
    Refused::unless_none(unmet([(!spoke_at_start).then_some(Need::SpokeAtStart)]))
}

/// Those of the partners who can respond in a cycle.
pub fn able_to_respond(
    partners: impl IntoIterator<Item = (MemberId, OrganizationId)>,
    facilitators: &[MemberId],
) -> Respondents {
    partners.into_iter().filter(|(member, _)| !facilitators.contains(member)).collect()
}

/// The organizations of a cycle that have no partner who can respond, until they name one.
pub fn unheard(
    organizations: impl IntoIterator<Item = OrganizationId>,
    able: &Respondents,
) -> BTreeSet<OrganizationId> {
    let heard = able.by_organization();
    organizations.into_iter().filter(|organization| !heard.contains_key(organization)).collect()
}

/// From one revision of an alliance up to another; until now where it has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The revision at which it began.
    pub since: i64,
    /// The revision at which it ended.
    pub until: Option<i64>,
}

impl Span {
    /// Whether some revision lies in both.
    const fn meets(self, other: Self) -> bool {
        self.begins_within(other) || other.begins_within(self)
    }

    const fn begins_within(self, other: Self) -> bool {
        let goes_on = match other.until {
            Some(until) => self.since < until,
            None => true,
        };
        other.since <= self.since && goes_on
    }
}

/// Whether somebody was a partner, at any time, while a round of a cycle took answers: from its
/// start to its reveal, or until it was set aside. What they are now, whether they left in between
/// and under which name they are known does not matter.
pub fn was_partner_in_round(partner: &[Span], rounds: &[Span]) -> bool {
    partner.iter().any(|partner| rounds.iter().any(|round| partner.meets(*round)))
}

/// What must be known of a member who is to take a cycle over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Candidate {
    /// Whether a response of theirs, or one that their organization shares, is submitted or
    /// revealed.
    pub has_responded: bool,
    /// Whether they were a partner who could respond in a round of the cycle, as
    /// [`was_partner_in_round`] has it.
    pub was_partner_in_round: bool,
}

/// What must be known to say whether a cycle can be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// Where the cycle stands.
    pub status: CycleStatus,
    /// Whether its facilitator sees names before the reveal.
    pub names_seen: bool,
    /// How many people an anonymous cycle asks for, and those who count towards enough and can
    /// still respond after the hand-over.
    pub left: Option<(MinPeople, Respondents)>,
    /// Who is to take it over.
    pub to: Candidate,
}

impl HandOver {
    /// Whether the cycle may be handed over.
    ///
    /// Where the facilitator sees names before the reveal, whoever has responded cannot take it over.
    /// In any other cycle whoever was a partner who could respond in a round that had started cannot,
    /// so that the refusal does not tell who responded. Whether somebody is neutral is told only where
    /// nothing else stands against it.
    ///
    /// # Errors
    ///
    /// All needs that are not met: a cycle that is not closed, enough who can still respond in an
    /// anonymous one, a reason; where there are none, somebody neutral.
    pub fn check(&self, reason: Reason) -> Result<(), Refused> {
        let state = Need::CycleState { found: self.status, takes: cycle_takes(self.status) };
        Refused::unless_none(unmet([
            (self.status == CycleStatus::Closed).then_some(state),
            self.too_few_left(),
            unreasoned(reason, ReasonFor::HandOver),
        ]))?;
        Refused::unless_none(unmet([self.partial().map(Need::NotNeutral)]))
    }

    fn too_few_left(&self) -> Option<Need> {
        let (min_people, left) = self.left.as_ref()?;
        let min_people = *min_people;
        (!enough(left, min_people)).then_some(Need::PeopleForAnonymous { min_people })
    }

    fn partial(&self) -> Option<NotNeutral> {
        if self.names_seen {
            return self.to.has_responded.then_some(NotNeutral::HasResponded);
        }
        self.to.was_partner_in_round.then_some(NotNeutral::MayHaveResponded)
    }
}
