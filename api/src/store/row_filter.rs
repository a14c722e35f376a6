//! Row filters: which rows a lens shows, table by table.

use entity::types::{AllianceId, ValueStatus, Visibility};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoSimpleExpr};

use crate::policy::Lens;

/// A table whose rows can be read through a lens. Answers before the reveal are in none.
pub trait RowFilter: EntityTrait {
    /// The column that says whose a row is: the alliance's, or the account's.
    const HOME: Self::Column;

    /// The rows that a lens shows: by default those of the alliances in which the reader is a
    /// partner or a facilitator.
    fn visible_to(lens: &Lens) -> Condition {
        among(Self::HOME, lens.inside())
    }
}

/// The rows of some alliances; of one by equality, which is what indexes like best.
fn among<C: ColumnTrait>(column: C, alliances: Vec<AllianceId>) -> Condition {
    let column = column.into_simple_expr();
    Condition::all().add(match alliances.as_slice() {
        [] => Expr::val(1).eq(0),
        [one] => column.eq(one.0),
        many => column.is_in(many.iter().map(|id| id.0)),
    })
}

/// The rows of the alliances that are in view, whatever the reader is there.
fn in_view<C: ColumnTrait>(column: C, lens: &Lens) -> Condition {
    let own = among(column, lens.all());
    if lens.everybody() { Condition::any().add(own).add(public(column)) } else { own }
}

/// The rows of the alliances that may be read without sign-in.
fn public<C: ColumnTrait>(column: C) -> SimpleExpr {
    use entity::alliance::{Column, Entity};
    let open = Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Public)).eq(true))
        .take();
    column.into_simple_expr().in_subquery(open)
}

/// The rows of the account that looks.
fn own<C: ColumnTrait>(column: C, lens: &Lens) -> Condition {
    Condition::all().add(match lens.owner() {
        Some(user) => column.into_simple_expr().eq(user.0),
        None => Expr::val(1).eq(0),
    })
}

/// What insiders see whole, and funders and the public as far as `shown` to them.
fn open_to<C: ColumnTrait>(
    column: C,
    lens: &Lens,
    shown: impl Fn(&[Visibility]) -> Condition,
) -> Condition {
    use Visibility::{Funders, Public};
    let (inside, funded, open) = (lens.inside(), lens.funded(), lens.public());
    let mut any = Condition::any().add(among(column, inside));
    if !funded.is_empty() {
        any = any.add(among(column, funded).add(shown(&[Funders, Public])));
    }
    if !open.is_empty() {
        any = any.add(among(column, open).add(shown(&[Public])));
    }
    if lens.everybody() {
        any = any.add(Condition::all().add(public(column)).add(shown(&[Public])));
    }
    any
}

/// Rows that are no things of their own, seen by insiders.
macro_rules! inside {
    ($($table:ident)+) => {$(
        impl RowFilter for entity::$table::Entity {
            const HOME: Self::Column = entity::$table::Column::AllianceId;
        }
    )+};
}

inside! {
    event facilitation result respondent correction partnership reason goal_version refused_row
}

/// Insiders see each other; a funder sees no member but themselves, and a key none but its owner.
impl RowFilter for entity::member::Entity {
    const HOME: Self::Column = entity::member::Column::AllianceId;
    fn visible_to(lens: &Lens) -> Condition {
        let met = among(Self::HOME, lens.met());
        match lens.selves().as_slice() {
            [] => met,
            selves => Condition::any()
                .add(met)
                .add(entity::member::Column::Id.is_in(selves.iter().map(|id| id.0))),
        }
    }
}

/// Whom an alliance invites, stewards see.
impl RowFilter for entity::invitation::Entity {
    const HOME: Self::Column = entity::invitation::Column::AllianceId;
    fn visible_to(lens: &Lens) -> Condition {
        among(Self::HOME, lens.stewarded())
    }
}

impl RowFilter for entity::user::Entity {
    const HOME: Self::Column = entity::user::Column::Id;
    fn visible_to(lens: &Lens) -> Condition {
        if lens.admin() { Condition::all() } else { own(Self::HOME, lens) }
    }
}

impl RowFilter for entity::session::Entity {
    const HOME: Self::Column = entity::session::Column::UserId;
    fn visible_to(lens: &Lens) -> Condition {
        own(Self::HOME, lens)
    }
}

impl RowFilter for entity::api_key::Entity {
    const HOME: Self::Column = entity::api_key::Column::UserId;
    fn visible_to(lens: &Lens) -> Condition {
        own(Self::HOME, lens)
    }
}

impl RowFilter for entity::alliance::Entity {
    const HOME: Self::Column = entity::alliance::Column::Id;
    fn visible_to(lens: &Lens) -> Condition {
        in_view(Self::HOME, lens)
    }
}

impl RowFilter for entity::organization::Entity {
    const HOME: Self::Column = entity::organization::Column::AllianceId;
    fn visible_to(lens: &Lens) -> Condition {
        in_view(Self::HOME, lens)
    }
}

impl RowFilter for entity::indicator::Entity {
    const HOME: Self::Column = entity::indicator::Column::AllianceId;
    fn visible_to(lens: &Lens) -> Condition {
        open_to(Self::HOME, lens, visible)
    }
}

impl RowFilter for entity::definition::Entity {
    const HOME: Self::Column = entity::definition::Column::AllianceId;
    fn visible_to(lens: &Lens) -> Condition {
        open_to(Self::HOME, lens, |visibilities| {
            let of = entity::definition::Column::IndicatorId;
            Condition::all().add(of.in_subquery(visible_indicators(visibilities)))
        })
    }
}

impl RowFilter for entity::measurement::Entity {
    const HOME: Self::Column = entity::measurement::Column::AllianceId;
    fn visible_to(lens: &Lens) -> Condition {
        use entity::measurement::Column;
        open_to(Self::HOME, lens, |visibilities| {
            Condition::all()
                .add(Column::Status.eq(ValueStatus::Final))
                .add(Column::IndicatorId.in_subquery(visible_indicators(visibilities)))
        })
    }
}

fn visible_indicators(to: &[Visibility]) -> SelectStatement {
    use entity::indicator::{Column, Entity};
    Query::select().column(Column::Id).from(Entity).cond_where(visible(to)).take()
}

fn visible(to: &[Visibility]) -> Condition {
    Condition::all().add(entity::indicator::Column::Visibility.is_in(to.iter().copied()))
}
