//! People, or organizations, who answer, each counted once.

use std::collections::{BTreeMap, BTreeSet};

use entity::types::OrganizationId;
use uuid::Uuid;

/// Who answers, each with the organization that they speak for.
///
/// Collected from (respondent, organization); whoever comes twice, as in one row a prompt, counts
/// once. A respondent is a member, or an organization whose partners share one response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Respondents(BTreeMap<Uuid, OrganizationId>);

impl<R: Into<Uuid>> FromIterator<(R, OrganizationId)> for Respondents {
    fn from_iter<I: IntoIterator<Item = (R, OrganizationId)>>(all: I) -> Self {
        Self(all.into_iter().map(|(who, organization)| (who.into(), organization)).collect())
    }
}

impl Respondents {
    /// How many respondents there are.
    pub fn people(&self) -> usize {
        self.0.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many respondents each organization has; none has zero.
    pub fn by_organization(&self) -> BTreeMap<OrganizationId, usize> {
        let mut counts = BTreeMap::new();
        for organization in self.0.values() {
            *counts.entry(*organization).or_insert(0) += 1;
        }
        counts
    }

    /// Those of them who count towards enough.
    pub fn among(&self, counted: &Counted) -> Self {
        let those = self.0.iter().filter(|(who, _)| counted.0.contains(who));
        Self(those.map(|(who, organization)| (*who, *organization)).collect())
    }

    /// Each of them, with the organization that they speak for.
    pub fn each(&self) -> impl Iterator<Item = (Uuid, OrganizationId)> + '_ {
        self.0.iter().map(|(who, organization)| (*who, *organization))
    }

    /// Those who are not in the other.
    pub fn without(&self, other: &Self) -> Self {
        let ours = self.0.iter().filter(|(who, _)| !other.0.contains_key(who));
        Self(ours.map(|(who, organization)| (*who, *organization)).collect())
    }

    /// Those who are in just one of the two.
    pub fn in_just_one(&self, other: &Self) -> Self {
        let (ours, theirs) = (self.without(other), other.without(self));
        Self(ours.0.into_iter().chain(theirs.0).collect())
    }
}

/// Who counts towards enough: whoever was a partner when the cycle opened. Else whoever invites could
/// add accounts of their own, and subtract them. Who became one later answers and is in the figures,
/// but adds nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted(BTreeSet<Uuid>);

impl<R: Into<Uuid>> FromIterator<R> for Counted {
    fn from_iter<I: IntoIterator<Item = R>>(all: I) -> Self {
        Self(all.into_iter().map(Into::into).collect())
    }
}
