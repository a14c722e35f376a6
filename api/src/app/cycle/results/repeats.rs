//! Who answered when the same was asked before: where almost the same people did, the two results
//! would tell what the others answered.

use std::collections::HashMap;

use entity::types::{RoundId, Timestamp};

use super::frozen::Frozen;
use crate::app::cycle::facts::counted;
use crate::domain::disclosure::{
    Asking, Counted, Earlier, HELD_FOR, MinPeople, Respondents, Turnout, too_close,
};
use crate::domain::prompts::Response;
use crate::error::Result;
use crate::store::results::Revealed;
use crate::store::{OpenWrite, results};

fn asked(prompt: &entity::prompt::Model) -> Asking {
    let code = prompt.question_code.clone();
    Asking::new(code, prompt.question_id, &prompt.question, prompt.indicator_id)
}

/// An earlier round about the same component, of which something was shown.
struct EarlierRound {
    revealed_at: Option<Timestamp>,
    answered: Respondents,
}

/// What was asked before, and who answered it.
#[derive(Default)]
pub(super) struct Repeats {
    /// Who counts towards enough.
    pub(super) counted: Counted,
    shown: Vec<(Asking, Earlier)>,
    /// All that was asked, shown or not, and when its round was revealed.
    asked: Vec<(Asking, Option<Timestamp>)>,
    rounds: HashMap<RoundId, EarlierRound>,
}

impl Repeats {
    /// Looks for what a round is to be held against.
    pub(super) async fn before(
        unit: &OpenWrite,
        cycle: &entity::cycle::Model,
        round: &entity::round::Model,
    ) -> Result<Self> {
        let since = Timestamp::new(unit.now().time() - HELD_FOR);
        let mut all = Self { counted: counted(unit, cycle).await?, ..Self::default() };
        for revealed in results::earlier(unit, cycle, round, since).await? {
            all.asked.push((asked(&revealed.prompt), revealed.round.revealed_at));
            // From what was suppressed nothing can be subtracted.
            let frozen = Frozen::read(revealed.outcome.clone())?;
            if !frozen.suppressed {
                all.showed(&revealed, &frozen);
            }
        }
        Ok(all)
    }

    fn showed(&mut self, revealed: &Revealed, frozen: &Frozen) {
        let who = revealed.respondents.iter().map(|row| (row.member_id, row.organization_id));
        let answered: Respondents = who.collect();
        if revealed.same_component {
            let (id, revealed_at) = (revealed.round.id, revealed.round.revealed_at);
            let empty = EarlierRound { revealed_at, answered: Respondents::default() };
            let round = self.rounds.entry(id).or_insert(empty);
            round.answered = round.answered.each().chain(answered.each()).collect();
        }
        let earlier = Earlier { answered, rated: frozen.rated(), wrote: frozen.wrote() };
        self.shown.push((asked(&revealed.prompt), earlier));
    }

    /// Who answered whenever the same was shown.
    pub(super) fn of(&self, prompt: &entity::prompt::Model) -> Vec<Earlier> {
        let asked = asked(prompt);
        let same = self.shown.iter().filter(|(earlier, _)| earlier.same(&asked));
        same.map(|(_, who)| who.clone()).collect()
    }

    /// Whether a question of the alliance's own is hidden because it is asked for the first time since
    /// a round about the component that almost the same people answered: whoever asks it could aim it
    /// at those who came between.
    pub(super) fn hides(
        &self,
        prompt: &entity::prompt::Model,
        answer: &Respondents,
        min: MinPeople,
    ) -> bool {
        let asked = asked(prompt);
        let first_since = |round: &EarlierRound| {
            let by_then = self.asked.iter().filter(|(_, at)| *at <= round.revealed_at);
            !by_then.into_iter().any(|(earlier, _)| earlier.same(&asked))
        };
        let mut rounds = self.rounds.values();
        prompt.question_id.is_some()
            && rounds.any(|round| {
                too_close(answer, &round.answered, &self.counted, min) && first_since(round)
            })
    }

    /// Notes that a prompt of the round itself is shown.
    pub(super) fn shows(&mut self, prompt: &entity::prompt::Model, given: &[Response]) {
        self.shown.push((asked(prompt), Turnout::of(given, &self.counted).kept()));
    }
}
