//! What moves a discussion.

use entity::types::{Component, CycleStatus, DiscussionEvent, DiscussionStatus};

use super::need::{Need, Reason, ReasonFor, Refused, Threshold, unmet, unreasoned};
use super::settled::Discussions;
use crate::domain::disclosure::{MinPeople, Respondents, enough};

/// What must be known of a discussion to say whether it can move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscussionFacts {
    /// The component that it discusses.
    pub component: Component,
    /// Where its cycle stands.
    pub cycle: CycleStatus,
    /// Whether its cycle lets a discussion collect before earlier ones are settled.
    pub collect_ahead: bool,
    /// Where the cycle's discussions stand.
    pub discussions: Discussions,
    /// Where its live round stands.
    pub live: Live,
}

/// Where a discussion's live round stands, with what counts there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Live {
    /// Not yet started.
    Waiting,
    /// Collects responses.
    Collecting(Collected),
    /// Is revealed.
    Revealed {
        /// How many conclusions were written down in this round.
        conclusions: u64,
    },
    /// Is concluded.
    Concluded,
    /// Is set aside.
    SetAside,
}

/// What a round that collects has got so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collected {
    /// In a named or by-organization cycle.
    Openly {
        /// Who has submitted a response, be it that they declined.
        submitted: Respondents,
        /// The names of the organizations that could answer and have not.
        missing: Vec<String>,
    },
    /// In an anonymous cycle.
    Anonymously {
        /// Who has submitted anything other than declined, of those who count towards enough.
        answered: Respondents,
        /// How many people the cycle asks for.
        min_people: MinPeople,
        /// Whether it is shown that all organizations that could answer have.
        complete: bool,
    },
}

impl Live {
    /// The state itself.
    pub const fn status(&self) -> DiscussionStatus {
        match self {
            Self::Waiting => DiscussionStatus::Waiting,
            Self::Collecting(_) => DiscussionStatus::Collecting,
            Self::Revealed { .. } => DiscussionStatus::Revealed,
            Self::Concluded => DiscussionStatus::Concluded,
            Self::SetAside => DiscussionStatus::SetAside,
        }
    }

    fn too_few(&self) -> Option<Need> {
        match self {
            Self::Collecting(Collected::Openly { submitted, .. }) => {
                submitted.is_empty().then_some(Need::Responses(Threshold::One))
            }
            Self::Collecting(Collected::Anonymously { answered, min_people, .. }) => {
                let threshold = Threshold::Enough(*min_people);
                (!enough(answered, *min_people)).then_some(Need::Responses(threshold))
            }
            _ => None,
        }
    }

    fn unanswered(&self) -> Option<Need> {
        let missing = match self {
            Self::Collecting(Collected::Openly { missing, .. }) if !missing.is_empty() => missing,
            Self::Collecting(Collected::Anonymously { complete: false, .. }) => &Vec::new(),
            _ => return None,
        };
        Some(Need::Answers { missing: missing.clone() })
    }

    fn nothing_concluded(&self) -> Option<Need> {
        matches!(self, Self::Revealed { conclusions: 0 }).then_some(Need::Conclusion)
    }
}

/// The events that a discussion takes in a state.
pub const fn discussion_takes(status: DiscussionStatus) -> &'static [DiscussionEvent] {
    use DiscussionEvent::{Conclude, Reaffirm, Reveal, Revisit, SetAside, Start, Submit, Withdraw};
    match status {
        DiscussionStatus::Waiting => &[Start, SetAside],
        DiscussionStatus::Collecting => &[Submit, Withdraw, Reveal, SetAside],
        DiscussionStatus::Revealed => &[Conclude, SetAside],
        DiscussionStatus::Concluded => &[Revisit, Reaffirm],
        DiscussionStatus::SetAside => &[Revisit],
    }
}

impl DiscussionFacts {
    /// The state to which an event leads.
    ///
    /// | event | from → to | needs |
    /// |---|---|---|
    /// | start | waiting → collecting | cycle open; earlier ones settled, unless the cycle collects ahead |
    /// | submit, withdraw | collecting | cycle open or paused |
    /// | reveal | collecting → revealed | cycle open; earlier ones settled; a response, in an anonymous cycle enough; while organizations that could answer have not, that this was said |
    /// | conclude | revealed → concluded | cycle open; earlier ones settled; a conclusion of this round |
    /// | set aside | waiting, collecting, revealed → set aside | cycle open; a reason |
    /// | revisit | concluded, set aside → collecting, a new round | cycle open; earlier ones settled; a reason |
    /// | reaffirm | concluded | cycle open; earlier ones settled; a sentence why |
    ///
    /// # Errors
    ///
    /// All needs that are not met.
    pub fn step(
        &self,
        event: DiscussionEvent,
        reason: Reason,
    ) -> Result<DiscussionStatus, Refused> {
        Refused::unless_none(self.missing(event, reason))?;
        Ok(match event {
            DiscussionEvent::Start
            | DiscussionEvent::Submit
            | DiscussionEvent::Withdraw
            | DiscussionEvent::Revisit => DiscussionStatus::Collecting,
            DiscussionEvent::Reveal => DiscussionStatus::Revealed,
            DiscussionEvent::Conclude | DiscussionEvent::Reaffirm => DiscussionStatus::Concluded,
            DiscussionEvent::SetAside => DiscussionStatus::SetAside,
        })
    }

    /// What still stands against an event. A reason comes with the request, so none is asked here.
    pub fn blocked_by(&self, event: DiscussionEvent) -> Vec<Need> {
        self.missing(event, Reason::Given)
    }

    /// What the facilitator can bring about next: start it, reveal it once enough is submitted,
    /// conclude it once it is revealed, whether or not a conclusion is written down yet.
    pub fn awaits(&self) -> Option<DiscussionEvent> {
        let next = match self.live {
            Live::Waiting => DiscussionEvent::Start,
            Live::Collecting(_) => DiscussionEvent::Reveal,
            Live::Revealed { .. } => DiscussionEvent::Conclude,
            Live::Concluded | Live::SetAside => return None,
        };
        self.blocked_by(next).iter().all(|need| *need == Need::Conclusion).then_some(next)
    }

    fn missing(&self, event: DiscussionEvent, reason: Reason) -> Vec<Need> {
        let [responses, conclusion, why] = self.own_needs(event, reason);
        unmet([
            self.halted(event),
            self.elsewhere(event),
            self.out_of_order(event),
            responses,
            conclusion,
            why,
        ])
    }

    fn own_needs(&self, event: DiscussionEvent, reason: Reason) -> [Option<Need>; 3] {
        match event {
            DiscussionEvent::Start | DiscussionEvent::Submit | DiscussionEvent::Withdraw => {
                [None, None, None]
            }
            DiscussionEvent::Reveal => {
                let unsaid = reason == Reason::Missing;
                [self.live.too_few(), self.live.unanswered().filter(|_| unsaid), None]
            }
            DiscussionEvent::Conclude => [None, self.live.nothing_concluded(), None],
            DiscussionEvent::SetAside => [None, None, unreasoned(reason, ReasonFor::SetAside)],
            DiscussionEvent::Revisit => [None, None, unreasoned(reason, ReasonFor::Revisit)],
            DiscussionEvent::Reaffirm => [None, None, unreasoned(reason, ReasonFor::Reaffirm)],
        }
    }

    fn halted(&self, event: DiscussionEvent) -> Option<Need> {
        (!goes_on(self.cycle, event)).then_some(Need::CycleOpen { found: self.cycle })
    }

    fn elsewhere(&self, event: DiscussionEvent) -> Option<Need> {
        let found = self.live.status();
        let takes = discussion_takes(found);
        let need = if of_partners(event) {
            Need::Collecting { found }
        } else {
            Need::DiscussionState { found, takes }
        };
        (!takes.contains(&event)).then_some(need)
    }

    fn out_of_order(&self, event: DiscussionEvent) -> Option<Need> {
        let waits = match event {
            DiscussionEvent::Start => !self.collect_ahead,
            DiscussionEvent::Reveal
            | DiscussionEvent::Conclude
            | DiscussionEvent::Revisit
            | DiscussionEvent::Reaffirm => true,
            DiscussionEvent::Submit | DiscussionEvent::Withdraw | DiscussionEvent::SetAside => {
                false
            }
        };
        let unsettled = self.discussions.unsettled_before(self.component);
        (waits && !unsettled.is_empty()).then_some(Need::Order { unsettled })
    }
}

/// The events that a discussion takes in a state, as far as the state of its cycle lets them happen.
pub fn discussion_takes_within(
    cycle: CycleStatus,
    status: DiscussionStatus,
) -> impl Iterator<Item = DiscussionEvent> {
    discussion_takes(status).iter().copied().filter(move |event| goes_on(cycle, *event))
}

/// Whether conclusions can be written down, changed and removed: while the live round is revealed
/// and the cycle open.
///
/// # Errors
///
/// All needs that are not met.
pub fn may_write_conclusions(
    cycle: CycleStatus,
    discussion: DiscussionStatus,
) -> Result<(), Refused> {
    let takes = discussion_takes(discussion);
    let state = Need::DiscussionState { found: discussion, takes };
    Refused::unless_none(unmet([
        (cycle != CycleStatus::Open).then_some(Need::CycleOpen { found: cycle }),
        (discussion != DiscussionStatus::Revealed).then_some(state),
    ]))
}

/// Whether the day by which a round is to be answered can be changed: while it collects, be the
/// cycle paused.
///
/// # Errors
///
/// All needs that are not met.
pub fn may_set_answer_by(cycle: CycleStatus, discussion: DiscussionStatus) -> Result<(), Refused> {
    let takes = discussion_takes(discussion);
    let state = Need::DiscussionState { found: discussion, takes };
    let runs = matches!(cycle, CycleStatus::Open | CycleStatus::Paused);
    Refused::unless_none(unmet([
        (!runs).then_some(Need::CycleOpen { found: cycle }),
        (discussion != DiscussionStatus::Collecting).then_some(state),
    ]))
}

/// Whether a cycle in this state lets an event of its discussions happen: all while it is open, the
/// partners' own also while it is paused.
const fn goes_on(cycle: CycleStatus, event: DiscussionEvent) -> bool {
    match cycle {
        CycleStatus::Open => true,
        CycleStatus::Paused => of_partners(event),
        CycleStatus::Planned | CycleStatus::Closed => false,
    }
}

/// Whether an event is the partners' own; all others are the facilitator's.
const fn of_partners(event: DiscussionEvent) -> bool {
    matches!(event, DiscussionEvent::Submit | DiscussionEvent::Withdraw)
}
