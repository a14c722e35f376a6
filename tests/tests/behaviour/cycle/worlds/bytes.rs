//! What is behind an id, as a database keeps it.

const LETTERS: &str = "0123456789abcdefghjkmnpqrstvwxyz";

/// The number behind a TypeID.
pub fn number(id: &str) -> u128 {
    let (_, suffix) = id.rsplit_once('_').unwrap();
    let digit = |letter: char| LETTERS.find(letter).unwrap() as u128;
    suffix.chars().fold(0, |number, letter| (number << 5) | digit(letter))
}
