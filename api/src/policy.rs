//! Who may do what: one table, and the only maker of permits and lenses. Pure.
//!
//! Each operation has an [`Act`], each act a row of the [`table`]. A use case gets at its unit of
//! work or view only with what [`allow`] makes of that row, the caller's [`Standing`] and the
//! [`Facts`] about the thing; so nothing is written without a permit and nothing read without a
//! lens.

mod actor;
mod acts;
mod lens;
mod matrix;
mod standing;
mod table;

pub use actor::{ActingKey, Actor};
pub use lens::Lens;
pub use matrix::matrix;
pub use standing::{Membership, Scopes, Standing};
pub use table::{Act, On, Row, When, Who, row};

use std::marker::PhantomData;
use std::sync::LazyLock;

use entity::types::{CycleStatus, MemberId, OrganizationId, Role, Scope, UserId};

use crate::error::{ErrorCode, Refusal};

/// What policy must know about the thing that an operation is done to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Whether the thing itself is archived.
    pub archived: bool,
    /// The account whose thing this is.
    pub owner: Option<UserId>,
    /// The organization that the thing belongs to.
    pub organization: Option<OrganizationId>,
    /// Who facilitates the cycle that the thing belongs to.
    pub facilitator: Option<MemberId>,
    /// The cycle's facilitator, where they can no longer act: they have left, or their account is
    /// disabled.
    pub absent: Option<MemberId>,
    /// Where the cycle that the thing is, or belongs to, stands.
    pub cycle: Option<CycleStatus>,
}

/// What operations are done to: a thing, or the instance.
pub trait Subject {
    /// What kind of thing it is.
    const ON: On;

    /// What policy must know about it.
    fn facts(&self) -> Facts;

    /// The revision of its last change; none where it has no versions.
    fn version(&self) -> Option<i64> {
        None
    }

    /// The revision of its alliance when it was found; none outside an alliance.
    fn alliance_revision(&self) -> Option<i64> {
        None
    }
}

/// An operation as policy sees it: its row, and the kind of thing that it is done to.
pub trait Action: 'static {
    /// The row of the table.
    const ACT: Act;
    /// The thing that it is done to.
    type On: Subject;
}

/// Leave to carry one operation out. Only [`allow`] makes it.
#[derive(Debug)]
pub struct Permit<A> {
    _only: PhantomData<fn() -> A>,
}

/// Gives leave for an operation, or says who may.
///
/// # Errors
/// `not_signed_in`, `scope_missing`, `not_permitted`, `alliance_archived`; all that hold.
pub fn allow<A: Action>(by: &Standing, on: &A::On) -> Result<Permit<A>, Refusal> {
    const { assert!(row(A::ACT).on as u8 == <A::On as Subject>::ON as u8) };
    may(A::ACT, by, &on.facts()).map(|()| Permit { _only: PhantomData })
}

/// Whether somebody may do something to a thing.
///
/// # Errors
/// As [`allow`].
pub fn may(act: Act, by: &Standing, facts: &Facts) -> Result<(), Refusal> {
    let row = row(act);
    denial(&row, by, facts).map_or(Ok(()), |denial| Err(denial.refusal(&row)))
}

/// Whether somebody may be told once more what an operation led to: by their rights of today, in
/// whichever state the thing is now. Where the thing is there no more, only the scope is asked for.
///
/// # Errors
/// `not_signed_in`, `scope_missing`, `not_permitted`.
pub fn may_repeat(act: Act, by: &Standing, facts: Option<&Facts>) -> Result<(), Refusal> {
    let row = Row { when: When::Always, ..row(act) };
    let anybody = Row { who: &[Who::Everybody], ..row };
    let denied = match facts {
        Some(facts) => denial(&row, by, facts),
        None => denial(&anybody, by, &Facts::default()),
    };
    denied.map_or(Ok(()), |denial| Err(denial.refusal(&row)))
}

/// What keeps somebody from doing something.
#[derive(Clone, Copy)]
enum Denial {
    NotSignedIn,
    Scope,
    Role,
    AllianceArchived,
    Archived,
    NotArchived,
}

fn denial(row: &Row, by: &Standing, facts: &Facts) -> Option<Denial> {
    let signed_in = !matches!(by, Standing::Nobody) || row.who.contains(&Who::Everybody);
    let holds = |scopes: Scopes| row.scope.is_some_and(|scope| scopes.hold(scope));
    match row.when {
        _ if !signed_in => Some(Denial::NotSignedIn),
        _ if !by.scopes().is_none_or(holds) => Some(Denial::Scope),
        _ if !row.who.iter().any(|who| is(*who, by, facts)) => Some(Denial::Role),
        When::Always => None,
        When::Archived => (!facts.archived).then_some(Denial::NotArchived),
        _ if by.archived() => Some(Denial::AllianceArchived),
        When::NotArchived => facts.archived.then_some(Denial::Archived),
        When::IsArchived => (!facts.archived).then_some(Denial::NotArchived),
        When::Active => None,
    }
}

impl Denial {
    fn refusal(self, row: &Row) -> Refusal {
        match self {
            Self::NotSignedIn => {
                Refusal::new(ErrorCode::NotSignedIn, "Sign in, or send an API key.")
            }
            Self::Scope => Self::scope(row.scope),
            Self::Role => Refusal::new(ErrorCode::NotPermitted, who_sentence(row.who)),
            Self::AllianceArchived => Refusal::new(
                ErrorCode::AllianceArchived,
                "The alliance is archived: everything in it can be read, nothing changed.",
            ),
            Self::Archived => {
                Refusal::new(ErrorCode::WrongState, "It is archived; restore it first.")
            }
            Self::NotArchived => Refusal::new(ErrorCode::WrongState, "It is not archived."),
        }
    }

    fn scope(missing: Option<Scope>) -> Refusal {
        Refusal::new(ErrorCode::ScopeMissing, scope_sentence(missing))
    }
}

/// What the caller may do to a thing by role and state, as words without the thing's own name.
pub fn viewer_can<S: Subject>(by: &Standing, on: &S) -> Vec<&'static str> {
    let facts = on.facts();
    let writes = &VERBS[S::ON as usize];
    writes
        .iter()
        .filter(|(act, _)| denial(&row(*act), by, &facts).is_none())
        .map(|(_, verb)| verb.as_str())
        .collect()
}

/// The words of all that can be done to a thing of this kind.
pub fn verbs(kind: On) -> Vec<&'static str> {
    VERBS[kind as usize].iter().map(|(_, verb)| verb.as_str()).collect()
}

/// For each kind of thing, the acts that change it, with their verbs.
static VERBS: LazyLock<Vec<Vec<(Act, String)>>> = LazyLock::new(|| {
    let on = |kind: On| Act::all().filter(move |act| row(*act).on as u8 == kind as u8);
    On::all()
        .map(|kind| on(kind).filter(|act| act.writes()).map(|act| (act, act.verb(kind))).collect())
        .collect()
});

fn is(who: Who, by: &Standing, facts: &Facts) -> bool {
    match who {
        Who::Everybody => true,
        Who::AnyUser => by.user().is_some(),
        Who::Admin => by.admin(),
        Who::Oneself => by.user().is_some() && by.user() == facts.owner,
        Who::Founder => matches!(by, Standing::Founder { .. }),
        Who::Invited => matches!(by, Standing::Invited { .. }),
        Who::Steward => by.member().is_some_and(|m| m.steward),
        Who::Facilitator => by.role() == Some(Role::Facilitator),
        Who::CycleFacilitator => {
            by.member().is_some_and(|m| facts.facilitator == Some(m.id) && m.role != Role::Funder)
        }
        Who::StewardWithoutFacilitator => {
            let missing = facts.facilitator.is_none() || facts.facilitator == facts.absent;
            missing && is(Who::Steward, by, facts)
        }
        Who::Planner => {
            let planned = facts.cycle == Some(CycleStatus::Planned);
            planned && (is(Who::Steward, by, facts) || is(Who::Facilitator, by, facts))
        }
        Who::Partner => by.role() == Some(Role::Partner),
        Who::OwnPartner => {
            by.role() == Some(Role::Partner)
                && by
                    .member()
                    .and_then(|m| m.organization)
                    .is_some_and(|o| facts.organization == Some(o))
        }
        Who::Funder => by.role() == Some(Role::Funder),
        Who::PublicReader => matches!(by, Standing::Public { .. }),
    }
}

fn who_sentence(who: &[Who]) -> String {
    let named: Vec<&str> = who.iter().map(|who| who.named()).collect();
    format!("This is for {}.", named.join(", or "))
}

fn scope_sentence(scope: Option<Scope>) -> String {
    match scope {
        Some(scope) => format!("This takes an API key with the scope `{scope}`."),
        None => "No API key may do this; sign in as a person.".to_owned(),
    }
}
