use std::collections::BTreeSet;

use entity::types::{CycleStatus, FacilitatorStance, Role};

use super::{codes, member, organization};
use crate::domain::disclosure::MinPeople;
use crate::domain::order::{
    Candidate, HandOver, Reason, Span, able_to_respond, may_respond, stance, unheard,
    was_partner_in_round,
};
use crate::error::ErrorCode;

const PARTNER_WHO_ANSWERED: Candidate =
    Candidate { has_responded: true, was_partner_in_round: true };
const PARTNER_WHO_DID_NOT: Candidate =
    Candidate { has_responded: false, was_partner_in_round: true };
const NEWCOMER: Candidate = Candidate { has_responded: false, was_partner_in_round: false };

fn hand_over(names_seen: bool, to: Candidate) -> HandOver {
    HandOver { status: CycleStatus::Open, names_seen, left: None, to }
}

#[test]
fn whoever_has_ever_facilitated_a_cycle_does_not_respond_in_it() {
    let facilitators = [member(1), member(2)];
    for (who, responds) in [(1, false), (2, false), (3, true)] {
        assert_eq!(may_respond(member(who), &facilitators).is_ok(), responds);
    }
    assert_eq!(codes(may_respond(member(1), &facilitators)), [ErrorCode::NotNeutral]);
}

#[test]
fn a_partner_was_in_each_round_that_took_answers_while_they_were_one() {
    let rounds = [Span { since: 10, until: Some(20) }, Span { since: 30, until: None }];
    for (since, until, in_round) in [
        (5, Some(10), false),
        (5, Some(11), true),
        (12, Some(15), true),
        (19, Some(25), true),
        (20, Some(30), false),
        (20, None, true),
        (40, None, true),
    ] {
        let partner = [Span { since, until }];
        assert_eq!(was_partner_in_round(&partner, &rounds), in_round, "{partner:?}");
    }
    assert!(!was_partner_in_round(&[], &rounds));
    assert!(!was_partner_in_round(&[Span { since: 0, until: None }], &[]));
}

#[test]
fn only_where_names_are_seen_responding_partners_are_told_from_others() {
    for (names_seen, to, may) in [
        (true, PARTNER_WHO_ANSWERED, false),
        (true, PARTNER_WHO_DID_NOT, true),
        (false, PARTNER_WHO_ANSWERED, false),
        (false, PARTNER_WHO_DID_NOT, false),
        (false, NEWCOMER, true),
    ] {
        let over = hand_over(names_seen, to).check(Reason::Given);
        assert_eq!(over.is_ok(), may, "{names_seen} {to:?}");
    }
}

#[test]
fn the_refusal_is_the_same_whether_they_answered_or_not() {
    let answered = hand_over(false, PARTNER_WHO_ANSWERED).check(Reason::Given);
    assert_eq!(answered, hand_over(false, PARTNER_WHO_DID_NOT).check(Reason::Given));
}

#[test]
fn whether_somebody_is_neutral_is_told_only_where_nothing_else_is_missing() {
    let to = PARTNER_WHO_ANSWERED;
    let closed = HandOver { status: CycleStatus::Closed, ..hand_over(true, to) };
    let expected = [ErrorCode::WrongState, ErrorCode::ReasonMissing];
    assert_eq!(codes(closed.check(Reason::Missing)), expected);
    assert_eq!(codes(hand_over(true, to).check(Reason::Missing)), [ErrorCode::ReasonMissing]);
    assert_eq!(codes(hand_over(true, to).check(Reason::Given)), [ErrorCode::NotNeutral]);
}

#[test]
fn an_anonymous_cycle_keeps_enough_who_can_respond() {
    let people =
        |of: &[u128]| of.iter().map(|who| (member(*who).0, organization(who % 3))).collect();
    for (left, may) in [(&[1, 2, 3, 4, 5][..], true), (&[1, 2, 3, 4], false)] {
        let left = Some((MinPeople::default(), people(left)));
        let over = HandOver { left, ..hand_over(false, NEWCOMER) }.check(Reason::Given);
        assert_eq!(over.is_ok(), may);
        let expected: &[_] = if may { &[] } else { &[ErrorCode::TooFewForAnonymous] };
        assert_eq!(codes(over), expected);
    }
}

#[test]
fn an_organization_is_unheard_when_its_only_partner_facilitates() {
    let partners =
        [(member(1), organization(1)), (member(2), organization(2)), (member(3), organization(2))];
    let all = [organization(1), organization(2)];
    let heard = able_to_respond(partners, &[member(2)]);
    assert_eq!(unheard(all, &heard), BTreeSet::new());
    let heard = able_to_respond(partners, &[member(2), member(1)]);
    assert_eq!(unheard(all, &heard), BTreeSet::from([organization(1)]));
}

#[test]
fn a_facilitator_is_an_outsider_or_an_insider() {
    let own = Some(organization(1));
    assert_eq!(stance(Role::Facilitator, None), Some(FacilitatorStance::Outsider));
    assert_eq!(stance(Role::Partner, own), Some(FacilitatorStance::Insider));
    assert_eq!(stance(Role::Funder, None), None);
}
