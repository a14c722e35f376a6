//! Who answered a prompt, without what; kept to compare who answered when it is asked again.

use sea_orm::entity::prelude::*;

use crate::types::{AllianceId, MemberId, OrganizationId, PromptId};

/// Who answered a prompt, without what; kept to compare who answered when it is asked again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "respondent")]
pub struct Model {
    /// The prompt.
    #[sea_orm(primary_key, auto_increment = false)]
    pub prompt_id: PromptId,
    /// Who answered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub member_id: MemberId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The organization for which they spoke.
    pub organization_id: OrganizationId,
}

impl ActiveModelBehavior for ActiveModel {}
