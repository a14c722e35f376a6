//! Results: what a round shows.
//!
//! Before the reveal that is who has answered, as far as the promise lets it be seen; from the
//! reveal on the figures and texts that it froze. In an anonymous cycle nothing tells who wrote what.

mod before;
mod frozen;
mod repeats;

pub(super) use frozen::{freeze, names, own};

use std::fmt;

use async_graphql::SimpleObject;
use entity::types::{
    ConsensusLabel, Day, Decimal, Declined, DiscussionId, DiscussionStatus, LongText, MemberId,
    OrganizationId, PromptId,
};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::prompts::{Prompt, round};
use crate::app::{Done, Located, Operation, ReadSnapshot, never_replayed};
use crate::domain::figures::{RoundedFigures, Tally, first_to_discuss};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{Found, Reader, View, cycles, results};

/// The figures of a rated prompt: of all who rated, each once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Figures {
    /// How many rated.
    #[schema(minimum = 1)]
    pub n: u32,
    /// How many gave each rating, from 1 to 5.
    #[schema(min_items = 5, max_items = 5)]
    pub counts: Vec<u32>,
    /// The middle rating; the midpoint of the two middle ones where their number is even.
    pub median: Decimal,
    /// How high the ratings lie: (mean − 1) / 4 × 100.
    pub level: Decimal,
    /// How far they agree (van der Eijk's A): −1 split to the ends, 0 spread evenly, 1 unanimous.
    pub consensus: Decimal,
    /// The same in a word; null below five ratings.
    #[schema(required)]
    pub consensus_label: Option<ConsensusLabel>,
}

impl From<RoundedFigures> for Figures {
    fn from(rounded: RoundedFigures) -> Self {
        let RoundedFigures { counts, n, median, level, consensus, consensus_label } = rounded;
        Self { n, counts: counts.to_vec(), median, level, consensus, consensus_label }
    }
}

/// The middle rating of one organization.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct OrganizationMedian {
    /// The organization.
    pub organization_id: OrganizationId,
    /// The median of its respondents' ratings, 1 to 5.
    pub median: Decimal,
}

/// The organizations' ratings side by side, never ranked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct ByOrganization {
    /// The median of each organization that rated.
    #[schema(max_items = 1000)]
    pub medians: Vec<OrganizationMedian>,
    /// The median of their medians, so that each weighs the same.
    pub median: Decimal,
    /// Whether two of them lie 2 or more apart.
    pub organizations_differ: bool,
}

/// An answer as it is shown: what is promised not to be shown is null.
#[derive(Clone, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct ShownAnswer {
    /// A handle to talk about it by, made by chance for this prompt alone; null before the reveal.
    #[schema(required, format = Uuid, max_length = 36)]
    pub handle: Option<Uuid>,
    /// Who answered.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// The organization for which they spoke.
    #[schema(required)]
    pub organization_id: Option<OrganizationId>,
    /// The rating, 1 to 5.
    #[schema(required, minimum = 1, maximum = 5)]
    pub rating: Option<i32>,
    /// The words.
    #[schema(required)]
    pub text: Option<LongText>,
    /// Why there is neither a rating nor a text.
    #[schema(required)]
    pub declined: Option<Declined>,
}

impl fmt::Debug for ShownAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShownAnswer")
    }
}

/// Who has answered, as far as you may see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Participation {
    /// How many organizations could answer: those with a partner who can respond.
    #[schema(minimum = 0)]
    pub organizations_expected: u32,
    /// How many organizations have answered; null where you may not see it. In an anonymous cycle it
    /// is null until enough have, stays as it was then until all have, and never goes back.
    #[schema(required, minimum = 0)]
    pub organizations_count: Option<u32>,
    /// Which organizations have answered; null where you may not see it.
    #[schema(required, max_items = 1000)]
    pub organizations: Option<Vec<OrganizationId>>,
    /// Which organizations could answer and have not; null where you may not see it.
    #[schema(required, max_items = 1000)]
    pub organizations_missing: Option<Vec<OrganizationId>>,
}

/// What a round shows of one prompt.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct PromptResult {
    /// The prompt.
    pub prompt: Prompt,
    /// Whether nothing is shown: too few have answered to keep what was promised, or almost the same
    /// people had answered when the same was shown before.
    pub suppressed: bool,
    /// The figures of all ratings; null where nobody rated or nothing is shown.
    #[schema(required)]
    pub figures: Option<Figures>,
    /// The organizations' ratings side by side; null in an anonymous cycle.
    #[schema(required)]
    pub by_organization: Option<ByOrganization>,
    /// The answers, as promised.
    #[schema(max_items = 10000)]
    pub answers: Vec<ShownAnswer>,
}

/// What a round shows.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct RoundResults {
    /// The discussion.
    pub discussion_id: DiscussionId,
    /// The number of the round, from 1.
    #[schema(minimum = 1)]
    pub round: i32,
    /// Where it stands.
    pub status: DiscussionStatus,
    /// The day of the reveal; null before it.
    #[schema(required)]
    pub revealed_on: Option<Day>,
    /// Who has answered so far; null where the round does not collect.
    #[schema(required)]
    pub participation: Option<Participation>,
    /// What each prompt shows, in the order of the prompts; empty before the reveal, but for the
    /// facilitator of a named cycle who was promised to see it.
    #[schema(max_items = 2000)]
    pub items: Vec<PromptResult>,
    /// The prompts in the order in which they are worth talking about: lowest consensus first, then
    /// lowest level; those without figures last. Empty before the reveal.
    #[schema(max_items = 2000)]
    pub talk_order: Vec<PromptId>,
}

never_replayed!(RoundResults);

/// Which round of a discussion to ask about.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct GetResults {
    /// The number of the round, from 1; the live one where nothing is said.
    #[param(minimum = 1, maximum = 1000)]
    #[garde(inner(range(min = 1, max = 1000)))]
    pub round: Option<i32>,
}

impl Operation for GetResults {
    const ACT: Act = Act::GetResults;
    type Locator = DiscussionId;
    type AccessMode = ReadSnapshot;
    type Output = RoundResults;

    async fn execute(self, view: View, discussion: Located<Self>) -> Result<Done<Self>> {
        let round = round(&view, &discussion, self.round).await?;
        let prompts = cycles::prompts(&view, round.id).await?;
        let nothing = RoundResults {
            discussion_id: discussion.id,
            round: round.number,
            status: round.status,
            revealed_on: None,
            participation: None,
            items: Vec::new(),
            talk_order: Vec::new(),
        };
        let Some(revealed_at) = round.revealed_at else {
            let before = before::seen(&view, &round, prompts).await?;
            let Some((participation, items)) = before else { return Ok(nothing) };
            return Ok(RoundResults { participation: Some(participation), items, ..nothing });
        };
        let home = view.thing::<entity::alliance::Entity>(discussion.alliance_id).await?;
        let revealed_on = Some(home.time_zone.day(revealed_at));
        let items = after(&view, &round, prompts).await?;
        Ok(RoundResults { revealed_on, talk_order: talk_order(&items), items, ..nothing })
    }
}

/// What the reveal froze, beside the prompts.
async fn after(
    view: &View,
    round: &entity::round::Model,
    prompts: Vec<Found<entity::prompt::Entity>>,
) -> Result<Vec<PromptResult>> {
    let mut frozen = results::of_round(view, round.id).await?;
    let shown = prompts.into_iter().map(|prompt| {
        let outcome = frozen.remove(&prompt.id);
        let prompt = Prompt::in_language(prompt.row(), view.language())?;
        frozen::shown(prompt, outcome)
    });
    shown.collect()
}

fn talk_order(items: &[PromptResult]) -> Vec<PromptId> {
    let tallied = items.iter().map(|item| {
        let counts = item.figures.as_ref().map(|figures| figures.counts.as_slice());
        let tally = counts.and_then(|counts| Tally::from_counts(counts.try_into().ok()?));
        ((item.prompt.position, item.prompt.id), tally)
    });
    first_to_discuss(tallied).into_iter().map(|(_, id)| id).collect()
}
