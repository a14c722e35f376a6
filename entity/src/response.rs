//! A partner's answer while its round collects: hidden, overwritten in place, without times.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, Answer, MemberId, OrganizationId, PromptId, RoundId};

/// A partner's answer while its round collects: hidden, overwritten in place, without times.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "response")]
pub struct Model {
    /// The prompt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub prompt_id: PromptId,
    /// Who answers: a member, or an organization whose partners share one response.
    #[sea_orm(primary_key, auto_increment = false)]
    pub respondent: Uuid,
    /// The round.
    pub round_id: RoundId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The organization for which the respondent speaks.
    pub organization_id: OrganizationId,
    /// The facilitator to whom it is shown before the reveal; only in a named cycle that says so.
    pub visible_to_member_id: Option<MemberId>,
    /// What is not submitted.
    pub draft: Option<Answer>,
    /// What is submitted.
    pub submitted: Option<Answer>,
}

impl ActiveModelBehavior for ActiveModel {}
