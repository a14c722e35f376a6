//! What a request says of the thing that is there, as its caller has seen it (RFC 9110, 13.1).

use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH};

use super::compression;
use crate::error::{AppError, ErrorCode, Result, Violation};
use crate::store::Expected;

/// The longest `If-Match` that is read; no tag is half as long.
const LONGEST: usize = 100;

/// What a write expects of the thing that is there. A tag tells a version by what stands before its
/// first point; one that was never given out is that of no version.
///
/// # Errors
/// `header_unreadable`.
pub(super) fn expected(request: &HttpRequest) -> Result<Expected> {
    if request.method() != Method::GET && request.headers().contains_key(IF_NONE_MATCH) {
        return absent(request);
    }
    if !request.headers().contains_key(IF_MATCH) {
        return Ok(Expected::Whatever);
    }
    if lines(request, &IF_MATCH).map(HeaderValue::len).sum::<usize>() > LONGEST {
        let said = format!("expected at most {LONGEST} characters");
        return Err(unreadable("If-Match", &said));
    }
    match tags(request, &IF_MATCH).collect::<Vec<_>>().as_slice() {
        ["*"] => Ok(Expected::There),
        tags => one_of(tags),
    }
}

/// The versions of tags. A weak one is never a match (RFC 9110, 13.1.1).
fn one_of(tags: &[&str]) -> Result<Expected> {
    let (weak, strong): (Vec<&str>, Vec<&str>) = tags.iter().partition(|it| it.starts_with("W/"));
    if strong.is_empty() && !weak.is_empty() {
        let said = "expected the tag without `W/`: something between you and the service, such as a \
                    proxy that compresses, made it weak, so that no change can be held to it";
        return Err(Violation::new(ErrorCode::TagWeak, said).at("If-Match").into());
    }
    Ok(Expected::OneOf(strong.iter().map(|tag| version(tag).unwrap_or(-1)).collect()))
}

/// A write that is to make something new, and change nothing.
fn absent(request: &HttpRequest) -> Result<Expected> {
    let said = "expected `*` with a write; the version to be changed goes into If-Match";
    let all = tags(request, &IF_NONE_MATCH).all(|tag| tag == "*");
    if all { Ok(Expected::Absent) } else { Err(unreadable("If-None-Match", said)) }
}

fn version(tag: &str) -> Option<i64> {
    let tag = tag.strip_prefix('"')?.strip_suffix('"')?;
    tag.split('.').next()?.parse().ok()
}

/// The tag by which the caller has an answer already that has this tag where it is not compressed.
pub(super) fn had<'a>(request: &'a HttpRequest, tag: &'a str) -> Option<&'a str> {
    if request.method() != Method::GET {
        return None;
    }
    let seen = |of: &'a str| match of.trim_start_matches("W/") {
        "*" => Some(tag),
        of => compression::is_of(of, tag).then_some(of),
    };
    tags(request, &IF_NONE_MATCH).find_map(seen)
}

/// The one line of a header that means nothing more than once.
///
/// # Errors
/// `header_unreadable` where there are more.
pub(super) fn once<'a>(
    request: &'a HttpRequest,
    name: &HeaderName,
) -> Result<Option<&'a HeaderValue>> {
    let mut lines = lines(request, name);
    match (lines.next(), lines.next()) {
        (one, None) => Ok(one),
        _ => Err(unreadable(name.as_str(), "expected once")),
    }
}

pub(super) fn unreadable(header: &str, said: &str) -> AppError {
    Violation::new(ErrorCode::HeaderUnreadable, said).at(header).into()
}

fn lines<'a>(
    request: &'a HttpRequest,
    name: &HeaderName,
) -> impl Iterator<Item = &'a HeaderValue> + use<'a> {
    request.headers().get_all(name)
}

/// The tags of a list, which may go on in another line.
fn tags<'a>(
    request: &'a HttpRequest,
    name: &HeaderName,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let line = |line: &'a HeaderValue| line.to_str().unwrap_or_default().split(',');
    lines(request, name).flat_map(line).map(str::trim)
}
