//! An alliance's own questions.

use async_graphql::{ComplexObject, Context, Object, Result};
use entity::types::QuestionId;

use crate::app::alliance::Alliance;
use crate::app::cycle::{
    ArchiveQuestion, ChangeQuestion, CreateQuestion, GetQuestion, Question, QuestionFilter,
    QuestionSort, RemoveQuestion, RestoreQuestion,
};
use crate::app::{Gone, List};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::payload::Payload;
use crate::graphql::request::{change, find, list, one};
use crate::store::AllianceRef;

/// What can be asked about questions.
#[derive(Default)]
pub struct QuestionsQuery;

#[Object]
impl QuestionsQuery {
    /// One question of an alliance's own.
    async fn question(
        &self,
        c: &Context<'_>,
        question: QuestionId,
    ) -> Result<Option<InPlace<Question>>> {
        find(c, question, GetQuestion::default()).await
    }

    /// The questions of an alliance's own.
    #[graphql(complexity = "first.unwrap_or(50) as usize * child_complexity")]
    async fn questions(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<QuestionFilter>,
        #[graphql(default)] sort: QuestionSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Question>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}

/// What can be done to questions.
#[derive(Default)]
pub struct QuestionsMutation;

#[Object]
impl QuestionsMutation {
    /// Add a question of an alliance's own; new rounds of its component ask it.
    async fn create_question(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        input: CreateQuestion,
    ) -> Result<Payload<Question>> {
        change(c, alliance, input, None).await
    }

    /// Change a question; rounds that have started keep it as they asked it.
    async fn change_question(
        &self,
        c: &Context<'_>,
        question: QuestionId,
        input: ChangeQuestion,
        if_version: Option<i64>,
    ) -> Result<Payload<Question>> {
        change(c, question, input, if_version).await
    }

    /// Remove a question that no round has asked.
    async fn remove_question(
        &self,
        c: &Context<'_>,
        question: QuestionId,
        if_version: Option<i64>,
    ) -> Result<Payload<Gone>> {
        change(c, question, RemoveQuestion {}, if_version).await
    }

    /// Archive a question: new rounds no longer ask it.
    async fn archive_question(
        &self,
        c: &Context<'_>,
        question: QuestionId,
    ) -> Result<Payload<Question>> {
        change(c, question, ArchiveQuestion {}, None).await
    }

    /// Restore an archived question: new rounds ask it again.
    async fn restore_question(
        &self,
        c: &Context<'_>,
        question: QuestionId,
    ) -> Result<Payload<Question>> {
        change(c, question, RestoreQuestion {}, None).await
    }
}

#[ComplexObject]
impl Question {
    /// The alliance whose own question it is.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }
}
