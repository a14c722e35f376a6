//! Who answered when the same was asked before: where almost the same people did, the two results
//! would tell what the others answered.

use std::collections::HashMap;

use entity::words::{IndicatorId, QuestionId};

use super::frozen::Frozen;
use crate::domain::disclosure::Turnout;
use crate::error::Result;
use crate::store::{Reader, results};

/// The same question about the same subject.
type Asked = (Option<String>, Option<QuestionId>, Option<IndicatorId>);

fn asked(prompt: &entity::prompt::Model) -> Asked {
    (prompt.question_code.clone(), prompt.question_id, prompt.indicator_id)
}

/// Who answered when a prompt was asked and shown before: in this cycle, or in the last that came to
/// reveal its component.
#[derive(Default)]
pub(super) struct Repeats(HashMap<Asked, Vec<Turnout>>);

impl Repeats {
    pub(super) async fn before(
        reader: &impl Reader,
        cycle: &entity::cycle::Model,
        round: &entity::round::Model,
    ) -> Result<Self> {
        let earlier = results::earlier(reader, cycle, round).await?;
        let mut all: HashMap<Asked, Vec<Turnout>> = HashMap::new();
        for (prompt, outcome, respondents) in earlier {
            // From what was suppressed nothing can be subtracted.
            if Frozen::read(outcome)?.suppressed {
                continue;
            }
            let kept = respondents.into_iter();
            let kept = kept.map(|row| (row.member_id.0, row.organization_id, row.rated));
            all.entry(asked(&prompt)).or_default().push(Turnout::kept(kept));
        }
        Ok(Self(all))
    }

    pub(super) fn of(&self, prompt: &entity::prompt::Model) -> &[Turnout] {
        self.0.get(&asked(prompt)).map_or(&[], Vec::as_slice)
    }
}
