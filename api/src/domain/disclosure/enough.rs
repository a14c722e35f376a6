//! When a group is large enough for anonymous answers.

use super::Respondents;

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
/// organization with most of them is left out. One more respondent never makes them too few.
pub fn enough(respondents: &Respondents, min: MinPeople) -> bool {
    let by_organization = respondents.by_organization();
    let largest = by_organization.values().max().copied().unwrap_or(0);
    respondents.people() >= min.people()
        && by_organization.len() >= MIN_ORGANIZATIONS
        && respondents.people() - largest >= MIN_WITHOUT_LARGEST
}

/// Whether two groups of respondents to the same prompt lie so close that one result could be
/// subtracted from the other.
///
/// They do where those who are in just one of the two are neither none nor [`enough`].
pub fn too_close(one: &Respondents, other: &Respondents, min: MinPeople) -> bool {
    let differ = one.in_just_one(other);
    !differ.is_empty() && !enough(&differ, min)
}
