//! Where an operation happens: how the place is locked, and how the caller stands to it.

use std::fmt::{self, Debug};
use std::str::FromStr;

use entity::words::{
    AllianceId, Code, DiscussionId, MemberStatus, PromptId, SessionId, Slug, ThingStatus, UserId,
};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, JoinType, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryResult, QueryTrait,
};

use super::within::Within;
use super::{Db, Found, Owned, Seen};
use crate::error::{Refusal, Result};
use crate::policy::{Actor, Facts, Lens, Membership, On, Standing, Subject};

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

/// Where an operation happens.
pub trait Place: Clone + Debug + Send + Sync + 'static {
    /// The thing that is found there.
    type Subject: Subject + Send + Sync;

    /// What a write there takes first.
    fn lock(&self) -> Lock;

    /// Finds the thing and, in the same statement, the caller's standing to it.
    ///
    /// # Errors
    /// `not_found` for what is not there and for what is not the caller's, alike.
    fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> impl Future<Output = Result<(Standing, Self::Subject)>> + Send;

    /// As what the caller looks at what a request led to here that is repeated.
    fn returning<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> impl Future<Output = Result<Standing>> + Send {
        account(conn, actor)
    }
}

/// The instance itself: accounts, keys, sign-in, and lists over all alliances of the caller.
#[derive(Clone, Copy, Debug)]
pub struct Instance;

/// The caller's own account.
#[derive(Clone, Copy, Debug)]
pub struct Myself(Option<UserId>);

/// A place outside any alliance, where what is written may be no history.
pub trait OfInstance: Place {}

impl OfInstance for Instance {}
impl OfInstance for Myself {}
impl OfInstance for SessionId {}

/// An alliance that is about to be founded.
#[derive(Clone, Copy, Debug)]
pub struct Founding;

/// Nothing in particular: the instance as a thing.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

impl Subject for Whole {
    const ON: On = On::Instance;
    fn facts(&self) -> Facts {
        Facts::default()
    }
}

impl Place for Instance {
    type Subject = Whole;

    fn lock(&self) -> Lock {
        Lock::Nothing
    }

    async fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> Result<(Standing, Whole)> {
        Ok((account(conn, actor).await?, Whole))
    }
}

impl Place for Founding {
    type Subject = Whole;

    fn lock(&self) -> Lock {
        Lock::Nothing
    }

    async fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> Result<(Standing, Whole)> {
        let founder = match account(conn, actor).await? {
            Standing::Account { user, scopes, .. } => Standing::Founder { user, scopes },
            other => other,
        };
        Ok((founder, Whole))
    }
}

impl Myself {
    /// The account of whoever calls.
    pub fn of(actor: &Actor) -> Self {
        Self(actor.user)
    }
}

impl Place for Myself {
    type Subject = Found<entity::user::Entity>;

    fn lock(&self) -> Lock {
        self.0.map_or(Lock::Nothing, |user| user.lock())
    }

    async fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> Result<(Standing, Self::Subject)> {
        self.0.ok_or_else(Refusal::missing)?.locate(conn, actor).await
    }
}

/// The caller's standing outside any alliance. Whose credential holds no longer has none.
pub(super) async fn account<C: ConnectionTrait>(conn: &C, actor: &Actor) -> Result<Standing> {
    let Some(user) = actor.user else { return Ok(actor.account(false)) };
    let row = entity::user::Entity::find_by_id(user).filter(holds(actor)).one(conn).await?;
    Ok(row.map_or(Standing::Nobody, |row| actor.account(row.admin)))
}

impl Db {
    /// Whether the caller's credential still holds.
    ///
    /// # Errors
    /// A fault where the database does not answer.
    pub async fn holds(&self, actor: &Actor) -> Result<bool> {
        Ok(!matches!(account(&self.pool(), actor).await?, Standing::Nobody))
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

/// An alliance, by its id or by its slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllianceRef {
    /// By its id.
    Id(AllianceId),
    /// By its slug.
    Slug(Slug),
}

impl FromStr for AllianceRef {
    type Err = <AllianceId as FromStr>::Err;

    /// Slugs hold no `_`, so whatever does is meant as an id.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.contains('_') { text.parse().map(Self::Id) } else { Ok(Self::Slug(text.into())) }
    }
}

impl fmt::Display for AllianceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => fmt::Display::fmt(id, f),
            Self::Slug(slug) => fmt::Display::fmt(slug, f),
        }
    }
}

entity::graphql_id!(AllianceRef);

impl From<AllianceId> for AllianceRef {
    fn from(id: AllianceId) -> Self {
        Self::Id(id)
    }
}

impl AllianceRef {
    fn is(&self) -> SimpleExpr {
        use entity::alliance::{Column, Entity};
        match self {
            Self::Id(id) => Expr::col((Entity, Column::Id)).eq(id.0),
            Self::Slug(slug) => Expr::col((Entity, Column::Slug)).eq(slug.as_str()),
        }
    }
}

impl Place for AllianceRef {
    type Subject = Found<entity::alliance::Entity>;

    fn lock(&self) -> Lock {
        Lock::Alliance(self.is())
    }

    async fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> Result<(Standing, Self::Subject)> {
        find::<entity::alliance::Entity, C>(conn, actor, self.is()).await
    }
}

/// An indicator, by its alliance and its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorAt {
    /// The alliance.
    pub alliance: AllianceRef,
    /// The indicator's code there.
    pub code: Code,
}

impl Place for IndicatorAt {
    type Subject = Found<entity::indicator::Entity>;

    fn lock(&self) -> Lock {
        self.alliance.lock()
    }

    async fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> Result<(Standing, Self::Subject)> {
        use entity::indicator::{Column, Entity};
        let (alliances, ids) = (entity::alliance::Entity, entity::alliance::Column::Id);
        let of = Query::select().column(ids).from(alliances).and_where(self.alliance.is()).take();
        let is = Expr::col((Entity, Column::AllianceId))
            .in_subquery(of)
            .and(Expr::col((Entity, Column::Code)).eq(self.code.as_str()));
        find::<Entity, C>(conn, actor, is).await
    }
}

/// A prompt of a discussion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromptAt {
    /// The discussion.
    pub discussion: DiscussionId,
    /// The prompt.
    pub prompt: PromptId,
}

impl PromptAt {
    fn is(self) -> SimpleExpr {
        use entity::prompt::{Column, Entity};
        let of = Expr::col((Entity, Column::DiscussionId)).eq(self.discussion.0);
        by_id::<Entity>(self.prompt).and(of)
    }
}

impl Place for PromptAt {
    type Subject = Found<entity::prompt::Entity>;

    fn lock(&self) -> Lock {
        lock_of::<entity::prompt::Entity>(self.is())
    }

    async fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> Result<(Standing, Self::Subject)> {
        find(conn, actor, self.is()).await
    }
}

/// The value of an indicator for a period, whether or not there is one; found by the indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasurementAt {
    /// The indicator.
    pub indicator: IndicatorAt,
    /// The period, as it was written.
    pub period: String,
}

impl Place for MeasurementAt {
    type Subject = Slot;

    fn lock(&self) -> Lock {
        self.indicator.lock()
    }

    async fn locate<C: ConnectionTrait>(
        &self,
        conn: &C,
        actor: &Actor,
    ) -> Result<(Standing, Slot)> {
        let (by, indicator) = self.indicator.locate(conn, actor).await?;
        Ok((by, Slot { indicator, period: self.period.clone() }))
    }
}

/// Where a value goes: an indicator, and a period that is still to be read.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The indicator.
    pub indicator: Found<entity::indicator::Entity>,
    /// The period, as it was written.
    pub period: String,
}

impl Subject for Slot {
    const ON: On = On::Indicator;

    fn facts(&self) -> Facts {
        self.indicator.facts()
    }
}

/// Finds a thing, the caller's membership in its alliance, and its cycle at once.
pub(super) async fn find<E: Owned + Seen, C: ConnectionTrait>(
    conn: &C,
    actor: &Actor,
    is: SimpleExpr,
) -> Result<(Standing, Found<E>)> {
    let row = conn.query_one(&with_standing::<E>(actor, is.clone())).await?;
    let row = row.ok_or_else(Refusal::missing)?;
    let model = E::Model::from_query_result(&row, "")?;
    let thing: Found<E> = Found::new(model, Within::read::<E>(&row)?);
    let standing = match E::ALLIANCE {
        Some(_) => standing(&row, actor)?,
        None => account(conn, actor).await?,
    };
    let own = thing.facts().owner.is_some() && thing.facts().owner == standing.user();
    match standing {
        Standing::Nobody => Err(Refusal::missing().into()),
        Standing::Account { admin: false, .. } if !own => Err(Refusal::missing().into()),
        standing if !shows::<E, C>(conn, &thing, &standing, is).await? => {
            Err(Refusal::missing().into())
        }
        standing => Ok((standing, thing)),
    }
}

/// Whether the lens of a standing shows this thing. Insiders see every thing of their alliance, so
/// only funders and the public cost a statement more.
async fn shows<E: Owned + Seen, C: ConnectionTrait>(
    conn: &C,
    thing: &Found<E>,
    by: &Standing,
    is: SimpleExpr,
) -> Result<bool> {
    let Some(alliance) = thing.alliance().filter(|_| !by.insider()) else { return Ok(true) };
    let seen = E::find().filter(is).filter(E::within(&Lens::on(alliance, *by)));
    Ok(seen.one(conn).await?.is_some())
}

fn with_standing<E: Owned>(actor: &Actor, is: SimpleExpr) -> SelectStatement {
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
        .expr_as(Expr::col((a.clone(), alliance::Column::Id)), "home_id")
        .expr_as(Expr::col((m.clone(), member::Column::Id)), "me_id")
        .expr_as(Expr::col((m.clone(), member::Column::Role)), "me_role")
        .expr_as(Expr::col((m.clone(), member::Column::Steward)), "me_steward")
        .expr_as(Expr::col((m.clone(), member::Column::OrganizationId)), "me_organization_id")
        .join_as(JoinType::InnerJoin, alliance::Entity, a, is_home)
        .join_as(JoinType::LeftJoin, member::Entity, m, is_mine);
    Within::select::<E>(&mut select);
    select
}

fn standing(row: &QueryResult, actor: &Actor) -> Result<Standing> {
    let alliance: AllianceId = row.try_get("", "home_id")?;
    let member: Option<entity::words::MemberId> = row.try_get("", "me_id")?;
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
pub(super) async fn memberships<C: ConnectionTrait>(
    conn: &C,
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

pub(super) fn of_member(
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

pub(super) fn by_id<E: Owned>(id: E::Id) -> SimpleExpr {
    let uuid: uuid::Uuid = id.into();
    Expr::col((E::default(), E::ID)).eq(uuid)
}

macro_rules! places {
    ($($id:ident $table:ident;)+) => {$(
        impl Place for entity::words::$id {
            type Subject = Found<entity::$table::Entity>;

            fn lock(&self) -> Lock {
                lock_of::<entity::$table::Entity>(by_id::<entity::$table::Entity>(*self))
            }

            async fn locate<C: ConnectionTrait>(
                &self,
                conn: &C,
                actor: &Actor,
            ) -> Result<(Standing, Self::Subject)> {
                find(conn, actor, by_id::<entity::$table::Entity>(*self)).await
            }
        }
    )+};
}

places! {
    UserId user;
    SessionId session;
    ApiKeyId api_key;
    OrganizationId organization;
    MemberId member;
    InvitationId invitation;
    IndicatorId indicator;
    MeasurementId measurement;
    QuestionId question;
    CycleId cycle;
    DiscussionId discussion;
    PromptId prompt;
    ConclusionId conclusion;
}
