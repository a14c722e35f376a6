use std::slice::from_ref;

use entity::words::{AnswerType, Declined, LongText};
use uuid::Uuid;

use super::{MinPeople, organization};
use crate::domain::disclosure::{Turnout, suppressed};
use crate::domain::prompts::{Given, Rating, Response};

/// Six people of three organizations, of whom so many rate, so many write, and the others decline.
fn turnout(rating: usize, writing: usize) -> Turnout {
    let responses: Vec<_> = (0..6)
        .map(|who: usize| Response {
            respondent: Uuid::from_u128(who as u128),
            organization: organization(who as u128 % 3),
            given: given(who < rating, who < writing),
        })
        .collect();
    Turnout::of(&responses)
}

fn given(rates: bool, writes: bool) -> Given {
    let text = LongText::from("We share the drivers.");
    match (Rating::new(4).filter(|_| rates), writes) {
        (Some(rating), true) => Given::Both(rating, text),
        (Some(rating), false) => Given::Rating(rating),
        (None, true) => Given::Text(text),
        (None, false) => Given::Declined(Declined::DontKnow),
    }
}

#[test]
fn what_a_prompt_asks_for_needs_enough() {
    for (asks, rating, writing, hidden) in [
        (AnswerType::Rating, 5, 0, false),
        (AnswerType::Rating, 4, 6, true),
        (AnswerType::Text, 0, 5, false),
        (AnswerType::Text, 0, 4, true),
        (AnswerType::Both, 5, 1, false),
        (AnswerType::Both, 4, 6, true),
        (AnswerType::Both, 0, 0, true),
    ] {
        let now = turnout(rating, writing);
        let is = suppressed(asks, &now, &[], MinPeople::default());
        assert_eq!(is, hidden, "{asks}: {rating} rate, {writing} write");
    }
}

#[test]
fn a_prompt_asked_again_is_hidden_where_few_differ() {
    let min = MinPeople::default();
    let (six, five) = (turnout(6, 0), turnout(5, 0));
    assert!(!suppressed(AnswerType::Rating, &six, from_ref(&six), min));
    assert!(suppressed(AnswerType::Rating, &six, from_ref(&five), min));
    assert!(suppressed(AnswerType::Rating, &six, &[six.clone(), five], min), "every asking counts");
}

/// Who answered is the same, yet one more rated: the figures could be subtracted.
#[test]
fn those_who_rated_are_compared_apart_from_those_who_wrote() {
    let min = MinPeople::default();
    let (before, now) = (turnout(5, 6), turnout(6, 6));
    assert_eq!(before.answered(), now.answered());
    assert!(suppressed(AnswerType::Both, &now, &[before], min));
}

#[test]
fn what_is_kept_of_who_answered_tells_the_same() {
    let rows = (0..6).map(|who| (Uuid::from_u128(who), organization(who % 3), who < 5));
    assert_eq!(Turnout::kept(rows), turnout(5, 6));
}
