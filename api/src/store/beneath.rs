//! Relations: the first things beneath each of many others, in one statement.

use std::collections::HashMap;

use entity::words::Id;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{IntoSimpleExpr, ModelTrait, QueryFilter, QueryTrait, Select};
use uuid::Uuid;

use super::view::fetch_query;
use super::within::Within;
use super::{Found, Owned, PageOf, Reader, Seen, Slice, Sort};
use crate::error::Result;

/// A table whose rows lie beneath things of another, by a column that names their id.
pub trait Beneath<P: Id>: Owned + Seen {
    /// The column that names what a row lies beneath.
    const PARENT: Self::Column;
}

macro_rules! beneath {
    ($($table:ident $parent:ident $column:ident;)+) => {$(
        impl Beneath<entity::words::$parent> for entity::$table::Entity {
            const PARENT: Self::Column = entity::$table::Column::$column;
        }
    )+};
}

beneath! {
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

/// The first things beneath each of these, in one statement whatever their number.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn first_beneath<P, S, R>(
    reader: &R,
    parents: &[P],
    sort: S,
    limit: u32,
) -> Result<HashMap<Uuid, Slice<Found<S::Entity>>>>
where
    P: Id,
    S: Sort,
    S::Entity: Beneath<P>,
    R: Reader,
{
    let page = PageOf { sort, limit, after: None };
    let mut branches = parents.iter().map(|parent| branch::<P, S, R>(reader, *parent, &page));
    let Some(first) = branches.next() else { return Ok(HashMap::new()) };
    let all = branches.try_fold(first?, |mut all, next| {
        all.union(UnionType::All, next?);
        Ok::<_, crate::error::AppError>(all)
    })?;
    let mut rows: HashMap<Uuid, Vec<Found<S::Entity>>> = HashMap::new();
    for row in fetch_query::<S::Entity, _>(reader.conn(), &all).await? {
        rows.entry(parent_of::<P, S::Entity>(&row)).or_default().push(row);
    }
    Ok(rows.into_iter().map(|(parent, rows)| (parent, page.slice(rows))).collect())
}

/// The first things beneath one, as a table of its own, which is what lets it have a limit.
fn branch<P: Id, S: Sort, R: Reader>(
    reader: &R,
    parent: P,
    page: &PageOf<S>,
) -> Result<SelectStatement>
where
    S::Entity: Beneath<P>,
{
    let parent: Uuid = parent.into();
    let rows: Select<S::Entity> = reader.rows::<S::Entity>();
    let rows = rows.filter(<S::Entity as Beneath<P>>::PARENT.into_simple_expr().eq(parent));
    let mut rows = page.select(rows)?;
    Within::select::<S::Entity>(QueryTrait::query(&mut rows));
    let all = Query::select().expr(Expr::cust("*")).from_subquery(rows.into_query(), "some").take();
    Ok(all)
}

fn parent_of<P: Id, E: Beneath<P>>(row: &Found<E>) -> Uuid {
    use sea_orm::sea_query::ValueType;
    let value = row.get(<E as Beneath<P>>::PARENT);
    <Uuid as ValueType>::try_from(value).unwrap_or_default()
}
