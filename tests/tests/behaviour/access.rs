//! Who may do what, and what keeps others out.

mod admins;
pub mod codes;
mod files;
mod keys;
mod passwords;
mod policy;
mod settings;
