//! Needs in sentences: what is missing, and who can supply it.

mod en;
mod es;

pub(super) use en::need as english;
pub(super) use es::need as spanish;

/// How many names a sentence tells at most.
const NAMES: usize = 10;

/// Joins names as a sentence does; of many the first, and how many more there are.
fn named(all: &[String], and: &str, more: impl Fn(usize) -> String) -> String {
    let told = all.iter().take(NAMES).cloned();
    let left = all.len().saturating_sub(NAMES);
    let told: Vec<String> = told.chain((left > 0).then(|| more(left))).collect();
    joined(&told.iter().map(String::as_str).collect::<Vec<_>>(), and)
}

/// Joins words as a sentence does: `a`, `a and b`, `a, b and c`.
fn joined(words: &[&str], and: &str) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} {and} {last}", all.join(", ")),
    }
}
