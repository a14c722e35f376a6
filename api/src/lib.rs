//! Accord: a headless service for alliances that work through the Working Together Benchmarks.
//!
//! Floors, from the top; imports run downwards only: `rest` and `graphql` (the two faces),
//! `render`, `app` (the use cases), `auth`, `store`, `policy` and `framework`, `domain`.

pub mod cli;
pub mod error;
pub mod framework;
pub mod policy;
pub mod render;
