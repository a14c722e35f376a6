//! In which format an answer is wanted: by `Accept`, or by an ending of the address, which says the
//! same for those who can only type an address.

use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT, Accept, Header, HeaderValue, q};
use actix_web::http::uri::PathAndQuery;
use actix_web::web::Data;

use super::path::pattern;
use crate::contract::Contract;
use crate::error::{ErrorCode, Refusal};

/// A format that answers may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An object, or a page of a list.
    Json,
    /// A table whose columns are separated by commas.
    Csv,
    /// An object a line.
    Ndjson,
}

impl Format {
    const ALL: [Self; 3] = [Self::Json, Self::Csv, Self::Ndjson];

    /// Its media type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Ndjson => "application/x-ndjson",
        }
    }

    /// How an address ends that asks for it.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }

    /// The one in which an answer is wanted, of those that the contract has there.
    pub fn wanted(request: &HttpRequest) -> Self {
        let offered = offered(request).unwrap_or_default();
        let best = best(request, &offered);
        let found = best.and_then(|media| Self::ALL.into_iter().find(|it| it.media() == media));
        found.unwrap_or(Self::Json)
    }
}

/// Takes the ending of an address for what it says of the format. Only after a fixed word: a code may
/// end in `.csv`, and so may the address of a file.
pub(super) fn read_ending(request: &mut ServiceRequest) -> Option<()> {
    let (address, ending) = request.path().rsplit_once('.')?;
    let format = Format::ALL.into_iter().find(|it| it.ending() == ending)?;
    let contract = request.app_data::<Data<Contract>>()?;
    let fixed = contract.pattern(address).is_some_and(|it| !it.ends_with('}'));
    let is_file = pattern(request.request()).is_some_and(|it| it.ends_with(ending));
    if !fixed || is_file || request.method() != Method::GET {
        return None;
    }
    let target = match request.query_string() {
        "" => address.to_owned(),
        query => format!("{address}?{query}"),
    };
    let mut parts = request.head().uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::from_maybe_shared(target).ok();
    let uri = actix_web::http::Uri::from_parts(parts).ok()?;
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
    request.headers_mut().insert(ACCEPT, HeaderValue::from_static(format.media()));
    Some(())
}

/// Refuses to read what an address has in none of the formats that are taken.
pub(super) fn unserved(request: &HttpRequest) -> Option<Refusal> {
    let offered = offered(request).filter(|all| !all.is_empty())?;
    if best(request, &offered).is_some() {
        return None;
    }
    let said = format!("This address has {}.", offered.join(", "));
    Some(Refusal::new(ErrorCode::NotAcceptable, said))
}

fn offered(request: &HttpRequest) -> Option<Vec<String>> {
    if request.method() != Method::GET {
        return None;
    }
    let contract = request.app_data::<Data<Contract>>()?;
    Some(contract.formats(&pattern(request)?)?.to_vec())
}

/// The media type that is wanted most, of several the first.
fn best<'a>(request: &HttpRequest, offered: &'a [String]) -> Option<&'a str> {
    let ranges = Accept::parse(request).map(|Accept(ranges)| ranges).unwrap_or_default();
    if ranges.is_empty() {
        return offered.first().map(String::as_str);
    }
    let quality = |media: &str| {
        let fits = ranges
            .iter()
            .filter_map(|range| Some((nearness(range.item.essence_str(), media)?, range.quality)));
        let nearest = fits.max_by_key(|(near, _)| *near).map(|(_, quality)| quality);
        nearest.filter(|quality| *quality > q(0.0))
    };
    let wanted = offered.iter().filter_map(|media| Some((quality(media)?, media)));
    wanted.rev().max_by_key(|(quality, _)| *quality).map(|(_, media)| media.as_str())
}

/// How nearly a range of media types says this very one; none where it does not hold it.
fn nearness(range: &str, media: &str) -> Option<u8> {
    match range.strip_suffix("/*") {
        Some("*") => Some(0),
        Some(kind) => (media.split('/').next() == Some(kind)).then_some(1),
        None => (range == media).then_some(2),
    }
}
