//! Events: what changed in an alliance, who, when, in order; never the text of anything.

use async_graphql::SimpleObject;
use entity::event::{Column, Entity, Model};
use entity::types::{AllianceId, AnyId, EventId, MemberId, Timestamp};
use garde::Validate;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Done, Located, Operation, Page, Read, given};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{AllianceRef, Cursor, Reader, View, events};

/// What changed: one entry for each revision of the alliance.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, SimpleObject)]
#[graphql(serial)]
pub struct Event {
    /// The entry.
    pub id: EventId,
    /// The alliance.
    pub alliance_id: AllianceId,
    /// The revision that the write led to.
    pub revision: i64,
    /// When.
    pub at: Timestamp,
    /// The operation that was carried out.
    #[schema(value_type = EventAct)]
    pub act: String,
    /// Who did it; null where it was not a member.
    #[schema(required)]
    pub member_id: Option<MemberId>,
    /// What kind of thing it was about.
    #[schema(max_length = 40, example = "organization")]
    pub about_kind: String,
    /// The id of the thing that it was about.
    pub about: AnyId,
}

impl From<Model> for Event {
    fn from(row: Model) -> Self {
        let Model { alliance_id, revision, id, at, act, member_id, about, about_kind } = row;
        let about = AnyId::new(about_kind.clone(), about);
        Self { id, alliance_id, revision, at, act, member_id, about_kind, about }
    }
}

/// The orders in which events can be listed.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    ToSchema,
    async_graphql::Enum,
)]
#[serde(rename_all = "snake_case")]
pub enum EventSort {
    /// The oldest first.
    #[default]
    Revision,
    /// The newest first.
    RevisionDesc,
}

/// Which events of an alliance to list, in the order of their revisions.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ListEvents {
    /// Only those after this revision; from the first where nothing is said.
    #[param(minimum = 0, maximum = 9007199254740991_i64)]
    #[garde(inner(range(min = 0, max = 9_007_199_254_740_991)))]
    pub after_revision: Option<i64>,
    /// Only those of this operation.
    #[param(value_type = Option<EventAct>)]
    #[garde(inner(custom(word)))]
    pub act: Option<String>,
    /// Only those about this thing.
    #[garde(skip)]
    pub about: Option<AnyId>,
    /// The order.
    #[param(required = false)]
    #[garde(skip)]
    pub sort: EventSort,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[garde(custom(of_revisions(self.sort)))]
    pub cursor: Option<Cursor>,
}

/// An operation that leaves an event.
#[derive(Clone, Copy, Debug)]
pub struct EventAct;

impl EventAct {
    fn words() -> impl Iterator<Item = String> {
        Act::all().filter(|act| act.writes() && !act.untold()).map(Act::word)
    }
}

impl utoipa::PartialSchema for EventAct {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("An operation that leaves an event."))
            .enum_values(Some(Self::words()))
            .into()
    }
}

impl ToSchema for EventAct {
    fn name() -> std::borrow::Cow<'static, str> {
        "EventAct".into()
    }
}

fn word(text: &str, _: &()) -> garde::Result {
    if EventAct::words().any(|act| act == text) {
        Ok(())
    } else {
        Err(garde::Error::new("expected an operation, as `change_organization`"))
    }
}

fn of_revisions(sort: EventSort) -> impl FnOnce(&Option<Cursor>, &()) -> garde::Result {
    let newest_first = sort == EventSort::RevisionDesc;
    move |cursor, &()| {
        given(cursor.as_ref().is_none_or(|cursor| events::leads_on(cursor, newest_first)))
    }
}

impl Operation for ListEvents {
    const ACT: Act = Act::ListEvents;
    type Locator = AllianceRef;
    type AccessMode = Read;
    type Output = Page<Event>;

    async fn execute(self, view: View, alliance: Located<Self>) -> Result<Done<Self>> {
        let Self { after_revision, act, about, sort, limit, cursor } = self;
        let rows = view
            .rows::<Entity>()
            .filter(Column::AllianceId.eq(alliance.id))
            .apply_if(after_revision, |rows, seen| rows.filter(Column::Revision.gt(seen)))
            .apply_if(act, |rows, act| rows.filter(Column::Act.eq(act)))
            .apply_if(about, |rows, it| {
                rows.filter(Column::About.eq(it.uuid())).filter(Column::AboutKind.eq(it.kind()))
            });
        let newest_first = sort == EventSort::RevisionDesc;
        let slice = events::page(&view, rows, newest_first, limit.unwrap_or(50), cursor).await?;
        Ok(Page::of(slice, Event::from))
    }
}
