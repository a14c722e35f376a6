//! Presenting what an operation answers.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_LOCATION, ETAG, HeaderName, HeaderValue, LINK, LOCATION, VARY,
};
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::preconditions::had;
use super::{Caller, Handled};
use crate::app::Page;
use crate::error::AppError;

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
        let mut shown = self.shown(StatusCode::OK, thing, thing.version())?;
        if let Some(at) = thing.location().filter(|at| at != self.request().path()) {
            set(&mut shown, CONTENT_LOCATION, &at)?;
        }
        Ok(shown)
    }

    /// Shows a thing that was made, and where it is.
    pub fn created(&self, thing: &impl Answer) -> Handled {
        let mut shown = self.shown(StatusCode::CREATED, thing, thing.version())?;
        if let Some(at) = thing.location() {
            set(&mut shown, LOCATION, &at)?;
        }
        Ok(shown)
    }

    /// Shows part of a list, with a link to the next.
    pub fn page<T: Serialize>(&self, page: &Page<T>) -> Handled {
        let mut shown = self.shown(StatusCode::OK, page, None)?;
        if let Some(next) = &page.next_cursor {
            set(
                &mut shown,
                LINK,
                &format!("<{}>; rel=\"next\"", self.here_with("cursor", &next.0)),
            )?;
        }
        Ok(shown)
    }

    /// Shows something that has no version.
    pub fn document(&self, document: &impl Serialize) -> Handled {
        self.shown(StatusCode::OK, document, None)
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

    fn shown(&self, status: StatusCode, shown: &impl Serialize, version: Option<i64>) -> Handled {
        let body = serde_json::to_vec(shown).map_err(AppError::fault)?;
        let hash = xxh3_64(&body);
        let tag = match version {
            Some(version) => format!("\"{version}.{hash:016x}\""),
            None => format!("\"{hash:016x}\""),
        };
        let had = had(self.request(), &tag).filter(|_| status == StatusCode::OK);
        let mut answer = match had {
            Some(_) => HttpResponse::NotModified().finish(),
            None => HttpResponse::build(status).content_type("application/json").body(body),
        };
        set(&mut answer, ETAG, had.unwrap_or(&tag))?;
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
        format!("{}?{}", request.path(), pairs.join("&"))
    }
}

fn set(answer: &mut HttpResponse, name: HeaderName, value: &str) -> Result<(), AppError> {
    answer.headers_mut().insert(name, HeaderValue::from_str(value).map_err(AppError::fault)?);
    Ok(())
}
