//! Which conclusions stand on something that was opened again.

use entity::types::Component;

/// When a discussion was last concluded, revisited and reaffirmed, as the alliance's revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The component that is discussed.
    pub component: Component,
    /// The revision at which it was last concluded.
    pub concluded: Option<i64>,
    /// The revision at which it was last revisited.
    pub revisited: Option<i64>,
    /// The revision at which it was last reaffirmed.
    pub reaffirmed: Option<i64>,
}

impl Marks {
    /// The revision from which its conclusions hold; none where it is not concluded now.
    fn holds_since(&self) -> Option<i64> {
        let concluded = self.concluded.filter(|at| self.revisited < Some(*at))?;
        Some(concluded.max(self.reaffirmed.unwrap_or(concluded)))
    }
}

/// An earlier discussion that was opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revisited {
    /// The component that it discusses.
    pub component: Component,
    /// The revision at which it was revisited.
    pub revision: i64,
}

/// The first revisit on which a discussion's conclusions do not stand yet; none where it is not
/// marked.
///
/// A discussion that was concluded before an earlier one was revisited is marked until it is
/// revisited itself or reaffirmed.
pub fn built_on_revisited(component: Component, marks: &[Marks]) -> Option<Revisited> {
    let since = marks.iter().find(|own| own.component == component)?.holds_since()?;
    let earlier = marks.iter().filter(|other| other.component < component);
    earlier
        .filter_map(|other| {
            Some(Revisited { component: other.component, revision: other.revisited? })
        })
        .filter(|revisit| revisit.revision > since)
        .min_by_key(|revisit| revisit.revision)
}
