//! All that others can ask, on both faces.

use accord_tests::{Actor, Answer, At, Face, Operation, Schema};
use reqwest::Method;
use reqwest::header::{HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::Told;

/// Headers that tell when and by whom an answer was given, or how long it is; tags are told apart.
const BY_CHANCE: [&str; 5] = ["date", "x-request-id", "content-length", "retry-after", "etag"];

/// How deep relations are followed.
const DEPTH: usize = 2;

impl Told {
    /// Everybody reads all that there is to read, and tries what is refused.
    pub async fn all_look_on(&mut self, when: &str) {
        for (name, who) in self.others.clone() {
            self.looks_on(when, name, &who).await;
        }
    }

    /// Those do who sit at the table.
    pub async fn partners_look_on(&mut self, when: &str) {
        for (name, who) in self.others.clone().into_iter().take(2) {
            self.looks_on(when, name, &who).await;
        }
    }

    async fn looks_on(&mut self, when: &str, name: &str, who: &Actor) {
        for face in [Face::Rest, Face::GraphQl] {
            let asked = format!("{when}: {name} by {face:?}");
            self.reads(&asked, &who.on(face)).await;
            self.is_refused(&asked, &who.on(face)).await;
        }
        self.follows(&format!("{when}: {name}"), who).await;
    }

    /// Every read of the contract, at every thing that there is.
    async fn reads(&mut self, asked: &str, who: &Actor) {
        let contract = self.table.w.contract();
        for operation in contract.operations().filter(|it| it.method == Method::GET) {
            for at in self.places(operation) {
                let answer = who.sees(&operation.id, at).await;
                self.keeps(&format!("{asked} {}", operation.id), answer);
            }
        }
    }

    /// Everything that hangs on what there is, by GraphQL's relations.
    async fn follows(&mut self, asked: &str, who: &Actor) {
        let schema = self.table.w.schema();
        for operation in ["getAlliance", "getCycle", "getDiscussion"] {
            let (_, name, field) = schema.root(operation);
            let tree = tree(schema, &field.gives.name, DEPTH);
            let id = schema.argument(&name, &name);
            let query = format!("query ($id: {id}) {{ {name}({name}: $id) {tree} }}");
            let thing = json!({ "id": self.things(&name)[0]["id"] });
            let document = json!({ "query": query, "variables": thing });
            let request = who.http(Method::POST, "/graphql").json(&document);
            let answer = who.sends(request).await;
            self.keeps(&format!("{asked} follows {name}"), answer);
        }
    }

    /// What refusals tell.
    async fn is_refused(&mut self, asked: &str, who: &Actor) {
        let table = &self.table;
        let (first, prompt) = (&table.discussions[0], &table.prompts(1).await[0]);
        let fixed = json!({ "disclosure": "by_organization" });
        let mut answers = vec![
            who.does("draftResponse", (first, prompt), json!({ "rating": 9 })).await,
            who.does("concludeDiscussion", first, json!({})).await,
            who.does("startDiscussion", &table.discussions[1], json!({})).await,
            who.does("changeCycle", &table.cycle, fixed).await,
        ];
        if table.cycle["disclosure"] == "anonymous" {
            for nth in [0, 2, 4] {
                let member = &table.partners[nth].member["id"];
                let to = json!({ "facilitator_id": member, "reason": "I wonder" });
                answers.push(who.does("handOverCycle", &table.cycle, to).await);
            }
        }
        for answer in answers {
            self.keeps(asked, answer);
        }
    }

    fn keeps(&mut self, asked: &str, answer: Answer) {
        let mut headers: Vec<_> = answer.headers.iter().filter_map(|it| self.header(it)).collect();
        headers.push(self.tags.told(&answer));
        headers.sort_unstable();
        let faults = answer.faults.iter().map(|it| self.masked.text(&format!("{it:?}")));
        let faults: Vec<_> = faults.collect();
        let (status, body) = (answer.status.as_u16(), self.masked.value(&answer.body));
        self.read.push(format!("{asked} → {status} {headers:?} {faults:?} {body}"));
    }

    fn header(&self, (name, value): (&HeaderName, &HeaderValue)) -> Option<String> {
        let (name, value) = (name.as_str(), value.to_str().unwrap());
        // Those that list names do so in any order.
        let mut words: Vec<_> = value.split(", ").map(|it| self.masked.text(it)).collect();
        words.sort_unstable();
        (!BY_CHANCE.contains(&name)).then(|| format!("{name}: {}", words.join(", ")))
    }

    /// Where an operation can be asked for: at everything of the kind that its path names.
    fn places(&self, operation: &Operation) -> Vec<At> {
        let path = operation.path.split('/');
        let names: Vec<_> = path.filter_map(|it| it.strip_prefix('{')?.strip_suffix('}')).collect();
        match names[..] {
            [] => vec![At::default()],
            [name] => self.things(name).into_iter().map(At::from).collect(),
            _ => Vec::new(),
        }
    }

    fn things(&self, name: &str) -> Vec<&Value> {
        let table = &self.table;
        match name {
            "alliance" => vec![&table.river.it],
            "cycle" => vec![&table.cycle],
            "discussion" => table.discussions.iter().take(2).collect(),
            "organization" => table.organizations.iter().take(1).collect(),
            "member" => table.partners.iter().map(|it| &it.member).collect(),
            _ => Vec::new(),
        }
    }
}

/// A selection of all that is in a type, and as deep of what is related to it.
fn tree(schema: &Schema, name: &str, deep: usize) -> String {
    let fields = &schema.of(name).fields;
    if let Some(nodes) = fields.get("nodes") {
        return format!("{{ nodes {} }}", tree(schema, &nodes.gives.name, deep));
    }
    let field = |(field, it): (&String, &accord_tests::Field)| {
        let bare = schema.of(&it.gives.name).fields.is_empty();
        let first = if it.arguments.contains_key("first") { "(first: 10)" } else { "" };
        match deep {
            _ if bare => Some(field.clone()),
            0 => None,
            _ => Some(format!("{field}{first} {}", tree(schema, &it.gives.name, deep - 1))),
        }
    };
    format!("{{ {} }}", fields.iter().filter_map(field).collect::<Vec<_>>().join(" "))
}
