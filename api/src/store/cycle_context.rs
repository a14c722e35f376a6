//! The cycle context of a thing: what policy asks of the cycle that the thing is, or belongs to.

use entity::types::{CycleStatus, FacilitatorStance, MemberId, MemberStatus, Role};
use sea_orm::QueryResult;
use sea_orm::sea_query::{Alias, CaseStatement, Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::Owned;
use crate::domain::order::stance;
use crate::error::Result;
use crate::policy::{Facts, On};

/// For a thing in a cycle: the cycle's facilitator and status. For a cycle itself: the
/// facilitator's stance, and whether they are still active.
#[derive(Clone, Copy, Debug, Default)]
pub struct CycleContext {
    facilitator: Option<MemberId>,
    status: Option<CycleStatus>,
    absent: Option<MemberId>,
    stance: Option<(MemberId, FacilitatorStance)>,
}

impl CycleContext {
    /// The cycle as the facts about something else within it tell it; none for things that are
    /// within none.
    pub fn of<E: Owned>(facts: Facts) -> Self {
        let Facts { facilitator, cycle, absent, .. } = facts;
        let own = Self { absent, ..Self::default() };
        E::CYCLE.map_or(own, |_| Self { facilitator, status: cycle, ..Self::default() })
    }

    /// Where a facilitator stands; none where another was named since this was read.
    pub fn stance_of(self, facilitator: Option<MemberId>) -> Option<FacilitatorStance> {
        self.stance.filter(|(member, _)| Some(*member) == facilitator).map(|(_, stance)| stance)
    }

    /// What a row says of itself, and what its cycle adds to it.
    pub fn adds_to(self, own: Facts) -> Facts {
        Facts {
            facilitator: self.facilitator.or(own.facilitator),
            cycle: self.status.or(own.cycle),
            absent: self.absent,
            ..own
        }
    }

    /// Selects the cycle beside the things that are within one, and beside cycles where their
    /// facilitators stand, and whether they can still act.
    pub fn select<E: Owned>(things: &mut SelectStatement) {
        use entity::cycle::{Column, Entity};
        if E::ON == On::Cycle {
            things.expr_as(absent_facilitator(), "absent");
            select_facilitator(things);
        }
        let Some(cycle) = E::CYCLE else { return };
        let is_cycle = Expr::col((Entity, Column::Id)).equals((E::default(), cycle));
        things
            .expr_as(Expr::col((Entity, Column::FacilitatorId)), "facilitator")
            .expr_as(Expr::col((Entity, Column::Status)), "cycle_status")
            .join(JoinType::InnerJoin, Entity, is_cycle);
    }

    /// Reads what was selected.
    pub fn read<E: Owned>(row: &QueryResult) -> Result<Self> {
        if E::ON == On::Cycle {
            let (absent, stance) = (row.try_get("", "absent")?, read_stance(row)?);
            return Ok(Self { absent, stance, ..Self::default() });
        }
        if E::CYCLE.is_none() {
            return Ok(Self::default());
        }
        let (facilitator, status) = (row.try_get("", "facilitator")?, "cycle_status");
        Ok(Self { facilitator, status: Some(row.try_get("", status)?), ..Self::default() })
    }
}

/// Selects, beside cycles, what tells where their facilitators stand.
fn select_facilitator(cycles: &mut SelectStatement) {
    use entity::{cycle, member};
    let leads = || Alias::new("leads");
    let is_theirs = Expr::col((leads(), member::Column::Id))
        .equals((cycle::Entity, cycle::Column::FacilitatorId));
    cycles
        .expr_as(Expr::col((leads(), member::Column::Id)), "leads_id")
        .expr_as(Expr::col((leads(), member::Column::Role)), "leads_role")
        .expr_as(Expr::col((leads(), member::Column::OrganizationId)), "leads_organization_id")
        .join_as(JoinType::LeftJoin, member::Entity, leads(), is_theirs);
}

fn read_stance(row: &QueryResult) -> Result<Option<(MemberId, FacilitatorStance)>> {
    let leads: Option<(MemberId, Role)> =
        row.try_get::<Option<_>>("", "leads_id")?.zip(row.try_get("", "leads_role")?);
    let speaks_for = row.try_get("", "leads_organization_id")?;
    Ok(leads.and_then(|(member, role)| Some((member, stance(role, speaks_for)?))))
}

/// The facilitator of a cycle, where they have left it or can no longer sign in.
fn absent_facilitator() -> CaseStatement {
    use entity::{cycle, member, user};
    let facilitator = || Expr::col((cycle::Entity, cycle::Column::FacilitatorId));
    let is_theirs = Expr::col((user::Entity, user::Column::Id))
        .equals((member::Entity, member::Column::UserId));
    let can_act = Query::select()
        .expr(Expr::val(1))
        .from(member::Entity)
        .join(JoinType::InnerJoin, user::Entity, is_theirs)
        .and_where(Expr::col((member::Entity, member::Column::Id)).eq(facilitator()))
        .and_where(Expr::col((member::Entity, member::Column::Status)).eq(MemberStatus::Active))
        .and_where(Expr::col((member::Entity, member::Column::Role)).ne(Role::Funder))
        .and_where(Expr::col((user::Entity, user::Column::Disabled)).eq(false))
        .take();
    CaseStatement::new().case(Expr::exists(can_act).not(), facilitator())
}
