//! Reading the query string, with everything that is wrong named at once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_urlencoded::de;

use super::path::pattern;
use crate::app::{Input, violations};
use crate::contract::Contract;
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};

/// A parameter and what it is said to be.
type Pair = (String, String);

/// The input of an operation that reads, from the query string.
#[derive(Clone, Debug)]
pub struct Query<T>(pub T);

impl<T: Input + DeserializeOwned> FromRequest for Query<T> {
    type Error = AppError;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request, request.query_string()).map(Self))
    }
}

/// Reads this part of a query string.
///
/// # Errors
/// `query_unreadable`, `parameter_unknown`, `parameter_invalid`; all that hold.
pub(super) fn read<T: Input + DeserializeOwned>(request: &HttpRequest, text: &str) -> Result<T> {
    // Otherwise what is no text would be read as if it were another.
    if percent_decode_str(text).decode_utf8().is_err() {
        return Err(
            Refusal::new(ErrorCode::QueryUnreadable, "expected a query string in UTF-8").into()
        );
    }
    serde_urlencoded::from_str(text).map_err(|error| refuse_query::<T>(request, text, &error))
}

/// Everything that is wrong with the query string: as the contract says, and of each pair in which
/// it finds nothing wrong, as reading it alone does; and what is wrong with the sound ones
/// together.
fn refuse_query<T: Input + DeserializeOwned>(
    request: &HttpRequest,
    text: &str,
    first: &de::Error,
) -> AppError {
    let Ok(pairs) = serde_urlencoded::from_str::<Vec<Pair>>(text) else {
        return Refusal::new(ErrorCode::QueryUnreadable, "The query string is not well-formed.")
            .into();
    };
    let (mut wrong, mut sound) = (Vec::new(), Vec::new());
    for pair in &pairs {
        let mut found = contract_violations(request, pair);
        if found.is_empty() {
            found.extend(alone::<T>(pair));
        }
        if found.is_empty() {
            sound.push(pair);
        }
        wrong.extend(found);
    }
    wrong.extend(repeated_parameters(&pairs));
    wrong.extend(together::<T>(&pairs, &sound));
    let fallback = || Refusal::new(ErrorCode::ParameterInvalid, first.to_string());
    Refusal::of(wrong).unwrap_or_else(fallback).into()
}

/// What is wrong with pairs that are sound each alone. Where the order is not, nothing can be said of
/// what goes by it.
fn together<T: Input + DeserializeOwned>(all: &[Pair], sound: &[&Pair]) -> Vec<Violation> {
    let by_order = |pair: &Pair| pair.0 == "sort";
    if all.iter().any(by_order) && !sound.iter().any(|pair| by_order(pair)) {
        return Vec::new();
    }
    let text = serde_urlencoded::to_string(sound).unwrap_or_default();
    serde_urlencoded::from_str::<T>(&text).map_or_else(|_| Vec::new(), |it| violations(&it))
}

/// What is wrong with a query string where the contract names no parameter; none where it says nothing.
/// Where it names some, whatever else is said is found when they are read.
pub(super) fn unknown(request: &HttpRequest) -> Option<Refusal> {
    let pairs: Vec<Pair> = serde_urlencoded::from_str(request.query_string()).ok()?;
    let contract = request.app_data::<Data<Contract>>()?;
    let known = contract.queried(request.method().as_str(), &pattern(request)?)?;
    if !known.is_empty() {
        return None;
    }
    Refusal::of(
        pairs
            .iter()
            .flat_map(|pair| contract_violations(request, pair))
            .chain(repeated_parameters(&pairs)),
    )
}

/// What the contract finds wrong with a pair.
fn contract_violations(request: &HttpRequest, (name, text): &Pair) -> Vec<Violation> {
    let (contract, pattern) = (request.app_data::<Data<Contract>>(), pattern(request));
    let Some((contract, pattern)) = contract.zip(pattern) else { return Vec::new() };
    let (method, at) = (request.method().as_str(), format!("?{name}"));
    if contract.queried(method, &pattern).is_some_and(|known| !known.contains(name)) {
        let said = "there is no such parameter here";
        return vec![Violation::new(ErrorCode::ParameterUnknown, said).at(at)];
    }
    let wrong = contract.parameter_violations((method, &pattern), name, text);
    let named = |it: Violation| Violation { code: it.code.of_parameter(), ..it }.at(at.clone());
    wrong.into_iter().map(named).collect()
}

/// What reading a pair alone finds wrong with it.
fn alone<T: DeserializeOwned>(pair: &Pair) -> Option<Violation> {
    let alone = serde_urlencoded::to_string([pair]).unwrap_or_default();
    let error = serde_urlencoded::from_str::<T>(&alone).err()?;
    Some(Violation::new(ErrorCode::ParameterInvalid, error.to_string()).at(format!("?{}", pair.0)))
}

/// Names each parameter that stands in the query more than once.
fn repeated_parameters(pairs: &[Pair]) -> impl Iterator<Item = Violation> {
    pairs.iter().enumerate().filter_map(|(at, (name, _))| {
        let before = pairs[..at].iter().any(|(other, _)| other == name);
        let violation = || Violation::new(ErrorCode::ParameterInvalid, "expected once");
        before.then(|| violation().at(format!("?{name}")))
    })
}
