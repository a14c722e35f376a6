//! What the caller is asked to do.

use actix_web::get;

use crate::app::Page;
use crate::app::insight::{ListTodo, Todo};
use crate::rest::{Caller, Handled, Routes};
use crate::store::Myself;

/// The routes of what the caller is asked to do.
pub fn routes(to: &mut impl Routes) {
    to.service(list_todo);
}

/// List what you are asked to do
///
/// In all your alliances, what waits longest first, at most 200: as a partner to respond, as a
/// cycle's facilitator to start, reveal and conclude what can be now, and to record the values of
/// periods that are over.
#[utoipa::path(tag = "insight", operation_id = "listTodo",
    responses((status = 200, description = "What you are asked to do", body = Page<Todo>)))]
#[get("/v1/me/todo")]
async fn list_todo(c: Caller) -> Handled {
    c.page(&c.run(Myself::of(&c.call.actor), ListTodo {}).await?)
}
