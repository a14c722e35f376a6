//! The shared purpose: its statement, and goals.

mod goals;
mod statements;

use super::Routes;

/// The routes of this room.
pub fn routes(to: &mut impl Routes) {
    statements::routes(to);
    goals::routes(to);
}
