//! Who may do what.

mod policy;
