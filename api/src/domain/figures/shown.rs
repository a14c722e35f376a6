//! What a reveal shows of a prompt.

use entity::types::{AnswerType, OrganizationId};

use super::{Organizations, Tally};
use crate::domain::disclosure::{Counted, Earlier, Terms, Turnout, suppressed};
use crate::domain::prompts::{Rating, Response};

/// What was asked, and under which terms.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// How the prompt is answered.
    pub answer_type: AnswerType,
    /// The terms of the cycle.
    pub terms: Terms,
    /// Who answered whenever the same was asked and shown before; it matters in an anonymous cycle
    /// only.
    pub shown_before: &'a [Earlier],
    /// Who counts towards enough in an anonymous cycle.
    pub counted: &'a Counted,
    /// Whether it is hidden whatever was answered: almost the same people answered another round
    /// before it was asked for the first time.
    pub hidden: bool,
}

/// The figures that a reveal shows; both are none where nobody rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The ratings of the whole group.
    pub whole: Option<Tally>,
    /// The same by organization; none in an anonymous cycle.
    pub by_organization: Option<Organizations>,
}

/// What a reveal shows of a prompt, from all that was submitted to it; none where the prompt is
/// suppressed, and shows no text, no figure and no count.
pub fn shown(asked: &Asked<'_>, responses: &[Response]) -> Option<Shown> {
    let whole = Tally::of(responses.iter().filter_map(|response| response.given.rating()));
    let Some(min) = asked.terms.min_people() else {
        return Some(Shown { whole, by_organization: Organizations::of(named(responses)) });
    };
    let now = Turnout::of(responses, asked.counted);
    let hidden = asked.hidden || suppressed(asked.answer_type, &now, asked.shown_before, min);
    (!hidden).then_some(Shown { whole, by_organization: None })
}

fn named(responses: &[Response]) -> impl Iterator<Item = (OrganizationId, Rating)> + '_ {
    responses.iter().filter_map(|response| Some((response.organization, response.given.rating()?)))
}
