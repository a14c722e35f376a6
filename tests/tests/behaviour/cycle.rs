//! Cycles: the six discussions, what partners answer in them, and who sees it.

mod asides;
mod closing;
pub mod codes;
mod figures;
mod handover;
mod history;
mod language;
mod leaving;
mod meeting_room;
mod newcomers;
mod order;
mod planning;
mod promise;
mod races;
mod refusals;
mod repeats;
mod responses;
mod revealed;
mod shared;
mod sight;
mod silence;
mod takeover;
mod todo;
mod worlds;

use accord_tests::{Actor, Alliance, Answer, Joined, World};
use serde_json::{Value, json};

/// Partners at one table: an alliance whose founder facilitates a cycle.
struct Table {
    w: World,
    river: Alliance,
    organizations: Vec<Value>,
    /// The partners, organization by organization.
    partners: Vec<Joined>,
    cycle: Value,
    /// The six discussions, in order.
    discussions: Vec<Value>,
}

/// What is said of answers in a cycle.
fn named() -> Value {
    json!({ "disclosure": "named", "respond_as": "member" })
}

/// The same, for a cycle whose facilitator sees names before the reveal.
fn seen_by_name() -> Value {
    let mut settings = named();
    settings["facilitator_sees"] = json!("names");
    settings
}

/// The same, for answers without names.
fn anonymous() -> Value {
    json!({ "disclosure": "anonymous", "respond_as": "member" })
}

/// The same, for answers under the organization's name.
fn by_organization() -> Value {
    json!({ "disclosure": "by_organization", "respond_as": "member" })
}

/// A plan with these settings.
fn plan(settings: Value) -> Value {
    let mut plan = json!({ "prompted_by": ["regular_review"] });
    plan.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    plan
}

impl Table {
    /// As many organizations as numbers, each with so many partners, and no cycle yet.
    async fn empty(w: World, sizes: &[usize]) -> Self {
        let river = w.alliance().await;
        let (mut organizations, mut partners) = (Vec::new(), Vec::new());
        for (at, size) in sizes.iter().enumerate() {
            let organization = river.organization(&format!("Organization {at}")).await;
            for nth in 0..*size {
                partners
                    .push(river.partner(&w, &format!("Partner {at}.{nth}"), &organization).await);
            }
            organizations.push(organization);
        }
        let (cycle, discussions) = (Value::Null, Vec::new());
        Self { w, river, organizations, partners, cycle, discussions }
    }

    /// The same, with a cycle that is planned.
    async fn planned(w: World, sizes: &[usize], settings: Value) -> Self {
        let mut table = Self::empty(w, sizes).await;
        table.plans(settings).await;
        table
    }

    /// The same, with a cycle that is open.
    async fn open(w: World, sizes: &[usize], settings: Value) -> Self {
        let table = Self::planned(w, sizes, settings).await;
        table.steps("openCycle", json!({})).await.ok();
        table
    }

    /// The smallest table: two organizations with a partner each, who answer by name.
    async fn of_two(w: World) -> Self {
        Self::open(w, &[1, 1], named()).await
    }

    /// Plans the next cycle, which is the one that is meant from here on.
    async fn plans(&mut self, settings: Value) {
        let planned = self.ana().does("planCycle", &self.river.it, plan(settings)).await;
        self.cycle = planned.ok();
        let list = self.ana().sees("listDiscussions", &self.cycle).await.ok();
        self.discussions = list["items"].as_array().unwrap().clone();
    }

    fn ana(&self) -> &Actor {
        &self.river.ana
    }

    fn partner(&self, nth: usize) -> &Actor {
        &self.partners[nth].actor
    }

    /// The facilitator moves the cycle.
    async fn steps(&self, step: &str, input: Value) -> Answer {
        self.ana().does(step, &self.cycle, input).await
    }

    /// The facilitator moves a discussion, by its place in the order, from 1.
    async fn moves(&self, step: &str, position: usize, input: Value) -> Answer {
        self.ana().does(step, &self.discussions[position - 1], input).await
    }

    async fn starts(&self, position: usize) -> Answer {
        self.moves("startDiscussion", position, json!({})).await
    }

    async fn reveals(&self, position: usize) -> Answer {
        self.moves("revealDiscussion", position, json!({ "even_if_missing": true })).await
    }

    /// Writes a conclusion down, and concludes.
    async fn concludes(&self, position: usize) -> Answer {
        let decided = json!({ "kind": "decision", "text": "So we do it." });
        self.moves("createConclusion", position, decided).await.ok();
        self.moves("concludeDiscussion", position, json!({})).await
    }

    /// Sets discussions aside.
    async fn sets_aside(&self, positions: std::ops::RangeInclusive<usize>) {
        for position in positions {
            let reason = json!({ "reason": "Not now" });
            self.moves("setAsideDiscussion", position, reason).await.ok();
        }
    }

    /// From the start to the conclusion, with one partner's answer.
    async fn holds(&self, position: usize) {
        self.starts(position).await.ok();
        self.answers(0, position, 4, "As it is").await;
        self.reveals(position).await.ok();
        self.concludes(position).await.ok();
    }

    /// A discussion as somebody sees it now.
    async fn discussion(&self, who: &Actor, position: usize) -> Value {
        who.sees("getDiscussion", &self.discussions[position - 1]).await.ok()
    }

    /// What the live round asks.
    async fn prompts(&self, position: usize) -> Vec<Value> {
        let asked = self.ana().sees("listPrompts", &self.discussions[position - 1]).await.ok();
        asked["items"].as_array().unwrap().clone()
    }

    /// A partner writes an answer to one prompt, and submits nothing.
    async fn drafts(&self, nth: usize, position: usize, prompt: &Value, answer: Value) -> Answer {
        let at = (&self.discussions[position - 1], prompt);
        self.partner(nth).does("draftResponse", at, answer).await
    }

    /// A partner writes the same to every prompt, as far as it takes it.
    async fn drafts_all(&self, nth: usize, position: usize, rating: u8, text: &str) {
        for prompt in self.prompts(position).await {
            let answer = fitting(&prompt, rating, text);
            self.drafts(nth, position, &prompt, answer).await.ok();
        }
    }

    async fn submits(&self, nth: usize, position: usize) -> Answer {
        self.partner(nth).sees("submitResponses", &self.discussions[position - 1]).await
    }

    /// A partner answers every prompt, and submits it.
    async fn answers(&self, nth: usize, position: usize, rating: u8, text: &str) {
        self.drafts_all(nth, position, rating, text).await;
        self.submits(nth, position).await.ok();
    }

    /// All these partners answer alike, each in their own words.
    async fn all_answer(&self, partners: std::ops::Range<usize>, position: usize) {
        for nth in partners {
            self.answers(nth, position, 4, &words_of(nth)).await;
        }
    }

    /// What a round shows to somebody.
    async fn results(&self, who: &Actor, position: usize) -> Value {
        who.sees("getResults", &self.discussions[position - 1]).await.ok()
    }
}

/// What a prompt takes of a rating and words.
fn fitting(prompt: &Value, rating: u8, text: &str) -> Value {
    match prompt["answer_type"].as_str().unwrap() {
        "rating" => json!({ "rating": rating }),
        "text" => json!({ "text": text }),
        _ => json!({ "rating": rating, "text": text }),
    }
}

/// Words by which a partner's answer is known again.
fn words_of(nth: usize) -> String {
    format!("These are the words of number {nth}.")
}

/// Whether a text stands anywhere in what was answered.
fn tells(answer: &Value, text: &str) -> bool {
    answer.to_string().contains(text)
}
