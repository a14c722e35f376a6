//! A response that an organization's partners share.

use accord_tests::behaviour;
use serde_json::json;

use super::Table;

fn shared() -> serde_json::Value {
    json!({ "disclosure": "named", "respond_as": "organization" })
}

behaviour! {
    async fn a_shared_response_is_read_and_written_by_those_who_spoke_when_it_started(w: World) {
        let mut table = Table::open(w, &[2, 1], shared()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 4, "We all say so").await;
        let late = table.river.partner(&table.w, "Late", &table.organizations[0]).await;
        table.partners.push(late);
        let (first, last) = (&table.discussions[0], table.partners.len() - 1);
        let seen = async |nth: usize| table.partner(nth).sees("listMyResponses", first).await.ok();
        assert_eq!(seen(0).await["items"], seen(1).await["items"]);
        assert_eq!(seen(last).await["items"], json!([]));
        let prompt = &table.prompts(1).await[0];
        let rated = json!({ "rating": 1 });
        table.drafts(last, 1, prompt, rated.clone()).await.refused("not_permitted");
        table.submits(last, 1).await.refused("not_permitted");
        table.partner(last).sees("withdrawResponses", first).await.refused("not_permitted");
        assert_eq!(table.asked(table.partner(last)).await, []);
        table.drafts(1, 1, prompt, rated).await.ok();
    }
}

behaviour! {
    async fn a_later_partner_shares_from_the_next_round_on(w: World) {
        let mut table = Table::open(w, &[1, 1], shared()).await;
        table.holds(1).await;
        let late = table.river.partner(&table.w, "Late", &table.organizations[0]).await;
        table.partners.push(late);
        table.moves("revisitDiscussion", 1, json!({ "reason": "Anew" })).await.ok();
        table.answers(2, 1, 5, "Now I say it, too").await;
        let seen = table.partner(0).sees("listMyResponses", &table.discussions[0]).await.ok();
        assert_eq!(seen["items"][0]["submitted"]["rating"], 5);
    }
}

behaviour! {
    async fn an_organization_whom_only_later_partners_represent_is_not_expected(w: World) {
        let mut table = Table::open(w, &[1, 1, 1], shared()).await;
        table.starts(1).await.ok();
        let late = table.river.partner(&table.w, "Late", &table.organizations[2]).await;
        let seen = table.results(table.ana(), 1).await;
        assert_eq!(seen["participation"]["organizations_expected"], 3);
        let left = table.partners.remove(2);
        table.ana().sees("removeMember", &left.member).await.ok();
        let seen = table.results(&late.actor, 1).await;
        assert_eq!(seen["participation"]["organizations_expected"], 2);
    }
}
