use std::collections::BTreeSet;

use entity::types::OrganizationId;
use uuid::Uuid;

use crate::domain::disclosure::organizations_shown;

fn these(numbers: std::ops::Range<u128>) -> BTreeSet<OrganizationId> {
    numbers.map(|number| OrganizationId(Uuid::from_u128(number))).collect()
}

#[test]
fn the_count_moves_when_enough_have_answered_and_when_all_have_and_never_back() {
    let expected = these(0..5);
    for (before, answered, enough, shown) in [
        (None, 0..2, false, None),
        (None, 0..3, true, Some(3)),
        (None, 0..5, false, None),
        (None, 0..5, true, Some(5)),
        (Some(3), 0..4, true, Some(3)),
        (Some(3), 0..2, false, Some(3)),
        (Some(3), 1..6, true, Some(3)),
        (Some(3), 0..5, true, Some(5)),
        (Some(5), 0..3, true, Some(5)),
        (Some(5), 0..6, true, Some(6)),
    ] {
        let told = organizations_shown(before, &these(answered.clone()), enough, &expected);
        assert_eq!(told, shown, "{before:?} {answered:?}");
    }
}
