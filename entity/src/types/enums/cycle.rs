//! The choices of cycles: what is asked, how it is answered, and what comes of it.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::enums;

enums! {
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
    /// Where a cycle's facilitator stands.
    FacilitatorStance {
        /// Has the role facilitator, and speaks for no organization.
        Outsider,
        /// Is a partner, and keeps their organization.
        Insider,
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
}
