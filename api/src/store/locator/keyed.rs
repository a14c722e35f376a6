//! Things that are found by a key within another: an indicator by its code, a prompt of a
//! discussion, a value by its period, a position by its organization.

use async_trait::async_trait;
use entity::types::{DiscussionId, IndicatorCode, OrganizationId, PromptId, ProposalId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};

use super::{AllianceRef, Locator, Lock, by_id, find, findable, lock_of};
use crate::error::Result;
use crate::policy::{Actor, Facts, On, Standing, Subject};
use crate::store::{Found, Queries};

/// An indicator, by its alliance and its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorAt {
    /// The alliance.
    pub alliance: AllianceRef,
    /// The indicator's code there.
    pub code: IndicatorCode,
}

#[async_trait]
impl Locator for IndicatorAt {
    type Subject = Found<entity::indicator::Entity>;

    fn lock(&self) -> Lock {
        self.alliance.lock()
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Self::Subject)> {
        use entity::indicator::{Column, Entity};
        let (alliances, ids) = (entity::alliance::Entity, entity::alliance::Column::Id);
        let of = Query::select().column(ids).from(alliances).and_where(self.alliance.is()).take();
        let is = Expr::col((Entity, Column::AllianceId))
            .in_subquery(of)
            .and(Expr::col((Entity, Column::Code)).eq(findable(self.code.as_str())));
        find::<Entity>(conn, actor, is).await
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

#[async_trait]
impl Locator for PromptAt {
    type Subject = Found<entity::prompt::Entity>;

    fn lock(&self) -> Lock {
        lock_of::<entity::prompt::Entity>(self.is())
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Self::Subject)> {
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

#[async_trait]
impl Locator for MeasurementAt {
    type Subject = MeasurementSlot;

    fn lock(&self) -> Lock {
        self.indicator.lock()
    }

    async fn locate(
        &self,
        conn: Queries<'_>,
        actor: &Actor,
    ) -> Result<(Standing, MeasurementSlot)> {
        let (by, indicator) = self.indicator.locate(conn, actor).await?;
        Ok((by, MeasurementSlot { indicator, period: self.period.clone() }))
    }
}

/// Where a value goes: an indicator, and a period that is still to be read.
#[derive(Clone, Debug)]
pub struct MeasurementSlot {
    /// The indicator.
    pub indicator: Found<entity::indicator::Entity>,
    /// The period, as it was written.
    pub period: String,
}

impl Subject for MeasurementSlot {
    const ON: On = On::Indicator;

    fn facts(&self) -> Facts {
        self.indicator.facts()
    }
}

/// The position of an organization on a proposal, whether or not it counts; found by the proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PositionAt {
    /// The proposal.
    pub proposal: ProposalId,
    /// The organization.
    pub organization: OrganizationId,
}

#[async_trait]
impl Locator for PositionAt {
    type Subject = PositionSlot;

    fn lock(&self) -> Lock {
        self.proposal.lock()
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, PositionSlot)> {
        let (by, proposal) = self.proposal.locate(conn, actor).await?;
        Ok((by, PositionSlot { proposal, organization: self.organization }))
    }
}

/// Where a position goes: a proposal, and the organization whose position it is.
#[derive(Clone, Debug)]
pub struct PositionSlot {
    /// The proposal.
    pub proposal: Found<entity::proposal::Entity>,
    /// The organization.
    pub organization: OrganizationId,
}

impl Subject for PositionSlot {
    const ON: On = On::Proposal;

    fn facts(&self) -> Facts {
        Facts { organization: Some(self.organization), ..self.proposal.facts() }
    }
}
