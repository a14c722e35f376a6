//! One's own account.

use actix_web::{get, patch, post};

use crate::app::access::{ChangeMe, ChangePassword, GetMe, Me, User};
use crate::rest::{Answer, Body, Caller, Handled, Routes};
use crate::store::Myself;

impl Answer for Me {
    fn version(&self) -> Option<i64> {
        Some(self.user.version)
    }
}

/// The routes of one's own account.
pub fn routes(to: &mut impl Routes) {
    to.service(get_me).service(change_me).service(change_password);
}

/// Read who you are
///
/// Your account, and your place in each alliance that you can reach.
#[utoipa::path(tag = "access", operation_id = "getMe",
    responses((status = 200, description = "Your account and your memberships", body = Me)))]
#[get("/v1/me")]
async fn get_me(c: Caller) -> Handled {
    c.ok(&c.run(Myself::of(&c.call.actor), GetMe {}).await?)
}

/// Change your account
#[utoipa::path(tag = "access", operation_id = "changeMe", request_body = ChangeMe,
    responses((status = 200, description = "Your account", body = User)))]
#[patch("/v1/me")]
async fn change_me(c: Caller, b: Body<ChangeMe>) -> Handled {
    c.ok(&c.run(Myself::of(&c.call.actor), b.0).await?)
}

/// Change your password
///
/// Ends your other sessions.
#[utoipa::path(tag = "access", operation_id = "changePassword", request_body = ChangePassword,
    responses((status = 200, description = "Your account", body = User)))]
#[post("/v1/me/password")]
async fn change_password(c: Caller, b: Body<ChangePassword>) -> Handled {
    c.ok(&c.run(Myself::of(&c.call.actor), b.0).await?)
}
