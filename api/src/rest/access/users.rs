//! Accounts.

use actix_web::http::StatusCode;
use actix_web::{get, patch, post};
use entity::types::UserId;

use crate::app::Page;
use crate::app::access::{
    ChangeUser, CreateUser, GetUser, ListUsers, ResetPassword, User, UserWithPassword,
};
use crate::rest::answer::answers;
use crate::rest::{Body, Caller, Handled, PathLocator, Query, Routes};
use crate::store::Instance;

answers! { User => "/v1/users/{}"; }

/// The routes of accounts.
pub fn routes(to: &mut impl Routes) {
    to.service(create_user)
        .service(list_users)
        .service(get_user)
        .service(change_user)
        .service(reset_password);
}

/// Make an account
///
/// Where no password is said, one is made and shown once, to be handed to the person.
#[utoipa::path(tag = "access", operation_id = "createUser", request_body = CreateUser,
    responses((status = 201, description = "The account, and its password where one was made", body = UserWithPassword)))]
#[post("/v1/users")]
async fn create_user(c: Caller, b: Body<CreateUser>) -> Handled {
    c.secret(StatusCode::CREATED, &c.run(Instance, b.0).await?)
}

/// List the accounts
#[utoipa::path(tag = "access", operation_id = "listUsers", params(ListUsers),
    responses((status = 200, description = "Part of the list", body = Page<User>)))]
#[get("/v1/users")]
async fn list_users(c: Caller, q: Query<ListUsers>) -> Handled {
    c.page(&c.run(Instance, q.0).await?)
}

/// Read an account
#[utoipa::path(tag = "access", operation_id = "getUser",
    responses((status = 200, description = "The account", body = User)))]
#[get("/v1/users/{user}")]
async fn get_user(c: Caller, at: PathLocator<UserId>) -> Handled {
    c.ok(&c.run(at.0, GetUser::default()).await?)
}

/// Change an account
///
/// Disabling it ends its sessions, and its API keys are not taken while it is disabled.
#[utoipa::path(tag = "access", operation_id = "changeUser", request_body = ChangeUser,
    responses((status = 200, description = "The account", body = User)))]
#[patch("/v1/users/{user}")]
async fn change_user(c: Caller, at: PathLocator<UserId>, b: Body<ChangeUser>) -> Handled {
    c.ok(&c.run(at.0, b.0).await?)
}

/// Make a new password for an account
///
/// Ends its sessions. The password is shown once, to be handed to the person.
#[utoipa::path(tag = "access", operation_id = "resetPassword",
    responses((status = 200, description = "The account and its password", body = UserWithPassword)))]
#[post("/v1/users/{user}/reset-password")]
async fn reset_password(c: Caller, at: PathLocator<UserId>) -> Handled {
    c.secret(StatusCode::OK, &c.run(at.0, ResetPassword {}).await?)
}
