//! Reading a locator from the path.

use std::future::{Ready, ready};
use std::str::FromStr;
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use entity::types::Id;
use percent_encoding::percent_decode_str;

use crate::contract::Contract;
use crate::error::{AppError, ErrorCode, Result, Violation};
use crate::store::{AllianceRef, IndicatorAt, MeasurementAt, PositionAt, PromptAt};

/// A locator, read from the path.
#[derive(Clone, Debug)]
pub struct PathLocator<P>(pub P);

/// A locator that stands in the path.
pub trait FromPath: Sized {
    /// Reads it, or says what is wrong with it.
    fn from_path(request: &HttpRequest) -> Result<Self>;
}

impl<P: FromPath> FromRequest for PathLocator<P> {
    type Error = AppError;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(P::from_path(request).map(Self))
    }
}

/// The pattern of the address that is asked for; none where there is no such address. The contract
/// finds it much faster than the router does, which knows the few pages beside the contract, too.
pub(super) fn pattern(request: &HttpRequest) -> Option<Arc<str>> {
    let contract = request.app_data::<Data<Contract>>();
    contract
        .and_then(|contract| contract.pattern(request.path()))
        .or_else(|| request.match_pattern().map(Into::into))
}

/// Whether a path can be decoded.
pub(super) fn is_readable(path: &str) -> bool {
    let escape = |after: &str| {
        let digits = after.as_bytes().get(..2);
        digits.is_some_and(|it| it.iter().all(u8::is_ascii_hexdigit))
    };
    path.split('%').skip(1).all(escape) && percent_decode_str(path).decode_utf8().is_ok()
}

/// The text of a parameter of the path, decoded.
pub(super) fn parameter(request: &HttpRequest, name: &str) -> String {
    let raw = request.match_info().get(name).unwrap_or_default();
    percent_decoded(raw)
}

fn percent_decoded(raw: &str) -> String {
    let pair = format!("x={}", raw.replace('+', "%2B").replace('&', "%26"));
    let read = serde_urlencoded::from_str::<Vec<(String, String)>>(&pair);
    read.ok().and_then(|pairs| pairs.into_iter().next()).map_or(raw.to_owned(), |(_, text)| text)
}

fn unreadable(error: &entity::types::IdError, name: &str) -> AppError {
    let code = match error {
        entity::types::IdError::Unreadable(_) => ErrorCode::IdUnreadable,
        entity::types::IdError::OtherKind(..) => ErrorCode::IdOfAnotherKind,
    };
    Violation::new(code, error.to_string()).at(format!("{{{name}}}")).into()
}

impl<I: Id + FromStr<Err = entity::types::IdError>> FromPath for I {
    fn from_path(request: &HttpRequest) -> Result<Self> {
        parameter(request, I::KIND).parse().map_err(|error| unreadable(&error, I::KIND))
    }
}

impl FromPath for AllianceRef {
    fn from_path(request: &HttpRequest) -> Result<Self> {
        parameter(request, "alliance").parse().map_err(|error| unreadable(&error, "alliance"))
    }
}

impl FromPath for IndicatorAt {
    fn from_path(request: &HttpRequest) -> Result<Self> {
        let alliance = AllianceRef::from_path(request)?;
        Ok(Self { alliance, code: parameter(request, "code").into() })
    }
}

impl FromPath for MeasurementAt {
    fn from_path(request: &HttpRequest) -> Result<Self> {
        let indicator = IndicatorAt::from_path(request)?;
        Ok(Self { indicator, period: parameter(request, "period") })
    }
}

impl FromPath for PromptAt {
    fn from_path(request: &HttpRequest) -> Result<Self> {
        let discussion = FromPath::from_path(request)?;
        Ok(Self { discussion, prompt: FromPath::from_path(request)? })
    }
}

impl FromPath for PositionAt {
    fn from_path(request: &HttpRequest) -> Result<Self> {
        let proposal = FromPath::from_path(request)?;
        Ok(Self { proposal, organization: FromPath::from_path(request)? })
    }
}
