//! Imports.

use async_graphql::{Context, Object, Result};
use entity::types::ImportId;

use crate::app::List;
use crate::app::indicators::{
    GetImport, Import, ImportFilter, ImportSort, ListRefusedRows, RefusedRow,
};
use crate::graphql::connection::Connection;
use crate::graphql::in_place::InPlace;
use crate::graphql::request::{find, list};
use crate::store::AllianceRef;

/// What can be asked about imports.
#[derive(Default)]
pub struct ImportsQuery;

#[Object]
impl ImportsQuery {
    /// One import.
    async fn import(&self, c: &Context<'_>, import: ImportId) -> Result<Option<InPlace<Import>>> {
        find(c, import, GetImport::default()).await
    }

    /// The rows of an import that were refused, in their order.
    async fn refused_rows(
        &self,
        c: &Context<'_>,
        import: ImportId,
        after_row: Option<i64>,
        first: Option<u32>,
    ) -> Result<Connection<RefusedRow>> {
        list(c, import, ListRefusedRows { after_row, limit: first }).await
    }

    /// The imports of an alliance.
    async fn imports(
        &self,
        c: &Context<'_>,
        alliance: AllianceRef,
        filter: Option<ImportFilter>,
        #[graphql(default)] sort: ImportSort,
        first: Option<u32>,
        after: Option<String>,
    ) -> Result<Connection<Import>> {
        list(c, alliance, List::of(filter, sort, first, after)).await
    }
}
