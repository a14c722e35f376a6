//! How the caller stands to what a locator found: whether the credential still holds, and which
//! member it is.

use entity::types::{AllianceId, MemberStatus, ThingStatus, UserId};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, JoinType, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryResult, QueryTrait,
};

use crate::error::Result;
use crate::policy::{Actor, Membership, Standing};
use crate::store::cycle_context::CycleContext;
use crate::store::{Db, Owned, Queries};

/// The caller's standing outside any alliance. Whose credential holds no longer has none.
pub(in crate::store) async fn account(conn: Queries<'_>, actor: &Actor) -> Result<Standing> {
    let Some(user) = actor.user else { return Ok(actor.account(false)) };
    let row = entity::user::Entity::find_by_id(user).filter(holds(actor)).one(&conn).await?;
    Ok(row.map_or(Standing::Nobody, |row| actor.account(row.admin)))
}

impl Db {
    /// Whether the caller's credential still holds.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn holds(&self, actor: &Actor) -> Result<bool> {
        Ok(!matches!(account(self.pool().queries(), actor).await?, Standing::Nobody))
    }
}

/// Whether the caller's credential still holds: the account is not disabled, and the session that
/// a token was handed out in has not ended. A token itself says neither.
fn holds(actor: &Actor) -> SimpleExpr {
    use entity::{session, user};
    let id = actor.user.map_or(uuid::Uuid::nil(), |user| user.0);
    let enabled = Query::select()
        .expr(Expr::val(1))
        .from(user::Entity)
        .and_where(Expr::col((user::Entity, user::Column::Id)).eq(id))
        .and_where(Expr::col((user::Entity, user::Column::Disabled)).eq(false))
        .take();
    let Some(session) = actor.session else { return Expr::exists(enabled) };
    let open = Query::select()
        .expr(Expr::val(1))
        .from(session::Entity)
        .and_where(Expr::col((session::Entity, session::Column::Id)).eq(session.0))
        .and_where(Expr::col((session::Entity, session::Column::RevokedAt)).is_null())
        .take();
    Expr::exists(enabled).and(Expr::exists(open))
}

/// Selects a thing with what tells the caller's standing to it.
pub(super) fn with_standing<E: Owned>(actor: &Actor, is: SimpleExpr) -> SelectStatement {
    use entity::{alliance, member};
    let mut select = QueryTrait::into_query(E::find().filter(is));
    let Some(home) = E::ALLIANCE else { return select };
    let home = || Expr::col((E::default(), home));
    let user = actor.user.map_or(uuid::Uuid::nil(), |user| user.0);
    let (a, m) = (Alias::new("home"), Alias::new("me"));
    let is_mine = Expr::col((m.clone(), member::Column::AllianceId))
        .eq(home())
        .and(Expr::col((m.clone(), member::Column::UserId)).eq(user))
        .and(Expr::col((m.clone(), member::Column::Status)).eq(MemberStatus::Active))
        .and(holds(actor));
    let is_home = Expr::col((a.clone(), alliance::Column::Id)).eq(home());
    select
        .expr_as(Expr::col((a.clone(), alliance::Column::Status)), "home_status")
        .expr_as(Expr::col((a.clone(), alliance::Column::Public)), "home_public")
        .expr_as(Expr::col((a.clone(), alliance::Column::Revision)), "home_revision")
        .expr_as(Expr::col((a.clone(), alliance::Column::Id)), "home_id")
        .expr_as(Expr::col((m.clone(), member::Column::Id)), "me_id")
        .expr_as(Expr::col((m.clone(), member::Column::Role)), "me_role")
        .expr_as(Expr::col((m.clone(), member::Column::Steward)), "me_steward")
        .expr_as(Expr::col((m.clone(), member::Column::OrganizationId)), "me_organization_id")
        .join_as(JoinType::InnerJoin, alliance::Entity, a, is_home)
        .join_as(JoinType::LeftJoin, member::Entity, m, is_mine);
    CycleContext::select::<E>(&mut select);
    select
}

pub(super) fn standing(row: &QueryResult, actor: &Actor) -> Result<Standing> {
    let alliance: AllianceId = row.try_get("", "home_id")?;
    let member: Option<entity::types::MemberId> = row.try_get("", "me_id")?;
    let public: bool = row.try_get("", "home_public")?;
    let status: ThingStatus = row.try_get("", "home_status")?;
    Ok(match (member, actor.user) {
        (Some(id), Some(user)) if actor.reaches(alliance) => Standing::Member(Membership {
            id,
            user,
            alliance,
            role: row.try_get("", "me_role")?,
            steward: row.try_get("", "me_steward")?,
            organization: row.try_get("", "me_organization_id")?,
            archived: status == ThingStatus::Archived,
            scopes: actor.scopes(),
        }),
        _ if public => Standing::Public { alliance },
        _ => Standing::Nobody,
    })
}

/// The caller's standing in every alliance that the credential reaches.
pub(in crate::store) async fn memberships(
    conn: Queries<'_>,
    actor: &Actor,
    user: UserId,
) -> Result<Vec<(AllianceId, Standing)>> {
    use entity::{alliance, member};
    let mut select = QueryTrait::into_query(
        member::Entity::find()
            .filter(Expr::col((member::Entity, member::Column::UserId)).eq(user.0))
            .filter(Expr::col((member::Entity, member::Column::Status)).eq(MemberStatus::Active))
            .filter(holds(actor)),
    );
    let is_home = Expr::col((alliance::Entity, alliance::Column::Id))
        .equals((member::Entity, member::Column::AllianceId));
    select.expr_as(Expr::col((alliance::Entity, alliance::Column::Status)), "home_status").join(
        JoinType::InnerJoin,
        alliance::Entity,
        is_home,
    );
    let rows = conn.query_all(&select).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        let member = member::Model::from_query_result(row, "")?;
        let status: ThingStatus = row.try_get("", "home_status")?;
        if actor.reaches(member.alliance_id) {
            all.push((member.alliance_id, of_member(&member, status, actor)));
        }
    }
    Ok(all)
}

pub(in crate::store) fn of_member(
    member: &entity::member::Model,
    status: ThingStatus,
    actor: &Actor,
) -> Standing {
    Standing::Member(Membership {
        id: member.id,
        user: member.user_id,
        alliance: member.alliance_id,
        role: member.role,
        steward: member.steward,
        organization: member.organization_id,
        archived: status == ThingStatus::Archived,
        scopes: actor.scopes(),
    })
}
