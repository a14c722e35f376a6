//! How many organizations an anonymous round shows to have answered, before its reveal.

use std::collections::BTreeSet;

use entity::types::OrganizationId;

/// How many organizations an anonymous round shows to have answered, once more of them have.
///
/// It moves at two thresholds alone, and never back: when enough have answered, and when all have
/// that are expected to. In between nobody sees who comes or withdraws.
pub fn organizations_shown(
    before: Option<usize>,
    answered: &BTreeSet<OrganizationId>,
    enough: bool,
    expected: &BTreeSet<OrganizationId>,
) -> Option<usize> {
    match before {
        None if enough => Some(answered.len()),
        Some(shown) if expected.is_subset(answered) => Some(shown.max(answered.len())),
        before => before,
    }
}
