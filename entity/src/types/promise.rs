//! The words of the promise: what is said of an answer before anyone writes it.

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::enums::enums;

enums! {
    /// How far an answer has come.
    AnswerStage {
        /// Written, not submitted.
        Draft,
        /// Submitted, not revealed.
        Submitted,
        /// Its round is revealed.
        Revealed,
    }
    /// Somebody who may want to see an answer.
    Reader {
        /// Whoever wrote it.
        Author,
        /// The cycle's facilitator at the time.
        Facilitator,
        /// Whoever took the cycle over after the answer was submitted.
        NextFacilitator,
        /// The other partners.
        Partners,
        /// Funders, and everybody else.
        Others,
    }
    /// What somebody sees of an answer, from nothing to all.
    Sight {
        /// Nothing, not even that there is an answer.
        Nothing,
        /// How many organizations have answered, once there are enough.
        OrganizationCountOnceEnough,
        /// How many organizations have answered.
        OrganizationCount,
        /// Which organizations have answered.
        WhichOrganizations,
        /// Figures of the whole group, and texts without their authors.
        AnswersWithoutAuthor,
        /// Texts and figures under the name of the organization.
        AnswersByOrganization,
        /// All of it, under the author's name.
        AnswersByName,
    }
    /// What is said beside a promise, so that nobody takes it for more than it is.
    PromiseWarning {
        /// Whoever operates the database can read answers.
        OperatorCanRead,
        /// Backups and the database's log may keep answers for some days more.
        BackupsKeep,
        /// Style and subject can betray an author.
        StyleBetrays,
        /// A unanimous figure tells everyone's answer.
        UnanimousTells,
        /// What others say later under their names can be taken away from a figure.
        LaterNamesTell,
        /// The organization's name points to its only partner.
        OrganizationNameIsYours,
        /// Of an organization's figures its other partner can take their own away.
        ColleagueCanCompute,
        /// The partners of an organization share one response, and see and change it together.
        SharedResponse,
    }
}
