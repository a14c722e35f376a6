//! The demo's two cycles: one that went its whole way, and one that is half-way.

use std::ops::Range;

use entity::types::{
    Component, CycleId, Day, Declined, Disclosure, DiscussionId, LongText, PromptedBy, RespondAs,
};
use serde_json::json;

use super::voices::about;
use super::{Demo, input, series::fraction};
use crate::app::cycle::{
    CloseCycle, ConcludeDiscussion, CreateConclusion, DraftResponse, ListDiscussions, ListPrompts,
    OpenCycle, PlanCycle, RevealDiscussion, StartDiscussion, SubmitResponses,
};
use crate::error::Result;
use crate::store::{AllianceRef, PromptAt};

/// The cycle that is finished.
pub struct First {
    /// When it opened.
    pub begins: Day,
}

/// The cycle that is half-way.
pub struct Second {
    /// When it opened.
    pub begins: Day,
}

impl First {
    /// Holds it: all six discussions, two weeks apart, with names of organizations.
    pub async fn hold(&self, demo: &Demo, alliance: &AllianceRef) -> Result<()> {
        demo.at(self.begins);
        let plan =
            plan("The first look", PromptedBy::WaningEnthusiasm, Disclosure::ByOrganization)?;
        let (cycle, discussions) = opened(demo, alliance, plan).await?;
        for (at, (component, discussion)) in discussions.into_iter().enumerate() {
            let begins = Demo::later(self.begins, 14 * at as u64);
            collect(demo, component, discussion, begins, 0..10).await?;
            conclude(demo, component, discussion, Demo::later(begins, 10)).await?;
        }
        demo.at(Demo::later(self.begins, 90));
        demo.facilitator(cycle, CloseCycle { reason: None }).await?;
        Ok(())
    }
}

impl Second {
    /// Holds it as far as it has come: two concluded without names, the third collecting.
    pub async fn hold(&self, demo: &Demo, alliance: &AllianceRef) -> Result<()> {
        demo.at(self.begins);
        let plan = plan("A year later", PromptedBy::RegularReview, Disclosure::Anonymous)?;
        let (_, discussions) = opened(demo, alliance, plan).await?;
        for (at, (component, discussion)) in discussions.into_iter().take(3).enumerate() {
            let begins = Demo::later(self.begins, 16 * at as u64);
            if at < 2 {
                collect(demo, component, discussion, begins, 0..10).await?;
                conclude(demo, component, discussion, Demo::later(begins, 10)).await?;
            } else {
                collect(demo, component, discussion, begins, 3..7).await?;
            }
        }
        Ok(())
    }
}

fn plan(title: &str, why: PromptedBy, disclosure: Disclosure) -> Result<PlanCycle> {
    let (prompted_by, respond_as) = ([why], RespondAs::Member);
    input(json!({
        "title": title,
        "prompted_by": prompted_by,
        "disclosure": disclosure,
        "respond_as": respond_as,
    }))
}

async fn opened(
    demo: &Demo,
    alliance: &AllianceRef,
    plan: PlanCycle,
) -> Result<(CycleId, Vec<(Component, DiscussionId)>)> {
    let cycle = demo.facilitator(alliance.clone(), plan).await?.id;
    demo.facilitator(cycle, OpenCycle {}).await?;
    let discussions = demo.facilitator(cycle, ListDiscussions {}).await?;
    Ok((cycle, discussions.items.into_iter().map(|one| (one.component, one.id)).collect()))
}

/// Starts a discussion and lets so many partners answer.
async fn collect(
    demo: &Demo,
    component: Component,
    discussion: DiscussionId,
    begins: Day,
    who: Range<usize>,
) -> Result<()> {
    demo.at(begins);
    demo.facilitator(discussion, StartDiscussion::default()).await?;
    let prompts = demo.facilitator(discussion, ListPrompts { round: None }).await?;
    for (nth, partner) in demo.partners.iter().enumerate().take(who.end).skip(who.start) {
        demo.at(Demo::later(begins, 2 + nth as u64 % 6));
        for (at, prompt) in prompts.items.iter().enumerate() {
            let answer = answer(demo, component, prompt.answer_type, nth + at);
            let at = PromptAt { discussion, prompt: prompt.id };
            demo.by(*partner, at, answer).await?;
        }
        demo.by(*partner, discussion, SubmitResponses {}).await?;
    }
    Ok(())
}

fn answer(
    demo: &Demo,
    component: Component,
    asks: entity::types::AnswerType,
    nth: usize,
) -> DraftResponse {
    use entity::types::AnswerType::{Both, Rating, Text};
    let voices = about(component);
    if nth % 13 == 12 {
        let declined = Some(Declined::DontKnow);
        return DraftResponse { rating: None, text: None, declined };
    }
    let (middle, spread) = voices.rated;
    let off = (fraction(&demo.random) * f64::from(2 * spread + 1)).floor() as i32 - spread as i32;
    let rating = (middle as i32 + off / 2).clamp(1, 5);
    let text = voices.texts.get(nth % voices.texts.len()).map(|text| LongText::from(*text));
    DraftResponse {
        rating: matches!(asks, Both | Rating).then_some(rating),
        text: text.filter(|_| matches!(asks, Both | Text)),
        declined: None,
    }
}

async fn conclude(
    demo: &Demo,
    component: Component,
    discussion: DiscussionId,
    on: Day,
) -> Result<()> {
    demo.at(on);
    demo.facilitator(discussion, RevealDiscussion { even_if_missing: true }).await?;
    for (kind, text) in about(component).conclusions {
        let review_on = Demo::later(on, 180);
        let conclusion = json!({ "kind": kind, "text": text, "review_on": review_on });
        let conclusion: CreateConclusion = input(conclusion)?;
        demo.facilitator(discussion, conclusion).await?;
    }
    demo.facilitator(discussion, ConcludeDiscussion {}).await?;
    Ok(())
}
