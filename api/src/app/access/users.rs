//! Accounts.
//!
//! An admin makes them, an accepted invitation does, and the first start of the service does.

mod change;

pub use change::{ChangeUser, PreparedResetPassword, ResetPassword};

use async_graphql::{InputObject, SimpleObject};
use entity::types::{Email, Secret, ShortText, ShownOnce, Timestamp, UserId};
use entity::user::{Column, Entity, Model};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::passwords::{hashed, new_password};
use crate::app::{
    App, Call, Done, Filter, Get, Input, List, Located, Operation, Present, Readable, Write,
    present, shown_once, sorts,
};
use crate::auth::keys::one_time_password;
use crate::auth::passwords::StoredPassword;
use crate::error::{ErrorCode, OnUniqueViolation, Result};
use crate::policy::{Act, viewer_can};
use crate::store::{Instance, Reader, SortKey, UnitOfWork, View};

/// An account: somebody who can sign in.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct User {
    /// The account.
    pub id: UserId,
    /// The e-mail address by which the account signs in.
    pub email: Email,
    /// What the person is called.
    pub name: ShortText,
    /// Whether the account is an admin, who keeps the instance and its accounts.
    pub admin: bool,
    /// Whether the account is disabled: nobody can sign in with it.
    pub disabled: bool,
    /// Whether somebody else chose its password, so that it should be changed.
    pub password_temporary: bool,
    /// The version, raised by one with each change.
    pub version: i64,
    /// When the account was made.
    pub created_at: Timestamp,
    /// The operations that you may carry out on this thing now, by their short names.
    #[schema(max_items = 40)]
    pub viewer_can: Vec<&'static str>,
}

present! {
    User of user |row, by| {
        columns { id, email, name, admin, disabled, password_temporary, version, created_at }
        before { viewer_can => viewer_can(by, &row) }
        hidden { email_key, password_hash, sign_ins_left }
    }
}

/// An account, with the password that was made for it.
#[derive(Clone, Debug, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct UserWithPassword {
    /// The account.
    pub user: User,
    /// The password to hand on to the person, who signs in by it once and then changes it; null where
    /// one was said.
    #[schema(required)]
    pub one_time_password: Option<ShownOnce>,
}

shown_once! { UserWithPassword }

pub(super) const EMAIL_TAKEN: &str = "Another account has this e-mail address.";

/// What it takes to make an account.
#[derive(Clone, Debug, Deserialize, ToSchema, InputObject, Validate)]
#[serde(deny_unknown_fields)]
#[graphql(name = "CreateUserInput")]
pub struct CreateUser {
    /// The e-mail address by which the account signs in.
    #[garde(dive)]
    pub email: Email,
    /// What the person is called.
    #[garde(dive)]
    pub name: ShortText,
    /// Whether the account is an admin, who keeps the instance and its accounts.
    #[serde(default)]
    #[graphql(default)]
    #[garde(skip)]
    pub admin: bool,
    /// A password, 12 to 200 characters; one is made where none is said.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Password, min_length = 12, max_length = 200)]
    #[garde(dive)]
    pub password: Option<Secret>,
}

impl Input for CreateUser {
    type Operation = PreparedCreateUser;

    async fn prepare(self, app: &App, _: &Call) -> Result<PreparedCreateUser> {
        let Self { email, name, admin, password } = self;
        let (stored, made) = match password {
            Some(said) => (new_password(app, &said, &email, "/password").await?, None),
            None => {
                let made = one_time_password(&app.random);
                (hashed(app, &made).await?, Some(made))
            }
        };
        Ok(PreparedCreateUser { email, name, admin, stored, made })
    }
}

/// [`CreateUser`] whose password is hashed.
#[derive(Clone, Debug)]
pub struct PreparedCreateUser {
    email: Email,
    name: ShortText,
    admin: bool,
    stored: StoredPassword,
    made: Option<Secret>,
}

impl Operation for PreparedCreateUser {
    const ACT: Act = Act::CreateUser;
    type Locator = Instance;
    type AccessMode = Write;
    type Output = UserWithPassword;

    async fn execute(self, mut unit: UnitOfWork<Self>, _: Located<Self>) -> Result<Done<Self>> {
        let Self { email, name, admin, stored, made } = self;
        let row = Model {
            id: unit.id(),
            email_key: email.key(),
            email,
            name,
            password_hash: Some(stored.0),
            password_temporary: true,
            sign_ins_left: made.is_some().then_some(1),
            admin,
            disabled: false,
            version: unit.revision(),
            created_at: unit.now(),
        };
        let user = unit.create::<Entity>(row).await?;
        unit.flush().await.on_unique_violation(ErrorCode::EmailTaken, "/email", EMAIL_TAKEN)?;
        unit.commit(user.id, |by| UserWithPassword {
            user: User::from_row(user, by),
            one_time_password: made.map(ShownOnce::from),
        })
        .await
    }
}

sorts! {
    /// The orders in which accounts can be listed.
    UserSort of user {
        CreatedAt "The oldest first." CreatedAtDesc "The newest first." CreatedAt |row| SortKey::Timestamp(row.created_at);
        Email "By e-mail address, from A." EmailDesc "By e-mail address, from Z." EmailKey |row| SortKey::Text(row.email_key.clone());
        Name "By name, from A." NameDesc "By name, from Z." Name |row| SortKey::Text(row.name.0.clone());
    }
}

/// Which accounts to list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, InputObject, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct UserFilter {
    /// Only the account with this address.
    #[garde(dive)]
    pub email: Option<Email>,
    /// Only accounts that keep, or do not keep, the instance.
    #[garde(skip)]
    pub admin: Option<bool>,
    /// Only accounts that may no longer, or may, sign in.
    #[garde(skip)]
    pub disabled: Option<bool>,
}

/// The operation that lists them.
pub type ListUsers = List<UserFilter>;

impl Filter for UserFilter {
    const ACT: Act = Act::ListUsers;
    type Locator = Instance;
    type Thing = User;
    type Sort = UserSort;

    fn rows(self, view: &View, _: &Located<List<Self>>) -> Select<Entity> {
        let Self { email, admin, disabled } = self;
        view.rows::<Entity>()
            .apply_if(email, |rows, email| rows.filter(Column::EmailKey.eq(email.key())))
            .apply_if(admin, |rows, admin| rows.filter(Column::Admin.eq(admin)))
            .apply_if(disabled, |rows, disabled| rows.filter(Column::Disabled.eq(disabled)))
    }
}

/// Asks for one account.
pub type GetUser = Get<User>;

impl Readable for User {
    const ACT: Act = Act::GetUser;
    type Locator = UserId;
}
