//! Whether a refresh token may be turned into a new one.
//!
//! Each use replaces a token by the next of its family. Who presents a token that was replaced
//! already is either a second tab that lost a race, or one of two who hold the same token: its
//! owner and a thief. Nobody can tell which, so the family ends and both sign in again.

use chrono::TimeDelta;
use entity::types::Timestamp;

/// How long after its replacement a token is still taken for a second tab's: 30 seconds.
pub const LEEWAY: TimeDelta = TimeDelta::seconds(30);

/// What is stored of a refresh token and its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RefreshFacts {
    /// From when on the token is no longer taken.
    pub expires_at: Timestamp,
    /// When it was replaced by the next, if it was.
    pub rotated_at: Option<Timestamp>,
    /// When its family ended: by signing out, by reuse, by a new password.
    pub revoked_at: Option<Timestamp>,
}

/// What to do with a refresh token that is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// Mark it as replaced and hand out the next.
    Rotate,
    /// Hand out one more of the family; it was replaced a moment ago and stays so marked.
    RotateAgain,
    /// Refuse, and end the whole family: somebody else may hold it.
    Reuse,
    /// Refuse: it ran out, or its family has ended.
    Expired,
}

/// Decides what to do with a refresh token that is presented now.
///
/// | family ended | replaced | ran out | |
/// |---|---|---|---|
/// | yes | | | `Expired` |
/// | no | longer ago than the leeway | | `Reuse`, since the family may live on in a thief's hands |
/// | no | within the leeway | no | `RotateAgain` |
/// | no | no | no | `Rotate` |
/// | no | within the leeway, or no | yes | `Expired` |
pub fn decide(token: &RefreshFacts, now: Timestamp) -> Refresh {
    let now_time = now.time();
    let replaced_for = token.rotated_at.map(|at| now_time - at.time());
    match replaced_for {
        _ if token.revoked_at.is_some() => Refresh::Expired,
        Some(ago) if ago > LEEWAY => Refresh::Reuse,
        _ if now >= token.expires_at => Refresh::Expired,
        Some(_) => Refresh::RotateAgain,
        None => Refresh::Rotate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Microseconds after a fixed point.
    fn at(micros: i64) -> Timestamp {
        Timestamp::new(chrono::DateTime::from_timestamp_micros(micros).expect("a time"))
    }

    #[test]
    fn the_table() {
        const S: i64 = 1_000_000;
        let now = 1000 * S;
        // expires, rotated, revoked
        for (expires, rotated, revoked, expected) in [
            (now + 1, None, None, Refresh::Rotate),
            (now, None, None, Refresh::Expired),
            (now - 1, None, None, Refresh::Expired),
            (now + 1, Some(now), None, Refresh::RotateAgain),
            (now + 1, Some(now - 30 * S), None, Refresh::RotateAgain),
            (now + 1, Some(now - 30 * S - 1), None, Refresh::Reuse),
            (now + 1, Some(now + 5 * S), None, Refresh::RotateAgain),
            (now, Some(now - 30 * S), None, Refresh::Expired),
            (now - 1, Some(now - 31 * S), None, Refresh::Reuse),
            (now + 1, None, Some(now - 1), Refresh::Expired),
            (now + 1, Some(now), Some(now - 1), Refresh::Expired),
            (now + 1, Some(now - 31 * S), Some(now), Refresh::Expired),
        ] {
            let token = RefreshFacts {
                expires_at: at(expires),
                rotated_at: rotated.map(at),
                revoked_at: revoked.map(at),
            };
            assert_eq!(decide(&token, at(now)), expected, "{token:?}");
        }
    }
}
