//! The body of a push: as it arrives, bounded in every measure, expanded where it is compressed.

use std::future::{Ready, ready};
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::{Decompress, Payload};
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE, ContentEncoding, HeaderName};
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest};
use entity::types::ImportFormat;
use futures_util::{Stream, StreamExt, stream};

use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};
use crate::rest::body::limits;

/// How much of a compressed body is expanded at once: so the largest part that a few bytes can
/// become stays small.
const PIECE: usize = 2_000;

/// The body of a push.
pub struct PushBody {
    /// Its form.
    pub form: PushForm,
    /// What arrives of it.
    pub pieces: Pieces,
}

/// The form of what is pushed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PushForm {
    /// The format.
    pub format: ImportFormat,
    /// What stands between the cells of a table.
    pub delimiter: u8,
    /// What stands before the decimals of a number in a table.
    pub decimal: char,
}

impl FromRequest for PushBody {
    type Error = AppError;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let pieces = |form: PushForm| {
            let limits = limits(request);
            let whole = form.format == ImportFormat::Json;
            let left = if whole { limits.bytes } else { limits.push_bytes };
            let stream = expanded(payload.take(), coding(request)?);
            Ok(Self { form, pieces: Pieces::new(stream, left, limits.arrives_within) })
        };
        ready(form(request).map_err(AppError::from).and_then(pieces))
    }
}

fn header(request: &HttpRequest, name: HeaderName) -> String {
    let header = request.headers().get(name).and_then(|value| value.to_str().ok());
    header.unwrap_or_default().to_ascii_lowercase()
}

/// Reads the media type: for a table it says how cells are parted and how decimals are written.
fn form(request: &HttpRequest) -> Result<PushForm, Refusal> {
    let media = header(request, CONTENT_TYPE);
    let mut parts = media.split(';').map(str::trim);
    let format = match parts.next() {
        Some("application/json") => ImportFormat::Json,
        Some("application/x-ndjson" | "application/ndjson") => ImportFormat::Ndjson,
        Some("text/csv") => ImportFormat::Csv,
        _ => {
            return Err(other_media("expected application/json, application/x-ndjson or text/csv"));
        }
    };
    let mut form = PushForm { format, delimiter: b',', decimal: '.' };
    for parameter in parts.filter(|part| !part.is_empty()) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match (name.trim(), value.trim().trim_matches('"'), format) {
            ("charset", "utf-8" | "utf8", _) | ("header", "present", ImportFormat::Csv) => {}
            ("delimiter", "comma", ImportFormat::Csv) => form.delimiter = b',',
            ("delimiter", "semicolon", ImportFormat::Csv) => form.delimiter = b';',
            ("delimiter", "tab", ImportFormat::Csv) => form.delimiter = b'\t',
            ("decimal", "point", ImportFormat::Csv) => form.decimal = '.',
            ("decimal", "comma", ImportFormat::Csv) => form.decimal = ',',
            _ => {
                return Err(other_media(
                    "expected charset=utf-8; and of text/csv also delimiter=comma, semicolon or tab, \
                     and decimal=point or comma",
                ));
            }
        }
    }
    Ok(form)
}

fn other_media(said: &str) -> Refusal {
    Violation::new(ErrorCode::MediaTypeUnknown, said).at("Content-Type").into()
}

fn coding(request: &HttpRequest) -> Result<ContentEncoding, AppError> {
    match header(request, CONTENT_ENCODING).trim() {
        "" | "identity" => Ok(ContentEncoding::Identity),
        "gzip" | "x-gzip" => Ok(ContentEncoding::Gzip),
        _ => {
            let said = "expected gzip, or a body that is not compressed";
            Err(Violation::new(ErrorCode::MediaTypeUnknown, said).at("Content-Encoding").into())
        }
    }
}

type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, PayloadError>>>>;

fn expanded(payload: Payload, coding: ContentEncoding) -> ByteStream {
    if coding == ContentEncoding::Identity {
        return Box::pin(payload);
    }
    let small = payload.flat_map(|piece| stream::iter(cut(piece)));
    Box::pin(Decompress::new(small, coding))
}

/// The same bytes in small pieces.
fn cut(piece: Result<Bytes, PayloadError>) -> Vec<Result<Bytes, PayloadError>> {
    match piece {
        Ok(bytes) => {
            let starts = (0..bytes.len()).step_by(PIECE);
            starts.map(|at| Ok(bytes.slice(at..bytes.len().min(at + PIECE)))).collect()
        }
        Err(error) => vec![Err(error)],
    }
}

/// A body, piece by piece.
pub struct Pieces {
    stream: ByteStream,
    limit: usize,
    left: usize,
    within: Duration,
}

impl Pieces {
    fn new(stream: ByteStream, limit: usize, within: Duration) -> Self {
        Self { stream, limit, left: limit, within }
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// `body_too_slow`, `body_too_large`, `body_unreadable`.
    pub async fn next(&mut self) -> Result<Option<Bytes>> {
        let next = tokio::time::timeout(self.within, self.stream.next()).await.map_err(|_| {
            let said = format!("expected a part of the body every {} s", self.within.as_secs());
            Refusal::new(ErrorCode::BodyTooSlow, said)
        })?;
        let Some(piece) = next else { return Ok(None) };
        let piece = piece.map_err(|_| {
            let said = "The body ended before its end, or cannot be expanded.";
            Refusal::new(ErrorCode::BodyUnreadable, said)
        })?;
        self.left = self.left.checked_sub(piece.len()).ok_or_else(|| {
            let said = format!("expected at most {} bytes, once expanded", self.limit);
            Refusal::new(ErrorCode::BodyTooLarge, said)
        })?;
        Ok(Some(piece))
    }

    /// The whole body.
    ///
    /// # Errors
    /// As [`Self::next`].
    pub async fn all(mut self) -> Result<Bytes> {
        let mut all = BytesMut::new();
        while let Some(piece) = self.next().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all.freeze())
    }
}

/// The longest row, in bytes.
pub const LONGEST_ROW: usize = 64 << 10;

/// That a row is longer than any may be.
pub fn too_long() -> Violation {
    let said =
        format!("expected a row of at most {LONGEST_ROW} bytes; a quotation mark may be missing");
    Violation::new(ErrorCode::BodyTooLarge, said)
}
