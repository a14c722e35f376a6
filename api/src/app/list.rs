//! Lists: one operation for all whose things come in pages.
//!
//! A [`Filter`] says which rows are listed. Order, length and beginning of a page are the same for
//! every list, and are asked for beside its filter.

use std::fmt::Debug;

use garde::{Path, Report, Validate};
use sea_orm::Select;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{Ref, Required};
use utoipa::{IntoParams, ToSchema};

use crate::app::{Done, Located, Operation, Page, Present, Read, in_order};
use crate::error::Result;
use crate::policy::Act;
use crate::store::{Cursor, Locator, PageOf, Reader, Sort, View};

/// Which things a list shows; the struct holds the fields by which a caller narrows it down.
pub trait Filter:
    Clone
    + Debug
    + Default
    + DeserializeOwned
    + IntoParams
    + Validate<Context = ()>
    + Send
    + Sync
    + 'static
{
    /// The row of the policy table.
    const ACT: Act;
    /// How the thing is found whose children are listed.
    type Locator: Locator;
    /// What is listed.
    type Thing: Present;
    /// The orders in which it can be listed.
    type Sort: Order<Entity = <Self::Thing as Present>::Entity>;

    /// The rows that are listed, of those that the reader may see.
    fn rows(
        self,
        view: &View,
        within: &<Self::Locator as Locator>::Subject,
    ) -> Select<<Self::Thing as Present>::Entity>;

    /// Completes the things of a page by what their own rows do not say; by default nothing.
    fn complete(
        _: &View,
        _: &<Self::Locator as Locator>::Subject,
        _: &mut [Self::Thing],
    ) -> impl Future<Output = Result<()>> + Send {
        async { Ok(()) }
    }
}

/// The orders of a list, as a caller names them.
pub trait Order: Sort + Debug + Default + ToSchema {}

impl<S: Sort + Debug + Default + ToSchema> Order for S {}

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams, Validate)]
#[serde(deny_unknown_fields, default, bound = "S: Order")]
#[into_params(parameter_in = Query)]
pub struct Paging<S: Order> {
    /// The order.
    #[param(ignore)]
    #[garde(skip)]
    sort: S,
    /// How many at most, 1 to 200; 50 where nothing is said.
    #[param(minimum = 1, maximum = 200)]
    #[garde(inner(range(min = 1, max = 200)))]
    limit: Option<u32>,
    /// Where the page before ended.
    #[garde(custom(in_order(self.sort)))]
    cursor: Option<Cursor>,
}

impl<S: Order> Paging<S> {
    /// The parameters by which a caller asks for it.
    const NAMES: [&str; 3] = ["sort", "limit", "cursor"];

    fn page(self) -> PageOf<S> {
        let Self { sort, limit, cursor } = self;
        PageOf { sort, limit: limit.unwrap_or(50), after: cursor }
    }

    /// The derived parameters cannot refer to the schema of a generic type; this one does.
    fn sort_parameter() -> Parameter {
        ParameterBuilder::new()
            .name("sort")
            .parameter_in(ParameterIn::Query)
            .description(Some("The order."))
            .required(Required::False)
            .schema(Some(Ref::from_schema_name(S::name())))
            .build()
    }
}

/// Lists the things that a filter shows, in pages.
#[derive(Clone, Debug)]
pub struct List<F: Filter> {
    filter: F,
    paging: Paging<F::Sort>,
}

impl<F: Filter> List<F> {
    /// What narrows the list down, for whoever takes it whole.
    pub fn whole(self) -> F {
        self.filter
    }

    /// Asks for the part of a list that comes after a cursor.
    pub fn of(
        filter: Option<F>,
        sort: F::Sort,
        limit: Option<u32>,
        cursor: Option<String>,
    ) -> Self {
        let paging = Paging { sort, limit, cursor: cursor.map(Cursor) };
        Self { filter: filter.unwrap_or_default(), paging }
    }
}

impl<F: Filter> Operation for List<F> {
    const ACT: Act = F::ACT;
    type Locator = F::Locator;
    type AccessMode = Read;
    type Output = Page<F::Thing>;

    async fn execute(self, view: View, within: Located<Self>) -> Result<Done<Self>> {
        let Self { filter, paging } = self;
        let rows = filter.rows(&view, &within);
        let slice = view.page(rows, paging.page()).await?;
        let mut page = Page::of(slice, |row| F::Thing::shown(row, &view));
        F::complete(&view, &within, &mut page.items).await?;
        Ok(page)
    }
}

impl<F: Filter> Validate for List<F> {
    type Context = ();

    fn validate_into(&self, cx: &(), parent: &mut dyn FnMut() -> Path, report: &mut Report) {
        let Self { filter, paging } = self;
        filter.validate_into(cx, parent, report);
        paging.validate_into(cx, parent, report);
    }
}

impl<F: Filter> IntoParams for List<F> {
    fn into_params(place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let mut all = F::into_params(&place);
        all.push(Paging::<F::Sort>::sort_parameter());
        all.extend(Paging::<F::Sort>::into_params(&place));
        all
    }
}

/// A parameter and its text.
type TextPair = (String, String);

/// A list is read from the pairs of a query string.
impl<'de, F: Filter> Deserialize<'de> for List<F> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let pairs = Vec::<TextPair>::deserialize(from)?;
        let of_paging = |(name, _): &TextPair| Paging::<F::Sort>::NAMES.contains(&name.as_str());
        let (paging, filter): (Vec<_>, Vec<_>) = pairs.into_iter().partition(of_paging);
        Ok(Self { filter: read(&filter)?, paging: read(&paging)? })
    }
}

/// Reads a part of the pairs as if the query string held no others. Serde's own `flatten` would read
/// every text as a text, and no number.
fn read<T: DeserializeOwned, E: Error>(pairs: &[TextPair]) -> Result<T, E> {
    let text = serde_urlencoded::to_string(pairs).map_err(E::custom)?;
    serde_urlencoded::from_str(&text).map_err(E::custom)
}
