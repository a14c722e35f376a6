//! A question of an alliance's own.

use sea_orm::entity::prelude::*;

use crate::types::{
    AllianceId, AnswerType, AsksAbout, Component, Paragraph, QuestionId, ThingStatus, Timestamp,
};

/// A question of an alliance's own.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    /// The question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The component that it belongs to.
    pub component: Component,
    /// The question itself.
    pub text: Paragraph,
    /// What it asks about.
    pub asks_about: AsksAbout,
    /// How it is answered.
    pub answer_type: AnswerType,
    /// Whether new rounds ask it.
    pub status: ThingStatus,
    /// The revision of its last change.
    pub version: i64,
    /// When it was written.
    pub created_at: Timestamp,
}

impl ActiveModelBehavior for ActiveModel {}
