//! Who answered when the same was asked before: where almost the same people did, the two results
//! would tell what the others answered.

use super::frozen::Frozen;
use crate::domain::disclosure::{Asking, Earlier, HELD_FOR, Turnout};
use crate::domain::prompts::Response;
use crate::error::Result;
use crate::store::{OpenWrite, results};
use entity::types::Timestamp;

fn asked(prompt: &entity::prompt::Model) -> Asking {
    let code = prompt.question_code.clone();
    Asking::new(code, prompt.question_id, &prompt.question, prompt.indicator_id)
}

/// What was asked and shown before, and who answered it.
#[derive(Default)]
pub(super) struct Repeats(Vec<(Asking, Earlier)>);

impl Repeats {
    /// Looks for what a round is to be held against.
    pub(super) async fn before(
        unit: &OpenWrite,
        cycle: &entity::cycle::Model,
        round: &entity::round::Model,
    ) -> Result<Self> {
        let since = Timestamp::new(unit.now().time() - HELD_FOR);
        let mut shown = Vec::new();
        for revealed in results::earlier(unit, cycle, round, since).await? {
            // From what was suppressed nothing can be subtracted.
            let frozen = Frozen::read(revealed.outcome)?;
            if frozen.suppressed {
                continue;
            }
            let respondents = revealed.respondents.into_iter();
            let answered = respondents.map(|row| (row.member_id, row.organization_id)).collect();
            let earlier = Earlier { answered, rated: frozen.rated() };
            shown.push((asked(&revealed.prompt), earlier));
        }
        Ok(Self(shown))
    }

    /// Who answered whenever the same was shown.
    pub(super) fn of(&self, prompt: &entity::prompt::Model) -> Vec<Earlier> {
        let asked = asked(prompt);
        let same = self.0.iter().filter(|(earlier, _)| earlier.same(&asked));
        same.map(|(_, who)| who.clone()).collect()
    }

    /// Notes that a prompt of the round itself is shown.
    pub(super) fn shows(&mut self, prompt: &entity::prompt::Model, given: &[Response]) {
        self.0.push((asked(prompt), Turnout::of(given).kept()));
    }
}
