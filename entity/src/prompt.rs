//! What one round asks: a question about a subject.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, AnswerType, CycleId, DiscussionId, IndicatorId, PromptId, QuestionId, QuestionKind,
    RoundId,
};

/// What one round asks: a question about a subject.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "prompt")]
pub struct Model {
    /// The prompt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PromptId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The round.
    pub round_id: RoundId,
    /// The cycle.
    pub cycle_id: CycleId,
    /// The discussion.
    pub discussion_id: DiscussionId,
    /// Its position in the round, from 1.
    pub position: i32,
    /// Where its question comes from.
    pub kind: QuestionKind,
    /// The code of the framework's question.
    pub question_code: Option<String>,
    /// The alliance's own question.
    pub question_id: Option<QuestionId>,
    /// The question as it was asked.
    pub question: String,
    /// How it is answered.
    pub answer_type: AnswerType,
    /// The indicator that it asks about; none for the alliance.
    pub indicator_id: Option<IndicatorId>,
    /// What it asks about, by name, as it was then.
    pub subject: String,
    /// The revision at which it was written.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}
