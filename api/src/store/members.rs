//! Members, as use cases need them.

use entity::member::{Column, Entity, Model};
use entity::types::{
    AllianceId, CycleStatus, MemberId, MemberStatus, OrganizationId, Role, UserId,
};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, IntoSimpleExpr, QueryFilter, QueryOrder, QuerySelect};

use super::cycle_context::CycleContext;
use super::{Found, Reader};
use crate::error::Result;

/// The membership of an account in an alliance, whether or not it still takes part. Whoever accepts
/// an invitation has no lens yet, so this looks without one.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn of_user(
    reader: &impl Reader,
    alliance: AllianceId,
    user: UserId,
) -> Result<Option<Found<Entity>>> {
    let rows =
        Entity::find().filter(Column::AllianceId.eq(alliance)).filter(Column::UserId.eq(user));
    let row = rows.one(&reader.conn()).await?;
    Ok(row.map(|row| Found::new(row, CycleContext::default())))
}

/// Whether an account with this address takes part in an alliance.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn is_member(
    reader: &impl Reader,
    alliance: AllianceId,
    email_key: &str,
) -> Result<bool> {
    let account = Query::select()
        .column(entity::user::Column::Id)
        .from(entity::user::Entity)
        .and_where(entity::user::Column::EmailKey.eq(email_key))
        .take();
    let rows = Entity::find()
        .filter(Column::AllianceId.eq(alliance))
        .filter(Column::Status.eq(MemberStatus::Active))
        .filter(Column::UserId.in_subquery(account));
    Ok(rows.one(&reader.conn()).await?.is_some())
}

/// Where an account takes part, by alliance. Whoever keeps accounts has no lens on any of them, so this
/// looks without one.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn of_account(reader: &impl Reader, user: UserId) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::UserId.eq(user))
        .filter(Column::Status.eq(MemberStatus::Active))
        .order_by_asc(Column::AllianceId);
    Ok(rows.all(&reader.conn()).await?)
}

/// Whether a member can sign in: an account that is disabled can do nothing.
pub fn can_sign_in() -> SimpleExpr {
    use entity::user;
    let enabled = Query::select()
        .column(user::Column::Id)
        .from(user::Entity)
        .and_where(Expr::col((user::Entity, user::Column::Disabled)).eq(false))
        .take();
    Column::UserId.into_simple_expr().in_subquery(enabled)
}

/// Whether the alliance has a steward besides this member who can sign in.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn other_steward(reader: &impl Reader, than: MemberId) -> Result<bool> {
    let rows = reader
        .rows::<Entity>()
        .filter(Column::Steward.eq(true))
        .filter(Column::Status.eq(MemberStatus::Active))
        .filter(can_sign_in())
        .filter(Column::Id.ne(than))
        .limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}

/// The first partners who still speak for an organization, by name.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn who_speak_for(
    reader: &impl Reader,
    organization: OrganizationId,
    limit: u64,
) -> Result<Vec<Model>> {
    let rows = reader
        .rows::<Entity>()
        .filter(Column::OrganizationId.eq(organization))
        .filter(Column::Role.eq(Role::Partner))
        .filter(Column::Status.eq(MemberStatus::Active))
        .order_by_asc(Column::Name)
        .limit(limit);
    reader.all(rows).await
}

/// Whether a member facilitates a cycle that is open or paused.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn facilitates(reader: &impl Reader, member: MemberId) -> Result<bool> {
    use entity::cycle::{Column, Entity};
    let rows = reader
        .rows::<Entity>()
        .filter(Column::FacilitatorId.eq(member))
        .filter(Column::Status.is_in([CycleStatus::Open, CycleStatus::Paused]))
        .limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}
