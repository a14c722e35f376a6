//! The table as a page that a facilitator can read: made by running the policy, not by copying it.

use std::fmt::Write;

use entity::types::{CycleStatus, MemberId, OrganizationId, Role, UserId};
use uuid::Uuid;

use super::{Act, Facts, Membership, On, Standing, may, row};
use crate::policy::Who;

/// Writes the matrix of roles and operations in Markdown.
pub fn matrix() -> String {
    let columns = columns();
    let mut page = String::from(
        "# Who may do what\n\nPrinted by running the policy for each role on a thing of an active \
         alliance, and on a cycle that is planned and has a facilitator. ● may, ○ may where the thing is their own (their account, their organization, \
         the cycle that they facilitate), blank may not. The last column is the scope that an API \
         key of theirs needs; – means that no key may.\n\n| on | operation |",
    );
    for (name, _) in &columns {
        let _ = write!(page, " {name} |");
    }
    page.push_str(" key |\n|---|---|");
    page.push_str(&"---|".repeat(columns.len() + 1));
    page.push('\n');
    for act in Act::all() {
        let on = row(act).on;
        let _ = write!(page, "| {} | `{}` |", on.word(), act.operation_id());
        for (_, standing) in &columns {
            let _ = write!(page, " {} |", mark(act, standing));
        }
        let scope = row(act).scope.map_or("–", |scope| scope.word());
        let _ = writeln!(page, " {scope} |");
    }
    page
}

fn mark(act: Act, by: &Standing) -> &'static str {
    let somebody = Some(MemberId(Uuid::from_u128(5)));
    let cycle = Some(CycleStatus::Planned);
    let any = Facts { facilitator: somebody, cycle, ..Facts::default() };
    let own = Facts {
        owner: by.user(),
        organization: by.member().and_then(|member| member.organization),
        facilitator: by.member().map(|member| member.id),
        ..any
    };
    let may = |facts: Facts| {
        let archived = Facts { archived: true, ..facts };
        may(act, by, &facts).is_ok() || may(act, by, &archived).is_ok()
    };
    match (may(any), may(own)) {
        (true, _) => "●",
        (false, true) => "○",
        (false, false) if starts(act, by) => "●",
        (false, false) => "",
    }
}

/// Founding and accepting are done with a standing of their own, which any user can come by.
fn starts(act: Act, by: &Standing) -> bool {
    let who = row(act).who;
    (who.contains(&Who::Founder) && row(act).on == On::Instance && by.user().is_some())
        || who.contains(&Who::Invited)
}

fn columns() -> Vec<(&'static str, Standing)> {
    let user = UserId(Uuid::from_u128(1));
    let account = |admin| Standing::Account { user, admin, session: None, scopes: None };
    vec![
        ("nobody", Standing::Nobody),
        ("user", account(false)),
        ("admin", account(true)),
        ("funder", member(Role::Funder, false)),
        ("partner", member(Role::Partner, false)),
        ("partner, steward", member(Role::Partner, true)),
        ("facilitator", member(Role::Facilitator, false)),
        ("facilitator, steward", member(Role::Facilitator, true)),
    ]
}

fn member(role: Role, steward: bool) -> Standing {
    let organization = (role == Role::Partner).then_some(OrganizationId(Uuid::from_u128(3)));
    Standing::Member(Membership {
        id: MemberId(Uuid::from_u128(2)),
        user: UserId(Uuid::from_u128(1)),
        alliance: entity::types::AllianceId(Uuid::from_u128(4)),
        role,
        steward,
        organization,
        archived: false,
        scopes: None,
    })
}
