//! Proposals, decided: a table of rule, organizations and positions, and what holds for all of them.

use DecisionRule::{Consent, Majority, Unanimity};
use ProposalStatus::{Accepted, Lapsed, Open, Rejected, Withdrawn};
use chrono::{TimeZone, Utc};
use proptest::prelude::*;

use super::*;

fn said(accept: u32, reservation: u32, object: u32, abstain: u32) -> Stances {
    Stances { accept, reservation, object, abstain }
}

#[test]
fn the_table_of_rule_four() {
    // rule, organizations that count, (accept, with reservation, object, abstain) → outcome
    let table = [
        (Consent, 5, said(0, 0, 0, 0), Lapsed),
        (Consent, 5, said(2, 0, 0, 0), Lapsed),
        (Consent, 5, said(3, 0, 0, 0), Accepted),
        (Consent, 5, said(0, 0, 0, 3), Accepted),
        (Consent, 5, said(4, 0, 1, 0), Rejected),
        (Consent, 5, said(0, 0, 2, 0), Lapsed),
        (Consent, 4, said(2, 0, 0, 0), Lapsed),
        (Consent, 4, said(2, 1, 0, 0), Accepted),
        (Consent, 1, said(1, 0, 0, 0), Accepted),
        (Majority, 5, said(2, 0, 1, 0), Accepted),
        (Majority, 5, said(0, 2, 1, 0), Accepted),
        (Majority, 5, said(1, 0, 1, 1), Rejected),
        (Majority, 5, said(0, 0, 0, 3), Rejected),
        (Majority, 5, said(2, 0, 0, 0), Lapsed),
        (Majority, 5, said(1, 1, 3, 0), Rejected),
        (Unanimity, 3, said(3, 0, 0, 0), Accepted),
        (Unanimity, 3, said(2, 1, 0, 0), Accepted),
        (Unanimity, 3, said(2, 0, 0, 1), Rejected),
        (Unanimity, 3, said(2, 0, 0, 0), Rejected),
        (Unanimity, 3, said(2, 0, 1, 0), Rejected),
        (Unanimity, 3, said(1, 0, 0, 0), Lapsed),
    ];
    for (rule, counted, stances, expected) in table {
        assert_eq!(outcome(rule, counted, stances), expected, "{rule} of {counted}: {stances:?}");
    }
}

#[test]
fn an_open_proposal_is_decided_at_its_date_and_any_other_stays_as_it_is() {
    let time = |hour| Timestamp::new(Utc.with_ymd_and_hms(2026, 6, 1, hour, 0, 0).unwrap());
    let ballot = |status| Ballot {
        status,
        rule: Consent,
        counted: 3,
        stances: said(2, 0, 0, 0),
        closes_at: time(12),
    };
    assert_eq!(ballot(Open).at(time(11)), Open);
    assert_eq!(ballot(Open).at(time(12)), Accepted);
    for status in [Accepted, Rejected, Lapsed, Withdrawn] {
        assert_eq!(ballot(status).at(time(11)), status);
        assert_eq!(ballot(status).at(time(13)), status);
    }
}

fn any_stances() -> impl Strategy<Value = (u32, Stances)> {
    (1..80u32).prop_flat_map(|counted| {
        let stances = prop::collection::vec(prop::option::of(0..4u32), counted as usize);
        stances.prop_map(move |all| {
            let of = |kind| all.iter().filter(|it| **it == Some(kind)).count() as u32;
            (counted, said(of(0), of(1), of(2), of(3)))
        })
    })
}

proptest! {
    #[test]
    fn without_quorum_nothing_is_decided((counted, stances) in any_stances()) {
        for rule in DecisionRule::all() {
            let lapsed = outcome(rule, counted, stances) == Lapsed;
            prop_assert_eq!(lapsed, 2 * stances.taken() <= counted);
        }
    }

    #[test]
    fn what_all_accept_every_rule_accepts(counted in 1..80u32, reserved in 0..80u32) {
        let reserved = reserved.min(counted);
        for rule in DecisionRule::all() {
            prop_assert_eq!(outcome(rule, counted, said(counted - reserved, reserved, 0, 0)), Accepted);
        }
    }

    #[test]
    fn a_stricter_rule_accepts_no_more((counted, stances) in any_stances()) {
        let accepts = |rule| outcome(rule, counted, stances) == Accepted;
        prop_assert!(!accepts(Unanimity) || accepts(Consent) && accepts(Majority));
    }

    #[test]
    fn a_reservation_decides_like_an_acceptance((counted, stances) in any_stances()) {
        let plain = Stances { accept: stances.accepting(), reservation: 0, ..stances };
        for rule in DecisionRule::all() {
            prop_assert_eq!(outcome(rule, counted, stances), outcome(rule, counted, plain));
        }
    }

    #[test]
    fn who_turns_from_objecting_to_accepting_never_turns_it_down((counted, stances) in any_stances()) {
        prop_assume!(stances.object > 0);
        let turned = stances.moved(Some(Stance::Object), Stance::Accept);
        prop_assert_eq!(turned.taken(), stances.taken());
        for rule in DecisionRule::all() {
            let before = outcome(rule, counted, stances);
            prop_assert!(before != Accepted || outcome(rule, counted, turned) == Accepted);
        }
    }
}
