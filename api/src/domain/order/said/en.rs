//! Needs in English.

use entity::types::{Component, CycleStatus, DiscussionStatus};

use super::{joined, named};
use crate::domain::disclosure::{
    DisclosureSetting, MIN_ORGANIZATIONS, MIN_WITHOUT_LARGEST, MinPeople,
};
use crate::domain::order::{Need, NotNeutral, ReasonFor, Threshold};

const SPOKE_AT_START: &str = "An organization's response is shared by the partners who spoke for it when the round started; they can write and read it.";

/// What is missing and who can supply it.
pub fn need(need: &Need) -> String {
    match need {
        Need::NotNeutral(why) => partial(*why).into(),
        Need::SpokeAtStart => SPOKE_AT_START.into(),
        Need::CycleState { found, .. } => cycle_state(*found).into(),
        Need::CycleOpen { found } => cycle_open(*found).into(),
        Need::NoOtherCycle => {
            "Another cycle of the alliance is open or paused; its facilitator can close it.".into()
        }
        Need::DiscussionState { found, .. } => discussion_state(*found).into(),
        Need::Collecting { found } => collecting(*found).into(),
        Need::Order { unsettled } => format!(
            "Earlier discussions come first, and not settled yet: {}. The facilitator can conclude them or set them aside.",
            components(unsettled)
        ),
        Need::Facilitator => "No facilitator is named; a steward can name one.".into(),
        Need::Organizations { found } => format!(
            "Two organizations are needed, each with a partner other than the facilitator; there are {found}. A steward can invite partners."
        ),
        Need::Disclosure { settings } => format!(
            "Who will see answers is not settled: {}. The facilitator or a steward can set this.",
            fields(settings)
        ),
        Need::PeopleForAnonymous { min_people } => format!(
            "An anonymous cycle needs {} who can respond. A steward can invite partners.",
            enough(*min_people)
        ),
        Need::Responses(threshold) => responses(*threshold),
        Need::Answers { missing } => unanswered(missing),
        Need::Conclusion => {
            "No conclusion of this round is written down yet; the facilitator can write one.".into()
        }
        Need::Reason(what) => reason(what),
        Need::DisclosureFixed { settings } => format!(
            "The cycle has opened, and what was promised stays: {}. Nobody can change it; a new cycle can say otherwise.",
            fields(settings)
        ),
    }
}

fn partial(why: NotNeutral) -> &'static str {
    match why {
        NotNeutral::Facilitates => {
            "Whoever facilitates or has facilitated a cycle does not respond in it; other partners of the organization can."
        }
        NotNeutral::HasResponded => {
            "Whoever has responded in a cycle cannot take it over; the facilitator or a steward can name somebody else."
        }
        NotNeutral::MayHaveResponded => {
            "Whoever was a partner when a round of the cycle started cannot take it over; the facilitator or a steward can name somebody else."
        }
    }
}

fn cycle_state(found: CycleStatus) -> &'static str {
    match found {
        CycleStatus::Planned => "The cycle is planned; its facilitator can open it.",
        CycleStatus::Open => "The cycle is open; its facilitator can pause or close it.",
        CycleStatus::Paused => "The cycle is paused; its facilitator can resume or close it.",
        CycleStatus::Closed => "The cycle is closed for good; nobody can move it.",
    }
}

fn cycle_open(found: CycleStatus) -> &'static str {
    match found {
        CycleStatus::Planned => "The cycle is planned; its facilitator can open it first.",
        CycleStatus::Open => "The cycle is open.",
        CycleStatus::Paused => "The cycle is paused; its facilitator can resume it first.",
        CycleStatus::Closed => "The cycle is closed for good; nobody can open it again.",
    }
}

fn discussion_state(found: DiscussionStatus) -> &'static str {
    match found {
        DiscussionStatus::Waiting => {
            "The discussion has not started; the facilitator can start it or set it aside."
        }
        DiscussionStatus::Collecting => {
            "The discussion collects responses; partners can submit or withdraw theirs, the facilitator can reveal them or set the discussion aside."
        }
        DiscussionStatus::Revealed => {
            "The responses are revealed; the facilitator can conclude the discussion or set it aside."
        }
        DiscussionStatus::Concluded => {
            "The discussion is concluded; the facilitator can revisit or reaffirm it."
        }
        DiscussionStatus::SetAside => {
            "The discussion is set aside; the facilitator can revisit it."
        }
    }
}

fn collecting(found: DiscussionStatus) -> &'static str {
    match found {
        DiscussionStatus::Waiting => {
            "No responses are collected yet; the facilitator can start the discussion."
        }
        DiscussionStatus::Collecting => "Responses are collected.",
        DiscussionStatus::Revealed => {
            "Responses are revealed and collected no more; the facilitator can revisit the discussion once it is concluded."
        }
        DiscussionStatus::Concluded | DiscussionStatus::SetAside => {
            "Responses are collected no more; the facilitator can revisit the discussion."
        }
    }
}

fn responses(threshold: Threshold) -> String {
    match threshold {
        Threshold::One => "Nobody has submitted a response yet; partners can.".into(),
        Threshold::Enough(min_people) => format!(
            "Answers are revealed only once they come from {}. Partners can submit theirs.",
            enough(min_people)
        ),
    }
}

fn unanswered(missing: &[String]) -> String {
    let who = match missing {
        [] => "Not all organizations that could answer have".to_owned(),
        missing => {
            let more = |left| format!("{left} more");
            format!(
                "These organizations could answer and have not: {}",
                named(missing, "and", more)
            )
        }
    };
    format!(
        "{who}. The facilitator can wait for them, or say that it is revealed even if they are missing."
    )
}

fn reason(what: &ReasonFor) -> String {
    let said = match what {
        ReasonFor::Pause => "why the cycle is paused",
        ReasonFor::HandOver => "why the cycle is handed over",
        ReasonFor::SetAside => "why the discussion is set aside",
        ReasonFor::Revisit => "why the discussion is revisited",
        ReasonFor::Reaffirm => "why the conclusions still hold",
        ReasonFor::CloseEarly(unsettled) if unsettled.is_empty() => {
            "why the cycle closes although no discussion is concluded"
        }
        ReasonFor::CloseEarly(unsettled) => {
            return format!(
                "A reason is missing: the facilitator says why the cycle closes although this is not settled: {}.",
                components(unsettled)
            );
        }
    };
    format!("A reason is missing: the facilitator says {said}.")
}

fn enough(min: MinPeople) -> String {
    format!(
        "at least {} people from at least {MIN_ORGANIZATIONS} organizations, and at least {MIN_WITHOUT_LARGEST} people beside those of the organization with most of them",
        min.people()
    )
}

fn fields(settings: &[DisclosureSetting]) -> String {
    joined(&settings.iter().map(|setting| setting.field()).collect::<Vec<_>>(), "and")
}

fn components(components: &[Component]) -> String {
    joined(&components.iter().map(|component| name(*component)).collect::<Vec<_>>(), "and")
}

fn name(component: Component) -> &'static str {
    match component {
        Component::Purpose => "shared purpose",
        Component::Power => "shared power",
        Component::Interdependence => "shared view of interdependence",
        Component::Trust => "mutual respect and trust",
        Component::Control => "shared control",
        Component::Indicators => "shared indicators of progress",
    }
}
