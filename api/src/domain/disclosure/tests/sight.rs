use entity::types::{AnswerStage, FacilitatorSees, Reader, Sight};

use super::{anonymous, by_organization, named};
use crate::domain::disclosure::{Terms, sight};

/// One row of the table: what each reader sees, in the order author, facilitator, next
/// facilitator, partners.
fn row(stage: AnswerStage, terms: &Terms) -> [Sight; 4] {
    [Reader::Author, Reader::Facilitator, Reader::NextFacilitator, Reader::Partners]
        .map(|reader| sight(reader, stage, terms))
}

fn all_terms() -> [Terms; 4] {
    [
        named(FacilitatorSees::Names),
        named(FacilitatorSees::Participation),
        by_organization(),
        anonymous(),
    ]
}

#[test]
fn a_draft_is_its_authors_alone() {
    for terms in all_terms() {
        let expected = [Sight::AnswersByName, Sight::Nothing, Sight::Nothing, Sight::Nothing];
        assert_eq!(row(AnswerStage::Draft, &terms), expected);
    }
}

#[test]
fn what_is_submitted_is_seen_as_the_terms_say() {
    use Sight::{
        AnswersByName, OrganizationCount, OrganizationCountOnceEnough, WhichOrganizations,
    };
    let expected = [
        [AnswersByName, AnswersByName, WhichOrganizations, WhichOrganizations],
        [AnswersByName, WhichOrganizations, WhichOrganizations, OrganizationCount],
        [AnswersByName, WhichOrganizations, WhichOrganizations, OrganizationCount],
        [
            AnswersByName,
            OrganizationCountOnceEnough,
            OrganizationCountOnceEnough,
            OrganizationCountOnceEnough,
        ],
    ];
    for (terms, expected) in all_terms().iter().zip(expected) {
        assert_eq!(row(AnswerStage::Submitted, terms), expected, "{terms:?}");
    }
}

#[test]
fn what_is_revealed_is_seen_under_the_name_that_was_promised() {
    use Sight::{AnswersByName, AnswersByOrganization, AnswersWithoutAuthor};
    let under =
        [AnswersByName, AnswersByOrganization, AnswersByOrganization, AnswersByOrganization];
    let expected = [[AnswersByName; 4], [AnswersByName; 4], under, [AnswersWithoutAuthor; 4]];
    for (terms, expected) in all_terms().iter().zip(expected) {
        assert_eq!(row(AnswerStage::Revealed, terms), expected, "{terms:?}");
    }
}

#[test]
fn funders_and_others_never_see_anything() {
    for terms in all_terms() {
        for stage in AnswerStage::all() {
            assert_eq!(sight(Reader::Others, stage, &terms), Sight::Nothing);
        }
    }
}

/// A facilitator never sees less than partners do, and the next one never more than the present.
#[test]
fn readers_see_more_the_nearer_they_are() {
    for terms in all_terms() {
        for stage in AnswerStage::all() {
            let [_, facilitator, next, partners] = row(stage, &terms);
            assert!(facilitator >= next && next >= partners, "{stage} {terms:?}");
        }
    }
}
