//! What moves a cycle.

use entity::types::{CycleEvent, CycleStatus};

use super::need::{Need, Reason, ReasonFor, Refused, unmet, unreasoned};
use super::settled::Discussions;
use crate::domain::disclosure::{DisclosureSettingError, DisclosureSettings, Respondents, enough};

/// How many organizations a cycle takes.
const LEAST_ORGANIZATIONS: usize = 2;

/// What must be known of a cycle to say whether it can move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CycleFacts {
    /// Where it stands.
    pub status: CycleStatus,
    /// Whether a facilitator is named.
    pub facilitator_named: bool,
    /// The partners who can respond ([`able_to_respond`](super::able_to_respond)).
    pub able: Respondents,
    /// Whether another cycle of the alliance is open or paused.
    pub other_running: bool,
    /// What is said of its answers.
    pub settings: DisclosureSettings,
    /// Where its discussions stand.
    pub discussions: Discussions,
}

/// The events that a cycle takes in a state.
pub const fn cycle_takes(status: CycleStatus) -> &'static [CycleEvent] {
    match status {
        CycleStatus::Planned => &[CycleEvent::Open],
        CycleStatus::Open => &[CycleEvent::Pause, CycleEvent::Close],
        CycleStatus::Paused => &[CycleEvent::Resume, CycleEvent::Close],
        CycleStatus::Closed => &[],
    }
}

impl CycleFacts {
    /// The state to which an event leads.
    ///
    /// | event | from → to | needs |
    /// |---|---|---|
    /// | open | planned → open | no other cycle open or paused; a facilitator; two organizations with a partner who can respond; settings; for an anonymous cycle enough who can respond |
    /// | pause | open → paused | a reason |
    /// | resume | paused → open | |
    /// | close | open, paused → closed | all six settled and one concluded, or a reason |
    ///
    /// # Errors
    ///
    /// All needs that are not met.
    pub fn step(&self, event: CycleEvent, reason: Reason) -> Result<CycleStatus, Refused> {
        Refused::unless_none(self.missing(event, reason))?;
        Ok(match event {
            CycleEvent::Open | CycleEvent::Resume => CycleStatus::Open,
            CycleEvent::Pause => CycleStatus::Paused,
            CycleEvent::Close => CycleStatus::Closed,
        })
    }

    /// What still stands against an event. A reason comes with the request, so none is asked here.
    pub fn blocked_by(&self, event: CycleEvent) -> Vec<Need> {
        self.missing(event, Reason::Given)
    }

    fn missing(&self, event: CycleEvent, reason: Reason) -> Vec<Need> {
        let takes = cycle_takes(self.status);
        let state = Need::CycleState { found: self.status, takes };
        let mut needs = unmet([(!takes.contains(&event)).then_some(state)]);
        needs.extend(match event {
            CycleEvent::Open => self.unmet_to_open(),
            CycleEvent::Pause => unmet([unreasoned(reason, ReasonFor::Pause)]),
            CycleEvent::Resume => Vec::new(),
            CycleEvent::Close => unmet([self.early(reason)]),
        });
        needs
    }

    fn unmet_to_open(&self) -> Vec<Need> {
        let organizations = self.able.by_organization().len();
        unmet([
            self.other_running.then_some(Need::NoOtherCycle),
            (!self.facilitator_named).then_some(Need::Facilitator),
            (organizations < LEAST_ORGANIZATIONS)
                .then_some(Need::Organizations { found: organizations }),
            self.unsaid(),
            self.too_few_for_anonymous(),
        ])
    }

    fn unsaid(&self) -> Option<Need> {
        let errors = self.settings.terms().err()?;
        let settings = errors.into_iter().map(DisclosureSettingError::setting).collect();
        Some(Need::Disclosure { settings })
    }

    fn too_few_for_anonymous(&self) -> Option<Need> {
        let min_people = self.settings.terms().ok()?.min_people()?;
        (!enough(&self.able, min_people)).then_some(Need::PeopleForAnonymous { min_people })
    }

    fn early(&self, reason: Reason) -> Option<Need> {
        let unsettled = self.discussions.unsettled();
        if self.discussions.completed() {
            return None;
        }
        unreasoned(reason, ReasonFor::CloseEarly(unsettled))
    }
}

/// Whether the settings that say who sees answers may change.
///
/// # Errors
///
/// Once the cycle has opened, the settings that would change: they were promised.
pub fn may_change_settings(
    status: CycleStatus,
    from: &DisclosureSettings,
    to: &DisclosureSettings,
) -> Result<(), Refused> {
    let settings = from.changed(to);
    let fixed = status != CycleStatus::Planned && !settings.is_empty();
    Refused::unless_none(unmet([fixed.then_some(Need::DisclosureFixed { settings })]))
}
