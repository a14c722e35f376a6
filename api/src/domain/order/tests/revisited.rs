use entity::types::Component::{self, Control, Power, Purpose, Trust};

use crate::domain::order::{Marks, Revisited, built_on_revisited};

fn marks(component: Component, concluded: i64, revisited: i64, reaffirmed: i64) -> Marks {
    let told = |revision| (revision > 0).then_some(revision);
    Marks {
        component,
        concluded: told(concluded),
        revisited: told(revisited),
        reaffirmed: told(reaffirmed),
    }
}

/// Trust is concluded at 20; what the others did decides.
#[test]
fn a_conclusion_is_marked_by_a_later_revisit_of_an_earlier_discussion() {
    let by = |component, revision| Some(Revisited { component, revision });
    let cases = [
        ("nothing was revisited", vec![marks(Purpose, 5, 0, 0)], None),
        ("it was concluded after the revisit", vec![marks(Purpose, 15, 10, 0)], None),
        ("the revisit came later", vec![marks(Purpose, 5, 30, 0)], by(Purpose, 30)),
        ("it was concluded anew meanwhile", vec![marks(Purpose, 40, 30, 0)], by(Purpose, 30)),
        (
            "the first revisit tells since when",
            vec![marks(Purpose, 5, 40, 0), marks(Power, 6, 30, 0)],
            by(Power, 30),
        ),
        ("a later component was revisited", vec![marks(Control, 5, 30, 0)], None),
    ];
    for (why, mut others, expected) in cases {
        others.push(marks(Trust, 20, 0, 0));
        assert_eq!(built_on_revisited(Trust, &others), expected, "{why}");
    }
}

#[test]
fn the_mark_goes_with_a_revisit_or_a_reaffirmation_of_its_own() {
    let purpose = marks(Purpose, 5, 30, 0);
    for (own, marked) in [
        (marks(Trust, 20, 0, 0), true),
        (marks(Trust, 20, 0, 25), true),
        (marks(Trust, 20, 0, 35), false),
        (marks(Trust, 20, 35, 0), false),
        (marks(Trust, 0, 0, 0), false),
    ] {
        assert_eq!(built_on_revisited(Trust, &[purpose, own]).is_some(), marked, "{own:?}");
    }
}
