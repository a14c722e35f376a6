//! Which discussions of a cycle are settled.

use std::collections::BTreeMap;

use entity::types::{Component, DiscussionStatus};

/// Whether a discussion need not be waited for: it is concluded or set aside.
pub const fn settled(status: DiscussionStatus) -> bool {
    matches!(status, DiscussionStatus::Concluded | DiscussionStatus::SetAside)
}

/// Where the six discussions of a cycle stand; one that is not told has not started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discussions(BTreeMap<Component, DiscussionStatus>);

impl FromIterator<(Component, DiscussionStatus)> for Discussions {
    fn from_iter<I: IntoIterator<Item = (Component, DiscussionStatus)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl Discussions {
    /// Where one of them stands.
    pub fn status(&self, component: Component) -> DiscussionStatus {
        self.0.get(&component).copied().unwrap_or(DiscussionStatus::Waiting)
    }

    /// Those that are not settled, in order.
    pub fn unsettled(&self) -> Vec<Component> {
        Component::all().filter(|component| !settled(self.status(*component))).collect()
    }

    /// Those that come before a component and are not settled, in order.
    pub fn unsettled_before(&self, component: Component) -> Vec<Component> {
        self.unsettled().into_iter().filter(|earlier| *earlier < component).collect()
    }

    /// Whether the cycle went its whole way: all six are settled, and at least one is concluded.
    pub fn completed(&self) -> bool {
        let concluded = |component| self.status(component) == DiscussionStatus::Concluded;
        self.unsettled().is_empty() && Component::all().any(concluded)
    }
}
