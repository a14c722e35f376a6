//! What the service shows that is not data: pages, pictures and documents, made by pure functions.

pub mod assets;
pub mod csv;
pub mod errors;
pub mod table;
