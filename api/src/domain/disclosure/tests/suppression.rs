use std::slice::from_ref;

use entity::types::{AnswerType, Declined, LongText};
use uuid::Uuid;

use super::{MinPeople, organization};
use crate::domain::disclosure::{Counted, Turnout, suppressed};
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
    Turnout::of(&responses, &everybody())
}

fn everybody() -> Counted {
    (0..100).map(Uuid::from_u128).collect()
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

/// Six people of three organizations who wrote, two of whom became partners after the opening.
#[test]
fn whoever_came_after_the_opening_adds_nothing_to_enough() {
    let min = MinPeople::default();
    let responses = |people: usize| -> Vec<Response> {
        let each = (0..people).map(|who| Response {
            respondent: Uuid::from_u128(who as u128),
            organization: organization(who as u128 % 3),
            given: given(true, true),
        });
        each.collect()
    };
    let first = |people: u128| -> Counted { (0..people).map(Uuid::from_u128).collect() };
    let hidden = |people, counted| {
        let now = Turnout::of(&responses(people), &first(counted));
        suppressed(AnswerType::Both, &now, &[], min)
    };
    assert!(hidden(6, 4));
    assert!(!hidden(6, 5));
    assert!(!hidden(9, 5), "later partners answer, and are in the figures");
}

/// What was shown of all, of some and of the others adds up to what a single one answered.
#[test]
fn sums_and_differences_of_three_askings_are_held_against_a_fourth() {
    let min = MinPeople::new(4).unwrap();
    let of = |who: &[usize]| -> Vec<Response> {
        let each = who.iter().map(|who| Response {
            respondent: Uuid::from_u128(*who as u128),
            organization: organization(*who as u128 % 5),
            given: given(true, false),
        });
        each.collect()
    };
    let asked = |who: &[usize]| Turnout::of(&of(who), &everybody());
    let (left, right) = ([0, 1, 2, 3, 4], [5, 6, 7, 8, 9]);
    let both: Vec<usize> = (0..10).collect();
    let and_one: Vec<usize> = (0..11).collect();
    let one_by_one = [asked(&left).kept(), asked(&right).kept()];
    assert!(!suppressed(AnswerType::Rating, &asked(&both), &one_by_one, min));
    assert!(suppressed(AnswerType::Rating, &asked(&and_one), &one_by_one, min));
    assert!(!suppressed(AnswerType::Rating, &asked(&and_one), &one_by_one[..1], min));
}

#[test]
fn six_earlier_askings_are_held_against_a_prompt() {
    let min = MinPeople::default();
    let (all, others) = (turnout(6, 0).kept(), turnout(5, 0).kept());
    let mut earlier = vec![others];
    earlier.extend(std::iter::repeat_n(all, 6));
    assert!(!suppressed(AnswerType::Rating, &turnout(6, 0), &earlier, min));
    assert!(suppressed(AnswerType::Rating, &turnout(6, 0), &earlier[..6], min));
}

#[test]
fn where_nothing_was_rated_no_rating_can_be_subtracted() {
    let min = MinPeople::default();
    let words = Turnout::of(&[], &everybody()).kept();
    assert!(!suppressed(AnswerType::Rating, &turnout(6, 0), &[words], min));
}
