//! What is told, without what chance made: people and things that are known by a name keep it, and
//! all other ids, handles, hashes and keys look alike.

use std::collections::HashMap;

use accord_tests::Lying;
use serde_json::{Value, json};

use super::bytes;
use crate::cycle::Table;

/// What chance has made is longer than any word that is said.
const LONG: usize = 20;

/// Tables that hold nothing but keys, or times at which the machine worked.
const BY_CHANCE: [&str; 3] = ["attempt", "signing_key", "seaql_migrations"];

/// Ids by their spellings, and the names of what they are the ids of.
#[derive(Default)]
pub struct Masked {
    names: HashMap<String, String>,
}

impl Masked {
    /// Knows everybody and everything at a table by name.
    pub async fn of(table: &Table) -> Self {
        let mut masked = Self::default();
        let river = &table.river.it;
        masked.name(&river["id"], "the alliance");
        masked.name(&river["slug"], "the slug");
        masked.name(&table.cycle["id"], "the cycle");
        for it in table.organizations.iter().chain(&table.discussions) {
            let name = it["name"].as_str().or(it["component"].as_str()).unwrap();
            masked.name(&it["id"], name);
        }
        let members = table.ana().sees("listMembers", river).await.ok();
        for it in members["items"].as_array().unwrap() {
            let name = it["name"].as_str().unwrap();
            masked.name(&it["id"], name);
            masked.name(&it["user_id"], &format!("the account of {name}"));
        }
        for (at, prompt) in table.prompts(1).await.iter().enumerate() {
            masked.name(&prompt["id"], &format!("prompt {at}"));
        }
        masked
    }

    fn name(&mut self, id: &Value, name: &str) {
        let id = id.as_str().unwrap();
        // Without digits, which are taken out of the log.
        let letter = |it: char| it.to_digit(10).map_or(it, |it| char::from(b'a' + it as u8));
        let name = format!("<{}>", name.chars().map(letter).collect::<String>());
        self.names.insert(id.to_owned(), name.clone());
        if id.contains('_') {
            let hex = format!("{:032x}", bytes::number(id));
            let cut = [0..8, 8..12, 12..16, 16..20, 20..32].map(|it| &hex[it]);
            self.names.insert(cut.join("-"), name.clone());
            self.names.insert(hex.clone(), name.clone());
            // An id of one kind may be told as that of another.
            self.names.insert(id.rsplit('_').next().unwrap().to_owned(), name);
        }
    }

    /// A row of the database, unless all of it is made by chance.
    pub fn row(&self, lying: &Lying) -> Option<String> {
        let by_chance = BY_CHANCE.contains(&lying.table.as_str());
        (!by_chance).then(|| format!("{}: {}", lying.table, self.value(&lying.row)))
    }

    /// A line of the log, without its times.
    pub fn line(&self, line: &str) -> String {
        let line = self.text(line);
        let words = line.split(|it: char| it.is_ascii_digit()).filter(|it| !it.is_empty());
        words.collect::<Vec<_>>().join("0")
    }

    /// A document. Lists are sorted, since chance orders what has no other order.
    pub fn value(&self, value: &Value) -> Value {
        match value {
            Value::Object(all) => {
                let one =
                    |(name, value): (&String, &Value)| (name.clone(), self.field(name, value));
                all.iter().map(one).collect()
            }
            Value::Array(items) => {
                let mut items: Vec<_> = items.iter().map(|it| self.value(it)).collect();
                items.sort_by_key(Value::to_string);
                json!(items)
            }
            Value::String(text) => self.string(text),
            other => other.clone(),
        }
    }

    fn field(&self, name: &str, value: &Value) -> Value {
        let addressed = ["hash", "email", "slug"].iter().any(|it| name.contains(it));
        if addressed && !value.is_null() { json!("#") } else { self.value(value) }
    }

    /// A text; a document within one is read, too.
    fn string(&self, text: &str) -> Value {
        match serde_json::from_str(text) {
            Ok(document @ (Value::Object(_) | Value::Array(_))) => self.value(&document),
            _ => json!(self.text(text)),
        }
    }

    pub fn text(&self, text: &str) -> String {
        let within = |it: char| it.is_ascii_alphanumeric() || "_-".contains(it);
        let (mut masked, mut word) = (String::new(), String::new());
        for letter in text.chars().map(Some).chain([None]) {
            match letter.filter(|it| within(*it)) {
                Some(letter) => word.push(letter),
                None => {
                    masked.push_str(&self.word(&word));
                    masked.extend(letter);
                    word.clear();
                }
            }
        }
        masked
    }

    fn word(&self, word: &str) -> String {
        let small = word.to_lowercase();
        let suffix = small.rsplit('_').next().unwrap();
        let known = self.names.get(&small).or_else(|| self.names.get(suffix)).cloned();
        known.unwrap_or_else(|| if word.len() < LONG { word.to_owned() } else { "#".to_owned() })
    }
}
