//! Changing a member, and ending a membership.

use async_graphql::InputObject;
use entity::member::Model;
use entity::types::{
    Apply, Change, MemberId, MemberStatus, OrganizationId, Patch, Role, ShortText, ThingStatus,
};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Member;
use crate::app::{Done, Gone, Located, Operation, Present, Write};
use crate::error::{ErrorCode, Refusal, Result, Violation};
use crate::policy::Act;
use crate::store::{Reader, UnitOfWork, members, partnerships, users};

/// What to change of a member; what is not named stays. Of whoever is a partner no more, what they
/// had answered and nobody had seen is deleted unread.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "ChangeMemberInput")]
pub struct ChangeMember {
    /// The name by which the alliance knows this person.
    #[serde(default)]
    #[schema(value_type = ShortText, required = false)]
    #[garde(dive)]
    pub name: Change<ShortText>,
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
    type Locator = MemberId;
    type AccessMode = Write;
    type Output = Member;

    fn destroys(&self) -> bool {
        matches!(self.role, Change::Set(Role::Facilitator | Role::Funder))
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let Self { name, role, steward, organization_id } = self;
        takes_part_still(&was)?;
        let mut wanted = Model::clone(&was);
        name.apply(&mut wanted.name);
        role.apply(&mut wanted.role);
        steward.apply(&mut wanted.steward);
        organization_id.apply(&mut wanted.organization_id);
        let (no_steward, no_facilitator) = (!wanted.steward, wanted.role == Role::Funder);
        let mut wrong =
            misplaced(&*unit, wanted.role, wanted.steward, wanted.organization_id).await?;
        wrong.extend(indispensable(&*unit, &was, no_steward, no_facilitator).await?);
        Refusal::unless_none(wrong)?;
        let spoke_for = partnerships::speaks_for(&was);
        partnerships::date(spoke_for, &mut wanted, unit.now());
        let now = unit.change(was, |member| *member = wanted).await?;
        unit.speaks(spoke_for, &now).await?;
        if spoke_for.is_some() && partnerships::speaks_for(&now).is_none() {
            unit.destroy_answers_of(now.id).await?;
        }
        unit.became(&now);
        unit.commit(now.id, |by| Member::from_row(now, by)).await
    }
}

/// Ends a membership, and with it the open invitations for the member's address.
#[derive(Clone, Debug, Validate)]
pub struct RemoveMember {}

impl Operation for RemoveMember {
    const ACT: Act = Act::RemoveMember;
    type Locator = MemberId;
    type AccessMode = Write;
    type Output = Gone;

    fn destroys(&self) -> bool {
        true
    }

    async fn execute(self, mut unit: UnitOfWork<Self>, was: Located<Self>) -> Result<Done<Self>> {
        let id = was.id;
        takes_part_still(&was)?;
        Refusal::unless_none(indispensable(&*unit, &was, true, true).await?)?;
        unit.destroy_answers_of(id).await?;
        let spoke_for = partnerships::speaks_for(&was);
        let at = unit.now();
        let change = |member: &mut Model| {
            member.status = MemberStatus::Removed;
            partnerships::date(spoke_for, member, at);
        };
        let now = unit.change(was, change).await?;
        unit.speaks(spoke_for, &now).await?;
        let account = users::get(&*unit, now.user_id).await?;
        unit.revoke_invitations(now.alliance_id, &account.email_key, None).await?;
        unit.commit(id, |_| Gone::IT_IS).await
    }
}

/// Whoever was removed stays in history as they were; an invitation brings them back.
fn takes_part_still(member: &Model) -> Result<()> {
    if member.status == MemberStatus::Active {
        return Ok(());
    }
    Err(Refusal::new(ErrorCode::WrongState, "This member was removed already.").into())
}

/// Names why the alliance cannot do without a member, as its steward or as facilitator of its cycles:
/// `last_steward`, `in_use`.
async fn indispensable(
    reader: &impl Reader,
    member: &Model,
    no_steward: bool,
    no_facilitator: bool,
) -> Result<Vec<Violation>> {
    let mut against = Vec::new();
    if no_steward && member.steward && !members::other_steward(reader, member.id).await? {
        let said = "An alliance always has a steward; make another member one first.";
        against.push(Violation::new(ErrorCode::LastSteward, said));
    }
    if no_facilitator && members::facilitates(reader, member.id).await? {
        let said = "This member facilitates a cycle; hand it over first.";
        against.push(Violation::new(ErrorCode::InUse, said));
    }
    Ok(against)
}

/// Whether role, stewardship and organization go together: a partner speaks for an organization
/// that takes part, nobody else for one, and a funder is no steward.
///
/// # Errors
/// `role_inconsistent`, `reference_not_found`; all that hold.
pub(in crate::app::alliance) async fn place(
    reader: &impl Reader,
    role: Role,
    steward: bool,
    organization: Option<OrganizationId>,
) -> Result<()> {
    Refusal::unless_none(misplaced(reader, role, steward, organization).await?)
}

async fn misplaced(
    reader: &impl Reader,
    role: Role,
    steward: bool,
    organization: Option<OrganizationId>,
) -> Result<Vec<Violation>> {
    let mut wrong = Vec::new();
    let organization_wrong = match (role, organization) {
        (Role::Partner, None) => Some((
            ErrorCode::RoleInconsistent,
            "expected the organization for which the partner speaks",
        )),
        (Role::Partner, Some(id)) if !takes_part(reader, id).await? => Some((
            ErrorCode::ReferenceNotFound,
            "expected an organization of this alliance that takes part",
        )),
        (Role::Facilitator | Role::Funder, Some(_)) => Some((
            ErrorCode::RoleInconsistent,
            "expected none: only partners speak for an organization",
        )),
        _ => None,
    };
    wrong.extend(
        organization_wrong.map(|(code, said)| Violation::new(code, said).at("/organization_id")),
    );
    if steward && role == Role::Funder {
        let said = "expected false: a funder is no steward";
        wrong.push(Violation::new(ErrorCode::RoleInconsistent, said).at("/steward"));
    }
    Ok(wrong)
}

async fn takes_part(reader: &impl Reader, id: OrganizationId) -> Result<bool> {
    use entity::organization::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::Id.eq(id));
    let found = reader.all(rows).await?;
    Ok(found.iter().any(|organization| organization.status == ThingStatus::Active))
}
