//! Who does something.

use std::sync::Arc;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::faces::{Call, Face, ServiceClient};
use crate::{Answer, At};

/// Somebody, or nobody, who uses the service by one face.
#[derive(Clone)]
pub struct Actor {
    name: String,
    face: Face,
    client: Arc<ServiceClient>,
    headers: Vec<(String, String)>,
}

impl Actor {
    pub(crate) fn nobody(face: Face, client: Arc<ServiceClient>) -> Self {
        Self { name: "nobody".to_owned(), face, client, headers: Vec::new() }
    }

    /// The same, by this name and with this credential.
    pub(crate) fn signed_in(&self, name: &str, authorization: &str) -> Self {
        let named = Self { name: name.to_owned(), ..self.clone() };
        named.with("authorization", authorization)
    }

    /// The token by which it is signed in.
    pub fn token(&self) -> Option<&str> {
        let (_, credential) = self.headers.iter().find(|it| it.0 == "authorization")?;
        credential.strip_prefix("Bearer ")
    }

    /// Performs an operation, by its operationId.
    pub async fn does(&self, operation: &str, at: impl Into<At>, input: Value) -> Answer {
        let (at, headers, who) = (at.into(), self.headers.clone(), self.name.as_str());
        self.client.ask(self.face, Call { operation, at, input, headers, who }).await
    }

    /// Performs a read, or a step, that takes nothing further.
    pub async fn sees(&self, operation: &str, at: impl Into<At>) -> Answer {
        self.does(operation, at, json!({})).await
    }

    /// The same, sending this header; an earlier one of that name goes.
    pub fn with(&self, header: &str, value: &str) -> Self {
        let kept = self.headers.iter().filter(|it| it.0 != header).cloned();
        let headers = kept.chain([(header.to_owned(), value.to_owned())]).collect();
        Self { headers, ..self.clone() }
    }

    /// The same, who has seen this version of the thing and no later one.
    pub fn having_seen(&self, thing: &Value) -> Self {
        self.with("if-match", &format!("\"{}\"", thing["version"]))
    }

    /// The same, on the other face or on this.
    pub fn on(&self, face: Face) -> Self {
        Self { face, ..self.clone() }
    }

    /// Asks a document of GraphQL, for what an operation does not ask for, and gives its data.
    pub async fn asks(&self, document: &str, variables: Value) -> Value {
        let asked = json!({ "query": document, "variables": variables });
        let mut answer = self.sends(self.http(Method::POST, "/graphql").json(&asked)).await.ok();
        assert_eq!(answer["errors"], Value::Null, "{} asks {document}", self.name);
        answer["data"].take()
    }

    /// A request of any form, for what only a protocol has; `send` it by [`Actor::sends`].
    pub fn http(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.http.request(method, format!("{}{path}", self.client.url));
        self.headers.iter().fold(request, |it, (name, value)| it.header(name, value))
    }

    /// Sends a request of any form; the answer is held to openapi.json like every other.
    pub async fn sends(&self, request: RequestBuilder) -> Answer {
        self.client.send(&self.name, request).await
    }
}
