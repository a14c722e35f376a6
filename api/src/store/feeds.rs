//! What feeds read, part by part: indicators, alliance by alliance and code by code, and their values,
//! period by period. Each part is one statement, however many alliances it is of.

use entity::types::{
    AllianceId, Day, IndicatorCode, IndicatorId, MeasurementId, ThingStatus, TimeZone, Timestamp,
    ValueStatus,
};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, FromQueryResult, IntoSimpleExpr, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::{AllianceRef, Reader};
use crate::error::Result;

/// Which indicators a feed is about.
#[derive(Clone, Debug, Default)]
pub struct IndicatorChoice {
    /// Those of this alliance; of all that the reader may see where nothing is said.
    pub alliance: Option<AllianceRef>,
    /// This one.
    pub indicator: Option<IndicatorId>,
    /// Those of this code.
    pub code: Option<IndicatorCode>,
    /// Those in use.
    pub in_use: bool,
}

/// Which of their values.
#[derive(Clone, Debug, Default)]
pub struct ValueChoice {
    /// Those of this status.
    pub status: Option<ValueStatus>,
    /// Those of periods that begin on this day or later.
    pub from: Option<Day>,
    /// Those of periods that begin on this day or earlier.
    pub to: Option<Day>,
    /// Only those that are there.
    pub present: bool,
}

/// Where in a feed an indicator stands.
pub type IndicatorPlace = (AllianceId, IndicatorCode);

/// Where among the values of its indicator a value stands.
pub type ValuePlace = (Day, MeasurementId);

/// The next indicators: those after a place, or from it on.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn indicators(
    reader: &impl Reader,
    of: &IndicatorChoice,
    place: Option<(&IndicatorPlace, bool)>,
    limit: u64,
) -> Result<Vec<entity::indicator::Model>> {
    use entity::indicator::{Column, Entity};
    let here = || [Column::AllianceId, Column::Code].map(IntoSimpleExpr::into_simple_expr);
    let beyond = place.map(|((alliance, code), from)| {
        let there = Expr::tuple([Expr::val(alliance.0), Expr::val(code.as_str())]);
        let here = Expr::tuple(here());
        if from { here.gte(there) } else { here.gt(there) }
    });
    let rows: Select<Entity> = reader
        .rows::<Entity>()
        .apply_if(of.alliance.as_ref(), |rows, at| {
            let home = Query::select()
                .column(entity::alliance::Column::Id)
                .from(entity::alliance::Entity)
                .and_where(at.is())
                .take();
            rows.filter(Column::AllianceId.in_subquery(home))
        })
        .apply_if(of.indicator, |rows, id| rows.filter(Column::Id.eq(id)))
        .apply_if(of.code.as_ref(), |rows, code| rows.filter(Column::Code.eq(code.as_str())))
        .apply_if(of.in_use.then_some(ThingStatus::Active), |rows, status| {
            rows.filter(Column::Status.eq(status))
        })
        .filter(Condition::all().add_option(beyond))
        .order_by_asc(Column::AllianceId)
        .order_by_asc(Column::Code)
        .limit(limit);
    reader.all(rows).await
}

/// These alliances.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn alliances(
    reader: &impl Reader,
    ids: impl Iterator<Item = AllianceId>,
) -> Result<Vec<entity::alliance::Model>> {
    use entity::alliance::{Column, Entity};
    reader.all(reader.rows::<Entity>().filter(Column::Id.is_in(ids))).await
}

/// An alliance as it stands.
#[derive(Clone, Debug, FromQueryResult)]
pub struct HomeState {
    /// The alliance.
    pub id: AllianceId,
    /// Its revision.
    pub revision: i64,
    /// The time zone in which its days begin.
    pub time_zone: TimeZone,
    /// When it came to that revision.
    pub changed_at: Option<Timestamp>,
}

/// The alliance that is meant, or all that the reader may see, as they stand.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn homes(reader: &impl Reader, of: Option<&AllianceRef>) -> Result<Vec<HomeState>> {
    use entity::alliance::{Column, Entity};
    use entity::event;
    let mut rows = reader
        .rows::<Entity>()
        .select_only()
        .columns([Column::Id, Column::Revision, Column::TimeZone])
        .filter(Condition::all().add_option(of.map(AllianceRef::is)))
        .order_by_asc(Column::Id);
    let event = |column: event::Column| Expr::col((event::Entity, column));
    let last = event(event::Column::AllianceId)
        .equals((Entity, Column::Id))
        .and(event(event::Column::Revision).equals((Entity, Column::Revision)));
    QueryTrait::query(&mut rows).expr_as(event(event::Column::At), "changed_at").join(
        JoinType::LeftJoin,
        event::Entity,
        last,
    );
    let rows = reader.conn().query_all(QueryTrait::query(&mut rows)).await?;
    let states = rows.iter().map(|row| HomeState::from_query_result(row, ""));
    Ok(states.collect::<Result<Vec<_>, _>>()?)
}

/// The next values of these indicators, indicator by indicator; of one alone, those after a place.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn values(
    reader: &impl Reader,
    indicators: &[IndicatorId],
    of: &ValueChoice,
    place: Option<ValuePlace>,
    limit: u64,
) -> Result<Vec<entity::measurement::Model>> {
    use entity::measurement::{Column, Entity};
    let here = || [Column::PeriodStart, Column::Id].map(IntoSimpleExpr::into_simple_expr);
    let beyond = place.map(|(start, id)| {
        let there = Expr::tuple([Expr::val(start.date()), Expr::val(id.0)]);
        Expr::tuple(here()).gt(there)
    });
    let rows = reader
        .rows::<Entity>()
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(Condition::all().add_option(beyond))
        .apply_if(of.status, |rows, status| rows.filter(Column::Status.eq(status)))
        .apply_if(of.from, |rows, from| rows.filter(Column::PeriodStart.gte(from)))
        .apply_if(of.to, |rows, to| rows.filter(Column::PeriodStart.lte(to)))
        .apply_if(of.present.then_some(()), |rows, ()| rows.filter(Column::Value.is_not_null()))
        .order_by_asc(Column::IndicatorId)
        .order_by_asc(Column::PeriodStart)
        .order_by_asc(Column::Id)
        .limit(limit);
    reader.all(rows).await
}
