//! When a group is large enough for anonymous answers.

use std::collections::BTreeMap;

use entity::types::OrganizationId;
use uuid::Uuid;

use super::{Counted, Respondents};

/// From how many organizations anonymous answers must come.
pub const MIN_ORGANIZATIONS: usize = 3;

/// How many must remain when the organization with most respondents is left out: its members can
/// subtract what they know of each other, and must still face a group.
pub const MIN_WITHOUT_LARGEST: usize = 3;

/// How many people an anonymous cycle asks for: 4 to 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MinPeople(u8);

impl MinPeople {
    /// The fewest that a cycle may ask for.
    pub const LEAST: i32 = 4;
    /// The most that a cycle may ask for.
    pub const MOST: i32 = 20;

    /// Takes a number from 4 to 20; none for any other.
    pub fn new(people: i32) -> Option<Self> {
        let holds = (Self::LEAST..=Self::MOST).contains(&people);
        holds.then(|| u8::try_from(people).ok().map(Self)).flatten()
    }

    /// The number itself.
    pub fn people(self) -> usize {
        self.0.into()
    }
}

impl Default for MinPeople {
    fn default() -> Self {
        Self(5)
    }
}

impl From<MinPeople> for i32 {
    fn from(min: MinPeople) -> Self {
        min.0.into()
    }
}

/// Whether these respondents are enough for anonymous answers to be shown.
///
/// At least `min` people from at least 3 organizations, and still at least 3 people when the
/// organization with most of them is left out. One more respondent never makes them too few. Ask it of
/// those who are [`Counted`].
pub fn enough(respondents: &Respondents, min: MinPeople) -> bool {
    let by_organization = respondents.by_organization();
    let largest = by_organization.values().max().copied().unwrap_or(0);
    respondents.people() >= min.people()
        && by_organization.len() >= MIN_ORGANIZATIONS
        && respondents.people() - largest >= MIN_WITHOUT_LARGEST
}

/// Whether two groups of respondents lie so close that what one says could be subtracted from what the
/// other says: those who are in just one of the two are neither none nor [`enough`].
pub fn too_close(
    one: &Respondents,
    other: &Respondents,
    counted: &Counted,
    min: MinPeople,
) -> bool {
    let differ = one.in_just_one(other);
    !differ.is_empty() && !enough(&differ.among(counted), min)
}

/// Whether a result of this group would tell, together with those that were shown of earlier groups,
/// what too few people answered: where a sum or difference of the groups (each taken with 1, 0 or −1)
/// leaves people who are neither none nor [`enough`].
pub fn lays_bare(
    now: &Respondents,
    earlier: &[&Respondents],
    counted: &Counted,
    min: MinPeople,
) -> bool {
    let mut people: BTreeMap<Uuid, (OrganizationId, Vec<bool>)> = BTreeMap::new();
    for (place, group) in std::iter::once(&now).chain(earlier).enumerate() {
        for (who, organization) in group.each() {
            let known = people.entry(who).or_insert((organization, vec![false; earlier.len() + 1]));
            known.1[place] = true;
        }
    }
    signs(earlier.len()).any(|signs| {
        let left: Respondents = people
            .iter()
            .filter(|(_, (_, of))| {
                let taken = of.iter().zip(std::iter::once(&1).chain(&signs));
                taken.map(|(is_in, sign)| if *is_in { *sign } else { 0 }).sum::<i32>() != 0
            })
            .map(|(who, (organization, _))| (*who, *organization))
            .collect();
        !left.is_empty() && !enough(&left.among(counted), min)
    })
}

/// Every way of taking so many groups with 1, 0 or −1.
fn signs(groups: usize) -> impl Iterator<Item = Vec<i32>> {
    let ways = 3_u32.saturating_pow(u32::try_from(groups).unwrap_or(u32::MAX));
    (0..ways).map(move |way| {
        let digit = |group: usize| (way / 3_u32.pow(u32::try_from(group).unwrap_or(0))) % 3;
        (0..groups).map(|group| i32::try_from(digit(group)).unwrap_or(0) - 1).collect()
    })
}
