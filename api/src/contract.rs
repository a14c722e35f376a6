//! The published contract, and what it says of an input.
//!
//! Both faces take the same inputs, so both hold them against the same schemas, which name
//! everything that is wrong at once.

mod numbers;
mod violations;
mod words;

pub use numbers::read_json;
pub use violations::of_nothing as violations_of_nothing;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use actix_web::web::Bytes;
use jsonschema::Validator;
use matchit::Router;
use serde_json::{Map, Value, json};

use crate::error::Violation;

const SCHEMAS: &str = "#/components/schemas/";

/// The published contract.
#[derive(Debug, Default)]
pub struct Contract {
    json: Value,
    text: Bytes,
    operations: HashMap<(String, String), ContractOperation>,
    addresses: Router<Address>,
    inputs: RwLock<HashMap<String, Arc<Validator>>>,
}

/// Where operations are asked for.
#[derive(Debug)]
struct Address {
    /// Its path, with the names of its parameters.
    pattern: Arc<str>,
    methods: BTreeSet<String>,
}

/// What an operation takes.
#[derive(Debug, Default)]
struct ContractOperation {
    id: String,
    queried: HashSet<String>,
    /// The media types of what it answers when it succeeds, the usual one first.
    formats: Vec<String>,
    has_body: bool,
    /// The schema of everything that it takes, as one object: the parameters of its path and of
    /// its query by their names, and its body as `input`.
    takes: Value,
}

impl Contract {
    /// Takes the finished document.
    pub fn new(json: Value) -> Self {
        let text = json.to_string().into();
        let mut contract = Self { json, text, ..Self::default() };
        for (pattern, methods) in contract.json["paths"].as_object().into_iter().flatten() {
            let mut address =
                Address { pattern: pattern.as_str().into(), methods: BTreeSet::new() };
            for (method, operation) in methods.as_object().into_iter().flatten() {
                let method = method.to_uppercase();
                address.methods.insert(method.clone());
                contract
                    .operations
                    .insert((method, pattern.clone()), ContractOperation::of(operation));
            }
            // The router of the service takes the same patterns, of which none hides another.
            let _ = contract.addresses.insert(pattern, address);
        }
        contract
    }

    /// The document itself.
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The document as it is served.
    pub fn text(&self) -> Bytes {
        self.text.clone()
    }

    /// The parameters of the query that an operation takes; none where there is no such operation.
    pub fn queried(&self, method: &str, pattern: &str) -> Option<&HashSet<String>> {
        let operation = self.operations.get(&(method.to_owned(), pattern.to_owned()))?;
        Some(&operation.queried)
    }

    /// The media types in which an address is read; none where there is no such operation.
    pub fn formats(&self, pattern: &str) -> Option<&[String]> {
        let operation = self.operations.get(&("GET".to_owned(), pattern.to_owned()))?;
        Some(&operation.formats)
    }

    /// Whether an operation takes a body; none where there is no such operation.
    pub fn takes_body(&self, method: &str, pattern: &str) -> Option<bool> {
        let operation = self.operations.get(&(method.to_owned(), pattern.to_owned()))?;
        Some(operation.has_body)
    }

    /// The pattern of the address to which a path leads; none where the contract has no such address.
    pub fn pattern(&self, path: &str) -> Option<Arc<str>> {
        self.address(path).map(|address| address.pattern.clone())
    }

    /// Whether an address without parameters takes other methods only. Asked for before the
    /// routes, which would take `/sessions/refresh` for a session that is called so.
    pub fn excludes(&self, method: &str, path: &str) -> bool {
        self.address(path)
            .is_some_and(|it| !it.pattern.contains('{') && !it.methods.contains(method))
    }

    /// The methods that an address takes; none where there is no such address.
    pub fn methods(&self, path: &str) -> Option<impl Iterator<Item = &str>> {
        Some(self.address(path)?.methods.iter().map(String::as_str))
    }

    fn address(&self, path: &str) -> Option<&Address> {
        self.addresses.at(path).ok().map(|found| found.value)
    }

    /// What is said of a parameter, by its name: of an operation's, where one is named, else of any
    /// that is called so.
    pub fn says(&self, operation: Option<&str>, parameter: &str) -> Option<&str> {
        let paths = self.json["paths"].as_object()?.values().filter_map(Value::as_object);
        let meant = |it: &&Value| operation.is_none_or(|id| it["operationId"] == id);
        let operations = paths.flat_map(|methods| methods.values()).filter(meant);
        let all = operations.filter_map(|it| it["parameters"].as_array()).flatten();
        let found = all.into_iter().find(|it| it["name"] == parameter);
        found?["description"].as_str()
    }

    /// Whether a body of this schema may be left out, being as good as `{}`.
    pub fn may_be_left_out(&self, schema: &str) -> bool {
        demands_nothing(&self.json["components"]["schemas"][schema])
    }

    /// Everything that is wrong with a value of this schema.
    pub fn violations(&self, schema: &str, value: &Value) -> Vec<Violation> {
        let reference = json!({"$ref": format!("{SCHEMAS}{schema}")});
        let validator = self.remembered(schema, || self.validator(&reference, as_published));
        validator.map_or_else(Vec::new, |validator| violations::of(&validator, value))
    }

    /// Everything that is wrong with what an operation is given on the GraphQL face, where enums
    /// are in capitals: the parameters of its path and of its query by their names, and its body
    /// as `input`.
    pub fn operation_violations(&self, operation: &str, given: &Value) -> Vec<Violation> {
        let known = || self.operations.values().find(|known| known.id == operation);
        let validator = self.remembered(operation, || self.validator(&known()?.takes, in_capitals));
        validator.map_or_else(Vec::new, |validator| violations::of(&validator, given))
    }

    fn remembered(
        &self,
        name: &str,
        compiled: impl FnOnce() -> Option<Arc<Validator>>,
    ) -> Option<Arc<Validator>> {
        let known = self.inputs.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        known.or_else(|| {
            let validator = compiled()?;
            let mut inputs = self.inputs.write().unwrap_or_else(PoisonError::into_inner);
            Some(inputs.entry(name.to_owned()).or_insert(validator).clone())
        })
    }

    /// Everything that is wrong with the text of one parameter of the query.
    pub fn parameter_violations(&self, at: (&str, &str), name: &str, text: &str) -> Vec<Violation> {
        let operation = self.operations.get(&(at.0.to_owned(), at.1.to_owned()));
        let schema = operation.and_then(|it| it.takes["properties"].get(name));
        let Some(validator) = schema.and_then(|schema| self.validator(schema, as_published)) else {
            return Vec::new();
        };
        // A text may be meant as itself, or as a number or a truth value.
        let scalar = serde_json::from_str(text).unwrap_or_else(|_| Value::from(text));
        let as_text = violations::of(&validator, &Value::from(text));
        if as_text.is_empty() { as_text } else { violations::of(&validator, &scalar) }
    }

    /// Compiles a schema with those that it leads to, and no more: there are many.
    fn validator(&self, schema: &Value, spelt: Spelling) -> Option<Arc<Validator>> {
        let mut reached = Map::new();
        self.reach(schema, &mut reached);
        reached.values_mut().for_each(spelt);
        let mut whole = schema.clone();
        whole["components"] = json!({"schemas": reached});
        words::taught(jsonschema::options()).build(&whole).ok().map(Arc::new)
    }

    fn reach(&self, schema: &Value, reached: &mut Map<String, Value>) {
        match schema {
            Value::Object(members) => {
                let name = schema["$ref"].as_str().and_then(|place| place.strip_prefix(SCHEMAS));
                if let Some(name) = name.filter(|name| !reached.contains_key(*name)) {
                    let found = words::read(name, &self.json["components"]["schemas"][name]);
                    reached.insert(name.to_owned(), found.clone());
                    self.reach(&found, reached);
                }
                members.values().for_each(|member| self.reach(member, reached));
            }
            Value::Array(items) => items.iter().for_each(|item| self.reach(item, reached)),
            _ => {}
        }
    }
}

/// Whether the schema of an object has no field that must be there.
pub fn demands_nothing(schema: &Value) -> bool {
    schema["type"] == "object" && schema["required"].as_array().is_none_or(Vec::is_empty)
}

/// How a face spells the words of an enum.
type Spelling = fn(&mut Value);

fn as_published(_: &mut Value) {}

fn in_capitals(schema: &mut Value) {
    for word in schema.get_mut("enum").and_then(Value::as_array_mut).into_iter().flatten() {
        *word = word.as_str().unwrap_or_default().to_uppercase().into();
    }
}

impl ContractOperation {
    fn of(operation: &Value) -> Self {
        let mut takes = json!({"type": "object", "properties": {}, "required": []});
        let mut queried = HashSet::new();
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap_or_default();
            if parameter["in"] == "query" {
                queried.insert(name.to_owned());
            }
            if parameter["in"] != "header" {
                takes["properties"][name] = parameter["schema"].clone();
            }
        }
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        let has_body = !body.is_null();
        if has_body {
            takes["properties"]["input"] = body.clone();
        }
        let id = operation["operationId"].as_str().unwrap_or_default().to_owned();
        Self { id, queried, formats: formats(operation), has_body, takes }
    }
}

/// The media types of the answers of an operation that succeeds, JSON first.
fn formats(operation: &Value) -> Vec<String> {
    let answers = operation["responses"].as_object().into_iter().flatten();
    let good = answers.filter(|(status, _)| status.starts_with('2'));
    let media = good.flat_map(|(_, it)| it["content"].as_object().into_iter().flatten());
    let mut all: Vec<String> = media.map(|(media, _)| media.clone()).collect();
    all.sort_by_key(|media| media != "application/json");
    all
}
