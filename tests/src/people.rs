//! The people of the tests.

/// An alliance, founded for one test.
pub struct Alliance;
