//! Any thing by its id, whichever kind it is of.
//!
//! Only this face has it: the other has an address for each kind.

use async_graphql::{Context, ID, Interface, Object, Result};
use entity::types::{
    AllianceId, AnyId, ApiKeyId, ConclusionId, CycleId, DiscussionId, Id, IndicatorId,
    InvitationId, MeasurementId, MemberId, OrganizationId, QuestionId, UserId,
};

use super::request::look;
use crate::app::access::{ApiKey, GetApiKey, GetUser, User};
use crate::app::alliance::{
    Alliance, GetAlliance, GetInvitation, GetMember, GetOrganization, Invitation, Member,
    Organization,
};
use crate::app::cycle::{
    Conclusion, Cycle, Discussion, GetConclusion, GetCycle, GetDiscussion, GetQuestion, Question,
};
use crate::app::indicators::{GetIndicator, GetMeasurement, Indicator, Measurement};
use crate::store::AllianceRef;

/// A thing that can be read by its id alone.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The thing."))]
pub enum Node {
    /// An alliance.
    Alliance(Alliance),
    /// An API key.
    ApiKey(ApiKey),
    /// A conclusion.
    Conclusion(Conclusion),
    /// A cycle.
    Cycle(Cycle),
    /// A discussion.
    Discussion(Discussion),
    /// An indicator.
    Indicator(Indicator),
    /// An invitation.
    Invitation(Invitation),
    /// A measurement.
    Measurement(Measurement),
    /// A member.
    Member(Member),
    /// An organization.
    Organization(Organization),
    /// An alliance's own question.
    Question(Question),
    /// An account.
    User(User),
}

/// What can be asked without saying what kind of thing it is.
#[derive(Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The thing with this id; null where there is none that you may see.
    async fn node(
        &self,
        c: &Context<'_>,
        #[graphql(desc = "The thing, by its id.")] id: AnyId,
    ) -> Result<Option<Node>> {
        let it = id.uuid();
        Ok(match id.kind() {
            AllianceId::KIND => {
                let at = AllianceRef::Id(it.into());
                look(c, at, GetAlliance::default()).await?.map(Node::from)
            }
            ApiKeyId::KIND => look(c, ApiKeyId(it), GetApiKey::default()).await?.map(Node::from),
            ConclusionId::KIND => {
                look(c, ConclusionId(it), GetConclusion::default()).await?.map(Node::from)
            }
            CycleId::KIND => look(c, CycleId(it), GetCycle {}).await?.map(Node::from),
            DiscussionId::KIND => {
                look(c, DiscussionId(it), GetDiscussion {}).await?.map(Node::from)
            }
            IndicatorId::KIND => {
                look(c, IndicatorId(it), GetIndicator::default()).await?.map(Node::from)
            }
            InvitationId::KIND => {
                look(c, InvitationId(it), GetInvitation::default()).await?.map(Node::from)
            }
            MeasurementId::KIND => {
                look(c, MeasurementId(it), GetMeasurement::default()).await?.map(Node::from)
            }
            MemberId::KIND => look(c, MemberId(it), GetMember::default()).await?.map(Node::from),
            OrganizationId::KIND => {
                look(c, OrganizationId(it), GetOrganization::default()).await?.map(Node::from)
            }
            QuestionId::KIND => {
                look(c, QuestionId(it), GetQuestion::default()).await?.map(Node::from)
            }
            UserId::KIND => look(c, UserId(it), GetUser::default()).await?.map(Node::from),
            _ => None,
        })
    }
}
