//! An alliance's own questions.

use actix_web::{delete, get, patch, post};
use entity::types::QuestionId;

use crate::app::Page;
use crate::app::cycle::{
    ArchiveQuestion, ChangeQuestion, CreateQuestion, GetQuestion, ListQuestions, Question,
    RemoveQuestion, RestoreQuestion,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::AllianceRef;

answers! { Question => "/v1/questions/{}"; }

/// The routes of questions.
pub fn routes(to: &mut impl Routes) {
    to.service(create_question)
        .service(list_questions)
        .service(get_question)
        .service(change_question)
        .service(remove_question)
        .service(archive_question)
        .service(restore_question);
}

/// Add a question of the alliance's own
///
/// New rounds of its component ask it after the framework's questions; rounds that have started do
/// not.
#[utoipa::path(tag = "cycle", operation_id = "createQuestion", request_body = CreateQuestion,
    responses((status = 201, description = "The question", body = Question)))]
#[post("/v1/alliances/{alliance}/questions")]
async fn create_question(
    c: Caller,
    at: PathLocator<AllianceRef>,
    b: Body<CreateQuestion>,
) -> Handled {
    c.created(&c.run(at.0, b.0).await?)
}

/// List an alliance's own questions
#[utoipa::path(tag = "cycle", operation_id = "listQuestions", params(ListQuestions),
    responses((status = 200, description = "Part of the list", body = Page<Question>)))]
#[get("/v1/alliances/{alliance}/questions")]
async fn list_questions(
    c: Caller,
    at: PathLocator<AllianceRef>,
    q: Query<ListQuestions>,
) -> Handled {
    c.page(&c.run(at.0, q.0).await?)
}

/// Read a question of an alliance's own
#[utoipa::path(tag = "cycle", operation_id = "getQuestion",
    responses((status = 200, description = "The question", body = Question)))]
#[get("/v1/questions/{question}")]
async fn get_question(c: Caller, at: PathLocator<QuestionId>) -> Handled {
    c.ok(&c.run(at.0, GetQuestion::default()).await?)
}

/// Change a question of an alliance's own
///
/// Rounds that have started keep the question as they asked it.
#[utoipa::path(tag = "cycle", operation_id = "changeQuestion", request_body = ChangeQuestion,
    responses((status = 200, description = "The question", body = Question)))]
#[patch("/v1/questions/{question}")]
async fn change_question(
    c: Caller,
    at: PathLocator<QuestionId>,
    b: Body<ChangeQuestion>,
) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Remove a question of an alliance's own
///
/// Only one that no round has asked; any other is archived.
#[utoipa::path(tag = "cycle", operation_id = "removeQuestion",
    responses((status = 204, description = "It is there no more")))]
#[delete("/v1/questions/{question}")]
async fn remove_question(c: Caller, at: PathLocator<QuestionId>) -> Handled {
    c.run(at.0, RemoveQuestion {}).await?;
    c.gone()
}

/// Archive a question of an alliance's own
///
/// New rounds no longer ask it.
#[utoipa::path(tag = "cycle", operation_id = "archiveQuestion",
    responses((status = 200, description = "The question", body = Question)))]
#[post("/v1/questions/{question}/archive")]
async fn archive_question(c: Caller, at: PathLocator<QuestionId>) -> Handled {
    c.ok(&c.run(at.0, ArchiveQuestion {}).await?)
}

/// Restore an archived question
///
/// New rounds ask it again.
#[utoipa::path(tag = "cycle", operation_id = "restoreQuestion",
    responses((status = 200, description = "The question", body = Question)))]
#[post("/v1/questions/{question}/restore")]
async fn restore_question(c: Caller, at: PathLocator<QuestionId>) -> Handled {
    c.ok(&c.run(at.0, RestoreQuestion {}).await?)
}
