//! What the service answers to each question, in types.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::faces::{Indicator, IndicatorNode, Measurement};

/// An answer to one of the questions.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer {
    Indicator(Indicator),
    Indicators(Page<Indicator>),
    Measurements(Page<Measurement>),
    OnGraphql(Data<OneIndicator>),
    ListOnGraphql(Data<ListOfIndicators>),
    AllianceOnGraphql(Data<OneAlliance>),
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next_cursor: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data<T> {
    pub data: T,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneIndicator {
    pub indicator: IndicatorNode,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListOfIndicators {
    pub indicators: Connection<IndicatorNode>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Connection<T> {
    pub nodes: Vec<T>,
    pub page_info: PageInfo,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OneAlliance {
    pub alliance: AllianceNode,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllianceNode {
    pub id: String,
    pub slug: String,
    pub name: String,
    pub indicators: Nodes<Measured>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nodes<T> {
    pub nodes: Vec<T>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    pub id: String,
    pub code: String,
    pub title: String,
    pub unit: String,
    pub measurements: Nodes<Value>,
}

/// As much of a measurement as question c asks for.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    pub id: String,
    pub period: String,
    pub value: Option<serde_json::Number>,
    pub status: String,
}

/// Reads the answers in a folder, one file a question.
pub fn read(folder: &Path) -> Result<Vec<(String, Answer)>, Box<dyn Error>> {
    Ok(vec![
        one(folder, "a-rest", Answer::Indicator)?,
        one(folder, "a-graphql", Answer::OnGraphql)?,
        one(folder, "b-rest", Answer::Indicators)?,
        one(folder, "b-graphql", Answer::ListOnGraphql)?,
        one(folder, "c-graphql", Answer::AllianceOnGraphql)?,
        one(folder, "d-rest", Answer::Measurements)?,
    ])
}

fn one<T: DeserializeOwned>(
    folder: &Path,
    question: &str,
    is: impl Fn(T) -> Answer,
) -> Result<(String, Answer), Box<dyn Error>> {
    let text = fs::read_to_string(folder.join(format!("{question}.json")))?;
    let answer = serde_json::from_str(&text);
    let answer = answer.map_err(|error| format!("{question}: {error} in {text}"))?;
    Ok((question.to_owned(), is(answer)))
}
