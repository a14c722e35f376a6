//! The schema of the GraphQL face, read from the running service by introspection.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use crate::names::small;

/// Asks for as much of the schema as the tests use; types are wrapped at most three times.
pub const INTROSPECTION: &str = "{ __schema { queryType { name } mutationType { name }
  types { kind name
    fields(includeDeprecated: true) { name args { name type { ...used } } type { ...used } }
    inputFields { name type { ...used } } } } }
fragment used on __Type {
  kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// A type as it is used: its name, and as GraphQL writes it with lists and `!`.
#[derive(Clone, Debug)]
pub struct Used {
    /// The name of the type itself.
    pub name: String,
    /// As it stands in the declaration of a variable.
    pub text: String,
}

/// A field of a type.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it takes.
    pub arguments: BTreeMap<String, Used>,
    /// What it gives.
    pub gives: Used,
}

impl Field {
    /// Whether it is the field of a query: what a mutation gives is never null.
    pub fn is_read(&self) -> bool {
        !self.gives.text.ends_with('!')
    }
}

/// A type of the schema.
#[derive(Clone, Debug)]
pub struct Type {
    /// `OBJECT`, `ENUM`, `SCALAR`, `INPUT_OBJECT` …
    pub kind: String,
    /// The fields of an object.
    pub fields: BTreeMap<String, Field>,
    /// The fields of an input object.
    pub inputs: BTreeMap<String, Used>,
}

/// The schema of the GraphQL face.
pub struct Schema {
    types: HashMap<String, Type>,
    query: String,
    mutation: String,
}

impl Schema {
    /// Reads what introspection answered.
    pub fn new(answer: &Value) -> Self {
        let schema = &answer["data"]["__schema"];
        let types = schema["types"].as_array().unwrap_or_else(|| panic!("no schema in {answer}"));
        let name = |of: &str| schema[of]["name"].as_str().unwrap_or_default().to_owned();
        Self {
            types: types.iter().map(|it| (text(it, "name"), read_type(it))).collect(),
            query: name("queryType"),
            mutation: name("mutationType"),
        }
    }

    /// The type of this name.
    pub fn of(&self, name: &str) -> &Type {
        self.types.get(name).unwrap_or_else(|| panic!("the schema has no type {name}"))
    }

    /// The names of all types.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.types.keys().map(String::as_str)
    }

    /// The names of the root fields: of queries, then of mutations.
    pub fn roots(&self) -> impl Iterator<Item = &String> {
        [&self.query, &self.mutation]
            .into_iter()
            .filter_map(|root| self.types.get(root))
            .flat_map(|root| root.fields.keys())
    }

    /// How the type of an argument of a query's root field is written.
    pub fn argument(&self, field: &str, argument: &str) -> String {
        self.of(&self.query).fields[field].arguments[argument].text.clone()
    }

    /// The root field of an operation: what kind of operation it is, its name, and the field.
    pub fn root(&self, operation: &str) -> (&'static str, String, &Field) {
        let named = |root: &str, name: &str| self.types.get(root)?.fields.get(name);
        if let Some(field) = named(&self.mutation, operation) {
            return ("mutation", operation.to_owned(), field);
        }
        let name = root_name(operation);
        let field = named(&self.query, &name);
        ("query", name, field.unwrap_or_else(|| panic!("the schema has no field for {operation}")))
    }
}

/// The root field of an operation: reads go without `get` and `list`.
pub fn root_name(operation: &str) -> String {
    let bare = operation.strip_prefix("get").or_else(|| operation.strip_prefix("list"));
    match bare {
        Some(rest) if rest.starts_with(|it: char| it.is_ascii_uppercase()) => small(rest),
        _ => operation.to_owned(),
    }
}

fn read_type(it: &Value) -> Type {
    let fields = it["fields"].as_array().into_iter().flatten();
    Type {
        kind: text(it, "kind"),
        fields: fields.map(|field| (text(field, "name"), read_field(field))).collect(),
        inputs: used(&it["inputFields"]),
    }
}

fn read_field(it: &Value) -> Field {
    Field { arguments: used(&it["args"]), gives: read_used(&it["type"]) }
}

fn used(all: &Value) -> BTreeMap<String, Used> {
    let all = all.as_array().into_iter().flatten();
    all.map(|it| (text(it, "name"), read_used(&it["type"]))).collect()
}

fn read_used(it: &Value) -> Used {
    let inner = || read_used(&it["ofType"]);
    match it["kind"].as_str() {
        Some("NON_NULL") => Used { text: format!("{}!", inner().text), ..inner() },
        Some("LIST") => Used { text: format!("[{}]", inner().text), ..inner() },
        _ => Used { name: text(it, "name"), text: text(it, "name") },
    }
}

fn text(it: &Value, name: &str) -> String {
    it[name].as_str().unwrap_or_default().to_owned()
}
