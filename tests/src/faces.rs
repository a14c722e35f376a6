//! The two faces, each as a client that performs an operation by its operationId.

mod graphql;
mod rest;
mod schema;
mod selection;

use std::time::Duration;

use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::transcript::Transcript;
use crate::{Answer, At, Contract};

pub use schema::{Field, Schema, root_name};

/// The way in which an operation is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// JSON over the paths of openapi.json.
    Rest,
    /// The root fields of the schema at `/graphql`.
    GraphQl,
}

/// How long a client keeps a connection that it does not use: less than the service does, which could
/// close it just as it is used again.
const IDLE: Duration = Duration::from_secs(2);

/// How often a client asks again while the service is busy.
const BUSY: u32 = 10;

/// An operation, asked for.
#[derive(Clone)]
pub struct Call<'a> {
    /// The operationId.
    pub operation: &'a str,
    /// Where it happens.
    pub at: At,
    /// What is said to it: the body, or the query parameters.
    pub input: Value,
    /// Headers, the credential among them.
    pub headers: Vec<(String, String)>,
    /// Who asks, for messages.
    pub who: &'a str,
}

/// Both contracts of a service, and where to reach it.
pub struct ServiceClient {
    pub http: Client,
    pub url: String,
    pub contract: &'static Contract,
    pub schema: &'static Schema,
    pub transcript: Transcript,
}

impl ServiceClient {
    /// Asks on this face, and again a second later where the service is busy: that is what it then
    /// asks of every client by `Retry-After`.
    pub async fn ask(&self, face: Face, call: Call<'_>) -> Answer {
        for _ in 0..BUSY {
            let answer = self.once(face, call.clone()).await;
            if answer.code() != Some("busy") {
                return answer;
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        self.once(face, call).await
    }

    async fn once(&self, face: Face, call: Call<'_>) -> Answer {
        let answer = match face {
            Face::Rest => rest::ask(self, call).await,
            Face::GraphQl => graphql::ask(self, call).await,
        };
        self.transcript.note(&answer);
        answer
    }
}

impl Call<'_> {
    fn asked(&self) -> String {
        format!("{} {} at {:?} with {}", self.who, self.operation, self.at.0, self.input)
    }
}

impl ServiceClient {
    /// Connects to a service.
    pub async fn to(url: &str, transcript: Transcript) -> Self {
        let http = Client::builder().pool_idle_timeout(IDLE).build().unwrap();
        let (contract, schema) = CONTRACTS.get_or_init(|| read(&http, url)).await;
        Self { http, url: url.to_owned(), contract, schema, transcript }
    }

    /// Sends a request of any form.
    pub async fn send(&self, who: &str, request: RequestBuilder) -> Answer {
        let request = request.build().unwrap();
        let asked = format!("{who} {} {}", request.method(), request.url().path());
        let operation = self.contract.answering(request.method(), request.url().path());
        let response = self.http.execute(request).await.unwrap();
        let answer = rest::read(self.contract, operation, asked, response).await;
        self.transcript.note(&answer);
        answer
    }
}

/// Read once for each process: every service under test is of the same build.
static CONTRACTS: OnceCell<(Contract, Schema)> = OnceCell::const_new();

async fn read(http: &Client, url: &str) -> (Contract, Schema) {
    let openapi = http.get(format!("{url}/openapi.json")).send().await.unwrap();
    let ask = serde_json::json!({ "query": schema::INTROSPECTION });
    let introspection = http.post(format!("{url}/graphql")).json(&ask).send().await.unwrap();
    let contract = Contract::new(openapi.json().await.unwrap());
    (contract, Schema::new(&introspection.json().await.unwrap()))
}
