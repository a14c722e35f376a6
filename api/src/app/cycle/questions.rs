//! An alliance's own questions, asked after the framework's.

use async_graphql::{InputObject, SimpleObject};
use entity::question::{Column, Entity, Model};
use entity::types::{
    AllianceId, AnswerType, Apply, AsksAbout, Change, Component, Paragraph, QuestionId,
    ThingStatus, Timestamp,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{
    Done, Filter, Get, Gone, List, Located, Operation, Present, Readable, Write, present, sorts,
};
use crate::error::{ErrorCode, Refusal, Result};
use crate::policy::{Act, viewer_can};
use crate::store::{AllianceRef, Reader, SortKey, UnitOfWork, View, cycles};

/// A question of an alliance's own.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Question {
    /// The question.
    pub id: QuestionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The component that it belongs to.
    pub component: Component,
    /// The question itself.
    pub text: Paragraph,
    /// The subject of the question: the alliance, its goals, or some of its indicators.
    pub asks_about: AsksAbout,
    /// Whether the answer is a rating, a text, or both.
    pub answer_type: AnswerType,
    /// Whether new rounds ask it.
    pub status: ThingStatus,
    /// The revision of its last change.
    pub version: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    Question of question |row, by| {
        columns {
            id, alliance_id, component, text, asks_about, answer_type, status, version, created_at,
        }
        before { viewer_can => viewer_can(by, &row) }
    }
}

/// What it takes to add a question.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateQuestionInput")]
pub struct CreateQuestion {
    /// The component that it belongs to.
    #[garde(skip)]
    pub component: Component,
    /// The question itself.
    #[garde(dive)]
    pub text: Paragraph,
    /// The subject of the question: the alliance, its goals, or some of its indicators.
    #[garde(skip)]
    pub asks_about: AsksAbout,
    /// Whether the answer is a rating, a text, or both.
    #[garde(skip)]
    pub answer_type: AnswerType,
}

impl Operation for CreateQuestion {
    const ACT: Act = Act::CreateQuestion;
    type Locator = AllianceRef;
    type AccessMode = Write;
    type Output = Question;

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        alliance: Located<Self>,
    ) -> Result<Done<Self>> {
        let Self { component, text, asks_about, answer_type } = self;
        let row = Model {
            id: unit.id(),
            alliance_id: alliance.id,
            component,
            text,
            asks_about,
            answer_type,
            status: ThingStatus::Active,
            version: unit.revision(),
            created_at: unit.now(),
        };
        let new = unit.create::<Entity>(row).await?;
        unit.commit(new.id, |by| Question::from_row(new, by)).await
    }
}

sorts! {
    /// The orders in which questions can be listed.
    QuestionSort of question {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
    }
}

/// Which questions of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct QuestionFilter {
    /// Only questions of this component.
    #[garde(skip)]
    pub component: Option<Component>,
    /// Only questions with this status.
    #[garde(skip)]
    pub status: Option<ThingStatus>,
}

/// The operation that lists them.
pub type ListQuestions = List<QuestionFilter>;

impl Filter for QuestionFilter {
    const ACT: Act = Act::ListQuestions;
    type Locator = AllianceRef;
    type Thing = Question;
    type Sort = QuestionSort;

    fn rows(self, view: &View, alliance: &Located<List<Self>>) -> Select<Entity> {
        let Self { component, status } = self;
        view.children_of::<Entity, _>(alliance.id)
            .apply_if(component, |rows, component| rows.filter(Column::Component.eq(component)))
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
    }
}

/// Asks for one question.
pub type GetQuestion = Get<Question>;

impl Readable for Question {
    const ACT: Act = Act::GetQuestion;
    type Locator = QuestionId;
}

/// What to change of a question; what is not named stays, and so does what rounds have asked.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeQuestionInput")]
pub struct ChangeQuestion {
    /// The question itself.
    #[serde(default)]
    #[schema(value_type = Paragraph, required = false)]
    #[garde(dive)]
    pub text: Change<Paragraph>,
    /// The subject of the question: the alliance, its goals, or some of its indicators.
    #[serde(default)]
    #[schema(value_type = AsksAbout, required = false)]
    #[garde(skip)]
    pub asks_about: Change<AsksAbout>,
    /// Whether the answer is a rating, a text, or both.
    #[serde(default)]
    #[schema(value_type = AnswerType, required = false)]
    #[garde(skip)]
    pub answer_type: Change<AnswerType>,
}

impl Operation for ChangeQuestion {
    const ACT: Act = Act::ChangeQuestion;
    type Locator = QuestionId;
    type AccessMode = Write;
    type Output = Question;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { text, asks_about, answer_type } = self;
        let now = unit
            .change(was, |question| {
                text.apply(&mut question.text);
                asks_about.apply(&mut question.asks_about);
                answer_type.apply(&mut question.answer_type);
            })
            .await?;
        unit.commit(now.id, |by| Question::from_row(now, by)).await
    }
}

/// Says that new rounds no longer ask a question.
#[derive(Clone, Debug, Validate)]
pub struct ArchiveQuestion {}

impl Operation for ArchiveQuestion {
    const ACT: Act = Act::ArchiveQuestion;
    type Locator = QuestionId;
    type AccessMode = Write;
    type Output = Question;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |it| it.status = ThingStatus::Archived).await?;
        unit.commit(now.id, |by| Question::from_row(now, by)).await
    }
}

/// Says that new rounds ask a question again.
#[derive(Clone, Debug, Validate)]
pub struct RestoreQuestion {}

impl Operation for RestoreQuestion {
    const ACT: Act = Act::RestoreQuestion;
    type Locator = QuestionId;
    type AccessMode = Write;
    type Output = Question;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |it| it.status = ThingStatus::Active).await?;
        unit.commit(now.id, |by| Question::from_row(now, by)).await
    }
}

/// Removes a question that no round has asked.
#[derive(Clone, Debug, Validate)]
pub struct RemoveQuestion {}

impl Operation for RemoveQuestion {
    const ACT: Act = Act::RemoveQuestion;
    type Locator = QuestionId;
    type AccessMode = Write;
    type Output = Gone;

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let id = was.id;
        if cycles::asked(&*unit, id).await? {
            let said = "A round has asked it; archive it, so that no new one does.";
            return Err(Refusal::new(ErrorCode::InUse, said).into());
        }
        unit.remove(was).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}
