//! Walks every state through every event, and the words of every need.

mod cycle;
mod discussion;
mod invariant;
mod neutral;
mod revisited;
mod words;

use entity::types::{Component, DiscussionStatus, MemberId, OrganizationId};
use uuid::Uuid;

use super::{Discussions, Need, Refused};
use crate::domain::disclosure::Respondents;
use crate::error::ErrorCode;

fn member(number: u128) -> MemberId {
    MemberId(Uuid::from_u128(number))
}

fn organization(number: u128) -> OrganizationId {
    OrganizationId(Uuid::from_u128(1000 + number))
}

/// So many respondents in each of several organizations.
fn respondents(sizes: &[u128]) -> Respondents {
    let each = (0..).zip(sizes).flat_map(|(at, size)| (0..*size).map(move |who| (at, who)));
    each.map(|(at, who)| (member(at * 100 + who), organization(at))).collect()
}

/// The six discussions, all in one state.
fn all_six(status: DiscussionStatus) -> Discussions {
    Component::all().map(|component| (component, status)).collect()
}

fn codes(refused: Result<impl Sized, Refused>) -> Vec<ErrorCode> {
    refused.err().iter().flat_map(Refused::needs).map(Need::code).collect()
}
