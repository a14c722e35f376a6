//! Any thing by its id, whichever kind it is of.
//!
//! Only this face has it: the other has an address for each kind.

use async_graphql::{Context, ID, Interface, Object, Result};
use entity::types::{
    AllianceId, AnyId, ApiKeyId, ConclusionId, CycleId, DiscussionId, GoalId, Id, ImportId,
    IndicatorId, InvitationId, MeasurementId, MemberId, OrganizationId, ProposalId, QuestionId,
    StatementId, UserId,
};

use super::request::look;
use crate::app::access::{ApiKey, GetApiKey, GetUser, User};
use crate::app::alliance::{
    Alliance, GetAlliance, GetInvitation, GetMember, GetOrganization, GetProposal, Invitation,
    Member, Organization, Proposal,
};
use crate::app::cycle::{
    Conclusion, Cycle, Discussion, GetConclusion, GetCycle, GetDiscussion, GetQuestion, Question,
};
use crate::app::indicators::{
    GetImport, GetIndicator, GetMeasurement, Import, Indicator, Measurement,
};
use crate::app::purpose::{GetGoal, GetStatement, Goal, Statement};

/// Makes the type and the root field of all kinds of things that can be read by their ids alone.
macro_rules! nodes {
    ($($about:literal $thing:ident $id:ident $get:ident;)+) => {
        /// A thing that can be read by its id alone.
        #[derive(Interface)]
        #[graphql(field(name = "id", ty = "ID", desc = "The thing."))]
        pub enum Node {
            $(#[doc = $about] $thing($thing),)+
        }

        #[Object]
        impl NodeQuery {
            /// The thing with this id; null where there is none that you may see.
            async fn node(
                &self,
                c: &Context<'_>,
                #[graphql(desc = "The thing, by its id.")] id: AnyId,
            ) -> Result<Option<Node>> {
                Ok(match id.kind() {
                    $($id::KIND => look(c, $id(id.uuid()), $get::default()).await?.map(Node::from),)+
                    _ => None,
                })
            }
        }
    };
}

/// What can be asked without saying what kind of thing it is.
#[derive(Default)]
pub struct NodeQuery;

nodes! {
    "An alliance." Alliance AllianceId GetAlliance;
    "An API key." ApiKey ApiKeyId GetApiKey;
    "A conclusion." Conclusion ConclusionId GetConclusion;
    "A cycle." Cycle CycleId GetCycle;
    "A discussion." Discussion DiscussionId GetDiscussion;
    "A goal." Goal GoalId GetGoal;
    "A push of values." Import ImportId GetImport;
    "An indicator." Indicator IndicatorId GetIndicator;
    "An invitation." Invitation InvitationId GetInvitation;
    "A measurement." Measurement MeasurementId GetMeasurement;
    "A member." Member MemberId GetMember;
    "An organization." Organization OrganizationId GetOrganization;
    "A proposal." Proposal ProposalId GetProposal;
    "An alliance's own question." Question QuestionId GetQuestion;
    "A version of the statement of purpose." Statement StatementId GetStatement;
    "An account." User UserId GetUser;
}
