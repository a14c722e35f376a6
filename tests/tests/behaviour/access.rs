//! Who may do what, and what keeps others out.

mod admins;
mod attempts;
mod backup;
pub mod codes;
mod commands;
mod files;
mod keys;
mod passwords;
mod policy;
mod settings;
