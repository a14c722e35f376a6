//! The order in which anonymous texts are shown.

/// Puts anonymous texts into an order that tells nothing of how they came in.
///
/// They are sorted first, so that not even whoever knows the secret can lead an order back to rows
/// or times, and then shuffled (Fisher and Yates, Durstenfeld's form). `draw` gives uniform 64-bit
/// numbers drawn from the secret; the result is to be stored, never drawn twice.
pub fn in_secret_order<T: Ord>(mut texts: Vec<T>, mut draw: impl FnMut() -> u64) -> Vec<T> {
    texts.sort_unstable();
    for last in (1..texts.len()).rev() {
        texts.swap(last, below(last + 1, draw()));
    }
    texts
}

/// A number below `bound` from 64 random bits. The bias is below `bound` / 2^64, which for lists
/// of texts is nothing; a loop that rejects would hang on a source that is stuck.
fn below(bound: usize, bits: u64) -> usize {
    let scaled = (u128::from(bits) * bound as u128) >> 64;
    usize::try_from(scaled).unwrap_or(0)
}
