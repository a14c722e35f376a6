//! The alliance: the unit of access, consistency and ordering.
//!
//! Whoever founds one becomes its facilitator and steward. A steward changes it, archives it
//! (everything in it is read-only then) and restores it. Its slug is never reused.

use async_graphql::{InputObject, SimpleObject};
use entity::alliance::{Column, Entity, Model};
use entity::words::{
    AllianceId, Apply, Change, Line, MemberStatus, Moment, Paragraph, Patch, Role, Slug,
    ThingStatus, TimeZone,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Done, Here, Operation, Page, Reads, Shown, Writes, page, sorts};
use crate::error::{Code, Result, Taken};
use crate::policy::{Act, Membership, Standing, viewer_can};
use crate::store::{AllianceRef, Cursor, Found, Founding, Instance, Key, Reader, Unit, View};

/// Organizations that work together, and the community that they serve.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex)]
pub struct Alliance {
    /// The alliance.
    pub id: AllianceId,
    /// What stands for it in a URL; it is never given to another.
    pub slug: Slug,
    /// What it calls itself.
    pub name: Line,
    /// The community that it serves.
    #[schema(required)]
    pub community: Option<Paragraph>,
    /// The time zone in which its days begin.
    pub time_zone: TimeZone,
    /// The month in which its fiscal year starts, 1 to 12.
    #[schema(minimum = 1, maximum = 12)]
    pub fiscal_year_start: i32,
    /// Whether its public indicators may be read without sign-in.
    pub public: bool,
    /// Where it stands.
    pub status: ThingStatus,
    /// How many writes it has seen; raised by one with each.
    pub revision: i64,
    /// The revision of its own last change.
    pub version: i64,
    /// When it was founded.
    pub created_at: Moment,
    /// What you may do with it.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

impl Shown for Alliance {
    type Entity = Entity;

    fn seen(row: Found<Entity>, by: &Standing) -> Self {
        let viewer_can = viewer_can(by, &row);
        let Model {
            id,
            slug,
            name,
            community,
            time_zone,
            fiscal_year_start,
            public,
            status,
            revision,
            version,
            created_at,
        } = row.row();
        Self {
            id,
            slug,
            name,
            community,
            time_zone,
            fiscal_year_start,
            public,
            status,
            revision,
            version,
            created_at,
            viewer_can,
        }
    }
}

/// What it takes to found an alliance.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateAllianceInput")]
pub struct CreateAlliance {
    /// What it calls itself.
    #[garde(dive)]
    pub name: Line,
    /// What is to stand for it in a URL.
    #[garde(dive)]
    pub slug: Slug,
    /// The community that it serves.
    #[garde(dive)]
    pub community: Option<Paragraph>,
    /// The time zone in which its days begin.
    #[garde(skip)]
    pub time_zone: TimeZone,
    /// The month in which its fiscal year starts, 1 to 12; January where nothing is said.
    #[serde(default = "january")]
    #[schema(minimum = 1, maximum = 12, default = 1)]
    #[graphql(default = 1)]
    #[garde(range(min = 1, max = 12))]
    pub fiscal_year_start: i32,
}

fn january() -> i32 {
    1
}

impl Operation for CreateAlliance {
    const ACT: Act = Act::CreateAlliance;
    type At = Founding;
    type Way = Writes;
    type Output = Alliance;

    async fn execute(self, mut unit: Unit<Self>, _: Here<Self>) -> Result<Done<Self>> {
        let Self { name, slug, community, time_zone, fiscal_year_start } = self;
        let (id, created_at) = (unit.id(), unit.now());
        let row = Model {
            id,
            slug,
            name,
            community,
            time_zone,
            fiscal_year_start,
            public: false,
            status: ThingStatus::Active,
            revision: 1,
            version: 1,
            created_at,
        };
        let said = "Another alliance has, or had, this slug.";
        let alliance = unit.create::<Entity>(row).await.taken(Code::SlugTaken, "/slug", said)?;
        found_by(&mut unit, id).await?;
        unit.commit(id, |by| Alliance::seen(alliance, by)).await
    }
}

/// Makes the founder a member: facilitator and steward.
async fn found_by(unit: &mut Unit<CreateAlliance>, alliance: AllianceId) -> Result<()> {
    let Standing::Founder { user, scopes } = *unit.by() else { return Ok(()) };
    let account = crate::store::users::get(unit, user).await?;
    let id = unit.id();
    unit.create::<entity::member::Entity>(entity::member::Model {
        id,
        alliance_id: alliance,
        user_id: user,
        name: account.name,
        role: Role::Facilitator,
        steward: true,
        organization_id: None,
        status: MemberStatus::Active,
        version: 1,
        created_at: unit.now(),
    })
    .await?;
    unit.stand(Standing::Member(Membership {
        id,
        user,
        alliance,
        role: Role::Facilitator,
        steward: true,
        organization: None,
        archived: false,
        scopes,
    }));
    Ok(())
}

sorts! {
    /// The orders in which alliances can be listed.
    AllianceSort of alliance {
        Name "By name, from A." NameDesc "By name, from Z." Name |row| Key::Text(row.name.0.clone());
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| Key::Moment(row.created_at);
    }
}

/// Which of your alliances to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListAlliances {
    /// Only those that stand so.
    #[garde(skip)]
    pub status: Option<ThingStatus>,
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: AllianceSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(skip)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListAlliances {
    const ACT: Act = Act::ListAlliances;
    type At = Instance;
    type Way = Reads;
    type Output = Page<Alliance>;

    async fn execute(self, view: View, _: Here<Self>) -> Result<Done<Self>> {
        let Self { status, sort, limit, cursor } = self;
        let mut rows = view.rows::<Entity>();
        if let Some(status) = status {
            rows = rows.filter(Column::Status.eq(status));
        }
        let slice = view.page(rows, page(sort, limit, cursor)).await?;
        Ok(Page::of(slice, |row| {
            let by = view.lens().standing(row.id);
            Alliance::seen(row, &by)
        }))
    }
}

/// Asks for one alliance.
#[derive(Clone, Debug, Validate)]
pub struct GetAlliance {}

impl Operation for GetAlliance {
    const ACT: Act = Act::GetAlliance;
    type At = AllianceRef;
    type Way = Reads;
    type Output = Alliance;

    async fn execute(self, view: View, alliance: Here<Self>) -> Result<Done<Self>> {
        Ok(Alliance::seen(alliance, view.by()))
    }
}

/// What to change of an alliance; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeAllianceInput")]
pub struct ChangeAlliance {
    /// What it calls itself.
    #[serde(default)]
    #[schema(value_type = Line, required = false)]
    #[garde(dive)]
    pub name: Change<Line>,
    /// The community that it serves.
    #[serde(default)]
    #[schema(value_type = Option<Paragraph>)]
    #[garde(dive)]
    pub community: Patch<Paragraph>,
    /// The time zone in which its days begin.
    #[serde(default)]
    #[schema(value_type = TimeZone, required = false)]
    #[garde(skip)]
    pub time_zone: Change<TimeZone>,
    /// Whether its public indicators may be read without sign-in.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub public: Change<bool>,
}

impl Operation for ChangeAlliance {
    const ACT: Act = Act::ChangeAlliance;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Alliance;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let Self { name, community, time_zone, public } = self;
        let now = unit
            .change(was, |alliance| {
                name.apply(&mut alliance.name);
                community.apply(&mut alliance.community);
                time_zone.apply(&mut alliance.time_zone);
                public.apply(&mut alliance.public);
            })
            .await?;
        unit.commit(now.id, |by| Alliance::seen(now, by)).await
    }
}

/// Makes an alliance read-only.
#[derive(Clone, Debug, Validate)]
pub struct ArchiveAlliance {}

impl Operation for ArchiveAlliance {
    const ACT: Act = Act::ArchiveAlliance;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Alliance;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |alliance| alliance.status = ThingStatus::Archived).await?;
        unit.archived(true);
        unit.commit(now.id, |by| Alliance::seen(now, by)).await
    }
}

/// Lets an archived alliance work again.
#[derive(Clone, Debug, Validate)]
pub struct RestoreAlliance {}

impl Operation for RestoreAlliance {
    const ACT: Act = Act::RestoreAlliance;
    type At = AllianceRef;
    type Way = Writes;
    type Output = Alliance;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let now = unit.change(was, |alliance| alliance.status = ThingStatus::Active).await?;
        unit.archived(false);
        unit.commit(now.id, |by| Alliance::seen(now, by)).await
    }
}
