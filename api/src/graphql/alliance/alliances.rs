//! Alliances.

use async_graphql::{ComplexObject, Context, Object, Result};

use crate::app::List;
use crate::app::alliance::{
    Alliance, AllianceFilter, AllianceSort, ArchiveAlliance, ChangeAlliance, CreateAlliance,
    GetAlliance, Invitation, InvitationSort, Member, MemberSort, Organization, OrganizationSort,
    Proposal, ProposalSort, RestoreAlliance,
};
use crate::app::cycle::{Conclusion, ConclusionSort, Cycle, CycleSort, Question, QuestionSort};
use crate::app::indicators::{Indicator, IndicatorSort};
use crate::app::purpose::{Goal, GoalSort};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::mutations::mutations;
use crate::graphql::request::{find, first_children, list};
use crate::store::{AllianceRef, Founding, Instance};

/// What can be asked about alliances.
#[derive(Default)]
pub struct AlliancesQuery;

#[Object]
impl AlliancesQuery {
    /// One alliance, by its id or by its slug.
    async fn alliance(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
    ) -> Result<Option<InPlace<Alliance>>> {
        find(c, alliance, GetAlliance::default()).await
    }

    /// Your alliances.
    async fn alliances(
        &self,
        c: &Context<'_>,
        filter: Option<AllianceFilter>,
        #[graphql(default)] sort: AllianceSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Alliance>> {
        list(c, Instance, List::of(filter, sort, first, after)).await
    }
}

mutations! {
    /// What can be done to alliances.
    AlliancesMutation |c|
    with_if_version {
        /// Change an alliance.
        change_alliance(alliance: AllianceRef, input: ChangeAlliance) -> Alliance
            => (alliance, input);
        /// Archive an alliance: everything in it can be read from then on, and nothing changed.
        archive_alliance(alliance: AllianceRef) -> Alliance => (alliance, ArchiveAlliance {});
        /// Restore an archived alliance.
        restore_alliance(alliance: AllianceRef) -> Alliance => (alliance, RestoreAlliance {});
    }
    without_if_version {
        /// Found an alliance; you become its facilitator and its steward.
        create_alliance(input: CreateAlliance) -> Alliance => (Founding, input);
    }
}

#[ComplexObject]
impl Alliance {
    /// Its organizations, the first in this order; the root field reads on.
    async fn organizations(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: OrganizationSort,
        first: Option<u32>,
    ) -> Result<Connection<Organization>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// Its indicators, the first in this order; the root field reads on.
    async fn indicators(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: IndicatorSort,
        first: Option<u32>,
    ) -> Result<Connection<Indicator>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// Its proposals, the first in this order; the root field reads on.
    async fn proposals(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: ProposalSort,
        first: Option<u32>,
    ) -> Result<Connection<Proposal>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// Its goals, the first in this order; the root field reads on, and says what their indicators say.
    async fn goals(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: GoalSort,
        first: Option<u32>,
    ) -> Result<Connection<Goal>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// Its members, the first in this order; the root field reads on.
    async fn members(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: MemberSort,
        first: Option<u32>,
    ) -> Result<Connection<Member>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// Its invitations, the first in this order; the root field reads on. Only stewards see any.
    async fn invitations(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: InvitationSort,
        first: Option<u32>,
    ) -> Result<Connection<Invitation>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// The questions of its own, the first in this order; the root field reads on.
    async fn questions(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: QuestionSort,
        first: Option<u32>,
    ) -> Result<Connection<Question>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// Its cycles, the first in this order; the root field reads on.
    async fn cycles(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: CycleSort,
        first: Option<u32>,
    ) -> Result<Connection<Cycle>> {
        first_children(c, (self.id, self.id), sort, first).await
    }

    /// What its discussions led to, the first in this order; the root field reads on.
    async fn conclusions(
        &self,
        c: &Context<'_>,
        #[graphql(default)] sort: ConclusionSort,
        first: Option<u32>,
    ) -> Result<Connection<Conclusion>> {
        first_children(c, (self.id, self.id), sort, first).await
    }
}
