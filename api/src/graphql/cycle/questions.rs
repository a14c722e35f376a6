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
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, list, one};
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

mutations! {
    /// What can be done to questions.
    QuestionsMutation |c|
    with_if_version {
        /// Add a question of an alliance's own; new rounds of its component ask it.
        create_question(alliance: AllianceRef, input: CreateQuestion) -> Question
            => (alliance, input);
        /// Change a question; rounds that have started keep it as they asked it.
        change_question(question: QuestionId, input: ChangeQuestion) -> Question
            => (question, input);
        /// Remove a question that no round has asked.
        remove_question(question: QuestionId) -> Gone => (question, RemoveQuestion {});
        /// Archive a question: new rounds no longer ask it.
        archive_question(question: QuestionId) -> Question => (question, ArchiveQuestion {});
        /// Restore an archived question: new rounds ask it again.
        restore_question(question: QuestionId) -> Question => (question, RestoreQuestion {});
    }
}

#[ComplexObject]
impl Question {
    /// The alliance whose own question it is.
    async fn alliance(&self, c: &Context<'_>) -> Result<Option<InPlace<Alliance>>> {
        one(c, self.alliance_id, self.alliance_id).await
    }
}
