use entity::types::{Disclosure, FacilitatorSees, RespondAs};

use super::{MinPeople, Terms};
use crate::domain::disclosure::{DisclosureSetting, DisclosureSettingError, DisclosureSettings};

#[test]
fn what_has_a_default_need_not_be_set() {
    let set = |disclosure| DisclosureSettings {
        disclosure: Some(disclosure),
        respond_as: Some(RespondAs::Member),
        ..DisclosureSettings::default()
    };
    let min_people = MinPeople::new(5).unwrap();
    assert_eq!(set(Disclosure::Anonymous).terms(), Ok(Terms::Anonymous { min_people }));
    let named = set(Disclosure::Named).terms().unwrap();
    assert_eq!(named.facilitator_sees(), FacilitatorSees::Participation);
    assert_eq!(named.min_people(), None);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let settings = DisclosureSettings {
        disclosure: Some(Disclosure::Anonymous),
        facilitator_sees: Some(FacilitatorSees::Names),
        min_people: Some(3),
        respond_as: Some(RespondAs::Organization),
    };
    let errors = vec![
        DisclosureSettingError::NamesOnlyWhenNamed,
        DisclosureSettingError::MinPeopleOutOfRange(3),
        DisclosureSettingError::OrganizationNeverAnonymous,
    ];
    assert_eq!(settings.clashes(), errors);
    assert_eq!(settings.terms(), Err(errors));
    let unset = [DisclosureSetting::Disclosure, DisclosureSetting::RespondAs]
        .map(DisclosureSettingError::Unset);
    assert_eq!(DisclosureSettings::default().terms(), Err(unset.to_vec()));
    assert_eq!(DisclosureSettings::default().clashes(), []);
}

/// Terms that come out say what the settings said; combinations that cannot be kept do not.
#[test]
fn only_combinations_that_can_be_kept_become_terms() {
    for disclosure in Disclosure::all() {
        for facilitator_sees in FacilitatorSees::all() {
            for respond_as in RespondAs::all() {
                let settings = DisclosureSettings {
                    disclosure: Some(disclosure),
                    facilitator_sees: Some(facilitator_sees),
                    min_people: Some(7),
                    respond_as: Some(respond_as),
                };
                let names = facilitator_sees == FacilitatorSees::Names;
                let shared = respond_as == RespondAs::Organization;
                let kept = match disclosure {
                    Disclosure::Named => true,
                    Disclosure::ByOrganization => !names,
                    Disclosure::Anonymous => !names && !shared,
                };
                let said = settings.terms().ok().map(|terms| {
                    (terms.disclosure(), terms.facilitator_sees(), terms.respond_as())
                });
                assert_eq!(said, kept.then_some((disclosure, facilitator_sees, respond_as)));
            }
        }
    }
}
