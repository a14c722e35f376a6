//! Passwords, before a unit is opened.

use entity::types::{Email, Secret};

use crate::app::App;
use crate::auth::passwords::{
    PasswordError, PasswordVerdict, StoredPassword, WeakPassword, accept_new,
};
use crate::error::{AppError, ErrorCode, Refusal, Result, Violation};

/// Takes a new password for an account, or says what is wrong with it there where it was said.
///
/// # Errors
/// `password_too_short`, `password_too_common`; busy where too many are being hashed.
pub(crate) async fn new_password(
    app: &App,
    password: &Secret,
    email: &Email,
    pointer: &str,
) -> Result<StoredPassword> {
    Refusal::unless_none(weakness(password, email, pointer))?;
    hashed(app, password).await
}

/// What is wrong with a password that is to be new.
pub(super) fn weakness(password: &Secret, email: &Email, pointer: &str) -> Option<Violation> {
    let weak = accept_new(password, email).err()?;
    let code = match weak {
        WeakPassword::TooShort => ErrorCode::PasswordTooShort,
        WeakPassword::TooLong => ErrorCode::FieldInvalid,
        WeakPassword::TooCommon => ErrorCode::PasswordTooCommon,
    };
    Some(Violation::new(code, weak.to_string()).at(pointer))
}

/// Hashes a password.
pub(super) async fn hashed(app: &App, password: &Secret) -> Result<StoredPassword> {
    app.passwords.hash(password.clone()).await.map_err(error)
}

/// Checks a password against what is stored; as slow for an account that does not exist.
pub(super) async fn verdict(
    app: &App,
    password: &Secret,
    stored: Option<String>,
) -> Result<PasswordVerdict> {
    app.passwords.verify(password.clone(), stored.map(StoredPassword)).await.map_err(error)
}

fn error(error: PasswordError) -> AppError {
    match error {
        PasswordError::Busy => AppError::Busy,
        error => AppError::fault(error),
    }
}
