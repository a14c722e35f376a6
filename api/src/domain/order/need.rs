//! What an event needs and does not find.

use entity::types::{
    Component, CycleEvent, CycleStatus, DiscussionEvent, DiscussionStatus, Language,
};

use super::said;
use crate::domain::disclosure::{DisclosureSetting, MinPeople};
use crate::error::{ErrorCode, Refusal, Violation};

/// Whether what an event asks of its request came with it: a reason, or of a reveal that it happens
/// even if answers are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It did.
    Given,
    /// It did not.
    Missing,
}

impl<T> From<&Option<T>> for Reason {
    fn from(reason: &Option<T>) -> Self {
        if reason.is_some() { Self::Given } else { Self::Missing }
    }
}

impl From<bool> for Reason {
    fn from(said: bool) -> Self {
        if said { Self::Given } else { Self::Missing }
    }
}

/// Something that an event needs and does not find.
///
/// In an anonymous cycle a need names thresholds, and never how many answered or are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Somebody neutral.
    NotNeutral(NotNeutral),
    /// Somebody who spoke for the organization when the round started.
    SpokeAtStart,
    /// Another state of the cycle, which is to move itself.
    CycleState {
        /// The state it is in.
        found: CycleStatus,
        /// The events that this state takes.
        takes: &'static [CycleEvent],
    },
    /// An open cycle, for one of its discussions to move.
    CycleOpen {
        /// The state it is in.
        found: CycleStatus,
    },
    /// That no other cycle of the alliance is open or paused.
    NoOtherCycle,
    /// Another state of the discussion.
    DiscussionState {
        /// The state it is in.
        found: DiscussionStatus,
        /// The events that this state takes.
        takes: &'static [DiscussionEvent],
    },
    /// A round that collects responses.
    Collecting {
        /// The state that the discussion is in.
        found: DiscussionStatus,
    },
    /// That all earlier discussions are settled.
    Order {
        /// Those that are not, in order.
        unsettled: Vec<Component>,
    },
    /// A facilitator.
    Facilitator,
    /// Two organizations with a partner who can respond.
    Organizations {
        /// How many there are.
        found: usize,
    },
    /// Settings that say who sees answers.
    Disclosure {
        /// Those that are unset, or clash with another.
        settings: Vec<DisclosureSetting>,
    },
    /// Enough people who can respond, for an anonymous cycle.
    PeopleForAnonymous {
        /// How many people the cycle asks for.
        min_people: MinPeople,
    },
    /// Responses.
    Responses(Threshold),
    /// Answers of all organizations that could give one, or that it happens even so.
    Answers {
        /// The names of those that are missing; none in an anonymous cycle.
        missing: Vec<String>,
    },
    /// A conclusion written down in this round.
    Conclusion,
    /// A reason.
    Reason(ReasonFor),
    /// That settings which were promised to respondents stay as they are.
    DisclosureFixed {
        /// Those that were to change.
        settings: Vec<DisclosureSetting>,
    },
}

/// Why somebody is not neutral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotNeutral {
    /// Facilitates, or has facilitated, the cycle in which they would respond.
    Facilitates,
    /// Has responded in the cycle that they would take over.
    HasResponded,
    /// Was a partner when a round of that cycle started, which says nothing of whether they
    /// responded.
    MayHaveResponded,
}

/// How many must have responded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Anybody.
    One,
    /// Enough, in an anonymous cycle that asks for so many people.
    Enough(MinPeople),
}

/// What a reason is needed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasonFor {
    /// To pause the cycle.
    Pause,
    /// To hand the cycle over.
    HandOver,
    /// To close a cycle that is not completed; holds the discussions that are not settled, none
    /// where all are set aside.
    CloseEarly(Vec<Component>),
    /// To set the discussion aside.
    SetAside,
    /// To revisit the discussion.
    Revisit,
    /// To say that a conclusion still holds.
    Reaffirm,
}

/// Who can supply what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supplier {
    /// The cycle's facilitator.
    Facilitator,
    /// A steward of the alliance.
    Steward,
    /// The facilitator or a steward.
    FacilitatorOrSteward,
    /// Partners.
    Partners,
    /// Nobody: it is over, or it was promised.
    Nobody,
}

impl Need {
    /// Its code.
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::NotNeutral(_) => ErrorCode::NotNeutral,
            Self::SpokeAtStart => ErrorCode::NotPermitted,
            Self::CycleState { .. } | Self::DiscussionState { .. } => ErrorCode::WrongState,
            Self::CycleOpen { .. } => ErrorCode::CycleNotOpen,
            Self::NoOtherCycle => ErrorCode::CycleAlreadyOpen,
            Self::Collecting { .. } => ErrorCode::ResponsesClosed,
            Self::Order { .. } => ErrorCode::DiscussionOutOfOrder,
            Self::Facilitator => ErrorCode::FacilitatorMissing,
            Self::Organizations { .. } => ErrorCode::TooFewOrganizations,
            Self::Disclosure { .. } => ErrorCode::DisclosureMissing,
            Self::PeopleForAnonymous { .. } => ErrorCode::TooFewForAnonymous,
            Self::Responses(_) => ErrorCode::TooFewResponses,
            Self::Answers { .. } => ErrorCode::OrganizationsMissing,
            Self::Conclusion => ErrorCode::NothingConcluded,
            Self::Reason(_) => ErrorCode::ReasonMissing,
            Self::DisclosureFixed { .. } => ErrorCode::DisclosureFixed,
        }
    }

    /// Who can supply it.
    pub const fn supplier(&self) -> Supplier {
        match self {
            Self::CycleState { found: CycleStatus::Closed, .. }
            | Self::CycleOpen { found: CycleStatus::Closed }
            | Self::DisclosureFixed { .. } => Supplier::Nobody,
            Self::NotNeutral(NotNeutral::Facilitates) | Self::SpokeAtStart | Self::Responses(_) => {
                Supplier::Partners
            }
            Self::Facilitator | Self::Organizations { .. } | Self::PeopleForAnonymous { .. } => {
                Supplier::Steward
            }
            Self::NotNeutral(_) | Self::Disclosure { .. } => Supplier::FacilitatorOrSteward,
            Self::CycleState { .. }
            | Self::CycleOpen { .. }
            | Self::NoOtherCycle
            | Self::DiscussionState { .. }
            | Self::Collecting { .. }
            | Self::Order { .. }
            | Self::Answers { .. }
            | Self::Conclusion
            | Self::Reason(_) => Supplier::Facilitator,
        }
    }

    /// What is missing and who can supply it, in a sentence.
    pub fn says(&self, language: Language) -> String {
        match language {
            Language::En => said::english(self),
            Language::Es => said::spanish(self),
        }
    }

    /// The need as a refusal tells it; what is missing in the request has its field there.
    pub fn violation(&self, language: Language) -> Violation {
        let violation = Violation::new(self.code(), self.says(language));
        match self {
            Self::Reason(_) => violation.at("/reason"),
            Self::Answers { .. } => violation.at("/even_if_missing"),
            _ => violation,
        }
    }
}

/// An event that does not happen, with everything that it needs; never without a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    first: Need,
    others: Vec<Need>,
}

impl Refused {
    /// Refuses for the needs given, the deciding one first; accepts where there are none.
    pub(super) fn unless_none(needs: Vec<Need>) -> Result<(), Self> {
        let mut needs = needs.into_iter();
        match needs.next() {
            None => Ok(()),
            Some(first) => Err(Self { first, others: needs.collect() }),
        }
    }

    /// Everything that is missing, the deciding need first.
    pub fn needs(&self) -> impl Iterator<Item = &Need> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The refusal in words.
    pub fn says(&self, language: Language) -> Refusal {
        let others = self.others.iter().map(|need| need.violation(language));
        Refusal::from(self.first.violation(language)).and(others)
    }
}

/// Those needs that are not met, in the order given.
pub(super) fn unmet<const N: usize>(needs: [Option<Need>; N]) -> Vec<Need> {
    needs.into_iter().flatten().collect()
}

/// The need of a reason, where none came.
pub(super) fn unreasoned(reason: Reason, what: ReasonFor) -> Option<Need> {
    (reason == Reason::Missing).then_some(Need::Reason(what))
}
