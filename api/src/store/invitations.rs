//! Invitations, as whoever presents a token finds them.

use async_trait::async_trait;
use std::fmt::{self, Debug};

use entity::invitation::{Column, Entity, Model};
use entity::types::{AllianceId, InvitationId, InvitationStatus, MemberStatus, ThingStatus};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::cycle_context::CycleContext;
use super::locator::{account, lock_of, of_member};
use super::{Found, Locator, Lock, OpenWrite, Queries, Reader};
use crate::error::{AppError, ErrorCode, Refusal, Result};
use crate::policy::{Actor, Standing};

/// An invitation, by the hash of its token; whoever presents it stands there as invited.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct InvitationToken(pub [u8; 32]);

impl Debug for InvitationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationToken")
    }
}

impl InvitationToken {
    fn is(self) -> SimpleExpr {
        Expr::col((Entity, Column::TokenHash)).eq(self.0.to_vec())
    }

    async fn find(self, conn: Queries<'_>) -> Result<Model> {
        let said = "No open invitation goes with this token.";
        let row = Entity::find().filter(self.is()).one(&conn).await?;
        row.ok_or_else(|| Refusal::new(ErrorCode::InvitationNotOpen, said).into())
    }
}

#[async_trait]
impl Locator for InvitationToken {
    type Subject = Found<Entity>;

    fn lock(&self) -> Lock {
        lock_of::<Entity>(self.is())
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Self::Subject)> {
        let row = self.find(conn).await?;
        let archived = status(conn, &row).await? == ThingStatus::Archived;
        let by = match account(conn, actor).await? {
            Standing::Account { user, scopes, .. } => {
                Standing::Invited { user: Some(user), scopes, archived }
            }
            _ if actor.user.is_none() => Standing::Invited { user: None, scopes: None, archived },
            gone => gone,
        };
        Ok((by, Found::new(row, CycleContext::default())))
    }

    /// Whoever has no account yet when they accept has none that the repeated request could name:
    /// to them the token tells which member they became.
    async fn replay_standing(&self, conn: Queries<'_>, actor: &Actor) -> Result<Standing> {
        if actor.user.is_some() {
            return account(conn, actor).await;
        }
        let row = self.find(conn).await?;
        let status = status(conn, &row).await?;
        let Some(id) = row.member_id else { return Ok(Standing::Nobody) };
        let member = entity::member::Entity::find_by_id(id).one(&conn).await?;
        let member = member.filter(|member| member.status == MemberStatus::Active);
        Ok(member.map_or(Standing::Nobody, |member| of_member(&member, status, actor)))
    }
}

/// Where the alliance of an invitation stands.
async fn status(conn: Queries<'_>, invitation: &Model) -> Result<ThingStatus> {
    let home = entity::alliance::Entity::find_by_id(invitation.alliance_id).one(&conn).await?;
    let home =
        home.ok_or_else(|| AppError::fault("an invitation to an alliance that is not there"))?;
    Ok(home.status)
}

impl OpenWrite {
    /// Takes back the open invitations of an alliance for an address, but for one of them.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn revoke_invitations(
        &mut self,
        alliance: AllianceId,
        email_key: &str,
        but: Option<InvitationId>,
    ) -> Result<()> {
        let mut revoke = Entity::update_many()
            .col_expr(Column::Status, Expr::val(InvitationStatus::Revoked.to_string()))
            .col_expr(Column::Version, Expr::val(self.revision()))
            .filter(Column::AllianceId.eq(alliance))
            .filter(Column::EmailKey.eq(email_key))
            .filter(Column::Status.eq(InvitationStatus::Open));
        if let Some(but) = but {
            revoke = revoke.filter(Column::Id.ne(but));
        }
        revoke.exec(&self.conn()).await?;
        Ok(())
    }
}

/// Whether what an invitation offers is still to be had: the organization for which a partner will
/// speak takes part. Whoever accepts has no lens yet, so this looks without one.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn holds_good(reader: &impl Reader, invitation: &Model) -> Result<bool> {
    use entity::organization::{Column, Entity};
    let Some(organization) = invitation.organization_id else { return Ok(true) };
    let active = Entity::find_by_id(organization).filter(Column::Status.eq(ThingStatus::Active));
    Ok(active.one(&reader.conn()).await?.is_some())
}
