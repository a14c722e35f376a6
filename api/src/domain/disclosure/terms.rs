//! What a cycle says of its answers: four settings that are fixed when it opens.

use entity::words::{Disclosure, FacilitatorSees, RespondAs};

use super::MinPeople;

/// One of the settings that say who sees answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    /// Under which name answers are shown.
    Disclosure,
    /// What the facilitator sees before the reveal.
    FacilitatorSees,
    /// How many must answer in an anonymous cycle.
    MinPeople,
    /// For whom respondents answer.
    RespondAs,
}

impl Setting {
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
pub enum SettingFault {
    /// It is not set, and has no default.
    Unset(Setting),
    /// The facilitator sees names before the reveal, in a cycle that is not named.
    NamesOnlyWhenNamed,
    /// Organizations respond as one, in an anonymous cycle.
    OrganizationNeverAnonymous,
    /// The number of people is not from 4 to 20; holds it.
    MinPeopleOutOfRange(i32),
}

impl SettingFault {
    /// The setting that is at fault.
    pub const fn setting(self) -> Setting {
        match self {
            Self::Unset(setting) => setting,
            Self::NamesOnlyWhenNamed => Setting::FacilitatorSees,
            Self::OrganizationNeverAnonymous => Setting::RespondAs,
            Self::MinPeopleOutOfRange(_) => Setting::MinPeople,
        }
    }
}

impl std::fmt::Display for SettingFault {
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
pub struct Settings {
    /// Under which name answers are shown; has no default.
    pub disclosure: Option<Disclosure>,
    /// What the facilitator sees before the reveal; participation unless said.
    pub facilitator_sees: Option<FacilitatorSees>,
    /// How many must answer in an anonymous cycle, 4 to 20; 5 unless said.
    pub min_people: Option<i32>,
    /// For whom respondents answer; has no default.
    pub respond_as: Option<RespondAs>,
}

impl Settings {
    /// What clashes among the settings that are set, whether or not the others are.
    pub fn clashes(&self) -> Vec<SettingFault> {
        let out_of_range = self.min_people.filter(|people| MinPeople::new(*people).is_none());
        let unnamed = self.disclosure.is_some_and(|by| by != Disclosure::Named);
        let names = unnamed && self.facilitator_sees == Some(FacilitatorSees::Names);
        let shared = self.disclosure == Some(Disclosure::Anonymous)
            && self.respond_as == Some(RespondAs::Organization);
        [
            names.then_some(SettingFault::NamesOnlyWhenNamed),
            out_of_range.map(SettingFault::MinPeopleOutOfRange),
            shared.then_some(SettingFault::OrganizationNeverAnonymous),
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
    pub fn terms(&self) -> Result<Terms, Vec<SettingFault>> {
        let mut faults = self.clashes();
        match (self.disclosure, self.respond_as) {
            (Some(disclosure), Some(respond_as)) if faults.is_empty() => {
                Ok(self.agreed(disclosure, respond_as))
            }
            (disclosure, respond_as) => {
                let unset = [
                    disclosure.is_none().then_some(Setting::Disclosure),
                    respond_as.is_none().then_some(Setting::RespondAs),
                ];
                faults.extend(unset.into_iter().flatten().map(SettingFault::Unset));
                faults.sort_by_key(|fault| fault.setting());
                Err(faults)
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
    pub fn changed(&self, to: &Self) -> Vec<Setting> {
        [
            (self.disclosure != to.disclosure).then_some(Setting::Disclosure),
            (self.facilitator_sees != to.facilitator_sees).then_some(Setting::FacilitatorSees),
            (self.min_people != to.min_people).then_some(Setting::MinPeople),
            (self.respond_as != to.respond_as).then_some(Setting::RespondAs),
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
