//! The enums: every closed list of words that a field can hold. Those that one room alone has
//! stand in a file named as it is.

mod alliance;
mod cycle;
mod indicators;
mod purpose;

pub use alliance::*;
pub use cycle::*;
pub use indicators::*;
pub use purpose::*;

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! enums {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $said:literal])+ $variant:ident,)+ })+) => {$(
        $(#[doc = $doc])+
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
            EnumIter, DeriveActiveEnum, async_graphql::Enum, strum::IntoStaticStr, strum::EnumString,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
        pub enum $name {
            $($(#[doc = $said])+ $variant,)+
        }

        impl $name {
            /// The word as it stands in JSON and in the table.
            pub fn word(self) -> &'static str {
                self.into()
            }

            /// Every choice, in the order in which the list names them.
            pub fn all() -> impl Iterator<Item = Self> {
                <Self as sea_orm::Iterable>::iter()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.word())
            }
        }
    )+};
}
pub(super) use enums;

enums! {
    /// One of the framework's six components, in the order in which they are discussed.
    Component {
        /// Shared purpose.
        Purpose,
        /// Shared power.
        Power,
        /// Shared view of interdependence.
        Interdependence,
        /// Mutual respect and trust.
        Trust,
        /// Shared control.
        Control,
        /// Shared indicators of progress.
        Indicators,
    }
    /// A language in which the service speaks.
    Language {
        /// English.
        En,
        /// Spanish.
        Es,
    }
    /// What a member is in an alliance.
    Role {
        /// The neutral person who runs the discussion.
        Facilitator,
        /// Speaks for an organization.
        Partner,
        /// Sees what is published to funders, never responses or notes.
        Funder,
    }
    /// Where an alliance stands.
    AllianceStatus {
        /// It works.
        Active,
        /// It is read-only.
        Archived,
    }
    /// Whether a thing is in use.
    ThingStatus {
        /// In use.
        Active,
        /// Set aside; kept for history.
        Archived,
    }
    /// Whether a member still takes part.
    MemberStatus {
        /// Takes part.
        Active,
        /// No longer takes part; the name stays in history.
        Removed,
    }
    /// Where an invitation stands.
    InvitationStatus {
        /// Waits to be accepted.
        Open,
        /// Was accepted.
        Accepted,
        /// Was taken back.
        Revoked,
        /// Ran out before it was accepted.
        Expired,
    }
    /// What an API key may do.
    Scope {
        /// Read what its owner may read.
        Read,
        /// Write measurements.
        Measurements,
        /// Write what its owner may write, except answers, members, sessions and keys.
        Write,
    }
    /// What somebody is asked to do now.
    TodoCode {
        /// Answer the prompts of a round that is collecting.
        Respond,
        /// Start the next discussion.
        Start,
        /// Reveal what was submitted.
        Reveal,
        /// Write down what a discussion led to.
        Conclude,
        /// Give a value that is due.
        Measure,
    }
}

impl Component {
    /// The position in which it is discussed, 1 to 6.
    pub fn position(self) -> i32 {
        self as i32 + 1
    }
}

/// English, in which everything is whole.
impl Default for Language {
    fn default() -> Self {
        Self::En
    }
}
