//! The members of an alliance: accounts with a role there.
//!
//! A steward changes roles and removes members; whoever wants to leave removes themselves. An
//! alliance always has a steward. Who was removed keeps their name in history, and what they had
//! answered and nobody had seen is deleted unread.

use async_graphql::{InputObject, SimpleObject};
use entity::member::{Column, Entity, Model};
use entity::words::{
    AllianceId, Apply, Change, Line, MemberId, MemberStatus, Moment, OrganizationId, Patch, Role,
    ThingStatus, UserId,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Done, Gone, Here, Operation, Page, Reads, Shown, Writes, page, sorts};
use crate::error::{Code, Refusal, Result, Violation};
use crate::policy::{Act, Standing, viewer_can};
use crate::store::{AllianceRef, Cursor, Found, Key, Reader, Unit, View, members, partnerships};

/// A user in an alliance, with a role there.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(complex, serial)]
pub struct Member {
    /// The member.
    pub id: MemberId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The account.
    pub user_id: UserId,
    /// The name by which the alliance knows this person.
    pub name: Line,
    /// What this person is there.
    pub role: Role,
    /// Whether they keep the alliance's members and indicators.
    pub steward: bool,
    /// The organization for which a partner speaks.
    #[schema(required)]
    pub organization_id: Option<OrganizationId>,
    /// Whether they take part.
    pub status: MemberStatus,
    /// The revision of the last change.
    pub version: i64,
    /// When they joined.
    pub created_at: Moment,
    /// What you may do with it.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

impl Shown for Member {
    type Entity = Entity;

    fn seen(row: Found<Entity>, by: &Standing) -> Self {
        let takes_part = row.status == MemberStatus::Active;
        let viewer_can = if takes_part { viewer_can(by, &row) } else { Vec::new() };
        let Model {
            id,
            alliance_id,
            user_id,
            name,
            role,
            steward,
            organization_id,
            status,
            version,
            created_at,
        } = row.row();
        Self {
            id,
            alliance_id,
            user_id,
            name,
            role,
            steward,
            organization_id,
            status,
            version,
            created_at,
            viewer_can,
        }
    }
}

sorts! {
    /// The orders in which members can be listed.
    MemberSort of member {
        Name "By name, from A." NameDesc "By name, from Z." Name |row| Key::Text(row.name.0.clone());
        CreatedAt "The first to join first." CreatedAtDesc "The last to join first." CreatedAt |row| Key::Moment(row.created_at);
    }
}

/// Which members of an alliance to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListMembers {
    /// Only those with this role.
    #[garde(skip)]
    pub role: Option<Role>,
    /// Only those that stand so.
    #[garde(skip)]
    pub status: Option<MemberStatus>,
    /// Only those who speak for this organization.
    #[garde(skip)]
    pub organization: Option<OrganizationId>,
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: MemberSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(skip)]
    pub cursor: Option<Cursor>,
}

impl Operation for ListMembers {
    const ACT: Act = Act::ListMembers;
    type At = AllianceRef;
    type Way = Reads;
    type Output = Page<Member>;

    async fn execute(self, view: View, _: Here<Self>) -> Result<Done<Self>> {
        let Self { role, status, organization, sort, limit, cursor } = self;
        let rows = view
            .rows::<Entity>()
            .apply_if(role, |rows, role| rows.filter(Column::Role.eq(role)))
            .apply_if(status, |rows, status| rows.filter(Column::Status.eq(status)))
            .apply_if(organization, |rows, id| rows.filter(Column::OrganizationId.eq(id)));
        let slice = view.page(rows, page(sort, limit, cursor)).await?;
        Ok(Page::seen(slice, view.by()))
    }
}

/// Asks for one member.
#[derive(Clone, Debug, Validate)]
pub struct GetMember {}

impl Operation for GetMember {
    const ACT: Act = Act::GetMember;
    type At = MemberId;
    type Way = Reads;
    type Output = Member;

    async fn execute(self, view: View, member: Here<Self>) -> Result<Done<Self>> {
        Ok(Member::seen(member, view.by()))
    }
}

/// What to change of a member; what is not named stays.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeMemberInput")]
pub struct ChangeMember {
    /// The name by which the alliance knows this person.
    #[serde(default)]
    #[schema(value_type = Line, required = false)]
    #[garde(dive)]
    pub name: Change<Line>,
    /// What this person is there.
    #[serde(default)]
    #[schema(value_type = Role, required = false)]
    #[garde(skip)]
    pub role: Change<Role>,
    /// Whether they keep the alliance's members and indicators; never a funder.
    #[serde(default)]
    #[schema(value_type = bool, required = false)]
    #[garde(skip)]
    pub steward: Change<bool>,
    /// The organization for which a partner speaks; for others none.
    #[serde(default)]
    #[schema(value_type = Option<OrganizationId>)]
    #[garde(skip)]
    pub organization_id: Patch<OrganizationId>,
}

impl Operation for ChangeMember {
    const ACT: Act = Act::ChangeMember;
    type At = MemberId;
    type Way = Writes;
    type Output = Member;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let Self { name, role, steward, organization_id } = self;
        takes_part_still(&was)?;
        let mut wanted = Model::clone(&was);
        name.apply(&mut wanted.name);
        role.apply(&mut wanted.role);
        steward.apply(&mut wanted.steward);
        organization_id.apply(&mut wanted.organization_id);
        place(&unit, wanted.role, wanted.steward, wanted.organization_id).await?;
        let (no_steward, no_facilitator) = (!wanted.steward, wanted.role == Role::Funder);
        dispensable(&unit, &was, no_steward, no_facilitator).await?;
        let spoke_for = partnerships::speaks_for(&was);
        let now = unit.change(was, |member| *member = wanted).await?;
        unit.speaks(spoke_for, &now).await?;
        unit.became(&now);
        unit.commit(now.id, |by| Member::seen(now, by)).await
    }
}

/// Ends a membership.
#[derive(Clone, Debug, Validate)]
pub struct RemoveMember {}

impl Operation for RemoveMember {
    const ACT: Act = Act::RemoveMember;
    const DESTROYS: bool = true;
    type At = MemberId;
    type Way = Writes;
    type Output = Gone;

    async fn execute(self, mut unit: Unit<Self>, was: Here<Self>) -> Result<Done<Self>> {
        let id = was.id;
        takes_part_still(&was)?;
        dispensable(&unit, &was, true, true).await?;
        unit.destroy_answers_of(id).await?;
        let spoke_for = partnerships::speaks_for(&was);
        let now = unit.change(was, |member| member.status = MemberStatus::Removed).await?;
        unit.speaks(spoke_for, &now).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}

/// Whoever was removed stays in history as they were; an invitation brings them back.
fn takes_part_still(member: &Model) -> Result<()> {
    if member.status == MemberStatus::Active {
        return Ok(());
    }
    Err(Refusal::new(Code::WrongState, "This member was removed already.").into())
}

/// Whether the alliance can do without a member as its steward, and as facilitator of its cycles.
///
/// # Errors
/// `last_steward`, `in_use`; all that hold.
async fn dispensable(
    reader: &impl Reader,
    member: &Model,
    no_steward: bool,
    no_facilitator: bool,
) -> Result<()> {
    let mut against = Vec::new();
    if no_steward && member.steward && !members::other_steward(reader, member.id).await? {
        let said = "An alliance always has a steward; make another member one first.";
        against.push(Violation::new(Code::LastSteward, said));
    }
    if no_facilitator && members::facilitates(reader, member.id).await? {
        let said = "This member facilitates a cycle; hand it over first.";
        against.push(Violation::new(Code::InUse, said));
    }
    Refusal::of(against).map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// Whether role, stewardship and organization go together: a partner speaks for an organization
/// that takes part, nobody else for one, and a funder is no steward.
///
/// # Errors
/// `role_unsound`, `reference_unknown`; all that hold.
pub(super) async fn place(
    reader: &impl Reader,
    role: Role,
    steward: bool,
    organization: Option<OrganizationId>,
) -> Result<()> {
    let mut wrong = Vec::new();
    let organization_wrong = match (role, organization) {
        (Role::Partner, None) => {
            Some((Code::RoleUnsound, "expected the organization for which the partner speaks"))
        }
        (Role::Partner, Some(id)) if !takes_part(reader, id).await? => Some((
            Code::ReferenceUnknown,
            "expected an organization of this alliance that takes part",
        )),
        (Role::Facilitator | Role::Funder, Some(_)) => {
            Some((Code::RoleUnsound, "expected none: only partners speak for an organization"))
        }
        _ => None,
    };
    wrong.extend(
        organization_wrong.map(|(code, said)| Violation::new(code, said).at("/organization_id")),
    );
    if steward && role == Role::Funder {
        let said = "expected false: a funder is no steward";
        wrong.push(Violation::new(Code::RoleUnsound, said).at("/steward"));
    }
    Refusal::of(wrong).map_or(Ok(()), |refusal| Err(refusal.into()))
}

async fn takes_part(reader: &impl Reader, id: OrganizationId) -> Result<bool> {
    use entity::organization::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::Id.eq(id));
    let found = reader.all(rows).await?;
    Ok(found.iter().any(|organization| organization.status == ThingStatus::Active))
}
