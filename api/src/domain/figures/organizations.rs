//! Ratings seen by organization, in cycles that show organizations.

use std::collections::BTreeMap;

use entity::types::OrganizationId;

use super::{Ratio, Tally};
use crate::domain::prompts::Rating;

/// How far two organizations' medians lie apart where they are said to differ.
const DIFFER_FROM: i32 = 2;

/// One organization's ratings of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RatedOrganization {
    /// The organization.
    pub organization: OrganizationId,
    /// The median of its respondents' ratings, 1 to 5.
    pub median: Ratio,
}

/// The organizations' ratings of a prompt, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organizations {
    /// Each organization that rated, by id: an order by value would be a rank.
    pub organizations: Vec<RatedOrganization>,
    /// The median of their medians, so that each weighs the same; 1 to 5.
    pub median: Ratio,
    /// Whether two of them lie 2 or more apart.
    pub differ: bool,
}

impl Organizations {
    /// Puts ratings side by side; none where there are none.
    pub fn of(ratings: impl IntoIterator<Item = (OrganizationId, Rating)>) -> Option<Self> {
        let mut by_organization: BTreeMap<OrganizationId, Vec<Rating>> = BTreeMap::new();
        for (organization, rating) in ratings {
            by_organization.entry(organization).or_default().push(rating);
        }
        let organizations: Vec<_> = by_organization
            .into_iter()
            .filter_map(|(organization, ratings)| {
                Some(RatedOrganization { organization, median: Tally::of(ratings)?.median() })
            })
            .collect();
        let (median, differ) = compared(&organizations)?;
        Some(Self { organizations, median, differ })
    }
}

fn compared(organizations: &[RatedOrganization]) -> Option<(Ratio, bool)> {
    let mut medians: Vec<_> = organizations.iter().map(|one| one.median).collect();
    medians.sort();
    let (lowest, highest) = (*medians.first()?, *medians.last()?);
    let lower = *medians.get((medians.len() - 1) / 2)?;
    let upper = *medians.get(medians.len() / 2)?;
    Some((lower.midpoint(upper), highest >= lowest + Ratio::from(DIFFER_FROM)))
}
