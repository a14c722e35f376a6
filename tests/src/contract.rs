//! What openapi.json promises, and whether an answer keeps it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use jsonschema::{Registry, Validator};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

const NAME: &str = "accord:/openapi.json";

/// An operation of the contract.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its operationId.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path, with parameters in braces.
    pub path: String,
    /// The names of its query parameters.
    pub query: Vec<String>,
    /// Whether it takes a body.
    pub body: bool,
    /// Whether it takes none without.
    pub demands_body: bool,
    /// Where the document says it.
    pointer: String,
}

/// The contract of the REST face, read from the running service.
pub struct Contract {
    document: &'static Value,
    registry: &'static Registry<'static>,
    operations: BTreeMap<String, Operation>,
    // Compiling a schema takes longer than using it, and a test uses few.
    validators: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Contract {
    /// Takes the document. There is one for each process, so it is never given back.
    pub fn new(document: Value) -> Self {
        let document: &'static Value = Box::leak(Box::new(document));
        let registry = Registry::new().add(NAME, document).unwrap().prepare().unwrap();
        let operations = operations(document).map(|it| (it.id.clone(), it)).collect();
        let registry = Box::leak(Box::new(registry));
        Self { document, registry, operations, validators: Mutex::default() }
    }

    /// All operations, by operationId.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.values()
    }

    /// The names of all schemas.
    pub fn schemas(&self) -> impl Iterator<Item = &str> {
        let schemas = self.document["components"]["schemas"].as_object();
        schemas.into_iter().flatten().map(|(name, _)| name.as_str())
    }

    /// The operation of this operationId.
    pub fn operation(&self, id: &str) -> &Operation {
        self.operations.get(id).unwrap_or_else(|| panic!("openapi.json has no operation {id}"))
    }

    /// The operation that answers at this address.
    pub fn answering(&self, method: &Method, path: &str) -> Option<&Operation> {
        // `/invitations/accept` is meant before `/invitations/{invitation}`, by whichever method.
        let fixed = self.operations().any(|it| it.path == path);
        let fits =
            |it: &&Operation| if fixed { it.path == path } else { same_path(&it.path, path) };
        self.operations().filter(fits).find(|it| it.method == *method)
    }

    /// The schema of what an operation gives when it succeeds.
    pub fn gives(&self, operation: &Operation) -> Option<&Value> {
        let answers = self.document.pointer(&operation.pointer)?["responses"].as_object()?;
        let good = answers.iter().find(|(status, _)| status.starts_with('2'))?;
        self.resolve(good.1)["content"].get("application/json")?.get("schema")
    }

    /// What is behind a `$ref`, or the value itself.
    pub fn resolve<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
            Some(pointer) => self.resolve(self.document.pointer(pointer).expect(pointer)),
            None => value,
        }
    }

    /// Complains where an answer is not as the contract says.
    pub fn check(
        &self,
        operation: &Operation,
        status: StatusCode,
        media: &str,
        body: &[u8],
    ) -> Result<(), String> {
        let place = format!("{}/responses/{}", operation.pointer, status.as_u16());
        let told = self.document.pointer(&place).ok_or("this status is not documented")?;
        let Some(content) = self.resolve(told)["content"].as_object() else {
            return if body.is_empty() {
                Ok(())
            } else {
                Err("a body that is not documented".into())
            };
        };
        let media = media.split(';').next().unwrap_or_default().trim();
        let told = content.get(media).ok_or(format!("{media:?} is not documented"))?;
        let one = media.ends_with("json") && !media.ends_with("ndjson");
        if !one || told.get("schema").is_none() {
            return Ok(());
        }
        let body = serde_json::from_slice(body).map_err(|e| e.to_string())?;
        self.fits(&format!("{place}|{media}"), &told["schema"], &body)
    }

    fn fits(&self, key: &str, schema: &Value, body: &Value) -> Result<(), String> {
        let mut validators = self.validators.lock().unwrap();
        let validator = validators.entry(key.to_owned()).or_insert_with(|| self.compile(schema));
        let faults: Vec<_> =
            validator.iter_errors(body).map(|it| format!("{}: {it}", it.instance_path())).collect();
        if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
    }

    fn compile(&self, schema: &Value) -> Arc<Validator> {
        let schema = absolute(schema);
        let options = jsonschema::options().should_validate_formats(true);
        Arc::new(options.with_registry(self.registry).build(&schema).unwrap())
    }
}

/// A schema is compiled apart from its document, so its references must name it.
fn absolute(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let whole = |(name, value): (&String, &Value)| match value.as_str() {
                Some(place) if name == "$ref" => (name.clone(), json!(format!("{NAME}{place}"))),
                _ => (name.clone(), absolute(value)),
            };
            members.iter().map(whole).collect()
        }
        Value::Array(items) => items.iter().map(absolute).collect(),
        other => other.clone(),
    }
}

fn operations(document: &Value) -> impl Iterator<Item = Operation> {
    let paths = document["paths"].as_object().into_iter().flatten();
    paths.flat_map(move |(path, item)| {
        let shared = named(document, item, "query");
        item.as_object().into_iter().flatten().filter_map(move |(method, it)| {
            let id = it["operationId"].as_str()?.to_owned();
            let query = named(document, it, "query").into_iter().chain(shared.clone()).collect();
            let pointer = format!("/paths/{}/{method}", path.replace('~', "~0").replace('/', "~1"));
            let body = it.get("requestBody").is_some();
            let demands_body = it["requestBody"]["required"] == true;
            let method = method.to_uppercase().parse().ok()?;
            let path = path.clone();
            Some(Operation { id, method, path, query, body, demands_body, pointer })
        })
    })
}

/// The names of the parameters that are said in this place.
fn named(document: &Value, item: &Value, place: &str) -> Vec<String> {
    let behind = |it: &'_ Value| match it["$ref"].as_str() {
        Some(pointer) => document.pointer(&pointer[1..]).cloned().unwrap_or_default(),
        None => it.clone(),
    };
    let all = item["parameters"].as_array().into_iter().flatten().map(behind);
    all.filter(|it| it["in"] == place).filter_map(|it| Some(it["name"].as_str()?.into())).collect()
}

fn same_path(template: &str, path: &str) -> bool {
    let (mut told, mut asked) = (template.split('/'), path.split('/'));
    let fits = |(told, asked): (&str, &str)| told.starts_with('{') || told == asked;
    told.by_ref().zip(asked.by_ref()).all(fits) && told.next().is_none() && asked.next().is_none()
}
