//! The choices: every closed list of words that a field can hold.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! choices {
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
pub(super) use choices;

choices! {
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
    /// Where a question comes from.
    QuestionKind {
        /// The framework's own, word for word.
        Guiding,
        /// One rated statement for each component, in the service's words.
        Standing,
        /// The alliance's own.
        Own,
    }
    /// What a question asks about.
    AsksAbout {
        /// The alliance as a whole.
        Alliance,
        /// Each active goal; the alliance where there is none.
        Goals,
        /// Each indicator that is progressing on the day of start.
        ProgressingIndicators,
        /// Each indicator that is not progressing on the day of start.
        StalledIndicators,
    }
    /// How a question is answered.
    AnswerType {
        /// In words.
        Text,
        /// By a rating from 1 to 5.
        Rating,
        /// By a rating and in words.
        Both,
    }
    /// Why a respondent gave no answer.
    Declined {
        /// The respondent does not know.
        DontKnow,
        /// The prompt does not apply.
        NotApplicable,
        /// The respondent would rather not say.
        PreferNotToSay,
    }
    /// Why a cycle is held.
    PromptedBy {
        /// Enthusiasm wanes.
        WaningEnthusiasm,
        /// Few take part.
        LowParticipation,
        /// Anticipated outcomes are missed.
        OutcomesMissed,
        /// Trust was lost.
        LostTrust,
        /// A review that was due.
        RegularReview,
        /// Something else, told in words.
        Other,
    }
    /// Where a cycle stands.
    CycleStatus {
        /// Prepared, not yet begun.
        Planned,
        /// Under way.
        Open,
        /// Halted for a while.
        Paused,
        /// Ended for good.
        Closed,
    }
    /// What happens to a cycle.
    CycleEvent {
        /// It begins.
        Open,
        /// It halts.
        Pause,
        /// It goes on.
        Resume,
        /// It ends.
        Close,
    }
    /// Under which name answers are shown after the reveal.
    Disclosure {
        /// With the respondent's name.
        Named,
        /// With the name of the organization only.
        ByOrganization,
        /// Without a name.
        Anonymous,
    }
    /// What the facilitator of a named cycle sees of submitted answers before the reveal.
    FacilitatorSees {
        /// Who answered, and what.
        Names,
        /// Which organizations have answered.
        Participation,
    }
    /// For whom a respondent answers.
    RespondAs {
        /// Each member for themselves.
        Member,
        /// An organization's partners share one response.
        Organization,
    }
    /// Where a discussion's live round stands.
    DiscussionStatus {
        /// Not yet started.
        Waiting,
        /// Answers are collected, hidden.
        Collecting,
        /// Answers are shown and talked about.
        Revealed,
        /// What it led to is written down.
        Concluded,
        /// Left out, with a reason.
        SetAside,
    }
    /// What happens to a discussion.
    DiscussionEvent {
        /// Its first round opens.
        Start,
        /// A respondent submits their drafts.
        Submit,
        /// A respondent turns what they submitted back into drafts.
        Withdraw,
        /// What was submitted is shown.
        Reveal,
        /// It ends with what it led to.
        Conclude,
        /// It is left out.
        SetAside,
        /// A new round opens.
        Revisit,
        /// What was concluded still holds after an earlier one was revisited.
        Reaffirm,
    }
    /// What a discussion led to.
    ConclusionKind {
        /// Something understood.
        Insight,
        /// Something decided.
        Decision,
        /// Something to try.
        Idea,
        /// Something that worries.
        Concern,
    }
    /// What a later review made of a conclusion.
    ReviewOutcome {
        /// It still holds.
        Kept,
        /// It holds in another form.
        Changed,
        /// It holds no more.
        Dropped,
    }
    /// How much respondents agree, from van der Eijk's A.
    ConsensusLabel {
        /// A is 0.6 or more.
        Shared,
        /// A lies between.
        Mixed,
        /// A is below 0.
        Split,
    }
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
