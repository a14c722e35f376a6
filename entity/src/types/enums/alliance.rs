//! The choices of proposals: how an alliance decides, and where each organization stands.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::enums;

enums! {
    /// How an alliance decides on a proposal, once more than half of its organizations have taken a
    /// position.
    DecisionRule {
        /// Nobody objects.
        Consent,
        /// More organizations accept than object.
        Majority,
        /// Every organization accepts.
        Unanimity,
    }
    /// An organization's stand on a proposal.
    Stance {
        /// It accepts.
        Accept,
        /// It accepts, and has a reservation.
        AcceptWithReservation,
        /// It objects.
        Object,
        /// It neither accepts nor objects.
        Abstain,
    }
    /// Where a proposal stands.
    ProposalStatus {
        /// Organizations take positions.
        Open,
        /// It was accepted: its version is in force until the next one is accepted.
        Accepted,
        /// It was not accepted.
        Rejected,
        /// Too few organizations had taken a position when it closed.
        Lapsed,
        /// It was taken back before it closed.
        Withdrawn,
    }
    /// What a proposal puts before the organizations.
    ProposalSubject {
        /// A version of the statement of the shared purpose.
        Statement,
    }
    /// Where a version of the statement stands.
    StatementStatus {
        /// It was never put before the organizations, and can be changed.
        Draft,
        /// A proposal that puts it before the organizations is open.
        Proposed,
        /// It was accepted, and no later version was.
        InForce,
        /// It was in force until a later version was accepted.
        Replaced,
        /// Its proposal was rejected, lapsed or was withdrawn.
        NotAccepted,
    }
}
