//! Reading the query string, with every fault named at once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use crate::error::{AppError, Code, Refusal, Result, Violation};

/// The input of an operation that reads, from the query string.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = AppError;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()).map(Self))
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    // Otherwise what is no text would be read as if it were another.
    if percent_decode_str(text).decode_utf8().is_err() {
        return Err(Refusal::new(Code::QueryUnreadable, "expected a query string in UTF-8").into());
    }
    serde_urlencoded::from_str(text).map_err(|error| faults::<T>(text, &error))
}

/// Asks for the meaning of each pair alone, so that each that has none is named.
fn faults<T: DeserializeOwned>(text: &str, first: &serde_urlencoded::de::Error) -> AppError {
    let Ok(pairs) = serde_urlencoded::from_str::<Vec<(String, String)>>(text) else {
        return Refusal::new(Code::QueryUnreadable, "The query string is not well-formed.").into();
    };
    let wrong = pairs.iter().filter_map(|(name, value)| {
        let alone = serde_urlencoded::to_string([(name, value)]).ok()?;
        let error = serde_urlencoded::from_str::<T>(&alone).err()?;
        let said = error.to_string();
        let code = match said.starts_with("unknown field") {
            true => Code::ParameterUnknown,
            false => Code::ParameterInvalid,
        };
        Some(Violation::new(code, said).at(format!("?{name}")))
    });
    let again = pairs.iter().enumerate().filter_map(|(at, (name, _))| {
        let before = pairs[..at].iter().any(|(other, _)| other == name);
        let violation = || Violation::new(Code::ParameterInvalid, "expected once");
        before.then(|| violation().at(format!("?{name}")))
    });
    let fallback = || Refusal::new(Code::ParameterInvalid, first.to_string());
    Refusal::of(wrong.chain(again)).unwrap_or_else(fallback).into()
}
