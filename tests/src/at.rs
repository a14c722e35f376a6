//! Where an operation happens: the parameters of its path, in their order.

use serde_json::Value;

/// The parameters of a path. A thing stands for its id, so that `&alliance` says where.
#[derive(Clone, Debug, Default)]
pub struct At(pub Vec<String>);

impl From<()> for At {
    fn from((): ()) -> Self {
        Self::default()
    }
}

impl From<&str> for At {
    fn from(id: &str) -> Self {
        Self(vec![id.to_owned()])
    }
}

impl From<&String> for At {
    fn from(id: &String) -> Self {
        Self(vec![id.clone()])
    }
}

impl From<&Value> for At {
    fn from(thing: &Value) -> Self {
        let id = thing.as_str().or_else(|| thing["id"].as_str());
        Self(vec![id.unwrap_or_else(|| panic!("no id in {thing}")).to_owned()])
    }
}

impl<A: Into<At>, B: Into<At>> From<(A, B)> for At {
    fn from((first, second): (A, B)) -> Self {
        let (first, second) = (first.into(), second.into());
        Self(first.0.into_iter().chain(second.0).collect())
    }
}
