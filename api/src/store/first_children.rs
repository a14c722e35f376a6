//! Relations: the first children of each of many things, in one statement.

use std::collections::HashMap;

use entity::types::Id;
use sea_orm::sea_query::{
    Alias, Asterisk, CaseStatement, Expr, ExprTrait, Func, JoinType, Query, SelectStatement, Value,
};
use sea_orm::{
    ConnectionTrait, DbBackend, IntoSimpleExpr, ModelTrait, QueryFilter, QueryResult, QueryTrait,
    Select, Statement,
};
use uuid::Uuid;

use super::cycle_context::CycleContext;
use super::view::read_found;
use super::{Cells, Found, Owned, PageOf, Queries, Reader, RowFilter, Slice, Sort};
use crate::error::Result;

/// A table whose rows are children of things of another table, by a column that holds the parent's
/// id.
pub trait ChildOf<P: Id>: Owned + RowFilter {
    /// The column that holds the parent's id.
    const PARENT: Self::Column;
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
    let children = first_of::<P, S, R>(reader, &page)?;
    let mut rows: HashMap<Uuid, Vec<Found<S::Entity>>> = HashMap::new();
    for row in of_each(reader.conn(), children, parents).await? {
        let row = read_found::<S::Entity>(&row)?;
        rows.entry(parent_of::<P, S::Entity>(&row)).or_default().push(row);
    }
    Ok(rows.into_iter().map(|(parent, rows)| (parent, page.slice(rows))).collect())
}

/// Some columns of the first children of a thing, and whether it has more children.
#[derive(Debug, Default)]
pub struct Columns {
    /// A row a child; the columns in the order in which they were asked for.
    pub rows: Vec<Cells>,
    /// Whether there are more.
    pub more: bool,
}

/// As [`first_children`], but reads these columns alone.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn first_columns<P, S, R>(
    reader: &R,
    parents: &[P],
    (sort, limit): (S, u32),
    columns: &[&'static str],
) -> Result<HashMap<Uuid, Columns>>
where
    P: Id,
    S: Sort,
    S::Entity: ChildOf<P>,
    R: Reader,
{
    let page = PageOf { sort, limit, after: None };
    let mut children = first_of::<P, S, R>(reader, &page)?;
    children.clear_selects();
    for column in columns {
        children.column((S::Entity::default(), Alias::new(*column)));
    }
    children.column((S::Entity::default(), <S::Entity as ChildOf<P>>::PARENT));
    let mut found: HashMap<Uuid, Columns> = HashMap::new();
    for row in of_each(reader.conn(), children, parents).await? {
        let of = found.entry(row.try_get_by(columns.len())?).or_default();
        if of.rows.len() == limit as usize {
            of.more = true;
        } else {
            of.rows.push(Cells(row));
        }
    }
    Ok(found)
}

/// Stands for the parent where the children of one are selected; no id is this.
const ANY_PARENT: Uuid = Uuid::max();

/// The first children of one parent.
fn first_of<P: Id, S: Sort, R: Reader>(reader: &R, page: &PageOf<S>) -> Result<SelectStatement>
where
    S::Entity: ChildOf<P>,
{
    let of_parent = <S::Entity as ChildOf<P>>::PARENT.into_simple_expr().eq(parent(reader.conn()));
    let mut rows = page.select(visible::<S::Entity, R>(reader).filter(of_parent))?;
    CycleContext::select::<S::Entity>(QueryTrait::query(&mut rows));
    Ok(rows.into_query())
}

/// The rows that the reader may see. PostgreSQL takes the condition and the one that names the parent
/// for independent, though all children of a thing are in one alliance: it then expects a single child,
/// sorts all there are, and is six times slower than by the index. Within a CASE the condition is no
/// longer weighed.
fn visible<E: RowFilter, R: Reader>(reader: &R) -> Select<E> {
    match reader.conn().get_database_backend() {
        DbBackend::Postgres => {
            let seen = CaseStatement::new().case(E::visible_to(reader.lens()), Expr::cust("TRUE"));
            E::find().filter(Expr::Case(Box::new(seen.finally(Expr::cust("FALSE")))))
        }
        _ => reader.rows::<E>(),
    }
}

/// What stands for the parent, in the words of the database.
fn parent(conn: Queries<'_>) -> Expr {
    match conn.get_database_backend() {
        DbBackend::Postgres => Expr::col(("parent", "parent")),
        _ => Expr::val(ANY_PARENT),
    }
}

/// Reads the children of each parent: PostgreSQL joins them to the parents, in one text however many
/// there are; SQLite, which knows no such join, takes the text once a parent.
async fn of_each<P: Id>(
    conn: Queries<'_>,
    children: SelectStatement,
    parents: &[P],
) -> Result<Vec<QueryResult>> {
    let ids = parents.iter().map(|parent| -> Uuid { (*parent).into() });
    let backend = conn.get_database_backend();
    let statement = match backend {
        _ if parents.is_empty() => return Ok(Vec::new()),
        DbBackend::Postgres => backend.build(&joined(children, ids)),
        _ => repeated(backend.build(&children), ids),
    };
    Ok(conn.query_all_raw(statement).await?)
}

fn joined(children: SelectStatement, parents: impl Iterator<Item = Uuid>) -> SelectStatement {
    let ids = parents.map(|id| id.to_string()).collect::<Vec<_>>().join(",");
    let ids = Expr::cust_with_values("string_to_array(CAST($1 AS text), ',')::uuid[]", [ids]);
    let mut all = Query::select();
    all.column(("first", Asterisk)).from_function(Func::cust("unnest").arg(ids), "parent");
    all.join_lateral(JoinType::InnerJoin, children, "first", Expr::cust("TRUE"));
    all
}

fn repeated(children: Statement, parents: impl Iterator<Item = Uuid>) -> Statement {
    let Statement { sql, values, db_backend } = children;
    let values = values.map(|values| values.0).unwrap_or_default();
    let any = Value::from(ANY_PARENT);
    let (mut text, mut all) = (String::new(), Vec::new());
    for parent in parents {
        text.push_str(if text.is_empty() {
            "SELECT * FROM ("
        } else {
            " UNION ALL SELECT * FROM ("
        });
        text.push_str(&sql);
        text.push(')');
        let parent = Value::from(parent);
        all.extend(values.iter().map(|value| if *value == any { &parent } else { value }).cloned());
    }
    Statement { sql: text, values: Some(sea_orm::Values(all)), db_backend }
}

fn parent_of<P: Id, E: ChildOf<P>>(row: &Found<E>) -> Uuid {
    use sea_orm::sea_query::ValueType;
    let value = row.get(<E as ChildOf<P>>::PARENT);
    <Uuid as ValueType>::try_from(value).unwrap_or_default()
}
