//! An alliance as a locator.

use async_trait::async_trait;
use std::fmt;
use std::str::FromStr;

use entity::types::{AllianceId, Slug};
use garde::{Path, Report, Validate};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use serde::de::{Deserialize, Deserializer, Error};

use super::{Locator, Lock, find, findable};
use crate::error::Result;
use crate::policy::{Actor, Standing};
use crate::store::{Found, Queries};

/// An alliance, by its id or by its slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AllianceRef {
    /// By its id.
    Id(AllianceId),
    /// By its slug.
    Slug(Slug),
}

impl FromStr for AllianceRef {
    type Err = <AllianceId as FromStr>::Err;

    /// Slugs hold no `_`, so whatever does is meant as an id.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.contains('_') { text.parse().map(Self::Id) } else { Ok(Self::Slug(text.into())) }
    }
}

impl fmt::Display for AllianceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => fmt::Display::fmt(id, f),
            Self::Slug(slug) => fmt::Display::fmt(slug, f),
        }
    }
}

entity::graphql_id!(AllianceRef);

impl<'de> Deserialize<'de> for AllianceRef {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(Error::custom)
    }
}

/// As it is written: whether there is such an alliance, only the database knows.
impl Validate for AllianceRef {
    type Context = ();

    fn validate_into(&self, cx: &(), parent: &mut dyn FnMut() -> Path, report: &mut Report) {
        if let Self::Slug(slug) = self {
            slug.validate_into(cx, parent, report);
        }
    }
}

impl From<AllianceId> for AllianceRef {
    fn from(id: AllianceId) -> Self {
        Self::Id(id)
    }
}

impl AllianceRef {
    /// The alliance that is meant, as a condition.
    pub(in crate::store) fn is(&self) -> SimpleExpr {
        use entity::alliance::{Column, Entity};
        match self {
            Self::Id(id) => Expr::col((Entity, Column::Id)).eq(id.0),
            Self::Slug(slug) => Expr::col((Entity, Column::Slug)).eq(findable(slug.as_str())),
        }
    }
}

#[async_trait]
impl Locator for AllianceRef {
    type Subject = Found<entity::alliance::Entity>;

    fn lock(&self) -> Lock {
        Lock::Alliance(self.is())
    }

    async fn locate(&self, conn: Queries<'_>, actor: &Actor) -> Result<(Standing, Self::Subject)> {
        find::<entity::alliance::Entity>(conn, actor, self.is()).await
    }
}
