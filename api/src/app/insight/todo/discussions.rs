//! What is to be done in the discussions of running cycles.

use std::collections::{HashMap, HashSet};

use entity::types::{CycleId, DiscussionEvent, DiscussionStatus, RoundId, Timestamp};

use super::{Homes, Todo, Waiting};
use crate::app::Present;
use crate::app::cycle::{Discussion, Respondent, facts, turnout};
use crate::domain::todos::Task;
use crate::error::{AppError, Result};
use crate::framework::shipped;
use crate::policy::Standing;
use crate::store::{Found, Reader, View, answers, cycles, events};

type CycleRow = Found<entity::cycle::Entity>;
type DiscussionRow = Found<entity::discussion::Entity>;

/// What the caller is to do: to respond as a partner, to move on as a facilitator.
pub(super) async fn asked(view: &View, homes: &Homes) -> Result<Vec<Todo>> {
    let running = cycles::running(view, homes.keys().copied()).await?;
    let ids: Vec<CycleId> = running.iter().map(|cycle| cycle.id).collect();
    let discussions = cycles::discussions_of_all(view, &ids).await?;
    let rounds = rounds(view, &discussions).await?;
    let done = AlreadyDone::of(view, &running, &discussions).await?;
    let mut all = Vec::new();
    for cycle in &running {
        let own: Vec<DiscussionRow> =
            discussions.iter().filter(|row| row.cycle_id == cycle.id).cloned().collect();
        let by = view.lens().standing(cycle.alliance_id);
        for (row, event) in tasks(view, cycle, &own, &by, &done).await? {
            let since = since(view, cycle, &own, row, event, &rounds).await?;
            all.extend(todo(view, homes, row, event, since)?);
        }
    }
    Ok(all)
}

async fn rounds(
    view: &View,
    discussions: &[DiscussionRow],
) -> Result<HashMap<RoundId, entity::round::Model>> {
    let live: Vec<RoundId> = discussions.iter().filter_map(|row| row.round_id).collect();
    let rows = cycles::rounds_by_id(view, &live).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// What keeps the caller from being asked to respond: that they have, or that they facilitated.
struct AlreadyDone {
    /// Those that they have answered, or that others answer for their organization.
    submitted: HashSet<RoundId>,
    facilitated: HashSet<CycleId>,
}

impl AlreadyDone {
    async fn of(view: &View, running: &[CycleRow], discussions: &[DiscussionRow]) -> Result<Self> {
        let members = running.iter().filter_map(|cycle| {
            let by = view.lens().standing(cycle.alliance_id);
            by.member().map(|me| (cycle, *me))
        });
        let mut asked = Vec::new();
        let (mut mine, mut others) = (Vec::new(), HashSet::new());
        for (cycle, me) in members {
            mine.push(me.id);
            let Ok(respondent) = Respondent::of(cycle, &me) else { continue };
            let own = discussions.iter().filter(|row| row.cycle_id == cycle.id);
            let collecting = own.filter(|row| row.status == DiscussionStatus::Collecting);
            for round in collecting.filter_map(|row| row.round_id) {
                if turnout::shares(view, cycle, round, &me).await? {
                    asked.push((round, respondent.id));
                } else {
                    others.insert(round);
                }
            }
        }
        let mut submitted = answers::submitted_by(view, &asked).await?;
        submitted.extend(others);
        let facilitated = cycles::facilitated_by(view, &mine).await?;
        Ok(Self { submitted, facilitated })
    }
}

/// The discussions of a cycle in which the caller is to do something, and what. Of those that
/// could start only the first is asked for.
async fn tasks<'a>(
    view: &View,
    cycle: &CycleRow,
    all: &'a [DiscussionRow],
    by: &Standing,
    done: &AlreadyDone,
) -> Result<Vec<(&'a DiscussionRow, DiscussionEvent)>> {
    let mut tasks = Vec::new();
    for row in all {
        let can = Discussion::from_row(row.clone(), by).viewer_can;
        let responds = row.round_id.is_some_and(|round| !done.submitted.contains(&round))
            && !done.facilitated.contains(&cycle.id);
        if responds && can.contains(&"submit_responses") {
            tasks.push((row, DiscussionEvent::Submit));
        }
        let started = tasks.iter().any(|(_, event)| *event == DiscussionEvent::Start);
        if !can.iter().any(|verb| ["start", "reveal", "conclude"].contains(verb)) {
            continue;
        }
        let facts = facts::of_discussion(view, cycle, all, row).await?;
        let next = facts.awaits().filter(|next| !(started && *next == DiscussionEvent::Start));
        tasks.extend(next.map(|next| (row, next)));
    }
    Ok(tasks)
}

/// Since when it waits: to respond or to reveal since the round began, whatever came in since; to
/// conclude since the reveal; to start since the cycle opened or what comes before was settled.
async fn since(
    view: &View,
    cycle: &CycleRow,
    all: &[DiscussionRow],
    row: &DiscussionRow,
    event: DiscussionEvent,
    rounds: &HashMap<RoundId, entity::round::Model>,
) -> Result<Timestamp> {
    let round = row.round_id.and_then(|id| rounds.get(&id));
    let earlier = all.iter().filter(|other| other.position < row.position);
    let settled = earlier.map(|other| other.version).max().filter(|_| !cycle.collect_ahead);
    let found = match (event, settled) {
        (DiscussionEvent::Conclude, _) => round.and_then(|round| round.revealed_at),
        (DiscussionEvent::Start, Some(revision)) => {
            events::moment(view, cycle.alliance_id, revision).await?
        }
        (DiscussionEvent::Start, None) => cycle.opened_at,
        _ => round.map(|round| round.started_at),
    };
    found.ok_or_else(|| AppError::fault("a running discussion has no time"))
}

fn todo(
    view: &View,
    homes: &Homes,
    row: &DiscussionRow,
    event: DiscussionEvent,
    since: Timestamp,
) -> Result<Option<Todo>> {
    let framework = shipped()?.of(view.language());
    let named = framework.components.iter().find(|component| component.code == row.component);
    let (Some(named), Some(home)) = (named, homes.get(&row.alliance_id)) else { return Ok(None) };
    let task = match event {
        DiscussionEvent::Submit => Task::Respond(&named.title),
        DiscussionEvent::Start => Task::Start(&named.title),
        DiscussionEvent::Reveal => Task::Reveal(&named.title),
        DiscussionEvent::Conclude => Task::Conclude(&named.title),
        _ => return Ok(None),
    };
    let since = home.time_zone.day(since);
    let due = row.answer_by.filter(|_| event == DiscussionEvent::Submit);
    let (alliance, subject) = (row.alliance_id, row.id.to_string());
    Ok(Some(Todo::of(view, task, Waiting { alliance, subject, since, due })))
}
