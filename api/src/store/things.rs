//! Rows that belong to an alliance: how each is found, what policy asks of it.

use std::ops::Deref;

use async_trait::async_trait;
use entity::types::{AllianceId, FacilitatorStance, Id, ThingStatus};
use sea_orm::{EntityTrait, IntoActiveModel, ModelTrait};

use super::cycle_context::CycleContext;
use super::locator::{by_id, find, lock_of};
use super::{ChildOf, Locator, Lock, Queries, RowFilter};
use crate::error::Result;
use crate::policy::{Actor, Facts, On, Standing, Subject};

/// A table of things: rows with an id and a version, that operations are done to.
pub trait Owned:
    EntityTrait<
    Model: ModelTrait<Entity = Self> + IntoActiveModel<Self::ActiveModel> + PartialEq + Send + Sync,
>
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
    alliance_revision: Option<i64>,
}

impl<E: Owned> Found<E> {
    /// A row, and the context of its cycle.
    pub(super) fn new(row: E::Model, cycle_context: CycleContext) -> Self {
        Self { row, cycle_context, alliance_revision: None }
    }

    /// The same, found when its alliance had this revision.
    pub(super) fn at_revision(self, alliance_revision: Option<i64>) -> Self {
        Self { alliance_revision, ..self }
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

    fn alliance_revision(&self) -> Option<i64> {
        self.alliance_revision
    }
}

/// Makes of a row all that the store must know of a concept: how its rows are found and filtered, and
/// whose children they are. The column that names a parent is called as the parent's id is.
macro_rules! things {
    ($(
        $table:ident $on:ident $id:ident $home:ident $cycle:tt $rows:ident $locator:ident
        [$($parent:ident)*] |$row:ident| $facts:expr;
    )+) => {$(
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

        things!(@rows $table $rows);
        things!(@locator $table $id $locator);

        $(impl ChildOf<entity::types::$parent> for entity::$table::Entity {
            const PARENT: Self::Column = entity::$table::Column::$parent;
        })*
    )+};
    (@column $table:ident instance) => { None };
    (@column $table:ident itself) => { Some(entity::$table::Column::Id) };
    (@column $table:ident within) => { Some(entity::$table::Column::AllianceId) };
    (@alliance $row:ident instance) => {{ let _ = $row; None }};
    (@alliance $row:ident itself) => { Some($row.id) };
    (@alliance $row:ident within) => { Some($row.alliance_id) };
    (@cycle $table:ident -) => { None };
    (@cycle $table:ident cycle) => { Some(entity::$table::Column::CycleId) };
    (@rows $table:ident inside) => {
        impl RowFilter for entity::$table::Entity {
            const HOME: Self::Column = entity::$table::Column::AllianceId;
        }
    };
    (@rows $table:ident special) => {};
    (@locator $table:ident $id:ident by_id) => {
        #[async_trait]
        impl Locator for entity::types::$id {
            type Subject = Found<entity::$table::Entity>;

            fn lock(&self) -> Lock {
                lock_of::<entity::$table::Entity>(by_id::<entity::$table::Entity>(*self))
            }

            async fn locate(&self, conn: Queries<'_>, actor: &Actor,
            ) -> Result<(Standing, Self::Subject)> {
                find(conn, actor, by_id::<entity::$table::Entity>(*self)).await
            }
        }
    };
    (@locator $table:ident $id:ident special) => {};
    (@locator $table:ident $id:ident never) => {};
}

// Each column in turn: the table; the kind; the id; where it is at home; whether it is within a cycle;
// who sees its rows, insiders or those whom a `special` filter in `row_filter` names; how operations
// find it, by its id, by a `special` locator in `locator`, or never; the things whose child it is; and
// what a row says to policy.
things! {
    user         User         UserId         instance -     special by_id   [] |row| owned_by(row.id);
    session      Session      SessionId      instance -     special by_id   [] |row| owned_by(row.user_id);
    api_key      ApiKey       ApiKeyId       instance -     special by_id   [] |row| owned_by(row.user_id);
    alliance     Alliance     AllianceId     itself   -     special special [] |row| archived(row.status);
    organization Organization OrganizationId within   -     special by_id   [AllianceId]
        |row| Facts { organization: Some(row.id), ..archived(row.status) };
    member       Member       MemberId       within   -     special by_id   [AllianceId OrganizationId]
        |row| owned_by(row.user_id);
    invitation   Invitation   InvitationId   within   -     special by_id   [AllianceId] |_row| Facts::default();
    indicator    Indicator    IndicatorId    within   -     special by_id   [AllianceId] |row| archived(row.status);
    measurement  Measurement  MeasurementId  within   -     special by_id   [AllianceId IndicatorId]
        |_row| Facts::default();
    import       Import       ImportId       within   -     inside  by_id   [AllianceId] |_row| Facts::default();
    question     Question     QuestionId     within   -     inside  by_id   [AllianceId] |row| archived(row.status);
    cycle        Cycle        CycleId        within   -     inside  by_id   [AllianceId]
        |row| Facts { facilitator: row.facilitator_id, cycle: Some(row.status), ..Facts::default() };
    discussion   Discussion   DiscussionId   within   cycle inside  by_id   [CycleId] |_row| Facts::default();
    round        Round        RoundId        within   cycle inside  never   [] |_row| Facts::default();
    prompt       Prompt       PromptId       within   cycle inside  by_id   [RoundId] |_row| Facts::default();
    statement    Statement    StatementId    within   -     inside  by_id   [AllianceId] |_row| Facts::default();
    proposal     Proposal     ProposalId     within   -     inside  by_id   [AllianceId]
        |row| Facts { organization: row.organization_id, ..Facts::default() };
    position     Position     PositionId     within   -     inside  never   [ProposalId] |_row| Facts::default();
    goal         Goal         GoalId         within   -     inside  by_id   [AllianceId] |_row| Facts::default();
    conclusion   Conclusion   ConclusionId   within   cycle inside  by_id   [AllianceId CycleId DiscussionId]
        |_row| Facts::default();
}

fn owned_by(user: entity::types::UserId) -> Facts {
    Facts { owner: Some(user), ..Facts::default() }
}

fn archived(status: ThingStatus) -> Facts {
    Facts { archived: status == ThingStatus::Archived, ..Facts::default() }
}
