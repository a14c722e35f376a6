//! JSON whose numbers may be beyond all that is kept.
//!
//! Such a number makes the whole unreadable, and nobody could say which it was. As the largest one
//! there is, which no field takes, it is named by its field, with all else that is wrong.

use serde::de::DeserializeOwned;

const LARGEST: &[u8] = b"1.7976931348623157e308";

/// Reads JSON.
///
/// # Errors
/// Where it is none.
pub fn read_json<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    match serde_json::from_slice(json) {
        Err(error) if error.to_string().starts_with("number out of range") => {
            serde_json::from_slice(&bounded(json))
        }
        read => read,
    }
}

/// The same, with the largest number in the place of each that is beyond it.
fn bounded(json: &[u8]) -> Vec<u8> {
    let mut bounded = Vec::with_capacity(json.len());
    let mut rest = json;
    while let Some(first) = rest.first() {
        let (token, after) = rest.split_at(length(*first, rest));
        bounded.extend_from_slice(if is_beyond(token) { LARGEST } else { token });
        rest = after;
    }
    bounded
}

/// How long the text or the number is that begins here; anything else is passed byte by byte.
fn length(first: u8, rest: &[u8]) -> usize {
    let in_number = |it: &u8| it.is_ascii_digit() || b"+-.eE".contains(it);
    match first {
        b'"' => text(rest),
        b'-' | b'0'..=b'9' => rest.iter().take_while(|it| in_number(it)).count(),
        _ => 1,
    }
}

fn text(rest: &[u8]) -> usize {
    let mut escaped = false;
    let ends = |it: &u8| {
        let ends = *it == b'"' && !escaped;
        escaped = *it == b'\\' && !escaped;
        ends
    };
    rest.iter().skip(1).position(ends).map_or(rest.len(), |at| at + 2)
}

fn is_beyond(token: &[u8]) -> bool {
    let number = std::str::from_utf8(token).ok().and_then(|it| it.parse::<f64>().ok());
    number.is_some_and(f64::is_infinite)
}
