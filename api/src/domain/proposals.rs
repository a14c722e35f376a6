//! How a proposal is decided (rule 4), and what stands against taking part in it.
//!
//! The organizations that count are those of the day on which it opened. Quorum is more than half of
//! them: without it a proposal has lapsed when it closes, whatever was said. Else the rule of the
//! alliance decides:
//!
//! | rule | accepted when |
//! |---|---|
//! | `consent` | nobody objects |
//! | `majority` | more accept, with or without reservation, than object |
//! | `unanimity` | every organization that counts accepts, with or without reservation |
//!
//! A proposal closes at the end of its last day by itself: what it has become is judged by the clock
//! whenever it is looked at.

mod said;

pub use said::ProposalError;

use entity::types::{DecisionRule, ProposalStatus, Stance, Timestamp};

/// The positions that organizations have taken, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stances {
    /// How many accept.
    pub accept: u32,
    /// How many accept with a reservation.
    pub reservation: u32,
    /// How many object.
    pub object: u32,
    /// How many abstain.
    pub abstain: u32,
}

impl Stances {
    /// How many organizations have taken a position.
    pub const fn taken(self) -> u32 {
        self.accept + self.reservation + self.object + self.abstain
    }

    /// How many accept, with or without reservation.
    pub const fn accepting(self) -> u32 {
        self.accept + self.reservation
    }

    /// The same after an organization has moved from one stance, or none, to another.
    #[must_use]
    pub fn moved(mut self, from: Option<Stance>, to: Stance) -> Self {
        if let Some(from) = from {
            let count = self.of(from);
            *count = count.saturating_sub(1);
        }
        *self.of(to) += 1;
        self
    }

    fn of(&mut self, stance: Stance) -> &mut u32 {
        match stance {
            Stance::Accept => &mut self.accept,
            Stance::AcceptWithReservation => &mut self.reservation,
            Stance::Object => &mut self.object,
            Stance::Abstain => &mut self.abstain,
        }
    }
}

/// How many organizations of these make a quorum: more than half.
pub const fn quorum(counted: u32) -> u32 {
    counted / 2 + 1
}

/// What a proposal becomes when it closes.
pub const fn outcome(rule: DecisionRule, counted: u32, stances: Stances) -> ProposalStatus {
    if stances.taken() < quorum(counted) {
        return ProposalStatus::Lapsed;
    }
    let accepted = match rule {
        DecisionRule::Consent => stances.object == 0,
        DecisionRule::Majority => stances.accepting() > stances.object,
        DecisionRule::Unanimity => stances.accepting() == counted,
    };
    if accepted { ProposalStatus::Accepted } else { ProposalStatus::Rejected }
}

/// A proposal, as far as deciding it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Where it was last put down to stand.
    pub status: ProposalStatus,
    /// The rule by which it is decided.
    pub rule: DecisionRule,
    /// How many organizations count.
    pub counted: u32,
    /// What they have said.
    pub stances: Stances,
    /// When it closes by itself.
    pub closes_at: Timestamp,
}

impl Ballot {
    /// Where the proposal stands at a time.
    pub fn at(self, now: Timestamp) -> ProposalStatus {
        match self.status {
            ProposalStatus::Open if self.closes_at <= now => self.outcome(),
            status => status,
        }
    }

    /// What it becomes when it closes with these positions.
    pub const fn outcome(self) -> ProposalStatus {
        outcome(self.rule, self.counted, self.stances)
    }
}

/// Whether a stance is taken with a reason.
pub const fn takes_reason(stance: Stance) -> bool {
    !matches!(stance, Stance::Accept)
}

#[cfg(test)]
mod tests;
