//! The table of who sees what of an answer.

use entity::types::{AnswerStage, Disclosure, FacilitatorSees, Reader, Sight};

use super::Terms;

/// What a reader sees of an answer at a stage, under the terms of its cycle.
///
/// | | author | facilitator | other partners | funder, others |
/// |---|---|---|---|---|
/// | draft | all | nothing | nothing | nothing |
/// | submitted, names | all | who and what | which organizations | nothing |
/// | submitted, participation | all | which organizations | how many organizations | nothing |
/// | submitted, anonymous | all | how many, once enough | the same | nothing |
/// | revealed, named | all | all | all | nothing |
/// | revealed, by organization | all | under the organization | the same | nothing |
/// | revealed, anonymous | as partners | as partners | without author | nothing |
///
/// Who takes a cycle over sees of what was submitted before, until the reveal, no more than which
/// organizations have answered: it was not written for their eyes.
pub const fn sight(reader: Reader, stage: AnswerStage, terms: &Terms) -> Sight {
    match (stage, reader) {
        (_, Reader::Others) => Sight::Nothing,
        (AnswerStage::Revealed, _) => revealed(reader, terms.disclosure()),
        (_, Reader::Author) => Sight::AnswersByName,
        (AnswerStage::Draft, _) => Sight::Nothing,
        (AnswerStage::Submitted, _) => submitted(reader, terms),
    }
}

const fn submitted(reader: Reader, terms: &Terms) -> Sight {
    if matches!(terms, Terms::Anonymous { .. }) {
        return Sight::OrganizationCountOnceEnough;
    }
    match (reader, terms.facilitator_sees()) {
        (Reader::Facilitator, FacilitatorSees::Names) => Sight::AnswersByName,
        (Reader::Facilitator | Reader::NextFacilitator, _) => Sight::WhichOrganizations,
        (_, FacilitatorSees::Names) => Sight::WhichOrganizations,
        (_, FacilitatorSees::Participation) => Sight::OrganizationCount,
    }
}

const fn revealed(reader: Reader, disclosure: Disclosure) -> Sight {
    match (disclosure, reader) {
        (Disclosure::Anonymous, _) => Sight::AnswersWithoutAuthor,
        (Disclosure::Named, _) | (Disclosure::ByOrganization, Reader::Author) => {
            Sight::AnswersByName
        }
        (Disclosure::ByOrganization, _) => Sight::AnswersByOrganization,
    }
}
