//! Locators: how the thing is found that an operation is done to, what is locked for it, and how
//! the caller stands to it.

mod alliance;
mod instance;
mod keyed;
mod standing;

pub use alliance::AllianceRef;
pub use instance::{Founding, Instance, Myself, OfInstance, Whole};
pub use keyed::{IndicatorAt, MeasurementAt, MeasurementSlot, PositionAt, PositionSlot, PromptAt};
pub(super) use standing::{account, memberships, of_member};

use std::fmt::Debug;

use async_trait::async_trait;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryFilter, QueryTrait};

use self::standing::{standing, with_standing};
use super::cycle_context::CycleContext;
use super::{Found, Owned, Queries, RowFilter};
use crate::error::{Refusal, Result};
use crate::policy::{Actor, Lens, Standing, Subject};

/// What a write takes before it looks at anything.
#[derive(Clone, Debug)]
pub enum Lock {
    /// The row of this alliance.
    Alliance(SimpleExpr),
    /// The row of this thing of the instance.
    Thing(Box<SelectStatement>),
    /// Nothing: what is made there is told apart by its keys.
    Nothing,
}

/// Finds the thing that an operation is done to.
#[async_trait]
pub trait Locator: Clone + Debug + Send + Sync + 'static {
    /// The thing that is found.
    type Subject: Subject + Send + Sync;

    /// What a write locks first.
    fn lock(&self) -> Lock;

    /// Finds the thing and, in the same statement, the caller's standing to it.
    ///
    /// # Errors
    /// `not_found` for what is not there and for what is not the caller's, alike.
    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Self::Subject)>;

    /// The standing with which the caller sees what a replayed request led to.
    async fn replay_standing(&self, conn: Queries<'_>, actor: &Actor) -> Result<Standing> {
        account(conn, actor).await
    }
}

/// Finds a thing, the caller's membership in its alliance, and its cycle at once.
pub(super) async fn find<E: Owned + RowFilter>(
    conn: Queries<'_>,
    actor: &Actor,
    is: SimpleExpr,
) -> Result<(Standing, Found<E>)> {
    let row = conn.query_one(&with_standing::<E>(actor, is.clone())).await?;
    let row = row.ok_or_else(Refusal::missing)?;
    let model = E::Model::from_query_result(&row, "")?;
    let thing: Found<E> = Found::new(model, CycleContext::read::<E>(&row)?);
    let (standing, revision) = match E::ALLIANCE {
        Some(_) => (standing(&row, actor)?, Some(row.try_get("", "home_revision")?)),
        None => (account(conn, actor).await?, None),
    };
    let thing = thing.at_revision(revision);
    let own = thing.facts().owner.is_some() && thing.facts().owner == standing.user();
    match standing {
        Standing::Nobody => Err(Refusal::missing().into()),
        Standing::Account { admin: false, .. } if !own => Err(Refusal::missing().into()),
        standing if !shows::<E>(conn, &thing, &standing, is).await? => {
            Err(Refusal::missing().into())
        }
        standing => Ok((standing, thing)),
    }
}

/// Whether the lens of a standing shows this thing. Insiders see every thing of their alliance, so
/// only funders and the public cost a statement more.
async fn shows<E: Owned + RowFilter>(
    conn: Queries<'_>,
    thing: &Found<E>,
    by: &Standing,
    is: SimpleExpr,
) -> Result<bool> {
    let Some(alliance) = thing.alliance().filter(|_| !by.insider()) else { return Ok(true) };
    let seen = E::find().filter(is).filter(E::visible_to(&Lens::on(alliance, *by)));
    Ok(seen.one(&conn).await?.is_some())
}

/// The lock for a thing: the row of its alliance, found through the thing itself; of the
/// instance's things, their own.
pub(super) fn lock_of<E: Owned>(is: SimpleExpr) -> Lock {
    let Some(home) = E::ALLIANCE else {
        let mut row = QueryTrait::into_query(E::find().filter(is));
        return Lock::Thing(Box::new(row.lock_exclusive().take()));
    };
    let home = Query::select()
        .expr(Expr::col((E::default(), home)))
        .from(E::default())
        .and_where(is)
        .take();
    use entity::alliance::{Column, Entity};
    Lock::Alliance(Expr::col((Entity, Column::Id)).in_subquery(home))
}

/// What can be looked for: nothing is called by a text with a NUL byte, and PostgreSQL takes none.
fn findable(text: &str) -> &str {
    if text.contains('\0') { "" } else { text }
}

pub(super) fn by_id<E: Owned>(id: E::Id) -> SimpleExpr {
    let uuid: uuid::Uuid = id.into();
    Expr::col((E::default(), E::ID)).eq(uuid)
}
