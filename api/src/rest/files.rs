//! Files: lists that are sent whole, row by row as they are read.

use std::future::{Ready, ready};
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use actix_web::dev::Payload;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, HeaderValue, HttpDate, LAST_MODIFIED,
    TryIntoHeaderValue, VARY,
};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use futures_util::stream;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::timeout;
use utoipa::IntoParams;
use xxhash_rust::xxh3::xxh3_64;

use super::preconditions::had;
use super::request_log::instance;
use super::{Caller, Format, Handled, part, query};
use crate::app::{Feed, FeedState, FlatRow, Input, LocatorOf, Operation};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};
use crate::render::csv;

/// How long whoever takes a file may take for the next part of it: until then it holds a connection
/// to the database.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a file waits until others are sent.
const WAIT: Duration = Duration::from_secs(3);

/// How a file is written.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileOptions {
    /// Of a CSV file, whether it begins with a byte order mark, by which Excel sees that it is UTF-8.
    pub bom: Option<bool>,
}

/// What is asked for, and in which format: the parameters of a page do not go with a file.
#[derive(Clone, Debug)]
pub struct FileQuery<T> {
    /// What is asked for.
    pub asked: T,
    /// In which format.
    pub format: Format,
    bom: bool,
}

/// How many files may be sent at once: each holds a connection to the database, of which others must
/// find some.
#[derive(Clone, Debug)]
pub struct FeedPlaces(Arc<Semaphore>);

impl FeedPlaces {
    /// As many as leave half of the connections to others.
    pub fn of(connections: u32) -> Self {
        Self(Arc::new(Semaphore::new((connections / 2).max(1) as usize)))
    }
}

impl<T: Input + DeserializeOwned> FromRequest for FileQuery<T> {
    type Error = AppError;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request))
    }
}

fn read<T: Input + DeserializeOwned>(request: &HttpRequest) -> Result<FileQuery<T>> {
    let format = Format::wanted(request);
    let pairs = request.query_string().split('&').filter(|pair| !pair.is_empty());
    let (of_files, others): (Vec<&str>, Vec<&str>) = pairs.partition(|pair| name(pair) == "bom");
    let options = serde_urlencoded::from_str::<FileOptions>(&of_files.join("&"));
    let unread = options.as_ref().err().map(|_| {
        let said = "expected `true` or `false`, once";
        Violation::new(ErrorCode::ParameterInvalid, said).at("?bom")
    });
    let wrong: Vec<Violation> = unread.into_iter().chain(misplaced(request, format)).collect();
    let asked = query::read::<T>(request, &others.join("&"));
    match (Refusal::of(wrong.clone()), asked) {
        (None, asked) => {
            let bom = options.ok().and_then(|options| options.bom).unwrap_or_default();
            Ok(FileQuery { asked: asked?, format, bom })
        }
        (Some(refusal), Ok(_)) => Err(refusal.into()),
        (Some(_), Err(error)) => Err(error.and(wrong)),
    }
}

/// Names each parameter that goes with another format than this.
fn misplaced(request: &HttpRequest, format: Format) -> impl Iterator<Item = Violation> {
    let elsewhere: &[&str] = match format {
        Format::Json => &["bom"],
        Format::Csv => &["limit", "cursor", "sort"],
        Format::Ndjson => &["limit", "cursor", "sort", "bom"],
    };
    let named = request.query_string().split('&').map(name);
    named.filter(|name| elsewhere.contains(name)).map(move |name| {
        let said = format!("this does not go with {}", format.media());
        Violation::new(ErrorCode::ParameterOfAnotherFormat, said).at(format!("?{name}"))
    })
}

fn name(pair: &str) -> &str {
    pair.split('=').next().unwrap_or_default()
}

/// How the rows of a file are written.
#[derive(Clone, Copy)]
struct FileForm {
    format: Format,
    bom: bool,
}

impl FileForm {
    fn head<R: FlatRow>(self) -> String {
        match self.format {
            Format::Csv if self.bom => csv::BYTE_ORDER_MARK.to_owned() + &csv::names::<R>(),
            Format::Csv => csv::names::<R>(),
            Format::Json | Format::Ndjson => String::new(),
        }
    }

    /// The tag of a file: another one where anything that shapes it is another.
    fn tag(self, state: &FeedState) -> String {
        let Self { format, bom } = self;
        format!(
            "\"{:016x}\"",
            xxh3_64(format!("{format:?} {bom} {}", state.fingerprint).as_bytes())
        )
    }

    fn rows<R: FlatRow>(self, rows: &[R]) -> Result<String> {
        if self.format == Format::Csv {
            return Ok(csv::lines(rows));
        }
        let mut text = String::with_capacity(rows.len() * 512);
        for row in rows {
            text.push_str(&serde_json::to_string(row).map_err(AppError::fault)?);
            text.push('\n');
        }
        Ok(text)
    }
}

impl Caller {
    /// Sends a list as a file: the first rows at once, the others as they are read, all of one state of
    /// the database.
    pub async fn file<I, R, Q>(
        &self,
        at: impl Into<LocatorOf<I>> + Send,
        input: I,
        asked: &FileQuery<Q>,
        name: &str,
    ) -> Handled
    where
        I: Input<Operation: Operation<Output = Feed<R>>>,
        R: FlatRow,
    {
        let form = FileForm { format: asked.format, bom: asked.bom };
        let place = self.place().await?;
        let mut feed = self.run(at, input).await?;
        let tag = form.tag(feed.state());
        if let Some(had) = had(self.request(), &tag) {
            return headed(HttpResponse::NotModified().finish(), feed.state(), had);
        }
        let state = feed.state().clone();
        let first = feed.next().await?.unwrap_or_default();
        let text = form.head::<R>() + &form.rows(&first)?;
        let (to, from) = mpsc::channel(1);
        let request = instance(self.request());
        tokio::spawn(send(feed, form, text, to, (place, request)));
        let next = |mut from: mpsc::Receiver<_>| async move { Some((from.recv().await?, from)) };
        let mut answer = HttpResponse::Ok().streaming(stream::unfold(from, next));
        let ending = asked.format.ending();
        let named = format!("attachment; filename=\"{name}.{ending}\"");
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, media(asked.format));
        headers
            .insert(CONTENT_DISPOSITION, HeaderValue::from_str(&named).map_err(AppError::fault)?);
        headed(answer, &state, &tag)
    }

    async fn place(&self) -> Result<OwnedSemaphorePermit> {
        let places = part::<FeedPlaces>(self.request())?.0.clone();
        let place = timeout(WAIT, places.acquire_owned()).await.map_err(|_| AppError::Busy)?;
        place.map_err(AppError::fault)
    }
}

/// Says of a file, sent or not, which state it is of.
fn headed(mut answer: HttpResponse, of: &FeedState, tag: &str) -> Handled {
    let headers = answer.headers_mut();
    headers.insert(ETAG, HeaderValue::from_str(tag).map_err(AppError::fault)?);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(VARY, HeaderValue::from_static("Authorization, Accept, Accept-Language"));
    if let Some(at) = of.changed_at {
        let at = HttpDate::from(SystemTime::from(at.time()));
        headers.insert(LAST_MODIFIED, at.try_into_value().map_err(AppError::fault)?);
    }
    Ok(answer)
}

fn media(format: Format) -> HeaderValue {
    HeaderValue::from_static(match format {
        Format::Csv => "text/csv; charset=utf-8",
        other => other.media(),
    })
}

/// Reads on as fast as what was read is taken. Where that fails, or nobody takes it for long, the
/// answer breaks off, which whoever takes it notices.
async fn send<R: FlatRow>(
    mut feed: Feed<R>,
    form: FileForm,
    first: String,
    to: mpsc::Sender<io::Result<Bytes>>,
    (_place, request): (OwnedSemaphorePermit, String),
) {
    let mut text = first;
    loop {
        let sent = to.send(Ok(text.into()));
        if !matches!(timeout(PATIENCE, sent).await, Ok(Ok(()))) {
            return;
        }
        let rows = feed.next().await.and_then(|rows| rows.map(|rows| form.rows(&rows)).transpose());
        text = match rows {
            Ok(Some(text)) => text,
            Ok(None) => return,
            Err(error) => {
                let refusal = error.shown(&request);
                let _ = to.send(Err(io::Error::other(refusal.message().to_owned()))).await;
                return;
            }
        };
    }
}
