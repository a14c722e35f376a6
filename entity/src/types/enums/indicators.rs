//! The choices of indicators: what is measured, and what it says.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::enums;

enums! {
    /// What kind of quantity an indicator's value is.
    Measure {
        /// Things counted: whole numbers from zero.
        Count,
        /// Amounts that add up.
        Sum,
        /// Any other number, which does not add up.
        Other,
    }
    /// Which way an indicator should go.
    Direction {
        /// Up.
        Increase,
        /// Down.
        Decrease,
        /// Stay within a band.
        Maintain,
    }
    /// How an indicator's values are read against its targets.
    Counting {
        /// Each value stands for itself.
        Level,
        /// The target is for what was added since the baseline.
        Cumulative,
    }
    /// What is expected between two targets.
    TargetPath {
        /// A straight line, by days.
        Linear,
        /// The last target that is due, until the next.
        Stepped,
    }
    /// The kind of period a value is for.
    PeriodType {
        /// A day.
        Day,
        /// An ISO week.
        Week,
        /// A calendar month.
        Month,
        /// A calendar quarter.
        Quarter,
        /// Half a calendar year.
        Half,
        /// A calendar year.
        Year,
        /// The alliance's fiscal year, named by the year in which it ends.
        FiscalYear,
    }
    /// Who may see an indicator.
    Visibility {
        /// Partners and facilitators.
        Partners,
        /// Funders too, final values only.
        Funders,
        /// Everybody, where the alliance allows it; final values only.
        Public,
    }
    /// Why a value is missing.
    Absence {
        /// It was due and nobody collected it.
        NotCollected,
        /// There is nothing to measure in this period.
        NotApplicable,
        /// It is known and not shown.
        Withheld,
    }
    /// What becomes of periods without a value in a list.
    AbsentRows {
        /// They are listed, each with the reason.
        Show,
        /// They are left out.
        Omit,
    }
    /// How certain a value is.
    ValueStatus {
        /// May still change.
        Provisional,
        /// Changes only as a correction with a reason.
        Final,
    }
    /// What a write of a value did.
    WriteOutcome {
        /// The key had no value before.
        Created,
        /// The value was corrected.
        Changed,
        /// The very same value was there already.
        Unchanged,
    }
    /// What a push did by one row.
    RowOutcome {
        /// The key had no value before.
        Created,
        /// The value was corrected.
        Changed,
        /// The very same value was there already, or nothing where it was to be deleted.
        Unchanged,
        /// The value was removed.
        Deleted,
        /// The row is wrong; nothing was done by it.
        Refused,
    }
    /// Whether a push does what it can.
    PushMode {
        /// Rows that are wrong are refused, all others are written.
        Partial,
        /// Either all rows are written, or none.
        Atomic,
    }
    /// The form in which values were pushed.
    ImportFormat {
        /// One JSON document, or a GraphQL mutation.
        Json,
        /// A JSON object a line.
        Ndjson,
        /// A table with a head.
        Csv,
    }
    /// What measurements say of an indicator against its baseline and targets.
    ProgressStatus {
        /// The final target is reached.
        Achieved,
        /// As far as expected today, or nearly.
        OnTrack,
        /// Behind what is expected.
        AtRisk,
        /// Far behind what is expected.
        OffTrack,
        /// The last target's date is over and it was not reached.
        Missed,
        /// A value that was due is missing.
        Stale,
        /// There is no value.
        NoData,
        /// There is neither a target nor a band.
        NoTarget,
    }
    /// Which way the last values go.
    Trend {
        /// In the wanted direction.
        Improving,
        /// Neither way.
        Steady,
        /// Against the wanted direction.
        Worsening,
        /// Too few values to tell.
        Undetermined,
    }
    /// Whether the last target will be reached, if it goes on like this.
    WillReach {
        /// Even the worse end of what is projected reaches it.
        Yes,
        /// Not even the better end does.
        No,
        /// It lies between the two.
        Uncertain,
    }
    /// Why nothing is projected.
    NotProjected {
        /// There is no target on a day.
        NoTarget,
        /// There are fewer than six values.
        TooFewValues,
        /// The day of the last target is over.
        TargetDateOver,
        /// That day is farther ahead than half of the time that the values span.
        TooFarAhead,
    }
}

/// What is right is written.
impl Default for PushMode {
    fn default() -> Self {
        Self::Partial
    }
}
