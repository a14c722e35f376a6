//! Accord: a headless service for alliances that work through the Working Together Benchmarks.
//!
//! Floors, from the top; imports run downwards only: `rest` and `graphql` (the two faces),
//! `render`, `app` (the use cases), `auth`, `store`, `policy` and `framework`, `domain`
//! and `contract`.

pub mod app;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod contract;
pub mod deadline;
pub mod demo;
pub mod domain;
pub mod error;
pub mod framework;
pub mod graphql;
pub mod limiter;
pub mod metrics;
pub mod policy;
pub mod randomness;
pub mod remembered;
pub mod render;
pub mod rest;
pub mod server;
pub mod store;
pub mod telemetry;
