use std::sync::LazyLock;

use entity::types::{AnswerType, Declined, FacilitatorSees, OrganizationId, RespondAs};
use uuid::Uuid;

use crate::domain::disclosure::{Counted, Earlier, MinPeople, Terms, Turnout};
use crate::domain::figures::{Asked, shown};
use crate::domain::prompts::{Given, Rating, Response};

const NAMED: Terms = Terms::Named {
    facilitator_sees: FacilitatorSees::Participation,
    respond_as: RespondAs::Member,
};

fn anonymous() -> Terms {
    Terms::Anonymous { min_people: MinPeople::default() }
}

/// One rating each from so many people of three organizations.
fn responses(people: u128) -> Vec<Response> {
    let rating = |who: u128| Rating::new(i32::try_from(who % 5).unwrap() + 1).unwrap();
    let response = |who| Response {
        respondent: Uuid::from_u128(who),
        organization: OrganizationId(Uuid::from_u128(who % 3)),
        given: Given::Rating(rating(who)),
    };
    (0..people).map(response).collect()
}

static EVERYBODY: LazyLock<Counted> = LazyLock::new(|| (0..100).map(Uuid::from_u128).collect());

fn asked(terms: Terms, shown_before: &[Earlier]) -> Asked<'_> {
    let (answer_type, counted) = (AnswerType::Rating, &EVERYBODY);
    Asked { answer_type, terms, shown_before, counted, hidden: false }
}

#[test]
fn a_named_cycle_shows_organizations_whoever_answered() {
    let found = shown(&asked(NAMED, &[]), &responses(1)).unwrap();
    assert_eq!(found.whole.map(|tally| tally.n()), Some(1));
    assert_eq!(found.by_organization.map(|all| all.organizations.len()), Some(1));
    let empty = shown(&asked(NAMED, &[]), &[]).unwrap();
    assert_eq!((empty.whole, empty.by_organization), (None, None));
}

#[test]
fn an_anonymous_cycle_shows_the_whole_group_or_nothing() {
    assert_eq!(shown(&asked(anonymous(), &[]), &responses(4)), None);
    let found = shown(&asked(anonymous(), &[]), &responses(5)).unwrap();
    assert_eq!(found.whole.map(|tally| tally.n()), Some(5));
    assert_eq!(found.by_organization, None);
}

#[test]
fn who_declined_does_not_count() {
    let mut responses = responses(5);
    responses[0].given = Given::Declined(Declined::PreferNotToSay);
    assert_eq!(shown(&asked(anonymous(), &[]), &responses), None);
}

#[test]
fn a_prompt_that_is_hidden_shows_nothing_whoever_answered() {
    let hidden = Asked { hidden: true, ..asked(anonymous(), &[]) };
    assert_eq!(shown(&hidden, &responses(9)), None);
}

#[test]
fn asked_again_one_more_answer_hides_the_prompt() {
    let before = [Turnout::of(&responses(6), &EVERYBODY).kept()];
    assert!(shown(&asked(anonymous(), &before), &responses(6)).is_some());
    assert_eq!(shown(&asked(anonymous(), &before), &responses(7)), None);
    assert!(shown(&asked(NAMED, &before), &responses(7)).is_some());
}
