//! The commands of `accord`, each a thin one.

pub mod healthz;
