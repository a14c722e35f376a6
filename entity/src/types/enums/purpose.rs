//! The choices of goals: whom they benefit, where they stand, and what they still lack.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::enums;

enums! {
    /// Whom a goal benefits.
    Benefit {
        /// The community that the alliance serves.
        Community,
        /// The partners themselves.
        Partners,
        /// The community and the partners.
        Both,
    }
    /// Where a goal stands.
    GoalStatus {
        /// The alliance works toward it.
        Active,
        /// It was reached.
        Completed,
        /// Another goal took its place.
        Changed,
        /// The alliance gave it up.
        Dropped,
    }
    /// How a goal ends.
    GoalEnding {
        /// It was reached.
        Completed,
        /// Another goal takes its place.
        Changed,
        /// The alliance gives it up.
        Dropped,
    }
    /// A part of a goal without which nobody can tell whether it was reached.
    GoalPart {
        /// The intended outcome.
        Outcome,
        /// The people for whom it is.
        ForWhom,
        /// The day by which it is to be reached.
        DueOn,
        /// An indicator in use that has a target or a band.
        IndicatorWithTarget,
    }
}

impl From<GoalEnding> for GoalStatus {
    fn from(ending: GoalEnding) -> Self {
        match ending {
            GoalEnding::Completed => Self::Completed,
            GoalEnding::Changed => Self::Changed,
            GoalEnding::Dropped => Self::Dropped,
        }
    }
}
