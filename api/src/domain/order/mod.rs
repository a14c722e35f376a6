//! The order of a cycle and of its six discussions.
//!
//! A cycle goes `planned → open ⇄ paused → closed`; a discussion's live round goes `waiting →
//! collecting → revealed → concluded`, or is `set_aside`. One invariant carries the order: nothing
//! is revealed or concluded while an earlier discussion is not settled. A revisit of an earlier
//! component so halts the later ones where they stand, without a state of its own.
//!
//! [`CycleFacts::step`] and [`DiscussionFacts::step`] answer with the next state, or with all
//! [`Need`]s that are not met, the deciding one first. Whether the caller is the one who may is
//! asked elsewhere; who is neutral is said by [`may_respond`] and [`HandOver`].

mod cycle;
mod discussion;
mod need;
mod neutral;
mod revisited;
mod said;
mod settled;

#[cfg(test)]
mod tests;

pub use cycle::{CycleFacts, cycle_takes, may_change_settings};
pub use discussion::{
    Collected, DiscussionFacts, Live, discussion_takes, discussion_takes_within, may_set_answer_by,
    may_write_conclusions,
};
pub use need::{Need, NotNeutral, Reason, ReasonFor, Refused, Supplier, Threshold};
pub use neutral::{
    Candidate, HandOver, Span, able_to_respond, may_respond, may_share, stance, unheard,
    was_partner_in_round,
};
pub use revisited::{Marks, Revisited, built_on_revisited};
pub use settled::{Discussions, settled};
