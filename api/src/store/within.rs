//! The cycle that a thing is, or is within, as far as policy asks for it.

use entity::words::{CycleStatus, MemberId, MemberStatus, Role};
use sea_orm::QueryResult;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::Owned;
use crate::error::Result;
use crate::policy::{Facts, On};

/// Who facilitates the cycle that a thing is within, and where it stands; of a cycle itself, whether
/// its facilitator can still act.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within {
    facilitator: Option<MemberId>,
    status: Option<CycleStatus>,
    absent: Option<MemberId>,
}

impl Within {
    /// The cycle as the facts about something else within it tell it; none for things that are
    /// within none.
    pub fn of<E: Owned>(facts: Facts) -> Self {
        let Facts { facilitator, cycle, absent, .. } = facts;
        let own = Self { absent, ..Self::default() };
        E::CYCLE.map_or(own, |_| Self { facilitator, status: cycle, absent: None })
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

    /// Selects the cycle beside the things that are within one, and beside cycles whether their
    /// facilitators can still act.
    pub fn select<E: Owned>(things: &mut SelectStatement) {
        use entity::cycle::{Column, Entity};
        if E::ON == On::Cycle {
            things.expr_as(absent_facilitator(), "absent");
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
            return Ok(Self { absent: row.try_get("", "absent")?, ..Self::default() });
        }
        if E::CYCLE.is_none() {
            return Ok(Self::default());
        }
        let (facilitator, status) = (row.try_get("", "facilitator")?, "cycle_status");
        Ok(Self { facilitator, status: Some(row.try_get("", status)?), absent: None })
    }
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
