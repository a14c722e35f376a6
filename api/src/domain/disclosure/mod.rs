//! Who sees what of an answer, and when nobody may.
//!
//! [`Terms`] are what a cycle says of its answers; they are fixed when it opens. [`sight`] is the
//! table of who sees what, [`promise`] says it before anyone writes. In an anonymous cycle
//! [`enough`] guards the reveal and [`suppressed`] each prompt.

mod enough;
mod promise;
mod repeats;
mod respondents;
mod shown;
mod sight;
mod suppression;
mod terms;

#[cfg(test)]
mod tests;

pub use enough::{MIN_ORGANIZATIONS, MIN_WITHOUT_LARGEST, MinPeople, enough, lays_bare, too_close};
pub use promise::{Circumstances, Promise, PromisedSight, promise};
pub use repeats::{Asking, HELD_FOR};
pub use respondents::{Counted, Respondents};
pub use shown::organizations_shown;
pub use sight::sight;
pub use suppression::{Earlier, Turnout, suppressed};
pub use terms::{DisclosureSetting, DisclosureSettingError, DisclosureSettings, Terms};
