//! Goals: which events each state takes, what a goal lacks to be measurable, and what its indicators
//! say of it.
//!
//! | status | takes |
//! |---|---|
//! | `active` | change, end (as completed, changed or dropped) |
//! | `completed`, `changed`, `dropped` | reopen |
//!
//! A goal lacks an outcome, for whom, a due date, or an indicator with a target: this is "to be
//! developed", not an error (rule 8). It shows the worst status of its indicators (rule 7).

use entity::types::{GoalPart, GoalStatus, Language, ProgressStatus};

use crate::error::{ErrorCode, Refusal};

/// What happens to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalEvent {
    /// It says something else.
    Change,
    /// It is reached, replaced or given up.
    End,
    /// It is active again.
    Reopen,
}

impl GoalEvent {
    /// Every event.
    pub const ALL: [Self; 3] = [Self::Change, Self::End, Self::Reopen];

    /// The word by which callers know it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::End => "end",
            Self::Reopen => "reopen",
        }
    }
}

/// The events that a state takes.
pub const fn goal_takes(status: GoalStatus) -> &'static [GoalEvent] {
    match status {
        GoalStatus::Active => &[GoalEvent::Change, GoalEvent::End],
        GoalStatus::Completed | GoalStatus::Changed | GoalStatus::Dropped => &[GoalEvent::Reopen],
    }
}

/// Whether something can happen to a goal.
///
/// # Errors
/// `wrong_state`: where the goal stands, and what can be done.
pub fn goal_step(status: GoalStatus, event: GoalEvent, language: Language) -> Result<(), Refusal> {
    if goal_takes(status).contains(&event) {
        return Ok(());
    }
    let said = match language {
        Language::En => english(status),
        Language::Es => spanish(status),
    };
    Err(Refusal::new(ErrorCode::WrongState, said))
}

const fn english(status: GoalStatus) -> &'static str {
    match status {
        GoalStatus::Active => {
            "The goal is active; a partner or a facilitator can change it or end it."
        }
        GoalStatus::Completed => {
            "The goal is completed; a partner or a facilitator can reopen it first."
        }
        GoalStatus::Changed => {
            "Another goal took the place of this one; a partner or a facilitator can reopen it first."
        }
        GoalStatus::Dropped => {
            "The goal is dropped; a partner or a facilitator can reopen it first."
        }
    }
}

const fn spanish(status: GoalStatus) -> &'static str {
    match status {
        GoalStatus::Active => {
            "La meta está activa; un socio o una persona facilitadora puede cambiarla o terminarla."
        }
        GoalStatus::Completed => {
            "La meta está cumplida; antes, un socio o una persona facilitadora puede reabrirla."
        }
        GoalStatus::Changed => {
            "Otra meta ocupó el lugar de esta; antes, un socio o una persona facilitadora puede reabrirla."
        }
        GoalStatus::Dropped => {
            "La meta está abandonada; antes, un socio o una persona facilitadora puede reabrirla."
        }
    }
}

/// Which parts a goal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoalParts {
    /// Whether it says what will be different.
    pub outcome: bool,
    /// Whether it says for whom.
    pub for_whom: bool,
    /// Whether it has a day by which it is to be reached.
    pub due_on: bool,
    /// Whether it names an indicator in use that has a target or a band.
    pub indicator_with_target: bool,
}

impl GoalParts {
    /// The parts that are missing; a goal is measurable where none is.
    pub fn lacks(self) -> Vec<GoalPart> {
        let parts = [
            (GoalPart::Outcome, self.outcome),
            (GoalPart::ForWhom, self.for_whom),
            (GoalPart::DueOn, self.due_on),
            (GoalPart::IndicatorWithTarget, self.indicator_with_target),
        ];
        parts.into_iter().filter(|(_, there)| !there).map(|(part, _)| part).collect()
    }
}

/// The statuses of progress in the order of what needs attention.
pub const WORST_FIRST: [ProgressStatus; 8] = [
    ProgressStatus::Missed,
    ProgressStatus::OffTrack,
    ProgressStatus::AtRisk,
    ProgressStatus::Stale,
    ProgressStatus::NoData,
    ProgressStatus::NoTarget,
    ProgressStatus::OnTrack,
    ProgressStatus::Achieved,
];

/// The worst of these; none of none.
pub fn worst(of: &[ProgressStatus]) -> Option<ProgressStatus> {
    WORST_FIRST.into_iter().find(|status| of.contains(status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_takes_what_the_table_says() {
        use GoalEvent::{Change, End, Reopen};
        let table = [
            (GoalStatus::Active, vec![Change, End]),
            (GoalStatus::Completed, vec![Reopen]),
            (GoalStatus::Changed, vec![Reopen]),
            (GoalStatus::Dropped, vec![Reopen]),
        ];
        assert_eq!(table.len(), GoalStatus::all().count());
        for (status, takes) in table {
            for event in GoalEvent::ALL {
                let step = goal_step(status, event, Language::En);
                assert_eq!(step.is_ok(), takes.contains(&event), "{status} {event:?}");
                let code = step.err().map(|refusal| refusal.code());
                assert!(code.is_none_or(|code| code == ErrorCode::WrongState));
            }
        }
    }

    #[test]
    fn a_goal_is_measurable_with_all_its_parts_and_lacks_each_that_is_not_there() {
        let whole =
            GoalParts { outcome: true, for_whom: true, due_on: true, indicator_with_target: true };
        assert_eq!(whole.lacks(), []);
        let without = [
            (GoalParts { outcome: false, ..whole }, GoalPart::Outcome),
            (GoalParts { for_whom: false, ..whole }, GoalPart::ForWhom),
            (GoalParts { due_on: false, ..whole }, GoalPart::DueOn),
            (GoalParts { indicator_with_target: false, ..whole }, GoalPart::IndicatorWithTarget),
        ];
        for (parts, missing) in without {
            assert_eq!(parts.lacks(), [missing]);
        }
        assert_eq!(GoalParts::default().lacks(), GoalPart::all().collect::<Vec<_>>());
    }

    #[test]
    fn the_worst_comes_first_and_every_status_has_its_place() {
        let all: Vec<_> = ProgressStatus::all().collect();
        assert!(all.iter().all(|status| WORST_FIRST.contains(status)));
        for (at, status) in WORST_FIRST.iter().enumerate() {
            assert_eq!(worst(&WORST_FIRST[at..]), Some(*status));
        }
        assert_eq!(worst(&[]), None);
    }
}
