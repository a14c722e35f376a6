//! When a prompt of an anonymous cycle shows nothing at all.

use entity::words::{AnswerType, OrganizationId};
use uuid::Uuid;

use super::{MinPeople, Respondents, enough, too_close};
use crate::domain::prompts::Response;

/// Who answered a prompt, without what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    rated: Respondents,
    answered: Respondents,
}

impl Turnout {
    /// Who answered in these responses.
    pub fn of(responses: &[Response]) -> Self {
        Self::kept(responses.iter().filter(|response| !response.given.is_declined()).map(
            |response| {
                let rated = response.given.rating().is_some();
                (response.respondent, response.organization, rated)
            },
        ))
    }

    /// Who answered, as it was kept: each respondent other than those who declined, with the
    /// organization and whether they gave a rating.
    pub fn kept(rows: impl IntoIterator<Item = (Uuid, OrganizationId, bool)>) -> Self {
        let rows: Vec<_> = rows.into_iter().collect();
        let rated = rows.iter().filter(|(.., rated)| *rated);
        Self {
            rated: rated.map(|(who, organization, _)| (*who, *organization)).collect(),
            answered: rows.iter().map(|(who, organization, _)| (*who, *organization)).collect(),
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

    /// The groups that must be enough for what a prompt asks for.
    fn groups(asks: AnswerType) -> &'static [fn(&Self) -> &Respondents] {
        match asks {
            AnswerType::Rating => &[Self::rated],
            AnswerType::Text => &[Self::answered],
            AnswerType::Both => &[Self::rated, Self::answered],
        }
    }
}

/// Whether a prompt of an anonymous cycle is suppressed: no text, no figure, no count.
///
/// It is where one of the groups that it needs is not [`enough`] (for ratings those who rated, for
/// text those who answered other than declined, for both either), or is [`too_close`] to the same
/// group of an earlier asking. `shown_before` are the askings of the same prompt whose
/// results were shown, in this cycle and in the last before it that came to reveal the component,
/// whichever were planned or closed in between; from one that was suppressed nothing can be
/// subtracted.
pub fn suppressed(
    asks: AnswerType,
    now: &Turnout,
    shown_before: &[Turnout],
    min: MinPeople,
) -> bool {
    Turnout::groups(asks).iter().any(|group| {
        let ours = group(now);
        !enough(ours, min) || shown_before.iter().any(|was| too_close(ours, group(was), min))
    })
}
