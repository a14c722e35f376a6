use entity::types::{
    AnswerStage, FacilitatorSees, Language, PromiseWarning, Reader, RespondAs, Sight,
};

use super::{anonymous, by_organization, named};
use crate::domain::disclosure::{Circumstances, Terms, promise, sight};

const ALONE: Circumstances =
    Circumstances { backup_days: 30, only_partner: true, one_of_two: false };
const AMONG_OTHERS: Circumstances =
    Circumstances { backup_days: 0, only_partner: false, one_of_two: false };
const ONE_OF_TWO: Circumstances = Circumstances { one_of_two: true, ..AMONG_OTHERS };

#[test]
fn what_is_promised_is_what_is_done() {
    for terms in [named(FacilitatorSees::Names), by_organization(), anonymous()] {
        let promised = promise(&terms, AMONG_OTHERS);
        for stage in AnswerStage::all() {
            for reader in Reader::all() {
                assert_eq!(promised.seen_by(reader, stage), sight(reader, stage, &terms));
            }
        }
    }
}

#[test]
fn the_operator_can_read_until_the_reveal_of_an_anonymous_round_and_for_some_days_in_backups() {
    let hidden = promise(&anonymous(), ALONE);
    assert_eq!((hidden.operator_until, hidden.backup_days), (AnswerStage::Submitted, Some(30)));
    assert!(hidden.warnings.contains(&PromiseWarning::BackupsKeep));
    let unkept = promise(&anonymous(), AMONG_OTHERS);
    assert!(!unkept.warnings.contains(&PromiseWarning::BackupsKeep));
    let open = promise(&by_organization(), ALONE);
    assert_eq!((open.operator_until, open.backup_days), (AnswerStage::Revealed, None));
}

#[test]
fn an_only_partner_is_told_where_the_organizations_name_is_theirs() {
    let warned = |terms: &Terms, told| {
        promise(terms, told).warnings.contains(&PromiseWarning::OrganizationNameIsYours)
    };
    assert!(warned(&by_organization(), ALONE));
    assert!(warned(&named(FacilitatorSees::Participation), ALONE));
    assert!(!warned(&by_organization(), AMONG_OTHERS));
    assert!(!warned(&anonymous(), ALONE), "no organization is named there");
}

#[test]
fn one_of_two_partners_is_told_what_the_other_can_compute() {
    let warned = |terms: &Terms, told| {
        promise(terms, told).warnings.contains(&PromiseWarning::ColleagueCanCompute)
    };
    let shared = Terms::ByOrganization { respond_as: RespondAs::Organization };
    assert!(warned(&by_organization(), ONE_OF_TWO));
    assert!(!warned(&by_organization(), AMONG_OTHERS));
    assert!(!warned(&shared, ONE_OF_TWO), "they have written it together");
    assert!(!warned(&named(FacilitatorSees::Participation), ONE_OF_TWO));
    assert!(!warned(&anonymous(), ONE_OF_TWO));
    for language in Language::all() {
        let words = |told| promise(&by_organization(), told).says(language).len();
        assert_eq!(words(ONE_OF_TWO), words(AMONG_OTHERS) + 1);
    }
}

#[test]
fn an_anonymous_promise_says_what_it_cannot_hold_off() {
    let warnings = promise(&anonymous(), AMONG_OTHERS).warnings;
    assert_eq!(
        warnings,
        [
            PromiseWarning::OperatorCanRead,
            PromiseWarning::StyleBetrays,
            PromiseWarning::UnanimousTells,
            PromiseWarning::LaterNamesTell,
        ]
    );
}

#[test]
fn words_say_the_numbers_and_every_warning() {
    for language in Language::all() {
        let said = promise(&anonymous(), ALONE).says(language).join(" ");
        assert!(said.contains("30") && said.contains(" 5 "), "{said}");
        let open = promise(&by_organization(), AMONG_OTHERS).says(language).len();
        assert_eq!(promise(&by_organization(), ALONE).says(language).len(), open + 1);
        let terms = Terms::ByOrganization { respond_as: RespondAs::Organization };
        // That it is shared is said more, of a reset nothing: it is not of one author.
        assert_eq!(promise(&terms, AMONG_OTHERS).says(language).len(), open);
    }
}

#[test]
fn words_differ_where_sights_differ() {
    let terms =
        [named(FacilitatorSees::Names), named(FacilitatorSees::Participation), by_organization()];
    for language in Language::all() {
        let mut said: Vec<_> =
            terms.iter().map(|terms| promise(terms, AMONG_OTHERS).says(language)).collect();
        said.dedup();
        assert_eq!(said.len(), 3);
    }
    let sees =
        promise(&terms[0], AMONG_OTHERS).seen_by(Reader::Facilitator, AnswerStage::Submitted);
    assert_eq!(sees, Sight::AnswersByName);
}
