//! When members were partners: no other row keeps what somebody was before.

use entity::member;
use entity::partnership::{Column, Entity, Model};
use entity::types::{MemberId, MemberStatus, OrganizationId, Role};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{OpenWrite, Reader};
use crate::error::Result;

/// When a member was a partner, and for which organizations.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn of(reader: &impl Reader, member: MemberId) -> Result<Vec<Model>> {
    reader.all(reader.rows::<Entity>().filter(Column::MemberId.eq(member))).await
}

/// The organization for which a member speaks, as a partner who takes part.
pub fn speaks_for(member: &member::Model) -> Option<OrganizationId> {
    let speaks = member.role == Role::Partner && member.status == MemberStatus::Active;
    member.organization_id.filter(|_| speaks)
}

impl OpenWrite {
    /// Notes for which organization a member speaks from this write on, where it spoke for another
    /// or for none.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn speaks(&mut self, was: Option<OrganizationId>, now: &member::Model) -> Result<()> {
        let (speaks_for, since) = (speaks_for(now), self.revision());
        if was == speaks_for {
            return Ok(());
        }
        let ended = Entity::update_many()
            .col_expr(Column::Until, Expr::val(since))
            .filter(Column::MemberId.eq(now.id))
            .filter(Column::Until.is_null());
        ended.exec(&self.conn()).await?;
        let Some(organization_id) = speaks_for else { return Ok(()) };
        let (member_id, alliance_id) = (now.id, now.alliance_id);
        self.insert::<Entity>(Model { member_id, since, until: None, alliance_id, organization_id })
            .await
    }
}
