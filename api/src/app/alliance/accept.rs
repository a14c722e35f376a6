//! Accepting an invitation: with the account that is signed in, or with a new one.

use async_graphql::{InputObject, SimpleObject};
use entity::types::{Email, InvitationStatus, MemberStatus, Secret, ShortText, Timestamp, UserId};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Member;
use crate::app::access::{Grant, SignedIn, User, new_password};
use crate::app::{App, Attempt, Call, Done, Input, Located, Operation, Present, Replay, Write};
use crate::auth::keys::{self, KeyKind, SecretHash};
use crate::auth::passwords::StoredPassword;
use crate::error::{ErrorCode, OnUniqueViolation, Refusal, Result, Violation};
use crate::policy::{Act, Membership, Standing};
use crate::store::{
    Found, InvitationToken, OpenWrite, UnitOfWork, View, invitations, members, partnerships, users,
};

/// What accepts an invitation: its token, and either a sign-in or what a new account takes.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "AcceptInvitationInput")]
pub struct AcceptInvitation {
    /// The token.
    #[garde(dive)]
    pub token: Secret,
    /// The name by which the alliance will know you; your account's where none is said.
    #[garde(dive)]
    pub name: Option<ShortText>,
    /// The address of the new account; nothing where you are signed in.
    #[garde(dive)]
    pub email: Option<Email>,
    /// The password of the new account, 12 to 200 characters; nothing where you are signed in.
    #[schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 200)]
    #[garde(dive)]
    pub password: Option<Secret>,
}

/// Who is to become a member.
#[derive(Clone, Debug)]
enum Who {
    /// Whoever is signed in.
    Account(UserId),
    /// A new account.
    New { id: UserId, email: Email, name: ShortText, password: StoredPassword, grant: Box<Grant> },
}

/// [`AcceptInvitation`] whose token is read and whose new password is hashed.
#[derive(Clone, Debug)]
pub struct PreparedAcceptInvitation {
    hash: SecretHash,
    who: Who,
    name: Option<ShortText>,
    attempt: Attempt,
}

/// What accepting led to.
#[derive(Clone, Debug, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Accepted {
    /// You, as a member.
    pub member: Member,
    /// The session of the new account, which is signed in; null where you were signed in already, and
    /// where the request is a repeat: what opens a session is shown once.
    #[schema(required)]
    pub session: Option<SignedIn>,
}

impl Replay for Accepted {
    async fn replay(view: &View, about: Option<uuid::Uuid>) -> Result<Self> {
        Ok(Self { member: Member::replay(view, about).await?, session: None })
    }
}

fn not_open() -> Refusal {
    let said = "No open invitation goes with this token: it is not known, was accepted or taken \
                back, has run out, or is for an organization that takes part no more.";
    Violation::new(ErrorCode::InvitationNotOpen, said).at("/token").into()
}

/// Where the token leads.
///
/// # Errors
/// `invitation_not_open` for what is no token of an invitation.
pub fn invitation_at(token: &Secret) -> Result<InvitationToken, Refusal> {
    let hash = keys::read(KeyKind::Invitation, token.reveal()).map_err(|_| not_open())?;
    Ok(InvitationToken(hash.0))
}

impl Input for AcceptInvitation {
    type Operation = PreparedAcceptInvitation;

    async fn prepare(self, app: &App, call: &Call) -> Result<PreparedAcceptInvitation> {
        let hash = keys::read(KeyKind::Invitation, self.token.reveal()).map_err(|_| not_open())?;
        let attempt = app.attempt_limiter.check(call.address, hash).await?;
        let name = self.name.clone();
        let who = match call.actor.user {
            Some(user) => own_account(user, &self)?,
            None => new_account(app, self).await?,
        };
        Ok(PreparedAcceptInvitation { hash, who, name, attempt })
    }
}

/// Whoever is signed in and says what a new account takes may mean another than their own.
fn own_account(user: UserId, asked: &AcceptInvitation) -> Result<Who> {
    let given = [("/email", asked.email.is_some()), ("/password", asked.password.is_some())];
    let wrong = given.into_iter().filter(|(_, given)| *given).map(|(field, _)| {
        let said = "expected nothing, since you are signed in; sign out to make a new account";
        Violation::new(ErrorCode::FieldsClash, said).at(field)
    });
    Refusal::of(wrong).map_or(Ok(Who::Account(user)), |refusal| Err(refusal.into()))
}

async fn new_account(app: &App, asked: AcceptInvitation) -> Result<Who> {
    let AcceptInvitation { token: _, name, email, password } = asked;
    let missing = |field: &str| {
        let said = "expected, since nobody is signed in";
        Violation::new(ErrorCode::FieldsClash, said).at(format!("/{field}"))
    };
    match (email, name, password) {
        (Some(email), Some(name), Some(password)) => {
            let password = new_password(app, &password, &email, "/password").await?;
            let id = app.random.uuid_v7(app.clock.now()).into();
            Ok(Who::New { id, email, name, password, grant: Box::new(Grant::new(app, id, None)?) })
        }
        (email, name, password) => {
            let all = [
                email.is_none().then(|| missing("email")),
                name.is_none().then(|| missing("name")),
                password.is_none().then(|| missing("password")),
            ];
            Err(Refusal::of(all.into_iter().flatten()).unwrap_or_else(not_open).into())
        }
    }
}

impl Operation for PreparedAcceptInvitation {
    const ACT: Act = Act::AcceptInvitation;
    type Locator = InvitationToken;
    type AccessMode = Write;
    type Output = Accepted;

    fn anonymous_credential(&self) -> Option<Vec<u8>> {
        Some(self.hash.to_vec())
    }

    async fn execute(
        self,
        mut unit: UnitOfWork<Self>,
        invitation: Located<Self>,
    ) -> Result<Done<Self>> {
        let over = invitation.expires_at <= unit.now();
        let open = invitation.status == InvitationStatus::Open && !over;
        if !open || !invitations::holds_good(&*unit, &invitation).await? {
            return Err(not_open().into());
        }
        let (account, opened) = account(&mut unit, self.who).await?;
        let meant = invitation.email.as_ref().is_none_or(|email| email.key() == account.email_key);
        if !meant {
            return Err(not_open().into());
        }
        let name = self.name.unwrap_or_else(|| account.name.clone());
        let invitation_id = invitation.id;
        let member = join(&mut unit, &invitation, account.id, name).await?;
        unit.speaks(None, &member).await?;
        let id = member.id;
        unit.change(invitation, |it| {
            it.status = InvitationStatus::Accepted;
            it.member_id = Some(id);
        })
        .await?;
        let taken = Some(invitation_id);
        unit.revoke_invitations(member.alliance_id, &account.email_key, taken).await?;
        if let Some((grant, _)) = &opened {
            grant.open(&mut unit, account.id).await?;
        }
        unit.stand(standing(&member));
        let accepted = unit.commit(id, |by| Accepted {
            member: Member::from_row(member, by),
            session: opened.map(|(grant, user)| {
                let by = grant.standing(&user);
                grant.shown(User::from_row(user, &by))
            }),
        });
        let accepted = accepted.await?;
        self.attempt.succeeded().await;
        Ok(accepted)
    }
}

async fn account(
    unit: &mut OpenWrite,
    who: Who,
) -> Result<(entity::user::Model, Option<(Grant, Found<entity::user::Entity>)>)> {
    let (id, email, name, password, grant) = match who {
        Who::Account(user) => {
            let found = users::enabled(unit, user).await?;
            let missing = || Refusal::new(ErrorCode::NotSignedIn, "Sign in first.");
            return Ok((found.ok_or_else(missing)?, None));
        }
        Who::New { id, email, name, password, grant } => (id, email, name, password, grant),
    };
    let row = entity::user::Model {
        id,
        email_key: email.key(),
        email,
        name,
        password_hash: Some(password.0),
        password_temporary: false,
        sign_ins_left: None,
        admin: false,
        disabled: false,
        version: 1,
        created_at: unit.now(),
    };
    let said = "An account has this e-mail address; sign in with it, then accept.";
    let new = unit.create::<entity::user::Entity>(row).await?;
    unit.flush().await.on_unique_violation(ErrorCode::EmailTaken, "/email", said)?;
    Ok((new.clone().row(), Some((*grant, new))))
}

/// Makes the account a member, or a member again who had been removed.
async fn join(
    unit: &mut OpenWrite,
    invitation: &entity::invitation::Model,
    user: UserId,
    name: ShortText,
) -> Result<Found<entity::member::Entity>> {
    let at = unit.now();
    match members::of_user(unit, invitation.alliance_id, user).await? {
        Some(there) if there.status == MemberStatus::Active => {
            let said = "You are a member of this alliance already.";
            Err(Refusal::new(ErrorCode::AlreadyMember, said).into())
        }
        Some(there) => unit.change(there, |member| offered(member, invitation, name, at)).await,
        None => {
            let mut row = entity::member::Model {
                id: unit.id(),
                alliance_id: invitation.alliance_id,
                user_id: user,
                name: name.clone(),
                role: invitation.role,
                steward: invitation.steward,
                organization_id: None,
                invited_by: None,
                partner_since: None,
                status: MemberStatus::Active,
                version: unit.revision(),
                created_at: at,
            };
            offered(&mut row, invitation, name, at);
            unit.create::<entity::member::Entity>(row).await
        }
    }
}

/// Makes of a member what an invitation offers.
fn offered(
    member: &mut entity::member::Model,
    invitation: &entity::invitation::Model,
    name: ShortText,
    at: Timestamp,
) {
    member.name = name;
    member.role = invitation.role;
    member.steward = invitation.steward;
    member.organization_id = invitation.organization_id;
    member.invited_by = Some(invitation.invited_by);
    member.status = MemberStatus::Active;
    partnerships::date(None, member, at);
}

fn standing(member: &entity::member::Model) -> Standing {
    Standing::Member(Membership {
        id: member.id,
        user: member.user_id,
        alliance: member.alliance_id,
        role: member.role,
        steward: member.steward,
        organization: member.organization_id,
        archived: false,
        scopes: None,
    })
}
