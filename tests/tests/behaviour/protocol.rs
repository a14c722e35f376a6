//! What only a protocol has: contracts, tags, repeats, the cost of a document.

mod arguments;
mod bodies;
mod caching;
pub mod codes;
mod columns;
mod contracts;
mod cost;
mod counted;
mod cursors;
mod deadlines;
mod documents;
mod faults;
mod headers;
mod input;
mod logs;
mod nodes;
mod numbers;
mod origins;
mod outages;
mod outside;
mod paths;
mod races;
mod repeats;
mod strangers;
mod tags;
mod turned_away;
