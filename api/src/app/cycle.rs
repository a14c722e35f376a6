//! The framework, an alliance's own questions, and cycles with their discussions: prompts,
//! responses, results and conclusions.

mod conclusions;
mod cycles;
mod discussions;
pub(super) mod facts;
mod framework;
pub(super) mod history;
mod prompts;
mod questions;
mod responses;
mod results;
pub(super) mod turnout;

pub use conclusions::*;
pub use cycles::*;
pub use discussions::*;
pub use framework::*;
pub use prompts::*;
pub use questions::*;
pub use responses::*;
pub use results::*;
