//! Needs in sentences: what is missing, and who can supply it.

mod en;
mod es;

pub(super) use en::need as english;
pub(super) use es::need as spanish;

/// Joins words as a sentence does: `a`, `a and b`, `a, b and c`.
fn joined(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} {and} {last}", all.join(", ")),
    }
}
