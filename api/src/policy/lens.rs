//! What somebody may see: the alliances, and as what.

use entity::types::{AllianceId, MemberId, Scope, UserId};

use super::{Denial, Scopes, Standing};
use crate::error::Refusal;

/// The alliances that a reader may look into, with the standing in each. Every query for rows of
/// an alliance carries it as a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    of: Vec<(AllianceId, Standing)>,
    owner: Option<UserId>,
    admin: bool,
    everybody: bool,
    by_key: bool,
}

impl Lens {
    /// Looks into each alliance as what one is there; a standing that is none there sees nothing.
    pub fn new(of: impl IntoIterator<Item = (AllianceId, Standing)>) -> Self {
        let sees =
            |standing: &Standing| matches!(standing, Standing::Member(_) | Standing::Public { .. });
        let of = of.into_iter().filter(|(_, standing)| sees(standing)).collect();
        Self { of, owner: None, admin: false, everybody: false, by_key: false }
    }

    /// Looks at what one standing shows.
    pub fn of(by: Standing) -> Self {
        let alliance = match by {
            Standing::Member(member) => Some(member.alliance),
            Standing::Public { alliance } => Some(alliance),
            _ => None,
        };
        Self::new(alliance.map(|alliance| (alliance, by))).account(&by)
    }

    /// Looks also at what belongs to an account; as an admin at every account.
    #[must_use]
    pub fn account(self, by: &Standing) -> Self {
        match by {
            Standing::Operator | Standing::Account { .. } => {
                Self { owner: by.user(), admin: by.admin(), ..self }
            }
            _ => self,
        }
    }

    /// Looks also at what any alliance shows to everybody.
    #[must_use]
    pub fn with_everybody(self) -> Self {
        Self { everybody: true, ..self }
    }

    /// Looks along the relations of what an operation answers. A key is refused whatever its scopes
    /// do not let it read, and meets no member but its owner.
    ///
    /// # Errors
    /// `scope_missing`.
    pub fn along_relations(self, scopes: Option<Scopes>) -> Result<Self, Refusal> {
        match scopes {
            Some(scopes) if !scopes.hold(Scope::Read) => Err(Denial::scope(Some(Scope::Read))),
            _ => Ok(Self { by_key: scopes.is_some(), ..self }),
        }
    }

    /// Whether what any alliance shows to everybody is in view.
    pub fn everybody(&self) -> bool {
        self.everybody
    }

    /// The account whose own things are in view.
    pub fn owner(&self) -> Option<UserId> {
        self.owner
    }

    /// Whether every account is in view.
    pub fn admin(&self) -> bool {
        self.admin
    }

    /// Looks into one alliance.
    pub fn on(alliance: AllianceId, standing: Standing) -> Self {
        Self::new([(alliance, standing)])
    }

    /// All alliances that are in view.
    pub fn all(&self) -> Vec<AllianceId> {
        self.of.iter().map(|(id, _)| *id).collect()
    }

    /// Those in which the reader is a partner or a facilitator.
    pub fn inside(&self) -> Vec<AllianceId> {
        self.of.iter().filter(|(_, by)| by.insider()).map(|(id, _)| *id).collect()
    }

    /// Those of which the reader is a steward in person: no key sees what stewards keep.
    pub fn stewarded(&self) -> Vec<AllianceId> {
        let steward =
            |by: &Standing| by.member().is_some_and(|it| it.steward && it.scopes.is_none());
        self.of.iter().filter(|(_, by)| steward(by)).map(|(id, _)| *id).collect()
    }

    /// Those in which the reader sees the other members.
    pub fn met(&self) -> Vec<AllianceId> {
        if self.by_key { Vec::new() } else { self.inside() }
    }

    /// What the reader is known as where they see no other member: they see themselves.
    pub fn selves(&self) -> Vec<MemberId> {
        let alone = self.of.iter().filter(|(_, by)| self.by_key || !by.insider());
        alone.filter_map(|(_, by)| by.member().map(|member| member.id)).collect()
    }

    /// Those in which the reader is a funder.
    pub fn funded(&self) -> Vec<AllianceId> {
        let funder = |by: &Standing| by.member().is_some() && !by.insider();
        self.of.iter().filter(|(_, by)| funder(by)).map(|(id, _)| *id).collect()
    }

    /// Those that are read without being a member.
    pub fn public(&self) -> Vec<AllianceId> {
        let public = |by: &Standing| matches!(by, Standing::Public { .. });
        self.of.iter().filter(|(_, by)| public(by)).map(|(id, _)| *id).collect()
    }

    /// As what the reader looks into an alliance; as nobody where it is not in view.
    pub fn standing(&self, alliance: AllianceId) -> Standing {
        self.of
            .iter()
            .find(|(id, _)| *id == alliance)
            .map_or(Standing::Nobody, |(_, standing)| *standing)
    }
}
