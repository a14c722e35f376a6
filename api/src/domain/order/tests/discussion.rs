use entity::types::{Component, CycleStatus, DiscussionEvent, DiscussionStatus, Language};

use super::{codes, respondents};
use crate::domain::disclosure::MinPeople;
use crate::domain::order::{
    Collected, DiscussionFacts, Discussions, Live, Reason, discussion_takes,
    discussion_takes_within, may_set_answer_by, may_write_conclusions,
};
use crate::error::ErrorCode;

/// A round that lacks nothing in the state that it is in.
fn live(status: DiscussionStatus) -> Live {
    match status {
        DiscussionStatus::Waiting => Live::Waiting,
        DiscussionStatus::Collecting => {
            Live::Collecting(Collected::Openly { submitted: respondents(&[1]), missing: vec![] })
        }
        DiscussionStatus::Revealed => Live::Revealed { conclusions: 1 },
        DiscussionStatus::Concluded => Live::Concluded,
        DiscussionStatus::SetAside => Live::SetAside,
    }
}

/// The discussion of trust, while everything before it is in one state.
fn trust(status: DiscussionStatus, before: DiscussionStatus) -> DiscussionFacts {
    let earlier = Component::all().filter(|component| *component < Component::Trust);
    DiscussionFacts {
        component: Component::Trust,
        cycle: CycleStatus::Open,
        collect_ahead: false,
        discussions: earlier.map(|component| (component, before)).collect(),
        live: live(status),
    }
}

fn ready(status: DiscussionStatus) -> DiscussionFacts {
    trust(status, DiscussionStatus::Concluded)
}

/// Where an event leads, by the rule's table.
fn table(from: DiscussionStatus, event: DiscussionEvent) -> Option<DiscussionStatus> {
    use DiscussionEvent as Event;
    use DiscussionStatus::{Collecting, Concluded, Revealed, SetAside, Waiting};
    match (from, event) {
        (Waiting, Event::Start) => Some(Collecting),
        (Collecting, Event::Submit | Event::Withdraw) => Some(Collecting),
        (Collecting, Event::Reveal) => Some(Revealed),
        (Revealed, Event::Conclude) => Some(Concluded),
        (Waiting | Collecting | Revealed, Event::SetAside) => Some(SetAside),
        (Concluded | SetAside, Event::Revisit) => Some(Collecting),
        (Concluded, Event::Reaffirm) => Some(Concluded),
        _ => None,
    }
}

#[test]
fn every_state_takes_its_events_and_no_other() {
    for status in DiscussionStatus::all() {
        for event in DiscussionEvent::all() {
            let step = ready(status).step(event, Reason::Given);
            let expected = table(status, event);
            assert_eq!(step.clone().ok(), expected, "{event} while {status}");
            assert_eq!(discussion_takes(status).contains(&event), expected.is_some());
            assert_eq!(ready(status).blocked_by(event).is_empty(), expected.is_some());
            let closed = match event {
                DiscussionEvent::Submit | DiscussionEvent::Withdraw => ErrorCode::ResponsesClosed,
                _ => ErrorCode::WrongState,
            };
            let needs = if expected.is_some() { vec![] } else { vec![closed] };
            assert_eq!(codes(step), needs, "{event} while {status}");
        }
    }
}

#[test]
fn outside_an_open_cycle_only_partners_of_a_paused_one_go_on() {
    for cycle in CycleStatus::all() {
        for status in DiscussionStatus::all() {
            for event in discussion_takes(status) {
                let facts = DiscussionFacts { cycle, ..ready(status) };
                let partners = matches!(event, DiscussionEvent::Submit | DiscussionEvent::Withdraw);
                let goes_on =
                    cycle == CycleStatus::Open || cycle == CycleStatus::Paused && partners;
                let expected: &[_] = if goes_on { &[] } else { &[ErrorCode::CycleNotOpen] };
                assert_eq!(
                    codes(facts.step(*event, Reason::Given)),
                    expected,
                    "{event} in {cycle}"
                );
            }
        }
    }
}

#[test]
fn what_is_not_settled_before_halts_all_but_submitting_and_setting_aside() {
    for before in DiscussionStatus::all() {
        for status in DiscussionStatus::all() {
            for event in discussion_takes(status) {
                let free = matches!(
                    event,
                    DiscussionEvent::Submit | DiscussionEvent::Withdraw | DiscussionEvent::SetAside
                );
                let settled =
                    matches!(before, DiscussionStatus::Concluded | DiscussionStatus::SetAside);
                let expected: &[_] =
                    if free || settled { &[] } else { &[ErrorCode::DiscussionOutOfOrder] };
                let step = trust(status, before).step(*event, Reason::Given);
                assert_eq!(codes(step), expected, "{event} while those before are {before}");
            }
        }
    }
}

#[test]
fn collecting_ahead_lets_a_discussion_start_and_nothing_else() {
    let ahead = |status| DiscussionFacts {
        collect_ahead: true,
        ..trust(status, DiscussionStatus::Waiting)
    };
    let started = ahead(DiscussionStatus::Waiting).step(DiscussionEvent::Start, Reason::Missing);
    assert_eq!(started, Ok(DiscussionStatus::Collecting));
    for (status, event) in [
        (DiscussionStatus::Collecting, DiscussionEvent::Reveal),
        (DiscussionStatus::Revealed, DiscussionEvent::Conclude),
        (DiscussionStatus::Concluded, DiscussionEvent::Revisit),
        (DiscussionStatus::Concluded, DiscussionEvent::Reaffirm),
    ] {
        let step = ahead(status).step(event, Reason::Given);
        assert_eq!(codes(step), [ErrorCode::DiscussionOutOfOrder], "{event}");
    }
}

#[test]
fn later_discussions_and_the_own_one_are_not_asked() {
    let discussions: Discussions = Component::all()
        .map(|component| {
            let before = component < Component::Trust;
            let status =
                if before { DiscussionStatus::SetAside } else { DiscussionStatus::Revealed };
            (component, status)
        })
        .collect();
    let facts = DiscussionFacts { discussions, ..ready(DiscussionStatus::Revealed) };
    assert!(facts.step(DiscussionEvent::Conclude, Reason::Missing).is_ok());
}

#[test]
fn a_reveal_needs_a_response_and_an_anonymous_one_enough() {
    let min_people = MinPeople::default();
    let open = |sizes| Collected::Openly { submitted: respondents(sizes), missing: vec![] };
    let hidden =
        |sizes| Collected::Anonymously { answered: respondents(sizes), min_people, complete: true };
    for (collected, reveals) in [
        (open(&[]), false),
        (open(&[1]), true),
        (hidden(&[]), false),
        (hidden(&[3, 3]), false),
        (hidden(&[3, 1, 1]), false),
        (hidden(&[2, 2, 1]), true),
    ] {
        let live = Live::Collecting(collected);
        let facts = DiscussionFacts { live, ..ready(DiscussionStatus::Collecting) };
        let expected: &[_] = if reveals { &[] } else { &[ErrorCode::TooFewResponses] };
        let step = facts.step(DiscussionEvent::Reveal, Reason::Missing);
        assert_eq!(codes(step), expected, "{facts:?}");
    }
}

#[test]
fn a_reveal_while_answers_are_missing_asks_that_this_is_said() {
    let open = Collected::Openly { submitted: respondents(&[1]), missing: vec!["Pantry".into()] };
    let hidden = Collected::Anonymously {
        answered: respondents(&[2, 2, 1]),
        min_people: MinPeople::default(),
        complete: false,
    };
    for (collected, named) in [(open, true), (hidden, false)] {
        let live = Live::Collecting(collected);
        let facts = DiscussionFacts { live, ..ready(DiscussionStatus::Collecting) };
        let refused = facts.step(DiscussionEvent::Reveal, Reason::Missing);
        assert_eq!(codes(refused.clone()), [ErrorCode::OrganizationsMissing]);
        for language in [Language::En, Language::Es] {
            let refusal = refused.clone().unwrap_err().says(language);
            assert_eq!(refusal.message().contains("Pantry"), named, "{refusal:?}");
            let pointer = refusal.violations().next().and_then(|one| one.pointer.as_deref());
            assert_eq!(pointer, Some("/even_if_missing"));
        }
        assert!(facts.step(DiscussionEvent::Reveal, Reason::Given).is_ok());
        assert!(facts.blocked_by(DiscussionEvent::Reveal).is_empty());
    }
}

#[test]
fn the_day_by_which_to_answer_changes_while_a_running_cycle_collects() {
    for cycle in CycleStatus::all() {
        for status in DiscussionStatus::all() {
            let runs = matches!(cycle, CycleStatus::Open | CycleStatus::Paused);
            let may = runs && status == DiscussionStatus::Collecting;
            assert_eq!(may_set_answer_by(cycle, status).is_ok(), may, "{cycle} {status}");
        }
    }
}

#[test]
fn concluding_needs_a_conclusion_of_this_round() {
    let live = Live::Revealed { conclusions: 0 };
    let facts = DiscussionFacts { live, ..ready(DiscussionStatus::Revealed) };
    let step = facts.step(DiscussionEvent::Conclude, Reason::Missing);
    assert_eq!(codes(step), [ErrorCode::NothingConcluded]);
}

#[test]
fn three_events_need_a_reason() {
    for status in DiscussionStatus::all() {
        for event in discussion_takes(status) {
            let needs = matches!(
                event,
                DiscussionEvent::SetAside | DiscussionEvent::Revisit | DiscussionEvent::Reaffirm
            );
            let expected: &[_] = if needs { &[ErrorCode::ReasonMissing] } else { &[] };
            assert_eq!(codes(ready(status).step(*event, Reason::Missing)), expected, "{event}");
        }
    }
}

#[test]
fn a_refusal_names_all_needs_in_order() {
    let live = Live::Collecting(Collected::Openly { submitted: respondents(&[]), missing: vec![] });
    let waiting = trust(DiscussionStatus::Collecting, DiscussionStatus::Waiting);
    let facts = DiscussionFacts { live, cycle: CycleStatus::Paused, ..waiting.clone() };
    let expected =
        [ErrorCode::CycleNotOpen, ErrorCode::DiscussionOutOfOrder, ErrorCode::TooFewResponses];
    assert_eq!(codes(facts.step(DiscussionEvent::Reveal, Reason::Given)), expected);
    let facts = DiscussionFacts { cycle: CycleStatus::Closed, ..waiting };
    let expected = [
        ErrorCode::CycleNotOpen,
        ErrorCode::WrongState,
        ErrorCode::DiscussionOutOfOrder,
        ErrorCode::ReasonMissing,
    ];
    assert_eq!(codes(facts.step(DiscussionEvent::Revisit, Reason::Missing)), expected);
}

#[test]
fn what_can_be_done_follows_the_cycle_too() {
    for cycle in CycleStatus::all() {
        for status in DiscussionStatus::all() {
            let within: Vec<_> = discussion_takes_within(cycle, status).collect();
            let facts = DiscussionFacts { cycle, ..ready(status) };
            let possible = DiscussionEvent::all()
                .filter(|event| facts.step(*event, Reason::Given).is_ok())
                .collect::<Vec<_>>();
            assert_eq!(within, possible, "{cycle} {status}");
        }
    }
}

#[test]
fn conclusions_are_written_while_the_cycle_is_open_and_the_round_revealed() {
    for cycle in CycleStatus::all() {
        for status in DiscussionStatus::all() {
            let mut expected = Vec::new();
            if cycle != CycleStatus::Open {
                expected.push(ErrorCode::CycleNotOpen);
            }
            if status != DiscussionStatus::Revealed {
                expected.push(ErrorCode::WrongState);
            }
            assert_eq!(codes(may_write_conclusions(cycle, status)), expected, "{cycle} {status}");
        }
    }
}

#[test]
fn the_facilitator_is_awaited_where_nothing_but_a_conclusion_is_missing() {
    use DiscussionEvent::{Conclude, Reveal, Start};
    use DiscussionStatus::{Collecting, Concluded, Revealed, SetAside, Waiting};
    let table = [
        (Waiting, Some(Start)),
        (Collecting, Some(Reveal)),
        (Revealed, Some(Conclude)),
        (Concluded, None),
        (SetAside, None),
    ];
    for (status, awaited) in table {
        assert_eq!(ready(status).awaits(), awaited, "{status}");
        assert_eq!(trust(status, Waiting).awaits(), None, "{status}, out of order");
        let paused = DiscussionFacts { cycle: CycleStatus::Paused, ..ready(status) };
        assert_eq!(paused.awaits(), None, "{status}, paused");
    }
    let unwritten = Live::Revealed { conclusions: 0 };
    assert_eq!(DiscussionFacts { live: unwritten, ..ready(Revealed) }.awaits(), Some(Conclude));
    let unanswered =
        Live::Collecting(Collected::Openly { submitted: respondents(&[]), missing: vec![] });
    assert_eq!(DiscussionFacts { live: unanswered, ..ready(Collecting) }.awaits(), None);
}
