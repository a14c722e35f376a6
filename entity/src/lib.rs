//! Accord's tables, a file each, and the words that table, contract and faces share.

pub mod alliance;
pub mod api_key;
pub mod conclusion;
pub mod correction;
pub mod cycle;
pub mod discussion;
pub mod event;
pub mod facilitation;
pub mod idempotency;
pub mod indicator;
pub mod instance_event;
pub mod invitation;
pub mod measurement;
pub mod member;
pub mod organization;
pub mod prompt;
pub mod question;
pub mod refresh_token;
pub mod respondent;
pub mod response;
pub mod result;
pub mod round;
pub mod session;
pub mod signing_key;
pub mod user;
pub mod words;
