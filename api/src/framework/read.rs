//! From the text of a file to a framework that holds what it must.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer};
use serde_json::Value;

use super::check::{check, nothing_empty};
use super::error::{FrameworkError, Misfit};
use super::translation::Translation;
use super::types::Framework;

/// Reads the file that says how the framework is built, in English.
pub(super) fn original((file, text): (&str, &str)) -> Result<Framework, FrameworkError> {
    let read = || {
        let framework: Framework = parse(text)?;
        check(&framework)?;
        Ok(framework)
    };
    read().map_err(|misfit: Misfit| misfit.within(file))
}

/// Reads a file of translated texts onto the English framework.
pub(super) fn translated(
    english: &Framework,
    (file, text): (&str, &str),
) -> Result<Framework, FrameworkError> {
    let read = || {
        let framework = parse::<Translation>(text)?.onto(english.clone())?;
        check(&framework)?;
        Ok(framework)
    };
    read().map_err(|misfit: Misfit| misfit.within(file))
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    let data: Value = serde_json::from_str(text).map_err(|error| {
        Misfit::new(format!("line {} column {}", error.line(), error.column()), error.to_string())
    })?;
    nothing_empty(&data, "")?;
    serde_path_to_error::deserialize(data)
        .map_err(|error| Misfit::new(error.path().to_string(), error.inner().to_string()))
}

/// Prose, kept in the files as a list of sentences.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Prose(String);

impl From<Vec<String>> for Prose {
    fn from(sentences: Vec<String>) -> Self {
        Self(sentences.join(" "))
    }
}

impl From<Prose> for String {
    fn from(prose: Prose) -> Self {
        prose.0
    }
}

/// Reads a list of sentences as one text.
pub(super) fn sentences<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Prose::deserialize(from).map(String::from)
}
