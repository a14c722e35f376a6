//! Reading the query string, with every fault named at once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_urlencoded::de;

use super::path::pattern;
use crate::contract::Contract;
use crate::error::{AppError, Code, Refusal, Result, Violation};

/// The input of an operation that reads, from the query string.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = AppError;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request).map(Self))
    }
}

fn read<T: DeserializeOwned>(request: &HttpRequest) -> Result<T> {
    let text = request.query_string();
    // Otherwise what is no text would be read as if it were another.
    if percent_decode_str(text).decode_utf8().is_err() {
        return Err(Refusal::new(Code::QueryUnreadable, "expected a query string in UTF-8").into());
    }
    serde_urlencoded::from_str(text).map_err(|error| faults::<T>(request, &error))
}

/// Asks for the meaning of each pair alone, so that each that has none is named.
fn faults<T: DeserializeOwned>(request: &HttpRequest, first: &de::Error) -> AppError {
    let text = request.query_string();
    let Ok(pairs) = serde_urlencoded::from_str::<Vec<(String, String)>>(text) else {
        return Refusal::new(Code::QueryUnreadable, "The query string is not well-formed.").into();
    };
    let wrong = pairs.iter().flat_map(|pair| fault::<T>(request, pair));
    let again = pairs.iter().enumerate().filter_map(|(at, (name, _))| {
        let before = pairs[..at].iter().any(|(other, _)| other == name);
        let violation = || Violation::new(Code::ParameterInvalid, "expected once");
        before.then(|| violation().at(format!("?{name}")))
    });
    let fallback = || Refusal::new(Code::ParameterInvalid, first.to_string());
    Refusal::of(wrong.chain(again)).unwrap_or_else(fallback).into()
}

/// What is wrong with a pair: as the contract says, else as reading it did.
fn fault<T: DeserializeOwned>(request: &HttpRequest, pair: &(String, String)) -> Vec<Violation> {
    let alone = serde_urlencoded::to_string([pair]).unwrap_or_default();
    let Err(error) = serde_urlencoded::from_str::<T>(&alone) else { return Vec::new() };
    let at = format!("?{}", pair.0);
    let pattern = pattern(request).unwrap_or_default();
    let told = request.app_data::<Data<Contract>>().map(|contract| {
        let of = (request.method().as_str(), &*pattern);
        contract.faults_of_parameter(of, &pair.0, &pair.1)
    });
    match told {
        Some(told) if !told.is_empty() => {
            let named =
                |it: Violation| Violation { code: it.code.of_parameter(), ..it }.at(at.clone());
            told.into_iter().map(named).collect()
        }
        _ => vec![Violation::new(Code::ParameterInvalid, error.to_string()).at(at)],
    }
}
