//! Accord's tables, and the words that table, contract and faces share.

pub mod words;
