//! What follows from everything else: what is asked of somebody.

mod todo;

use super::Routes;

/// The routes of this room.
pub fn routes(to: &mut impl Routes) {
    todo::routes(to);
}
