use entity::types::{IndicatorId, QuestionId};
use uuid::Uuid;

use crate::domain::disclosure::Asking;

fn guiding(code: &str, about: Option<u128>) -> Asking {
    let about = about.map(|id| IndicatorId(Uuid::from_u128(id)));
    Asking::new(Some(code.to_owned()), None, &format!("The words of {code}?"), about)
}

fn own(id: u128, words: &str) -> Asking {
    Asking::new(None, Some(QuestionId(Uuid::from_u128(id))), words, None)
}

#[test]
fn a_question_of_the_framework_is_known_by_its_code_and_subject() {
    assert!(guiding("power-1", None).same(&guiding("power-1", None)));
    assert!(!guiding("power-1", None).same(&guiding("trust-1", None)));
    assert!(!guiding("stalled-1", Some(1)).same(&guiding("stalled-1", Some(2))));
    assert!(!guiding("stalled-1", Some(1)).same(&guiding("stalled-1", None)));
}

#[test]
fn an_own_question_is_known_however_it_is_worded_and_by_its_words() {
    assert!(own(1, "Do we listen?").same(&own(1, "Do we hear each other?")));
    assert!(own(1, "Do we listen?").same(&own(2, "do  we LISTEN")));
    assert!(!own(1, "Do we listen?").same(&own(2, "Do we talk?")));
    assert!(own(1, "Do we listen?").same(&own(2, "Dо we listen?")), "the o is Cyrillic");
    assert!(!own(1, "?").same(&own(2, "!")), "no words are no words in common");
    assert!(own(1, "the words of power-1").same(&guiding("power-1", None)));
}
