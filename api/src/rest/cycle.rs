//! The framework, an alliance's own questions, and cycles with their discussions.

mod conclusions;
mod cycles;
mod discussions;
mod framework;
mod prompts;
mod questions;
mod responses;
mod results;

use super::Routes;

/// The routes of this room.
pub fn routes(to: &mut impl Routes) {
    framework::routes(to);
    questions::routes(to);
    cycles::routes(to);
    discussions::routes(to);
    prompts::routes(to);
    responses::routes(to);
    results::routes(to);
    conclusions::routes(to);
}
