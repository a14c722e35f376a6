//! Founding an alliance.

use async_graphql::InputObject;
use entity::alliance::{Entity, Model};
use entity::types::{
    AllianceId, DecisionRule, MemberStatus, Paragraph, Role, ShortText, Slug, ThingStatus, TimeZone,
};
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use super::Alliance;
use crate::app::{Done, Located, Operation, Present, Write};
use crate::error::{ErrorCode, OnUniqueViolation, Result};
use crate::policy::{Act, Membership, Standing};
use crate::store::{Founding, OpenWrite, UnitOfWork, users};

/// What it takes to found an alliance.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateAllianceInput")]
pub struct CreateAlliance {
    /// The alliance's name.
    #[garde(dive)]
    pub name: ShortText,
    /// What is to stand for it in a URL.
    #[garde(dive)]
    pub slug: Slug,
    /// The community that the alliance serves.
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
    type Locator = Founding;
    type AccessMode = Write;
    type Output = Alliance;

    async fn execute(self, mut unit: UnitOfWork<Self>, _: Located<Self>) -> Result<Done<Self>> {
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
            decides_by: DecisionRule::Consent,
            status: ThingStatus::Active,
            revision: 1,
            version: 1,
            created_at,
        };
        let said = "Another alliance has, or had, this slug.";
        let alliance = unit.create::<Entity>(row).await?;
        unit.flush().await.on_unique_violation(ErrorCode::SlugTaken, "/slug", said)?;
        found_by(&mut unit, id).await?;
        unit.commit(id, |by| Alliance::from_row(alliance, by)).await
    }
}

/// Makes the founder a member: facilitator and steward.
async fn found_by(unit: &mut OpenWrite, alliance: AllianceId) -> Result<()> {
    let Standing::Founder { user, scopes } = *unit.by() else { return Ok(()) };
    let account = users::get(unit, user).await?;
    let id = unit.id();
    unit.create::<entity::member::Entity>(entity::member::Model {
        id,
        alliance_id: alliance,
        user_id: user,
        name: account.name,
        role: Role::Facilitator,
        steward: true,
        organization_id: None,
        invited_by: None,
        partner_since: None,
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
