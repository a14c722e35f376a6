//! What a cycle says of its answers: four settings that are fixed when it opens.

use entity::types::{Disclosure, FacilitatorSees, RespondAs};

use super::MinPeople;

/// One of the settings that say who sees answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisclosureSetting {
    /// Under which name answers are shown.
    Disclosure,
    /// What the facilitator sees before the reveal.
    FacilitatorSees,
    /// How many must answer in an anonymous cycle.
    MinPeople,
    /// For whom respondents answer.
    RespondAs,
}

impl DisclosureSetting {
    /// The name of its field on a cycle.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Disclosure => "disclosure",
            Self::FacilitatorSees => "facilitator_sees",
            Self::MinPeople => "min_people",
            Self::RespondAs => "respond_as",
        }
    }
}

/// What is wrong with a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisclosureSettingError {
    /// It is not set, and has no default.
    Unset(DisclosureSetting),
    /// The facilitator sees names before the reveal, in a cycle that is not named.
    NamesOnlyWhenNamed,
    /// Organizations respond as one, in an anonymous cycle.
    OrganizationNeverAnonymous,
    /// The number of people is not from 4 to 20; holds it.
    MinPeopleOutOfRange(i32),
}

impl DisclosureSettingError {
    /// The setting that is wrong.
    pub const fn setting(self) -> DisclosureSetting {
        match self {
            Self::Unset(setting) => setting,
            Self::NamesOnlyWhenNamed => DisclosureSetting::FacilitatorSees,
            Self::OrganizationNeverAnonymous => DisclosureSetting::RespondAs,
            Self::MinPeopleOutOfRange(_) => DisclosureSetting::MinPeople,
        }
    }
}

impl std::fmt::Display for DisclosureSettingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unset(setting) => write!(f, "expected {} to be set", setting.field()),
            Self::NamesOnlyWhenNamed => {
                f.write_str("expected participation: names are only for a named cycle")
            }
            Self::OrganizationNeverAnonymous => {
                f.write_str("expected member: an organization's shared response has its name")
            }
            Self::MinPeopleOutOfRange(found) => write!(f, "expected 4 to 20 people, found {found}"),
        }
    }
}

/// The four settings as they stand on a cycle, set or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DisclosureSettings {
    /// Under which name answers are shown; has no default.
    pub disclosure: Option<Disclosure>,
    /// What the facilitator sees before the reveal; participation unless said.
    pub facilitator_sees: Option<FacilitatorSees>,
    /// How many must answer in an anonymous cycle, 4 to 20; 5 unless said.
    pub min_people: Option<i32>,
    /// For whom respondents answer; has no default.
    pub respond_as: Option<RespondAs>,
}

impl DisclosureSettings {
    /// What clashes among the settings that are set, whether or not the others are.
    pub fn clashes(&self) -> Vec<DisclosureSettingError> {
        let out_of_range = self.min_people.filter(|people| MinPeople::new(*people).is_none());
        let unnamed = self.disclosure.is_some_and(|by| by != Disclosure::Named);
        let names = unnamed && self.facilitator_sees == Some(FacilitatorSees::Names);
        let shared = self.disclosure == Some(Disclosure::Anonymous)
            && self.respond_as == Some(RespondAs::Organization);
        [
            names.then_some(DisclosureSettingError::NamesOnlyWhenNamed),
            out_of_range.map(DisclosureSettingError::MinPeopleOutOfRange),
            shared.then_some(DisclosureSettingError::OrganizationNeverAnonymous),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The terms that the settings make.
    ///
    /// # Errors
    ///
    /// Everything that is unset and has no default, and everything that clashes.
    pub fn terms(&self) -> Result<Terms, Vec<DisclosureSettingError>> {
        let mut errors = self.clashes();
        match (self.disclosure, self.respond_as) {
            (Some(disclosure), Some(respond_as)) if errors.is_empty() => {
                Ok(self.agreed(disclosure, respond_as))
            }
            (disclosure, respond_as) => {
                let unset = [
                    disclosure.is_none().then_some(DisclosureSetting::Disclosure),
                    respond_as.is_none().then_some(DisclosureSetting::RespondAs),
                ];
                errors.extend(unset.into_iter().flatten().map(DisclosureSettingError::Unset));
                errors.sort_by_key(|error| error.setting());
                Err(errors)
            }
        }
    }

    fn agreed(&self, disclosure: Disclosure, respond_as: RespondAs) -> Terms {
        let min_people = self.min_people.and_then(MinPeople::new).unwrap_or_default();
        let facilitator_sees = self.facilitator_sees.unwrap_or(FacilitatorSees::Participation);
        match disclosure {
            Disclosure::Named => Terms::Named { facilitator_sees, respond_as },
            Disclosure::ByOrganization => Terms::ByOrganization { respond_as },
            Disclosure::Anonymous => Terms::Anonymous { min_people },
        }
    }

    /// Which settings differ between the two.
    pub fn changed(&self, to: &Self) -> Vec<DisclosureSetting> {
        [
            (self.disclosure != to.disclosure).then_some(DisclosureSetting::Disclosure),
            (self.facilitator_sees != to.facilitator_sees)
                .then_some(DisclosureSetting::FacilitatorSees),
            (self.min_people != to.min_people).then_some(DisclosureSetting::MinPeople),
            (self.respond_as != to.respond_as).then_some(DisclosureSetting::RespondAs),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// What a cycle promises of its answers. Only combinations that can be kept can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Terms {
    /// Answers are shown with the respondent's name.
    Named {
        /// What the facilitator sees before the reveal.
        facilitator_sees: FacilitatorSees,
        /// For whom respondents answer.
        respond_as: RespondAs,
    },
    /// Answers are shown under the organization.
    ByOrganization {
        /// For whom respondents answer.
        respond_as: RespondAs,
    },
    /// Answers are shown without a name.
    Anonymous {
        /// How many must answer.
        min_people: MinPeople,
    },
}

impl Terms {
    /// Under which name answers are shown.
    pub const fn disclosure(&self) -> Disclosure {
        match self {
            Self::Named { .. } => Disclosure::Named,
            Self::ByOrganization { .. } => Disclosure::ByOrganization,
            Self::Anonymous { .. } => Disclosure::Anonymous,
        }
    }

    /// What the facilitator sees before the reveal.
    pub const fn facilitator_sees(&self) -> FacilitatorSees {
        match self {
            Self::Named { facilitator_sees, .. } => *facilitator_sees,
            Self::ByOrganization { .. } | Self::Anonymous { .. } => FacilitatorSees::Participation,
        }
    }

    /// For whom respondents answer.
    pub const fn respond_as(&self) -> RespondAs {
        match self {
            Self::Named { respond_as, .. } | Self::ByOrganization { respond_as } => *respond_as,
            Self::Anonymous { .. } => RespondAs::Member,
        }
    }

    /// How many must answer; none in a cycle that is not anonymous.
    pub const fn min_people(&self) -> Option<MinPeople> {
        match self {
            Self::Anonymous { min_people } => Some(*min_people),
            Self::Named { .. } | Self::ByOrganization { .. } => None,
        }
    }
}
