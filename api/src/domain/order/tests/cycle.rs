use entity::types::{
    Component, CycleEvent, CycleStatus, Disclosure, DiscussionStatus, FacilitatorSees, RespondAs,
};

use super::{all_six, codes, respondents};
use crate::domain::disclosure::{DisclosureSetting, DisclosureSettings};
use crate::domain::order::{
    CycleFacts, Discussions, Need, Reason, ReasonFor, cycle_takes, may_change_settings,
};
use crate::error::ErrorCode;

fn named() -> DisclosureSettings {
    DisclosureSettings {
        disclosure: Some(Disclosure::Named),
        facilitator_sees: Some(FacilitatorSees::Names),
        min_people: None,
        respond_as: Some(RespondAs::Member),
    }
}

fn anonymous() -> DisclosureSettings {
    DisclosureSettings {
        disclosure: Some(Disclosure::Anonymous),
        facilitator_sees: None,
        min_people: Some(5),
        respond_as: Some(RespondAs::Member),
    }
}

/// A cycle that lacks nothing in the state that it is in.
fn ready(status: CycleStatus) -> CycleFacts {
    CycleFacts {
        status,
        facilitator_named: true,
        able: respondents(&[1, 1]),
        other_running: false,
        settings: named(),
        discussions: all_six(DiscussionStatus::Concluded),
    }
}

#[test]
fn every_state_takes_its_events_and_no_other() {
    use CycleEvent::{Close, Open, Pause, Resume};
    use CycleStatus::{Closed, Open as Opened, Paused, Planned};
    let moves = [
        (Planned, Open, Opened),
        (Opened, Pause, Paused),
        (Paused, Resume, Opened),
        (Opened, Close, Closed),
        (Paused, Close, Closed),
    ];
    for status in CycleStatus::all() {
        for event in CycleEvent::all() {
            let expected = moves.iter().find(|(from, by, _)| (*from, *by) == (status, event));
            let step = ready(status).step(event, Reason::Given);
            assert_eq!(step.clone().ok(), expected.map(|(.., to)| *to), "{event} while {status}");
            assert_eq!(cycle_takes(status).contains(&event), expected.is_some());
            assert_eq!(ready(status).blocked_by(event).is_empty(), expected.is_some());
            if expected.is_none() {
                assert_eq!(codes(step), [ErrorCode::WrongState]);
            }
        }
    }
}

#[test]
fn opening_names_everything_that_is_missing_in_order() {
    let bare = CycleFacts {
        facilitator_named: false,
        able: respondents(&[3]),
        other_running: true,
        settings: DisclosureSettings::default(),
        ..ready(CycleStatus::Paused)
    };
    let expected = [
        ErrorCode::WrongState,
        ErrorCode::CycleAlreadyOpen,
        ErrorCode::FacilitatorMissing,
        ErrorCode::TooFewOrganizations,
        ErrorCode::DisclosureMissing,
    ];
    assert_eq!(codes(bare.step(CycleEvent::Open, Reason::Given)), expected);
}

#[test]
fn opening_names_the_settings_that_are_missing() {
    let facts =
        CycleFacts { settings: DisclosureSettings::default(), ..ready(CycleStatus::Planned) };
    let settings = vec![DisclosureSetting::Disclosure, DisclosureSetting::RespondAs];
    assert_eq!(facts.blocked_by(CycleEvent::Open), [Need::Disclosure { settings }]);
}

#[test]
fn two_organizations_with_a_partner_each_are_needed() {
    for (sizes, opens) in [(&[][..], false), (&[7], false), (&[1, 1], true), (&[1, 0, 1], true)] {
        let facts = CycleFacts { able: respondents(sizes), ..ready(CycleStatus::Planned) };
        assert_eq!(facts.step(CycleEvent::Open, Reason::Given).is_ok(), opens, "{sizes:?}");
    }
}

#[test]
fn an_anonymous_cycle_needs_enough_people_to_open() {
    for (sizes, opens) in [(&[2, 1, 1][..], false), (&[4, 1, 1], false), (&[2, 2, 1], true)] {
        let settings = anonymous();
        let facts =
            CycleFacts { settings, able: respondents(sizes), ..ready(CycleStatus::Planned) };
        let expected: &[_] = if opens { &[] } else { &[ErrorCode::TooFewForAnonymous] };
        assert_eq!(codes(facts.step(CycleEvent::Open, Reason::Given)), expected, "{sizes:?}");
    }
}

#[test]
fn pausing_needs_a_reason_and_resuming_none() {
    let paused = ready(CycleStatus::Open).step(CycleEvent::Pause, Reason::Missing);
    assert_eq!(codes(paused), [ErrorCode::ReasonMissing]);
    let resumed = ready(CycleStatus::Paused).step(CycleEvent::Resume, Reason::Missing);
    assert_eq!(resumed, Ok(CycleStatus::Open));
}

#[test]
fn closing_early_needs_a_reason_that_names_what_is_not_settled() {
    let mut discussions: Vec<_> =
        Component::all().map(|component| (component, DiscussionStatus::Concluded)).collect();
    discussions.truncate(4);
    let discussions: Discussions = discussions.into_iter().collect();
    assert!(!discussions.completed());
    let facts = CycleFacts { discussions, ..ready(CycleStatus::Open) };
    let refused = facts.step(CycleEvent::Close, Reason::Missing).unwrap_err();
    let needs: Vec<_> = refused.needs().collect();
    let unsettled = vec![Component::Control, Component::Indicators];
    assert_eq!(needs, [&Need::Reason(ReasonFor::CloseEarly(unsettled))]);
    assert_eq!(facts.step(CycleEvent::Close, Reason::Given), Ok(CycleStatus::Closed));
}

#[test]
fn a_cycle_is_completed_where_all_are_settled_and_one_is_concluded() {
    assert!(all_six(DiscussionStatus::Concluded).completed());
    assert!(!all_six(DiscussionStatus::SetAside).completed());
    assert!(!all_six(DiscussionStatus::Revealed).completed());
    let one = Component::all().map(|component| {
        let concluded = component == Component::Trust;
        (
            component,
            if concluded { DiscussionStatus::Concluded } else { DiscussionStatus::SetAside },
        )
    });
    assert!(one.collect::<Discussions>().completed());
    assert!(!Discussions::default().completed());
}

#[test]
fn what_was_promised_changes_only_before_the_cycle_opens() {
    let to = DisclosureSettings { respond_as: Some(RespondAs::Organization), ..named() };
    for status in CycleStatus::all() {
        assert_eq!(may_change_settings(status, &named(), &named()), Ok(()));
        let changed = may_change_settings(status, &named(), &to);
        let expected: &[_] =
            if status == CycleStatus::Planned { &[] } else { &[ErrorCode::DisclosureFixed] };
        assert_eq!(codes(changed), expected, "{status}");
    }
}
