//! Rows that belong to an alliance: how each is found, what policy asks of it.

use std::ops::Deref;

use entity::types::{AllianceId, FacilitatorStance, Id, ThingStatus};
use sea_orm::{EntityTrait, IntoActiveModel, ModelTrait};

use super::cycle_context::CycleContext;
use crate::policy::{Facts, On, Subject};

/// A table of things: rows with an id and a version, that operations are done to.
pub trait Owned:
    EntityTrait<Model: ModelTrait<Entity = Self> + IntoActiveModel<Self::ActiveModel> + Send + Sync>
{
    /// The kind of thing that a row is.
    const ON: On;
    /// The id of a row.
    type Id: Id;

    /// The column that holds the id.
    const ID: Self::Column;
    /// The column that names the alliance; none for things of the instance.
    const ALLIANCE: Option<Self::Column>;
    /// The column that names the cycle, for things within one.
    const CYCLE: Option<Self::Column>;

    /// The id of this row.
    fn id(row: &Self::Model) -> Self::Id;
    /// The alliance of this row.
    fn alliance(row: &Self::Model) -> Option<AllianceId>;
    /// What policy must know, as far as the row itself says it.
    fn facts(row: &Self::Model) -> Facts;
    /// The revision of this row's last change.
    fn version(row: &Self::Model) -> i64;
    /// Notes the revision of a change.
    fn set_version(row: &mut Self::Model, version: i64);
}

/// A thing that is really there, with what policy must know about it. Only `store` makes one.
#[derive(Clone, Debug)]
pub struct Found<E: Owned> {
    row: E::Model,
    cycle_context: CycleContext,
}

impl<E: Owned> Found<E> {
    /// A row, and the context of its cycle.
    pub(super) fn new(row: E::Model, cycle_context: CycleContext) -> Self {
        Self { row, cycle_context }
    }

    /// The context of its cycle, as it was read.
    pub(super) fn cycle_context(&self) -> CycleContext {
        self.cycle_context
    }

    /// The row itself.
    pub fn row(self) -> E::Model {
        self.row
    }

    /// The id of the row.
    pub fn id(&self) -> E::Id {
        E::id(&self.row)
    }

    /// The alliance of the row.
    pub fn alliance(&self) -> Option<AllianceId> {
        E::alliance(&self.row)
    }
}

impl Found<entity::cycle::Entity> {
    /// Where the cycle's facilitator stands; none where nobody is named, or was when it was read.
    pub fn facilitator_stance(&self) -> Option<FacilitatorStance> {
        self.cycle_context.stance_of(self.row.facilitator_id)
    }
}

impl<E: Owned> Deref for Found<E> {
    type Target = E::Model;
    fn deref(&self) -> &E::Model {
        &self.row
    }
}

impl<E: Owned> Subject for Found<E> {
    const ON: On = E::ON;

    fn facts(&self) -> Facts {
        self.cycle_context.adds_to(E::facts(&self.row))
    }

    fn version(&self) -> Option<i64> {
        Some(E::version(&self.row))
    }
}

macro_rules! things {
    ($($table:ident $id:ident $on:ident $home:ident $cycle:tt |$row:ident| $facts:expr;)+) => {$(
        impl Owned for entity::$table::Entity {
            const ON: On = On::$on;
            type Id = entity::types::$id;
            const ID: Self::Column = entity::$table::Column::Id;
            const ALLIANCE: Option<Self::Column> = things!(@column $table $home);
            const CYCLE: Option<Self::Column> = things!(@cycle $table $cycle);

            fn id(row: &Self::Model) -> Self::Id {
                row.id
            }
            fn alliance(row: &Self::Model) -> Option<AllianceId> {
                things!(@alliance row $home)
            }
            fn facts($row: &Self::Model) -> Facts {
                $facts
            }
            fn version(row: &Self::Model) -> i64 {
                row.version
            }
            fn set_version(row: &mut Self::Model, version: i64) {
                row.version = version;
            }
        }
    )+};
    (@column $table:ident instance) => { None };
    (@column $table:ident itself) => { Some(entity::$table::Column::Id) };
    (@column $table:ident within) => { Some(entity::$table::Column::AllianceId) };
    (@alliance $row:ident instance) => {{ let _ = $row; None }};
    (@alliance $row:ident itself) => { Some($row.id) };
    (@alliance $row:ident within) => { Some($row.alliance_id) };
    (@cycle $table:ident -) => { None };
    (@cycle $table:ident cycle) => { Some(entity::$table::Column::CycleId) };
}

// table, id, kind, where it is at home, whether within a cycle, and what it says to policy
things! {
    user UserId User instance - |row| owned_by(row.id);
    session SessionId Session instance - |row| owned_by(row.user_id);
    api_key ApiKeyId ApiKey instance - |row| owned_by(row.user_id);
    alliance AllianceId Alliance itself - |row| archived(row.status);
    organization OrganizationId Organization within - |row| Facts { organization: Some(row.id), ..archived(row.status) };
    member MemberId Member within - |row| owned_by(row.user_id);
    invitation InvitationId Invitation within - |_row| Facts::default();
    indicator IndicatorId Indicator within - |row| archived(row.status);
    measurement MeasurementId Measurement within - |_row| Facts::default();
    question QuestionId Question within - |row| archived(row.status);
    cycle CycleId Cycle within - |row| Facts { facilitator: row.facilitator_id, cycle: Some(row.status), ..Facts::default() };
    discussion DiscussionId Discussion within cycle |_row| Facts::default();
    round RoundId Round within cycle |_row| Facts::default();
    prompt PromptId Prompt within cycle |_row| Facts::default();
    conclusion ConclusionId Conclusion within cycle |_row| Facts::default();
}

fn owned_by(user: entity::types::UserId) -> Facts {
    Facts { owner: Some(user), ..Facts::default() }
}

fn archived(status: ThingStatus) -> Facts {
    Facts { archived: status == ThingStatus::Archived, ..Facts::default() }
}
