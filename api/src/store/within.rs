//! The cycle that a thing is within, as far as policy asks for it.

use entity::words::{CycleStatus, MemberId};
use sea_orm::QueryResult;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, SelectStatement};

use super::Owned;
use crate::error::Result;
use crate::policy::Facts;

/// Who facilitates the cycle that a thing is within, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct Within {
    facilitator: Option<MemberId>,
    status: Option<CycleStatus>,
}

impl Within {
    /// The cycle as the facts about something else within it tell it; none for things that are
    /// within none.
    pub fn of<E: Owned>(facts: Facts) -> Self {
        let Facts { facilitator, cycle, .. } = facts;
        E::CYCLE.map_or_else(Self::default, |_| Self { facilitator, status: cycle })
    }

    /// What a row says of itself, and what its cycle adds to it.
    pub fn adds_to(self, own: Facts) -> Facts {
        Facts {
            facilitator: self.facilitator.or(own.facilitator),
            cycle: self.status.or(own.cycle),
            ..own
        }
    }

    /// Selects the cycle beside the things that are within one.
    pub fn select<E: Owned>(things: &mut SelectStatement) {
        use entity::cycle::{Column, Entity};
        let Some(cycle) = E::CYCLE else { return };
        let is_cycle = Expr::col((Entity, Column::Id)).equals((E::default(), cycle));
        things
            .expr_as(Expr::col((Entity, Column::FacilitatorId)), "facilitator")
            .expr_as(Expr::col((Entity, Column::Status)), "cycle_status")
            .join(JoinType::InnerJoin, Entity, is_cycle);
    }

    /// Reads what was selected.
    pub fn read<E: Owned>(row: &QueryResult) -> Result<Self> {
        if E::CYCLE.is_none() {
            return Ok(Self::default());
        }
        let facilitator = row.try_get("", "facilitator")?;
        Ok(Self { facilitator, status: Some(row.try_get("", "cycle_status")?) })
    }
}
