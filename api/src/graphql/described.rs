//! What the schema says of arguments: what the contract says of the parameters that they are.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::{MetaField, MetaType, Registry};
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerResult,
    Value,
};

use super::coercion::parameter;
use crate::contract::Contract;
use crate::policy::Act;
use crate::rest;

/// What arguments mean that only this face has, by their names.
const OF_THIS_FACE: [(&str, &str); 3] = [
    ("filter", "Which of them to list."),
    ("input", "What the operation takes."),
    ("ifVersion", "The version that you have seen; where it is another one now, nothing changes."),
];

/// A root whose fields, and all that they lead to, say what their arguments mean.
#[derive(Default)]
pub struct Described<T>(T);

impl<T: ObjectType> ContainerType for Described<T> {
    async fn resolve_field(&self, c: &Context<'_>) -> ServerResult<Option<Value>> {
        self.0.resolve_field(c).await
    }
}

impl<T: ObjectType> OutputType for Described<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        let name = T::create_type_info(registry);
        let contract = rest::contract();
        for kind in registry.types.values_mut() {
            if let MetaType::Object { fields, .. } = kind {
                fields.values_mut().for_each(|field| describe(field, &contract));
            }
        }
        name
    }

    async fn resolve(
        &self,
        c: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        self.0.resolve(c, field).await
    }
}

impl<T: ObjectType> ObjectType for Described<T> {}

/// Describes the arguments of a field that are not.
fn describe(field: &mut MetaField, contract: &Contract) {
    let operation = Act::all().find(|act| act.root_field() == field.name);
    let operation = operation.map(|act| act.operation_id());
    for (name, argument) in &mut field.args {
        let own = OF_THIS_FACE.iter().find(|(of, _)| of == name).map(|(_, said)| *said);
        let said = || contract.says(operation.as_deref(), &parameter(name)).map(str::to_owned);
        let known = argument.description.take();
        argument.description = known.or_else(|| own.map(str::to_owned)).or_else(said);
    }
}
