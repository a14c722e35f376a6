//! From a request's credentials to who asks: passwords, access tokens, keys.
//!
//! Everything here is pure but for hashing on a blocking thread: time, randomness and what is
//! stored are handed in, and what to store is handed back.

pub mod credentials;
mod gate;
pub mod key_ring;
pub mod keys;
pub mod passwords;
pub mod refresh;
pub mod seal;
pub mod signing_keys;
pub mod tokens;

pub use gate::Gate;
