//! The types of the schema, as far as must be known of a document before and after it is carried out.

use std::collections::HashMap;

use actix_web::web::Bytes;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use async_graphql::{Name, Positioned};

/// A field, as its type declares it.
#[derive(Debug)]
pub struct FieldType {
    /// The type of its value.
    pub is: Type,
    /// Whether it takes `first`: it is part of a list.
    pub takes_first: bool,
}

impl FieldType {
    fn of(field: &FieldDefinition) -> Self {
        let takes_first = field.arguments.iter().any(|it| it.node.name.node == "first");
        Self { is: field.ty.node.clone(), takes_first }
    }

    /// The name of the type, whatever lists it is in.
    pub fn name(&self) -> &str {
        name(&self.is)
    }
}

/// The name of a type, whatever lists it is in.
pub fn name(of: &Type) -> &str {
    match &of.base {
        BaseType::Named(name) => name,
        BaseType::List(inner) => name(inner),
    }
}

/// Every object and interface of the schema, with its fields.
#[derive(Debug, Default)]
pub struct TypeTable {
    text: Bytes,
    types: HashMap<Name, HashMap<Name, FieldType>>,
}

impl TypeTable {
    /// That of a schema, as its definition language spells it.
    pub fn of(schema: &str) -> Self {
        let document = parse_schema(schema).map(|it| it.definitions).unwrap_or_default();
        let types = document.into_iter().filter_map(|it| match it {
            TypeSystemDefinition::Type(it) => fields(it.node),
            _ => None,
        });
        Self { text: schema.to_owned().into(), types: types.collect() }
    }

    /// The schema in its definition language, as it is served.
    pub fn text(&self) -> Bytes {
        self.text.clone()
    }

    /// A field of a type; none where it has no such field, or is of the engine's own.
    pub fn field(&self, of: &str, field: &str) -> Option<&FieldType> {
        self.types.get(of)?.get(field)
    }
}

fn fields(of: TypeDefinition) -> Option<(Name, HashMap<Name, FieldType>)> {
    let fields: Vec<Positioned<FieldDefinition>> = match of.kind {
        TypeKind::Object(object) => object.fields,
        TypeKind::Interface(interface) => interface.fields,
        _ => return None,
    };
    let fields = fields.iter().map(|it| (it.node.name.node.clone(), FieldType::of(&it.node)));
    Some((of.name.node, fields.collect()))
}
