//! The two contracts name the same operations.

use std::collections::BTreeSet;

use accord_tests::{behaviour, root_name};

/// Root fields that are no operation.
const MORE_FIELDS: [&str; 1] = ["node"];

behaviour! {
    async fn each_operation_is_one_path_and_one_field(w: World) on graphql {
        let paths: BTreeSet<_> = w.contract().operations().map(|it| root_name(&it.id)).collect();
        let fields: BTreeSet<_> = w.schema().roots().cloned().collect();
        let more: BTreeSet<_> = fields.difference(&paths).map(String::as_str).collect();
        let less: BTreeSet<_> = paths.difference(&fields).collect();
        assert!(less.is_empty(), "only REST has {less:?}");
        assert_eq!(more, BTreeSet::from(MORE_FIELDS), "only GraphQL has these");
    }
}
