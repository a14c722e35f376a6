//! When a prompt of an anonymous cycle shows nothing at all.

use entity::types::AnswerType;

use super::{Counted, MinPeople, Respondents, enough, lays_bare};
use crate::domain::prompts::Response;

/// How many earlier askings of a prompt are held against it, the last ones.
const HELD_ASKINGS: usize = 6;

/// Who answers a prompt, without what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnout {
    rated: Respondents,
    wrote: Respondents,
    answered: Respondents,
    counted: Counted,
}

/// Who answered an earlier asking that was shown, as it is kept: who of them rated and who wrote is
/// not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Those who answered other than declined.
    pub answered: Respondents,
    /// How many of them rated, as the figures show.
    pub rated: usize,
    /// How many of them wrote, as the texts show.
    pub wrote: usize,
}

impl Earlier {
    /// Whether everybody who answered rated, and wrote.
    fn is_whole(&self) -> bool {
        let people = self.answered.people();
        self.rated == people && self.wrote == people
    }
}

impl Turnout {
    /// Who answered in these responses, of whom those count towards enough.
    pub fn of(responses: &[Response], counted: &Counted) -> Self {
        let given = || responses.iter().filter(|response| !response.given.is_declined());
        let who = |response: &Response| (response.respondent, response.organization);
        Self {
            rated: given().filter(|it| it.given.rating().is_some()).map(who).collect(),
            wrote: given().filter(|it| it.given.text().is_some()).map(who).collect(),
            answered: given().map(who).collect(),
            counted: counted.clone(),
        }
    }

    /// Those who answered other than declined.
    pub fn answered(&self) -> &Respondents {
        &self.answered
    }

    /// Those who answered other than declined and count towards enough.
    pub fn counted(&self) -> Respondents {
        self.answered.among(&self.counted)
    }

    /// What is kept of it once it is shown.
    pub fn kept(&self) -> Earlier {
        let (rated, wrote) = (self.rated.people(), self.wrote.people());
        Earlier { answered: self.answered.clone(), rated, wrote }
    }

    /// Whether there are enough for what a prompt asks for.
    fn enough(&self, asks: AnswerType, min: MinPeople) -> bool {
        let enough = |group: &Respondents| enough(&group.among(&self.counted), min);
        (!asks_rating(asks) || enough(&self.rated)) && (!asks_text(asks) || enough(&self.answered))
    }

    /// Whether it would tell, together with earlier askings, what too few people answered.
    fn lays_bare(&self, asks: AnswerType, earlier: &[Earlier], min: MinPeople) -> bool {
        let bare = |group: &Respondents, earlier: &[&Earlier]| {
            let groups: Vec<_> = earlier.iter().map(|it| &it.answered).collect();
            lays_bare(group, &groups, &self.counted, min)
        };
        let told = |tells: fn(&Earlier) -> usize| -> Vec<&Earlier> {
            earlier.iter().filter(|it| tells(it) > 0).collect()
        };
        match asks {
            AnswerType::Rating => {
                let rated = told(|it| it.rated);
                let unknown = rated.iter().any(|it| it.rated != it.answered.people());
                unknown || bare(&self.rated, &rated)
            }
            AnswerType::Text => bare(&self.answered, &told(|it| it.wrote)),
            AnswerType::Both => {
                let told = told(|it| it.rated + it.wrote);
                let whole = self.kept().is_whole() && told.iter().all(|it| it.is_whole());
                !told.is_empty() && (!whole || bare(&self.answered, &told))
            }
        }
    }
}

const fn asks_rating(asks: AnswerType) -> bool {
    matches!(asks, AnswerType::Rating | AnswerType::Both)
}

const fn asks_text(asks: AnswerType) -> bool {
    matches!(asks, AnswerType::Text | AnswerType::Both)
}

/// Whether a prompt of an anonymous cycle is suppressed: no text, no figure, no count.
///
/// It is where one of the groups that it needs is not [`enough`] (for ratings those who rated, for
/// text those who answered other than declined, for both either), or where, together with earlier
/// askings, it [`lays_bare`] what too few people answered. Where it takes both and not everybody gave
/// both, an earlier asking suppresses it, as who of them rated is not kept.
///
/// `shown_before` are the askings of the same prompt whose results were shown, the last one last, of
/// which six are held against it; from one that was suppressed nothing can be subtracted. They are
/// those of
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
    let held = &shown_before[shown_before.len().saturating_sub(HELD_ASKINGS)..];
    !now.enough(asks, min) || now.lays_bare(asks, held, min)
}
