//! The shared purpose: goals.

mod goals;

use super::Routes;

/// The routes of this room.
pub fn routes(to: &mut impl Routes) {
    goals::routes(to);
}
