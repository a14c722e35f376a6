//! Who may do what, and what keeps others out.

mod admins;
mod files;
pub mod codes;
mod policy;
