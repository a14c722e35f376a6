//! What somebody is, where an operation happens.

use entity::types::{AllianceId, MemberId, OrganizationId, Role, Scope, SessionId, UserId};

/// The scopes of the API key that a request came with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes {
    read: bool,
    measurements: bool,
    write: bool,
}

impl Scopes {
    /// Takes the scopes that a key was given. Who may write may also read and push measurements.
    pub fn of(given: &[Scope]) -> Self {
        let write = given.contains(&Scope::Write);
        Self {
            read: write || given.contains(&Scope::Read),
            measurements: write || given.contains(&Scope::Measurements),
            write,
        }
    }

    /// Whether they hold what an operation takes.
    pub fn hold(self, scope: Scope) -> bool {
        match scope {
            Scope::Read => self.read,
            Scope::Measurements => self.measurements,
            Scope::Write => self.write,
        }
    }
}

/// A user's place in an alliance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The member.
    pub id: MemberId,
    /// The account.
    pub user: UserId,
    /// The alliance.
    pub alliance: AllianceId,
    /// The role there.
    pub role: Role,
    /// Whether the member is a steward.
    pub steward: bool,
    /// The organization for which a partner speaks.
    pub organization: Option<OrganizationId>,
    /// Whether the alliance is archived, and so read-only.
    pub archived: bool,
    /// The scopes of the key that the request came with; none for a person's own sign-in.
    pub scopes: Option<Scopes>,
}

/// What the caller is, where the operation happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not signed in.
    Nobody,
    /// Runs a command beside the database, and so could do anything: keeps the instance.
    Operator,
    /// Signed in, outside any alliance.
    Account {
        /// The account.
        user: UserId,
        /// Whether it keeps the instance.
        admin: bool,
        /// The sign-in that the request came with.
        session: Option<SessionId>,
        /// The scopes of the key that the request came with.
        scopes: Option<Scopes>,
    },
    /// About to found an alliance.
    Founder {
        /// The account.
        user: UserId,
        /// The scopes of the key that the request came with.
        scopes: Option<Scopes>,
    },
    /// Holds the token of an open invitation.
    Invited {
        /// The account, where one is signed in.
        user: Option<UserId>,
        /// The scopes of the key that the request came with.
        scopes: Option<Scopes>,
        /// Whether the alliance is archived, and so read-only.
        archived: bool,
    },
    /// A member of the alliance.
    Member(Membership),
    /// Reads what an alliance shows to everybody.
    Public {
        /// The alliance.
        alliance: AllianceId,
    },
}

impl Standing {
    /// The membership, for members.
    pub fn member(&self) -> Option<&Membership> {
        match self {
            Self::Member(member) => Some(member),
            _ => None,
        }
    }

    /// The role, for members.
    pub fn role(&self) -> Option<Role> {
        self.member().map(|member| member.role)
    }

    /// The account, where one is signed in.
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::Nobody | Self::Operator | Self::Public { .. } => None,
            Self::Account { user, .. } | Self::Founder { user, .. } => Some(*user),
            Self::Invited { user, .. } => *user,
            Self::Member(member) => Some(member.user),
        }
    }

    /// Whether the account keeps the instance.
    pub fn admin(&self) -> bool {
        matches!(self, Self::Operator | Self::Account { admin: true, .. })
    }

    /// The sign-in that the request came with.
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Self::Account { session, .. } => *session,
            _ => None,
        }
    }

    /// The scopes of the key that the request came with.
    pub fn scopes(&self) -> Option<Scopes> {
        match self {
            Self::Account { scopes, .. }
            | Self::Founder { scopes, .. }
            | Self::Invited { scopes, .. } => *scopes,
            Self::Member(member) => member.scopes,
            Self::Nobody | Self::Operator | Self::Public { .. } => None,
        }
    }

    /// Whether the alliance where one stands is archived, and so read-only.
    pub fn archived(&self) -> bool {
        match self {
            Self::Member(member) => member.archived,
            Self::Invited { archived, .. } => *archived,
            _ => false,
        }
    }

    /// Whether this is a partner or a facilitator, who see what the alliance keeps to itself.
    pub fn insider(&self) -> bool {
        matches!(self.role(), Some(Role::Facilitator | Role::Partner))
    }
}
