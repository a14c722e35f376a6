//! Small lists and values that a table keeps in one column.

use std::fmt;
use std::str::FromStr;

use sea_orm::{DeriveValueType, FromJsonQueryResult};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, Type};

use super::{
    AllianceId, Day, Decimal, Declined, IndicatorId, PromptedBy, Scope, Timestamp, Unreadable,
};

/// What an API key may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Scopes(pub Vec<Scope>);

/// The alliances that an API key is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Alliances(pub Vec<AllianceId>);

/// The reasons for which a cycle is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Prompted(pub Vec<PromptedBy>);

/// The indicators that tell of a goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct IndicatorIds(pub Vec<IndicatorId>);

/// The values aimed at, by date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Targets(pub Vec<Target>);

/// A value aimed at by a day.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    async_graphql::InputObject,
    garde::Validate,
)]
#[serde(deny_unknown_fields)]
#[graphql(name = "TargetInput")]
pub struct Target {
    /// The day by which the value is aimed at.
    #[garde(skip)]
    pub due_on: Day,
    /// The value aimed at, in the indicator's unit.
    #[garde(skip)]
    pub value: Decimal,
}

/// A value aimed at by a day.
#[async_graphql::Object(serial)]
impl Target {
    /// The day by which the value is aimed at.
    async fn due_on(&self) -> Day {
        self.due_on
    }

    /// The value aimed at, in the indicator's unit.
    async fn value(&self) -> Decimal {
        self.value
    }
}

/// An answer to a prompt, as its author wrote it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Answer {
    /// The rating, 1 to 5.
    pub rating: Option<i32>,
    /// The words.
    pub text: Option<String>,
    /// Why there is neither.
    pub declined: Option<Declined>,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer")
    }
}

/// The refusals of an import that share a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusalCount {
    /// The stable word for programs.
    pub code: String,
    /// How many rows it stands against.
    pub count: i64,
    /// The first of them, by their numbers.
    pub rows: Vec<i64>,
}

/// The refusals of an import, by code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct RefusalCounts(pub Vec<RefusalCount>);

/// The cells of a row that was refused, as they were given, by column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct RowCells(pub serde_json::Map<String, serde_json::Value>);

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellFault {
    /// The column; none where the whole row is meant.
    pub column: Option<String>,
    /// The stable word for programs.
    pub code: String,
    /// What is wrong and what was expected.
    pub message: String,
}

/// Everything that is wrong with a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct RowFaults(pub Vec<CellFault>);

/// A time zone of the IANA database, such as `America/New_York`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
pub struct TimeZone(pub chrono_tz::Tz);

impl TimeZone {
    /// The day that it is there.
    pub fn day(self, moment: Timestamp) -> Day {
        Day(moment.time().with_timezone(&self.0).date_naive())
    }

    /// When a day begins there: at midnight, or where clocks skip it, with the first half hour after it
    /// that there is.
    pub fn begins(self, day: Day) -> Timestamp {
        let midnight = day.0.and_time(chrono::NaiveTime::MIN);
        let halves = (0..=48).map(|half| midnight + chrono::TimeDelta::minutes(30 * half));
        let local = |time| chrono::TimeZone::from_local_datetime(&self.0, &time).earliest();
        let first = halves.filter_map(local).next();
        Timestamp::new(first.map_or(midnight.and_utc(), |first| first.to_utc()))
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl FromStr for TimeZone {
    type Err = Unreadable;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse()
            .map(Self)
            .map_err(|_| Unreadable("expected an IANA time zone such as America/New_York"))
    }
}

impl Serialize for TimeZone {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.name())
    }
}

impl<'de> Deserialize<'de> for TimeZone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for TimeZone {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A time zone by its name in the IANA database: https://data.iana.org/time-zones/tzdb/zone1970.tab",
            ))
            .pattern(Some("^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$"))
            .min_length(Some(2))
            .max_length(Some(40))
            .examples(["America/New_York"])
            .into()
    }
}

impl utoipa::ToSchema for TimeZone {
    fn name() -> std::borrow::Cow<'static, str> {
        "TimeZone".into()
    }
}

super::graphql_as!(TimeZone, String);
