use entity::types::{Component, CycleStatus, DiscussionEvent, DiscussionStatus};
use proptest::prelude::*;

use super::respondents;
use crate::domain::order::{
    Collected, DiscussionFacts, Discussions, Live, Marks, Reason, built_on_revisited, settled,
};

/// An event that somebody tries on one of the six discussions.
fn attempt() -> impl Strategy<Value = (usize, DiscussionEvent)> {
    // Progress is tried more often than its undoing, so that walks reach the later discussions.
    use DiscussionEvent::{Conclude, Reaffirm, Reveal, Revisit, SetAside, Start, Submit, Withdraw};
    let event = prop_oneof![
        8 => Just(Start), 1 => Just(Submit), 1 => Just(Withdraw), 8 => Just(Reveal),
        8 => Just(Conclude), 1 => Just(SetAside), 2 => Just(Revisit), 1 => Just(Reaffirm),
    ];
    (0..6_usize, event)
}

/// A cycle's discussions, moved by accepted events only.
struct Walk {
    now: Vec<(Component, DiscussionStatus)>,
    collect_ahead: bool,
}

impl Walk {
    fn new(collect_ahead: bool) -> Self {
        let now = Component::all().map(|component| (component, DiscussionStatus::Waiting));
        Self { now: now.collect(), collect_ahead }
    }

    fn attempt(&mut self, at: usize, event: DiscussionEvent) -> bool {
        let (component, status) = self.now[at];
        let live = match status {
            DiscussionStatus::Waiting => Live::Waiting,
            DiscussionStatus::Collecting => Live::Collecting(Collected::Openly {
                submitted: respondents(&[1]),
                missing: vec![],
            }),
            DiscussionStatus::Revealed => Live::Revealed { conclusions: 1 },
            DiscussionStatus::Concluded => Live::Concluded,
            DiscussionStatus::SetAside => Live::SetAside,
        };
        let facts = DiscussionFacts {
            component,
            cycle: CycleStatus::Open,
            collect_ahead: self.collect_ahead,
            discussions: self.now.iter().copied().collect::<Discussions>(),
            live,
        };
        let step = facts.step(event, Reason::Given);
        if let Ok(next) = step {
            self.now[at].1 = next;
        }
        step.is_ok()
    }
}

proptest! {
    #[test]
    fn nothing_is_revealed_or_concluded_before_what_comes_earlier(
        collect_ahead: bool,
        attempts in prop::collection::vec(attempt(), 1..200),
    ) {
        let mut walk = Walk::new(collect_ahead);
        for (at, event) in attempts {
            let before = walk.now.clone();
            let shows = matches!(event, DiscussionEvent::Reveal | DiscussionEvent::Conclude);
            if walk.attempt(at, event) && shows {
                prop_assert!(before[..at].iter().all(|(_, status)| settled(*status)));
            }
        }
    }

    #[test]
    fn the_mark_is_what_the_history_says(
        attempts in prop::collection::vec(attempt(), 1..200),
    ) {
        let mut walk = Walk::new(true);
        let none = |component| Marks { component, concluded: None, revisited: None, reaffirmed: None };
        let mut marks: Vec<_> = Component::all().map(none).collect();
        // The rule told forwards: an earlier revisit marks, the own revisit or reaffirmation clears.
        let mut marked = [false; 6];
        for (revision, (at, event)) in (1..).zip(attempts) {
            if !walk.attempt(at, event) {
                continue;
            }
            match event {
                DiscussionEvent::Conclude => marks[at].concluded = Some(revision),
                DiscussionEvent::Reaffirm => {
                    marks[at].reaffirmed = Some(revision);
                    marked[at] = false;
                }
                DiscussionEvent::Revisit => {
                    marks[at].revisited = Some(revision);
                    marked[at] = false;
                    for (later, (_, status)) in walk.now.iter().enumerate().skip(at + 1) {
                        marked[later] |= *status == DiscussionStatus::Concluded;
                    }
                }
                _ => {}
            }
            for (at, component) in Component::all().enumerate() {
                prop_assert_eq!(built_on_revisited(component, &marks).is_some(), marked[at]);
            }
        }
    }
}

/// The walks above are worth something only if walks get anywhere.
#[test]
fn a_walk_in_order_settles_all_six() {
    let mut walk = Walk::new(false);
    for at in 0..6 {
        for event in [DiscussionEvent::Start, DiscussionEvent::Reveal, DiscussionEvent::Conclude] {
            assert!(walk.attempt(at, event));
        }
    }
    assert!(walk.now.into_iter().collect::<Discussions>().completed());
}
