use std::slice::from_ref;

use entity::types::{AnswerType, Declined, LongText};
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
    let now = turnout(6, 0);
    let (six, five) = (now.kept(), turnout(5, 0).kept());
    assert!(!suppressed(AnswerType::Rating, &now, from_ref(&six), min));
    assert!(suppressed(AnswerType::Rating, &now, from_ref(&five), min));
    assert!(suppressed(AnswerType::Rating, &now, &[six, five], min), "every asking counts");
}

/// Who answered is the same, yet one more rated: the figures could be subtracted.
#[test]
fn those_who_rated_are_compared_apart_from_those_who_wrote() {
    let min = MinPeople::default();
    let (before, now) = (turnout(5, 6), turnout(6, 6));
    assert_eq!(before.answered(), now.answered());
    assert!(suppressed(AnswerType::Both, &now, &[before.kept()], min));
    assert!(suppressed(AnswerType::Both, &before, &[now.kept()], min));
    assert!(!suppressed(AnswerType::Text, &now, &[before.kept()], min), "no ratings are shown");
}

/// Six answer, five of them with a rating: who had words alone is not kept, and may be another now.
#[test]
fn as_many_who_rate_may_be_others_where_some_had_words_alone() {
    let min = MinPeople::default();
    let (five, all) = (turnout(5, 6), turnout(6, 6));
    assert!(suppressed(AnswerType::Both, &five, &[five.kept()], min));
    assert!(!suppressed(AnswerType::Both, &all, &[all.kept()], min), "it is known who rated");
}

/// Five rate of ten who answered; then the same five and somebody new.
#[test]
fn whoever_rates_and_had_not_answered_is_never_alone() {
    let min = MinPeople::default();
    let answers = |who: std::ops::Range<usize>, rating: usize| -> Vec<Response> {
        let each = who.map(|who| Response {
            respondent: Uuid::from_u128(who as u128),
            organization: organization(who as u128 % 3),
            given: given(who < rating || who >= 10, true),
        });
        each.collect()
    };
    let before = Turnout::of(&answers(0..10, 5)).kept();
    let now = |others: usize| {
        let mut all = answers(0..5, 5);
        all.extend(answers(10..10 + others, 0));
        Turnout::of(&all)
    };
    assert!(suppressed(AnswerType::Both, &now(1), from_ref(&before), min));
    assert!(!suppressed(AnswerType::Both, &now(5), from_ref(&before), min));
}

#[test]
fn where_nothing_was_rated_no_rating_can_be_subtracted() {
    let min = MinPeople::default();
    let words = Turnout::of(&[]).kept();
    assert!(!suppressed(AnswerType::Rating, &turnout(6, 0), &[words], min));
}
