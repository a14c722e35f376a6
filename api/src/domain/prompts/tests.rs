use std::collections::BTreeMap;

use entity::types::{
    AnswerType, AsksAbout, Declined, IndicatorId, LongText, QuestionKind, ThingStatus,
};
use proptest::prelude::*;
use uuid::Uuid;

use super::{AnswerError, Given, Offered, PromptQuestion, PromptSubject, Rating, Subjects, freeze};
use super::{in_secret_order, read};

fn question(question: &str, kind: QuestionKind, asks_about: AsksAbout) -> PromptQuestion<&str> {
    let status = ThingStatus::Active;
    PromptQuestion { question, kind, asks_about, answer_type: AnswerType::Both, status }
}

fn indicator(number: u128) -> IndicatorId {
    IndicatorId(Uuid::from_u128(number))
}

fn asked<'a>(
    questions: &[PromptQuestion<&'a str>],
    indicators: &[(IndicatorId, Option<bool>)],
) -> Vec<(i32, &'a str, PromptSubject)> {
    let subjects = Subjects { indicators: indicators.to_vec() };
    let prompts = freeze(questions, &subjects);
    prompts.into_iter().map(|p| (p.position, p.question, p.subject)).collect()
}

#[test]
fn a_round_asks_the_standing_then_the_guiding_then_own_active_questions() {
    let archived = PromptQuestion {
        status: ThingStatus::Archived,
        ..question("archived", QuestionKind::Own, AsksAbout::Alliance)
    };
    let questions = [
        archived,
        question("own", QuestionKind::Own, AsksAbout::Alliance),
        question("guiding 1", QuestionKind::Guiding, AsksAbout::Goals),
        question("guiding 2", QuestionKind::Guiding, AsksAbout::Alliance),
        question("standing", QuestionKind::Standing, AsksAbout::Alliance),
    ];
    let expected = [(1, "standing"), (2, "guiding 1"), (3, "guiding 2"), (4, "own")];
    assert_eq!(asked(&questions, &[]), expected.map(|(at, q)| (at, q, PromptSubject::Alliance)));
}

#[test]
fn the_sixth_discussion_builds_its_agenda_from_what_progresses_and_what_does_not() {
    let questions = [
        question("what improves it", QuestionKind::Guiding, AsksAbout::ProgressingIndicators),
        question("what makes it hard", QuestionKind::Guiding, AsksAbout::StalledIndicators),
    ];
    let indicators = [
        (indicator(1), Some(false)),
        (indicator(2), Some(true)),
        (indicator(3), None),
        (indicator(4), Some(true)),
    ];
    let expected = [
        (1, "what improves it", PromptSubject::Indicator(indicator(2))),
        (2, "what improves it", PromptSubject::Indicator(indicator(4))),
        (3, "what makes it hard", PromptSubject::Indicator(indicator(1))),
    ];
    assert_eq!(asked(&questions, &indicators), expected);
    assert_eq!(asked(&questions, &[(indicator(3), None)]), []);
}

/// What comes of an answer, with its parts, for comparing.
fn read_parts(
    asks: AnswerType,
    rating: Option<i32>,
    text: bool,
    declined: bool,
) -> Result<(Option<i32>, bool, bool), Vec<AnswerError>> {
    let offered = Offered {
        rating,
        text: text.then(|| LongText::from("We share the drivers.")),
        declined: declined.then_some(Declined::DontKnow),
    };
    let given = read(asks, offered)?;
    let rating = given.rating().map(i32::from);
    Ok((rating, given.text().is_some(), given.is_declined()))
}

#[test]
fn an_answer_is_what_its_prompt_asks_for() {
    use AnswerType::{Both, Rating, Text};
    for (asks, rating, text, declined) in [
        (Text, None, true, false),
        (Rating, Some(1), false, false),
        (Both, Some(5), true, false),
        (Both, Some(3), false, false),
        (Both, None, true, false),
        (Text, None, false, true),
        (Rating, None, false, true),
        (Both, None, false, true),
    ] {
        assert_eq!(read_parts(asks, rating, text, declined), Ok((rating, text, declined)));
    }
}

#[test]
fn all_that_is_wrong_with_an_answer_is_told_at_once() {
    use AnswerError::{
        DeclinedBesideAnswer, Empty, RatingNotAsked, RatingOutOfRange, TextNotAsked,
    };
    use AnswerType::{Both, Rating, Text};
    for (asks, rating, text, declined, errors) in [
        (Both, None, false, false, vec![Empty(Both)]),
        (Text, Some(3), false, false, vec![RatingNotAsked]),
        (Rating, None, true, false, vec![TextNotAsked]),
        (Both, Some(0), false, false, vec![RatingOutOfRange(0)]),
        (
            Rating,
            Some(6),
            true,
            true,
            vec![RatingOutOfRange(6), TextNotAsked, DeclinedBesideAnswer],
        ),
        (
            Text,
            Some(9),
            true,
            true,
            vec![RatingNotAsked, RatingOutOfRange(9), DeclinedBesideAnswer],
        ),
    ] {
        assert_eq!(read_parts(asks, rating, text, declined), Err(errors));
    }
}

proptest! {
    #[test]
    fn a_rating_is_from_1_to_5(number: i32, near in -1..8_i32) {
        for number in [number, near] {
            let found = Rating::new(number).map(i32::from);
            prop_assert_eq!(found, (1..=5).contains(&number).then_some(number));
        }
    }

    #[test]
    fn the_order_does_not_depend_on_how_texts_came_in(
        mut texts in prop::collection::vec("[a-c]{1,2}", 0..8),
        drawn in prop::collection::vec(any::<u64>(), 8),
    ) {
        let order = |texts| {
            let mut drawn = drawn.iter().copied();
            in_secret_order(texts, || drawn.next().unwrap_or(0))
        };
        let once = order(texts.clone());
        texts.reverse();
        prop_assert_eq!(&once, &order(texts.clone()));
        let (mut once, mut texts) = (once, texts);
        once.sort();
        texts.sort();
        prop_assert_eq!(once, texts, "nothing is lost");
    }
}

/// Each of the six orders of three texts comes up about as often; the source is splitmix64.
#[test]
fn every_order_is_as_likely() {
    let mut state = 7_u64;
    let mut draw = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let mut orders: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
    for _ in 0..6000 {
        *orders.entry(in_secret_order(vec!["a", "b", "c"], &mut draw)).or_default() += 1;
    }
    assert_eq!(orders.len(), 6);
    assert!(orders.values().all(|times| (880..1120).contains(times)), "{orders:?}");
}

#[test]
fn declining_is_told_from_answering() {
    let declined = Given::Declined(Declined::NotApplicable);
    assert!(declined.is_declined() && declined.rating().is_none() && declined.text().is_none());
}
