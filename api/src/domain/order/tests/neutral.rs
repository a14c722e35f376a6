use std::collections::BTreeSet;

use entity::types::{CycleStatus, Disclosure, FacilitatorStance, Role};

use super::{codes, member, organization};
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

fn hand_over(disclosure: Disclosure, to: Candidate) -> HandOver {
    HandOver { status: CycleStatus::Open, disclosure: Some(disclosure), to }
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
fn only_a_named_cycle_tells_responding_partners_from_others() {
    let cases = [
        (Disclosure::Named, PARTNER_WHO_ANSWERED, false),
        (Disclosure::Named, PARTNER_WHO_DID_NOT, true),
        (Disclosure::ByOrganization, PARTNER_WHO_ANSWERED, false),
        (Disclosure::ByOrganization, PARTNER_WHO_DID_NOT, false),
        (Disclosure::Anonymous, PARTNER_WHO_ANSWERED, false),
        (Disclosure::Anonymous, PARTNER_WHO_DID_NOT, false),
        (Disclosure::Anonymous, NEWCOMER, true),
    ];
    for (disclosure, to, may) in cases {
        assert_eq!(
            hand_over(disclosure, to).check(Reason::Given).is_ok(),
            may,
            "{disclosure} {to:?}"
        );
    }
}

#[test]
fn the_refusal_is_the_same_whether_they_answered_or_not() {
    for disclosure in [Disclosure::ByOrganization, Disclosure::Anonymous] {
        let answered = hand_over(disclosure, PARTNER_WHO_ANSWERED).check(Reason::Given);
        assert_eq!(answered, hand_over(disclosure, PARTNER_WHO_DID_NOT).check(Reason::Given));
    }
}

#[test]
fn a_hand_over_names_all_that_is_missing() {
    let to = PARTNER_WHO_ANSWERED;
    let closed = HandOver { status: CycleStatus::Closed, ..hand_over(Disclosure::Named, to) };
    let expected = [ErrorCode::NotNeutral, ErrorCode::WrongState, ErrorCode::ReasonMissing];
    assert_eq!(codes(closed.check(Reason::Missing)), expected);
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
