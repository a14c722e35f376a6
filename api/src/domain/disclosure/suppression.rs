//! When a prompt of an anonymous cycle shows nothing at all.

use entity::types::AnswerType;

use super::{MinPeople, Respondents, enough, too_close};
use crate::domain::prompts::Response;

/// Who answers a prompt, without what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    rated: Respondents,
    answered: Respondents,
}

/// Who answered an earlier asking that was shown, as it is kept: who was among those who rated is
/// not, since from the others come words alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Those who answered other than declined.
    pub answered: Respondents,
    /// How many of them rated, as the figures show.
    pub rated: usize,
}

impl Turnout {
    /// Who answered in these responses.
    pub fn of(responses: &[Response]) -> Self {
        let given = || responses.iter().filter(|response| !response.given.is_declined());
        let who = |response: &Response| (response.respondent, response.organization);
        Self {
            rated: given().filter(|it| it.given.rating().is_some()).map(who).collect(),
            answered: given().map(who).collect(),
        }
    }

    /// Those who gave a rating.
    pub fn rated(&self) -> &Respondents {
        &self.rated
    }

    /// Those who answered other than declined.
    pub fn answered(&self) -> &Respondents {
        &self.answered
    }

    /// What is kept of it once it is shown.
    pub fn kept(&self) -> Earlier {
        Earlier { answered: self.answered.clone(), rated: self.rated.people() }
    }

    /// Whether there are enough for what a prompt asks for.
    fn enough(&self, asks: AnswerType, min: MinPeople) -> bool {
        (!asks_rating(asks) || enough(&self.rated, min))
            && (!asks_text(asks) || enough(&self.answered, min))
    }

    /// Whether something of an earlier asking could be subtracted.
    fn too_close(&self, asks: AnswerType, was: &Earlier, min: MinPeople) -> bool {
        (asks_rating(asks) && ratings_too_close(&self.rated, was, min))
            || (asks_text(asks) && too_close(&self.answered, &was.answered, min))
    }
}

const fn asks_rating(asks: AnswerType) -> bool {
    matches!(asks, AnswerType::Rating | AnswerType::Both)
}

const fn asks_text(asks: AnswerType) -> bool {
    matches!(asks, AnswerType::Text | AnswerType::Both)
}

/// The same for ratings. Where all rated who answered, it is known who did. Where some had words
/// alone, it is not: those who rate now and had not answered are surely in just one of the two, and
/// whether anybody else is cannot be told, so only enough of them keep the two apart. As many as
/// before may be others than before.
fn ratings_too_close(rate: &Respondents, was: &Earlier, min: MinPeople) -> bool {
    if was.rated == 0 {
        return false;
    }
    if was.rated == was.answered.people() {
        return too_close(rate, &was.answered, min);
    }
    !enough(&rate.without(&was.answered), min)
}

/// Whether a prompt of an anonymous cycle is suppressed: no text, no figure, no count.
///
/// It is where one of the groups that it needs is not [`enough`] (for ratings those who rated, for
/// text those who answered other than declined, for both either), or is [`too_close`] to the same
/// group of an earlier asking.
///
/// `shown_before` are the askings of the same prompt whose results were shown; from one that was
/// suppressed nothing can be subtracted. They are those of
///
/// - this cycle, be it this very round;
/// - the last cycle before it that came to reveal the component, and the last of those without
///   names: that is what makes it the next cycle, whichever were planned or closed in between;
/// - the last [`HELD_FOR`](super::HELD_FOR), so that no cycle is held only to come between two that
///   can be subtracted.
///
/// So somebody who joins hides what the others are asked again, but not for good.
pub fn suppressed(
    asks: AnswerType,
    now: &Turnout,
    shown_before: &[Earlier],
    min: MinPeople,
) -> bool {
    !now.enough(asks, min) || shown_before.iter().any(|was| now.too_close(asks, was, min))
}
