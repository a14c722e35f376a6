//! When members were partners: no other row keeps what somebody was before.

use entity::member;
use entity::partnership::{Column, Entity, Model};
use entity::types::{AllianceId, MemberId, MemberStatus, OrganizationId, Role, Timestamp};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::{OpenWrite, Reader};
use crate::error::Result;

/// When a member was a partner, and for which organizations.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn of(reader: &impl Reader, member: MemberId) -> Result<Vec<Model>> {
    reader.all(reader.rows::<Entity>().filter(Column::MemberId.eq(member))).await
}

/// Who was a partner of an alliance at a revision of it, and for which organization.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn at(reader: &impl Reader, alliance: AllianceId, revision: i64) -> Result<Vec<Model>> {
    let until = Condition::any().add(Column::Until.is_null()).add(Column::Until.gt(revision));
    let rows = reader
        .rows::<Entity>()
        .filter(Column::AllianceId.eq(alliance))
        .filter(Column::Since.lte(revision))
        .filter(until);
    reader.all(rows).await
}

/// The organization for which a member speaks, as a partner who takes part.
pub fn speaks_for(member: &member::Model) -> Option<OrganizationId> {
    let speaks = member.role == Role::Partner && member.status == MemberStatus::Active;
    member.organization_id.filter(|_| speaks)
}

/// Dates since when a member is a partner, where they became one or are one no more. Speaking for
/// another organization, they stay one.
pub fn date(was: Option<OrganizationId>, now: &mut member::Model, at: Timestamp) {
    now.partner_since = match (was, speaks_for(now)) {
        (_, None) => None,
        (None, Some(_)) => Some(at),
        (Some(_), Some(_)) => now.partner_since,
    };
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
