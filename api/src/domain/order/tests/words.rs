use std::collections::{BTreeMap, BTreeSet};

use entity::types::{Component, CycleStatus, DiscussionStatus, Language};

use crate::domain::disclosure::{DisclosureSetting, MinPeople};
use crate::domain::order::{
    Candidate, HandOver, Need, NotNeutral, Reason, ReasonFor, Supplier, Threshold, cycle_takes,
    discussion_takes,
};
use crate::error::ErrorCode;

fn reasons() -> impl Iterator<Item = Need> {
    [
        ReasonFor::Pause,
        ReasonFor::HandOver,
        ReasonFor::CloseEarly(vec![]),
        ReasonFor::CloseEarly(vec![Component::Power, Component::Trust]),
        ReasonFor::SetAside,
        ReasonFor::Revisit,
        ReasonFor::Reaffirm,
    ]
    .into_iter()
    .map(Need::Reason)
}

fn states() -> impl Iterator<Item = Need> {
    let cycles = CycleStatus::all().flat_map(|found| {
        [Need::CycleState { found, takes: cycle_takes(found) }, Need::CycleOpen { found }]
    });
    let discussions = DiscussionStatus::all().flat_map(|found| {
        let takes = discussion_takes(found);
        [Need::DiscussionState { found, takes }, Need::Collecting { found }]
    });
    cycles.chain(discussions)
}

fn every_need() -> Vec<Need> {
    let min_people = MinPeople::default();
    let settings = vec![DisclosureSetting::Disclosure, DisclosureSetting::RespondAs];
    let others = [
        Need::NotNeutral(NotNeutral::Facilitates),
        Need::NotNeutral(NotNeutral::HasResponded),
        Need::NotNeutral(NotNeutral::MayHaveResponded),
        Need::SpokeAtStart,
        Need::NoOtherCycle,
        Need::Order { unsettled: vec![Component::Purpose, Component::Power, Component::Trust] },
        Need::Facilitator,
        Need::Organizations { found: 1 },
        Need::Disclosure { settings: settings.clone() },
        Need::PeopleForAnonymous { min_people },
        Need::Responses(Threshold::One),
        Need::Responses(Threshold::Enough(min_people)),
        Need::Answers { missing: vec!["The pantry".into(); 12] },
        Need::Answers { missing: vec![] },
        Need::Conclusion,
        Need::DisclosureFixed { settings },
    ];
    states().chain(reasons()).chain(others).collect()
}

#[test]
fn needs_have_the_codes_of_the_rule() {
    let found: BTreeSet<_> = every_need().iter().map(|need| need.code().word()).collect();
    let codes = [
        "not_neutral",
        "not_permitted",
        "wrong_state",
        "cycle_not_open",
        "cycle_already_open",
        "responses_closed",
        "discussion_out_of_order",
        "facilitator_missing",
        "too_few_organizations",
        "disclosure_missing",
        "too_few_for_anonymous",
        "too_few_responses",
        "organizations_missing",
        "nothing_concluded",
        "reason_missing",
        "disclosure_fixed",
    ];
    assert_eq!(found, codes.into());
}

#[test]
fn a_refusal_tells_every_need_and_points_to_the_field_of_a_missing_reason() {
    let closed = HandOver {
        status: CycleStatus::Closed,
        names_seen: false,
        left: None,
        to: Candidate { has_responded: false, was_partner_in_round: false },
    };
    let refused = closed.check(Reason::Missing).unwrap_err().says(Language::En);
    let told: Vec<_> = refused.violations().map(|one| (one.code, one.pointer.as_deref())).collect();
    assert_eq!(told, [(ErrorCode::WrongState, None), (ErrorCode::ReasonMissing, Some("/reason"))]);
}

#[test]
fn no_two_codes_share_a_sentence_in_any_language() {
    let mut codes = BTreeMap::new();
    for need in every_need() {
        for said in Language::all().map(|language| need.says(language)) {
            assert!(said.ends_with('.'), "{said}");
            assert_eq!(*codes.entry(said.clone()).or_insert(need.code()), need.code(), "{said}");
        }
        assert_ne!(need.says(Language::En), need.says(Language::Es));
    }
}

/// The one who can supply it is named in the sentence itself.
#[test]
fn sentences_name_who_can_supply_what_is_missing() {
    let met = [
        Need::CycleOpen { found: CycleStatus::Open },
        Need::Collecting { found: DiscussionStatus::Collecting },
    ];
    for need in every_need().into_iter().filter(|need| !met.contains(need)) {
        let said = need.says(Language::En).to_lowercase();
        let who: &[&str] = match need.supplier() {
            Supplier::Facilitator => &["facilitator"],
            Supplier::Steward => &["steward"],
            Supplier::FacilitatorOrSteward => &["facilitator", "steward"],
            Supplier::Partners => &["partners"],
            Supplier::Nobody => &["nobody"],
        };
        assert!(who.iter().all(|word| said.contains(word)), "{said}");
    }
}

/// A state's sentence tells every event that the state takes, by the event's first word.
#[test]
fn sentences_name_the_events_that_a_state_takes() {
    for need in states() {
        let takes: Vec<_> = match &need {
            Need::CycleState { takes, .. } => takes.iter().map(|event| event.word()).collect(),
            Need::DiscussionState { takes, .. } => takes.iter().map(|event| event.word()).collect(),
            _ => continue,
        };
        let said = need.says(Language::En);
        for event in takes {
            let verb = event.split('_').next().unwrap_or(event);
            assert!(said.contains(verb), "{event}: {said}");
        }
    }
}

/// The order names what comes first, and thresholds name limits and never who answered.
#[test]
fn sentences_name_what_is_missing() {
    let unsettled = vec![Component::Purpose, Component::Power, Component::Trust];
    let said = Need::Order { unsettled }.says(Language::En);
    assert!(said.contains("shared purpose, shared power and mutual respect and trust"), "{said}");
    let min_people = MinPeople::new(7).unwrap_or_default();
    for language in Language::all() {
        let said = Need::Responses(Threshold::Enough(min_people)).says(language);
        let numbers: Vec<_> = said.split(|c: char| !c.is_ascii_digit()).collect();
        let numbers: Vec<_> = numbers.into_iter().filter(|number| !number.is_empty()).collect();
        assert_eq!(numbers, ["7", "3", "3"], "{said}");
    }
}
