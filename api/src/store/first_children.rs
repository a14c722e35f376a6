//! Relations: the first children of each of many things, in one statement.

use std::collections::HashMap;

use entity::types::Id;
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait, JoinType, Query, SelectStatement, UnionType};
use sea_orm::{ConnectionTrait, DbBackend, IntoSimpleExpr, ModelTrait, QueryFilter, QueryTrait};
use uuid::Uuid;

use super::cycle_context::CycleContext;
use super::view::fetch_query;
use super::{Found, Owned, PageOf, Reader, RowFilter, Slice, Sort};
use crate::error::Result;

/// A table whose rows are children of things of another table, by a column that holds the parent's
/// id.
pub trait ChildOf<P: Id>: Owned + RowFilter {
    /// The column that holds the parent's id.
    const PARENT: Self::Column;
}

macro_rules! child_of {
    ($($table:ident $parent:ident $column:ident;)+) => {$(
        impl ChildOf<entity::types::$parent> for entity::$table::Entity {
            const PARENT: Self::Column = entity::$table::Column::$column;
        }
    )+};
}

child_of! {
    organization AllianceId AllianceId;
    member AllianceId AllianceId;
    member OrganizationId OrganizationId;
    invitation AllianceId AllianceId;
    indicator AllianceId AllianceId;
    measurement IndicatorId IndicatorId;
    question AllianceId AllianceId;
    cycle AllianceId AllianceId;
    discussion CycleId CycleId;
    prompt RoundId RoundId;
    conclusion AllianceId AllianceId;
    conclusion CycleId CycleId;
    conclusion DiscussionId DiscussionId;
}

/// The first children of each of these, in one statement whatever their number.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn first_children<P, S, R>(
    reader: &R,
    parents: &[P],
    sort: S,
    limit: u32,
) -> Result<HashMap<Uuid, Slice<Found<S::Entity>>>>
where
    P: Id,
    S: Sort,
    S::Entity: ChildOf<P>,
    R: Reader,
{
    let page = PageOf { sort, limit, after: None };
    let Some(all) = first_of_each::<P, S, R>(reader, parents, &page)? else {
        return Ok(HashMap::new());
    };
    let mut rows: HashMap<Uuid, Vec<Found<S::Entity>>> = HashMap::new();
    for row in fetch_query::<S::Entity, _>(reader.conn(), &all).await? {
        rows.entry(parent_of::<P, S::Entity>(&row)).or_default().push(row);
    }
    Ok(rows.into_iter().map(|(parent, rows)| (parent, page.slice(rows))).collect())
}

/// The first children of each: for each parent PostgreSQL joins them to it, and SQLite, which
/// knows no such join, has a table of its own.
fn first_of_each<P: Id, S: Sort, R: Reader>(
    reader: &R,
    parents: &[P],
    page: &PageOf<S>,
) -> Result<Option<SelectStatement>>
where
    S::Entity: ChildOf<P>,
{
    let ids = parents.iter().map(|parent| -> Uuid { (*parent).into() });
    if reader.conn().get_database_backend() == DbBackend::Postgres && parents.len() > 1 {
        let first = first_of::<P, S, R>(reader, Expr::col(("parent", "column1")), page)?;
        let mut all = Query::select();
        all.column(("first", Asterisk)).from_values(ids, "parent");
        all.join_lateral(JoinType::InnerJoin, first, "first", Expr::cust("TRUE"));
        return Ok(Some(all));
    }
    let mut tables = ids.map(|id| {
        let first = first_of::<P, S, R>(reader, Expr::val(id), page)?;
        Ok(Query::select().column(Asterisk).from_subquery(first, "first").take())
    });
    let Some(table) = tables.next() else { return Ok(None) };
    let union = |mut all: SelectStatement, next: Result<SelectStatement>| {
        all.union(UnionType::All, next?);
        Ok(all)
    };
    tables.try_fold(table?, union).map(Some)
}

/// The first children of one parent.
fn first_of<P: Id, S: Sort, R: Reader>(
    reader: &R,
    parent: Expr,
    page: &PageOf<S>,
) -> Result<SelectStatement>
where
    S::Entity: ChildOf<P>,
{
    let of_parent = <S::Entity as ChildOf<P>>::PARENT.into_simple_expr().eq(parent);
    let mut rows = page.select(reader.rows::<S::Entity>().filter(of_parent))?;
    CycleContext::select::<S::Entity>(QueryTrait::query(&mut rows));
    Ok(rows.into_query())
}

fn parent_of<P: Id, E: ChildOf<P>>(row: &Found<E>) -> Uuid {
    use sea_orm::sea_query::ValueType;
    let value = row.get(<E as ChildOf<P>>::PARENT);
    <Uuid as ValueType>::try_from(value).unwrap_or_default()
}
