//! The framework.

use actix_web::get;
use actix_web::http::header::{CONTENT_LANGUAGE, HeaderValue};

use crate::app::cycle::GetFramework;
use crate::framework::Framework;
use crate::rest::{Handled, Routes, Visitor};
use crate::store::Instance;

/// The routes of the framework.
pub fn routes(to: &mut impl Routes) {
    to.service(get_framework);
}

/// Read the framework
///
/// The six components in order, each with its explanation and questions, and how they hang
/// together; in the language that `Accept-Language` asks for.
#[utoipa::path(tag = "cycle", operation_id = "getFramework",
    responses((status = 200, description = "The framework", body = Framework,
        headers(("Content-Language" = String, description = "The language of the texts.")))))]
#[get("/v1/framework")]
async fn get_framework(c: Visitor) -> Handled {
    let framework = c.0.run(Instance, GetFramework {}).await?;
    let mut shown = c.0.document(&framework)?;
    let language = HeaderValue::from_static(framework.language.word());
    shown.headers_mut().insert(CONTENT_LANGUAGE, language);
    Ok(shown)
}
