//! Answers that are sent compressed, and those that are not.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCEPT_ENCODING, AcceptEncoding, CONTENT_ENCODING, ETAG, Encoding, Header, HeaderMap,
    HeaderValue,
};
use actix_web::middleware::Next;

/// Lets a request through to what compresses answers, and tags each as it is sent: one that is
/// compressed is another sequence of bytes (RFC 9110, 8.8.3).
///
/// # Errors
/// None of its own.
pub async fn compressed<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if takes_none(&request) {
        request.headers_mut().remove(ACCEPT_ENCODING);
    }
    let mut answer = next.call(request).await?;
    tag(answer.headers_mut());
    Ok(answer)
}

/// Whether a request rules out every coding that there is, and none as well. It is answered all the
/// same, without any (RFC 9110, 12.5.3). No such request goes without `q=0`.
fn takes_none(request: &ServiceRequest) -> bool {
    let mut lines = request.headers().get_all(ACCEPT_ENCODING);
    let rules_out = |line: &HeaderValue| line.to_str().is_ok_and(|it| it.contains("q=0"));
    let codings = [Encoding::identity(), Encoding::gzip(), Encoding::deflate()];
    lines.any(rules_out)
        && AcceptEncoding::parse(request).is_ok_and(|it| it.negotiate(codings.iter()).is_none())
}

/// Names the coding at the end of the tag.
fn tag(headers: &mut HeaderMap) {
    let (Some(coding), Some(tag)) = (text(headers.get(CONTENT_ENCODING)), text(headers.get(ETAG)))
    else {
        return;
    };
    let plain = tag.trim_end_matches('"');
    if let Ok(tag) = HeaderValue::from_str(&format!("{plain}-{coding}\"")) {
        headers.insert(ETAG, tag);
    }
}

fn text(value: Option<&HeaderValue>) -> Option<&str> {
    value.and_then(|it| it.to_str().ok())
}

/// What is put to the end of a tag by those that code an answer, or undo it, on its way.
const ENDINGS: [&str; 5] = ["gzip", "gunzip", "deflate", "br", "zstd"];

/// Whether a tag is that of an answer which has the other one where it is not compressed.
pub(super) fn is_of(tag: &str, plain: &str) -> bool {
    let rest = tag.strip_prefix(plain.trim_end_matches('"'));
    rest.and_then(|it| it.strip_suffix('"')).is_some_and(|endings| {
        let mut endings = endings.split('-');
        endings.next() == Some("") && endings.all(|it| ENDINGS.contains(&it))
    })
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn a_tag_is_known_whatever_coded_the_answer_on_its_way() {
        for (tag, is) in [
            ("\"7.ab\"", true),
            ("\"7.ab-gzip\"", true),
            ("\"7.ab-gzip-gunzip-br\"", true),
            ("\"7.abc\"", false),
            ("\"7.ab-other\"", false),
            ("\"7.ab-\"", false),
            ("\"7.ab", false),
        ] {
            assert_eq!(is_of(tag, "\"7.ab\""), is, "{tag}");
        }
    }
}
