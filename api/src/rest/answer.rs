//! Presenting what an operation answers.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_LOCATION, ETAG, HeaderName, HeaderValue, LINK, LOCATION, VARY,
};
use garde::Validate;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::links::link;
use super::preconditions::had;
use super::{Caller, Handled};
use crate::app::{OfRevision, Page, Representation};
use crate::error::{AppError, Result};

/// A thing that is shown by itself.
pub trait Answer: Serialize {
    /// The revision of its last change.
    fn version(&self) -> Option<i64> {
        None
    }

    /// Its one address.
    fn location(&self) -> Option<String> {
        None
    }
}

macro_rules! answers {
    ($($thing:ty => $path:literal;)+) => {$(
        impl $crate::rest::Answer for $thing {
            fn version(&self) -> Option<i64> {
                Some(self.version)
            }
            fn location(&self) -> Option<String> {
                Some(format!($path, self.id))
            }
        }
    )+};
}
pub(super) use answers;

impl Caller {
    /// Shows a thing, or says that it is as the caller has it.
    pub fn ok(&self, thing: &impl Answer) -> Handled {
        self.sent(StatusCode::OK, &thing_of(thing)?)
    }

    /// Reads a thing, and shows it as it was sent before where nothing changed since.
    pub async fn cached<O>(&self, at: impl Into<O::Locator>, read: O) -> Handled
    where
        O: OfRevision<Output: Answer> + Validate<Context = ()>,
    {
        let thing = self.app().run_cached(&self.call, at, read, thing_of).await?;
        self.sent(StatusCode::OK, &thing)
    }

    /// Shows a thing that was made, and where it is.
    pub fn created(&self, thing: &impl Answer) -> Handled {
        self.sent(StatusCode::CREATED, &thing_of(thing)?)
    }

    /// Shows part of a list, with a link to the next.
    pub fn page<T: Serialize>(&self, page: &Page<T>) -> Handled {
        self.sent(StatusCode::OK, &page_of(page)?)
    }

    /// Lists, and shows the part of the list as it was sent before where nothing changed since.
    pub async fn cached_page<O, T: Serialize>(&self, at: impl Into<O::Locator>, list: O) -> Handled
    where
        O: OfRevision<Output = Page<T>> + Validate<Context = ()>,
    {
        let page = self.app().run_cached(&self.call, at, list, page_of).await?;
        self.sent(StatusCode::OK, &page)
    }

    /// Reads, and shows the document as it was sent before where nothing changed since.
    pub async fn cached_document<O>(&self, at: impl Into<O::Locator>, read: O) -> Handled
    where
        O: OfRevision<Output: Serialize> + Validate<Context = ()>,
    {
        let document = self.app().run_cached(&self.call, at, read, document_of).await?;
        self.sent(StatusCode::OK, &document)
    }

    /// Shows something that has no version.
    pub fn document(&self, document: &impl Serialize) -> Handled {
        self.sent(StatusCode::OK, &document_of(document)?)
    }

    /// Shows something that nobody may keep.
    pub fn secret(&self, status: StatusCode, secret: &impl Serialize) -> Handled {
        let body = serde_json::to_vec(secret).map_err(AppError::fault)?;
        let mut answer = HttpResponse::build(status).content_type("application/json").body(body);
        set(&mut answer, CACHE_CONTROL, "no-store")?;
        Ok(answer)
    }

    /// Shows something that changes with what others must not notice: nobody may keep it, and it
    /// has no tag.
    pub fn unkept(&self, document: &impl Serialize) -> Handled {
        self.secret(StatusCode::OK, document)
    }

    /// Says that something is there no more.
    pub fn gone(&self) -> Handled {
        Ok(HttpResponse::NoContent().finish())
    }

    fn sent(&self, status: StatusCode, shown: &Representation) -> Handled {
        let had = had(self.request(), &shown.tag).filter(|_| status == StatusCode::OK);
        let mut answer = match had {
            Some(_) => HttpResponse::NotModified().finish(),
            None => HttpResponse::build(status)
                .content_type("application/json")
                .body(shown.body.clone()),
        };
        set(&mut answer, ETAG, had.unwrap_or(&shown.tag))?;
        match &shown.location {
            Some(at) if status == StatusCode::CREATED => {
                set(&mut answer, LOCATION, &link(self.request(), at))?;
            }
            Some(at) if at != self.request().path() => {
                set(&mut answer, CONTENT_LOCATION, &link(self.request(), at))?;
            }
            _ => {}
        }
        if let Some(next) = &shown.next {
            let next = self.here_with("cursor", &next.0);
            set(&mut answer, LINK, &format!("<{next}>; rel=\"next\""))?;
        }
        let headers = answer.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        headers.insert(VARY, HeaderValue::from_static("Authorization, Accept, Accept-Language"));
        Ok(answer)
    }

    /// This address with one parameter set.
    fn here_with(&self, name: &str, value: &str) -> String {
        let request = self.request();
        let others = request.query_string().split('&');
        let prefix = format!("{name}=");
        let mut pairs: Vec<String> = others
            .filter(|pair| !pair.is_empty() && !pair.starts_with(&prefix))
            .map(str::to_owned)
            .collect();
        pairs.push(format!("{prefix}{value}"));
        format!("{}?{}", link(request, request.path()), pairs.join("&"))
    }
}

fn thing_of(thing: &impl Answer) -> Result<Representation> {
    Ok(Representation { location: thing.location(), ..represented(thing, thing.version())? })
}

fn page_of<T: Serialize>(page: &Page<T>) -> Result<Representation> {
    Ok(Representation { next: page.next_cursor.clone(), ..represented(page, None)? })
}

fn document_of(document: &impl Serialize) -> Result<Representation> {
    represented(document, None)
}

/// What is sent; its tag is its version and a hash of what is shown.
fn represented(shown: &impl Serialize, version: Option<i64>) -> Result<Representation> {
    let body = serde_json::to_vec(shown).map_err(AppError::fault)?;
    let hash = xxh3_64(&body);
    let tag = match version {
        Some(version) => format!("\"{version}.{hash:016x}\""),
        None => format!("\"{hash:016x}\""),
    };
    Ok(Representation { body: body.into(), tag, location: None, next: None })
}

fn set(answer: &mut HttpResponse, name: HeaderName, value: &str) -> Result<()> {
    answer.headers_mut().insert(name, HeaderValue::from_str(value).map_err(AppError::fault)?);
    Ok(())
}
