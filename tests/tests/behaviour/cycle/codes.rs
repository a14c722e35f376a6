//! What cycles and their discussions refuse.

use accord_tests::World;
use serde_json::json;

use super::{Table, anonymous, named, plan};
use crate::protocol::codes::Provoked;

async fn opening(w: &World) -> Provoked {
    let mut table = Table::planned(w.clone(), &[1, 1], json!({})).await;
    let unsaid = table.steps("openCycle", json!({})).await;
    table.plans(anonymous()).await;
    let few = table.steps("openCycle", json!({})).await;
    let lone = Table::planned(w.clone(), &[1], named()).await;
    let mut clash = anonymous();
    clash["respond_as"] = json!("organization");
    vec![
        ("disclosure_missing", unsaid),
        ("too_few_for_anonymous", few),
        ("too_few_organizations", lone.steps("openCycle", json!({})).await),
        ("settings_clash", lone.ana().does("planCycle", &lone.river.it, plan(clash)).await),
    ]
}

/// A discussion, from its start to its end.
async fn discussing(table: &mut Table) -> Provoked {
    let fixed = table.steps("changeCycle", json!({ "disclosure": "anonymous" })).await;
    let early = table.starts(2).await;
    table.starts(1).await.ok();
    let prompt = &table.prompts(1).await[0];
    let text = table.drafts(0, 1, prompt, json!({ "text": "Words" })).await;
    let few = table.reveals(1).await;
    table.answers(0, 1, 3, "As it is").await;
    let missing = table.moves("revealDiscussion", 1, json!({})).await;
    table.reveals(1).await.ok();
    vec![
        ("organizations_missing", missing),
        ("disclosure_fixed", fixed),
        ("discussion_out_of_order", early),
        ("answer_not_asked", text),
        ("too_few_responses", few),
        ("responses_closed", table.submits(0, 1).await),
        ("nothing_concluded", table.moves("concludeDiscussion", 1, json!({})).await),
        ("wrong_state", table.starts(1).await),
    ]
}

async fn leaving(table: &mut Table) -> Provoked {
    let author = &table.partners[0].member["id"];
    let to = json!({ "facilitator_id": author, "reason": "I am away" });
    let biased = table.steps("handOverCycle", to).await;
    table.steps("pauseCycle", json!({ "reason": "Summer" })).await.ok();
    let paused = table.moves("setAsideDiscussion", 2, json!({ "reason": "Late" })).await;
    table.plans(named()).await;
    let second = table.steps("openCycle", json!({})).await;
    vec![("not_neutral", biased), ("cycle_not_open", paused), ("cycle_already_open", second)]
}

/// Each of this room's codes.
pub async fn provoke(w: &World) -> Provoked {
    let mut all = opening(w).await;
    let mut table = Table::of_two(w.clone()).await;
    all.extend(discussing(&mut table).await);
    all.extend(leaving(&mut table).await);
    all
}
