//! That somebody answers leaves no trace.

use accord_tests::{Actor, behaviour};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Table, anonymous, named, words_of};

/// How long a line takes at most from the service to the reader of its log.
const PATIENCE: u32 = 100;

/// All that might tell that something was written: revision, events, tags.
async fn traces(table: &Table, who: &Actor) -> Vec<Value> {
    let mut all = vec![who.sees("getAlliance", &table.river.it).await.ok()];
    all.push(who.does("listEvents", &table.river.it, json!({ "limit": 200 })).await.ok());
    all.push(who.sees("getCycle", &table.cycle).await.ok());
    all.push(who.sees("listDiscussions", &table.cycle).await.ok());
    all.push(who.sees("getDiscussion", &table.discussions[0]).await.ok());
    all.push(who.sees("listPrompts", &table.discussions[0]).await.ok());
    all.push(who.sees("listMembers", &table.river.it).await.ok());
    let id = table.discussions[0]["id"].as_str().unwrap();
    for path in [
        format!("/v1/discussions/{id}"),
        format!("/v1/discussions/{id}/prompts"),
        format!("/v1/discussions/{id}/results"),
    ] {
        let answer = who.http(Method::GET, &path).send().await.unwrap();
        let tag = answer.headers().get("etag").map(|it| it.to_str().unwrap().to_owned());
        all.push(json!([path, tag, answer.status().as_u16()]));
    }
    all
}

behaviour! {
    async fn answering_an_anonymous_round_changes_nothing_that_others_can_read(w: World) {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        let before = (traces(&table, table.ana()).await, traces(&table, table.partner(5)).await);
        table.drafts_all(0, 1, 3, &words_of(0)).await;
        table.submits(0, 1).await.ok();
        table.answers(1, 1, 3, &words_of(1)).await;
        table.partner(0).sees("withdrawResponses", &table.discussions[0]).await.ok();
        let prompt = &table.prompts(1).await[0];
        table.partner(0).sees("removeResponse", (&table.discussions[0], prompt)).await.ok();
        let after = (traces(&table, table.ana()).await, traces(&table, table.partner(5)).await);
        assert_eq!(before, after);
    }
}

behaviour! {
    async fn answering_by_name_leaves_neither_revision_nor_event(w: World) {
        let table = Table::open(w, &[1, 1], named()).await;
        table.starts(1).await.ok();
        let seen = async || {
            let all = json!({ "limit": 200 });
            let events = table.ana().does("listEvents", &table.river.it, all).await.ok();
            (events, table.ana().sees("getAlliance", &table.river.it).await.ok())
        };
        let before = seen().await;
        table.answers(0, 1, 3, &words_of(0)).await;
        assert_eq!(before, seen().await);
        table.reveals(1).await.ok();
        assert_ne!(before, seen().await);
    }
}

behaviour! {
    async fn what_is_answered_is_never_in_the_log_nor_in_an_error(w: World) {
        let w = w.apart(&[("ACCORD_LOG_LEVEL", "debug")]).await;
        let table = Table::open(w, &[1, 1], named()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, &words_of(0)).await;
        let prompt = &table.prompts(1).await[0];
        let refused = table.drafts(0, 1, prompt, json!({ "text": words_of(7) })).await;
        let told = format!("{:?} {}", refused.faults, refused.body);
        assert!(refused.code().is_some() && !told.contains(&words_of(7)), "{told}");
        table.reveals(1).await.ok();
        let log = table.w.service.log();
        for nth in [0, 7] {
            assert!(!log.contains(&words_of(nth)), "an answer stands in the log");
        }
    }
}

behaviour! {
    async fn nobody_counts_by_the_metrics_how_many_have_submitted(w: World) on rest {
        let table = Table::open(w, &[2, 2, 2], anonymous()).await;
        table.starts(1).await.ok();
        table.answers(0, 1, 3, &words_of(0)).await;
        table.partner(0).sees("withdrawResponses", &table.discussions[0]).await.ok();
        let metrics = table.w.nobody().http(Method::GET, "/metrics").send().await.unwrap();
        let counted = metrics.text().await.unwrap();
        assert!(counted.contains("my-responses"), "{counted}");
        for told in ["{discussion}/submit", "{discussion}/withdraw", "my-responses/"] {
            assert!(!counted.contains(told), "{told} is counted by itself");
        }
    }
}

impl Table {
    /// The lines of the log about what a partner asks of GraphQL.
    async fn told_of(&self, nth: usize, document: &str, variables: Value) -> String {
        let answers = |log: &str| log.matches("answered").count();
        let before = self.w.service.log();
        let asked = json!({ "query": document, "variables": variables });
        let request = self.partner(nth).http(Method::POST, "/graphql").json(&asked);
        let answer = request.send().await.unwrap();
        assert!(answer.status().is_success(), "{document}: {answer:?}");
        for _ in 0..PATIENCE {
            let log = self.w.service.log();
            if answers(&log) > answers(&before) {
                return log[before.len()..].to_owned();
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("the log does not tell of {document}");
    }
}

behaviour! {
    async fn the_log_does_not_tell_who_answers_however_it_is_asked(w: World) on graphql {
        let w = w.apart(&[]).await;
        let table = Table::open(w, &[1, 1], named()).await;
        table.starts(1).await.ok();
        table.drafts_all(0, 1, 3, &words_of(0)).await;
        let discussion = json!({ "at": table.discussions[0]["id"] });
        let user = table.partners[0].member["user_id"].as_str().unwrap();
        let told = table.told_of(0, "{ __typename }", json!({})).await;
        assert!(told.contains(user), "the log tells nobody: {told}");
        for document in [
            "mutation ($at: ID!) { ...It }
             fragment It on Mutation { submitResponses(discussion: $at) { userErrors { code } } }",
            "mutation ($at: ID!) { ...on Mutation { ...on Mutation {
             withdrawResponses(discussion: $at) { userErrors { code } } } } }",
            "query ($at: ID!) { ...It } fragment It on Query { ...Own }
             fragment Own on Query { own: myResponses(discussion: $at) { __typename } }",
            "mutation ($at: ID!) { ...It } fragment It on Mutation { ...Again
             submitResponses(discussion: $at) { __typename } } fragment Again on Mutation { ...It }",
            "query ($at: ID!) { prompts(discussion: $at) { __typename } }",
            "mutation { submitResponses(",
        ] {
            let told = table.told_of(0, document, discussion.clone()).await;
            assert!(!told.contains(user), "{document}: {told}");
        }
    }
}
