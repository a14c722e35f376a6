//! Limits on both sides, and the table cell by cell.

mod enough;
mod promise;
mod repeats;
mod shown;
mod sight;
mod suppression;
mod terms;

use entity::types::{FacilitatorSees, OrganizationId, RespondAs};
use uuid::Uuid;

use super::{MinPeople, Respondents, Terms};

fn organization(number: u128) -> OrganizationId {
    OrganizationId(Uuid::from_u128(1000 + number))
}

/// Respondents told as (who, organization).
fn group(told: &[(u128, u128)]) -> Respondents {
    told.iter().map(|(who, of)| (Uuid::from_u128(*who), organization(*of))).collect()
}

fn named(facilitator_sees: FacilitatorSees) -> Terms {
    Terms::Named { facilitator_sees, respond_as: RespondAs::Member }
}

fn by_organization() -> Terms {
    Terms::ByOrganization { respond_as: RespondAs::Member }
}

fn anonymous() -> Terms {
    Terms::Anonymous { min_people: MinPeople::default() }
}
