//! The table of who may do what, operation by operation.

use entity::types::Scope;

use On::*;
use When::*;
use Who::*;

macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($(#[doc = $said:literal])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[doc = $said])+ $variant,)+ }

        impl $name {
            /// All of them, in order.
            pub fn all() -> impl Iterator<Item = Self> {
                [$(Self::$variant),+].into_iter()
            }

            /// The words for it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

listed! {
    /// The kind of thing that an operation is done to.
    On {
        /// The instance itself.
        Instance = "instance",
        /// An account.
        User = "user",
        /// A sign-in.
        Session = "session",
        /// An API key.
        ApiKey = "api_key",
        /// An alliance.
        Alliance = "alliance",
        /// An organization.
        Organization = "organization",
        /// A member.
        Member = "member",
        /// An invitation.
        Invitation = "invitation",
        /// An indicator.
        Indicator = "indicator",
        /// A measurement.
        Measurement = "measurement",
        /// A push of values.
        Import = "import",
        /// An alliance's own question.
        Question = "question",
        /// A cycle.
        Cycle = "cycle",
        /// A discussion.
        Discussion = "discussion",
        /// A prompt.
        Prompt = "prompt",
        /// A round.
        Round = "round",
        /// A conclusion.
        Conclusion = "conclusion",
    }
}

listed! {
    /// Who may; always one of several.
    Who {
        /// Everybody, signed in or not.
        Everybody = "everybody",
        /// Whoever is signed in.
        AnyUser = "any signed-in user",
        /// An admin of the instance.
        Admin = "an admin",
        /// The account whose thing it is.
        Oneself = "the account itself",
        /// Whoever founds the alliance.
        Founder = "its founder",
        /// Whoever holds an open invitation.
        Invited = "whoever holds an open invitation",
        /// A steward of the alliance.
        Steward = "a steward",
        /// A member whose role is facilitator.
        Facilitator = "a facilitator",
        /// Whoever facilitates the cycle.
        CycleFacilitator = "the cycle's facilitator",
        /// A steward, where nobody facilitates the cycle, or whoever does can no longer act.
        StewardWithoutFacilitator = "where its facilitator is missing a steward",
        /// A steward or a facilitator, until the cycle opens.
        Planner = "until the cycle opens a steward or a facilitator",
        /// A partner of any organization.
        Partner = "a partner",
        /// A partner of the very organization.
        OwnPartner = "a partner of this organization",
        /// A funder.
        Funder = "a funder",
        /// Whoever reads what the alliance shows to everybody.
        PublicReader = "everybody, where the alliance allows it",
    }
}

impl Who {
    /// The words for it in a sentence.
    pub fn named(self) -> &'static str {
        self.word()
    }
}

/// When an operation can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At any time.
    Always,
    /// Only while the alliance is not archived.
    Active,
    /// Only while neither the alliance nor the thing is archived.
    NotArchived,
    /// Only while the thing is archived and the alliance is not.
    IsArchived,
    /// Only while the alliance, which is the thing, is archived.
    Archived,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The kind of thing that it is done to.
    pub on: On,
    /// Who may: any of these.
    pub who: &'static [Who],
    /// When.
    pub when: When,
    /// The scope that an API key must have; none where no key may.
    pub scope: Option<Scope>,
    /// Whether it changes anything.
    pub writes: bool,
}

const fn reads(on: On, who: &'static [Who], when: When, scope: Option<Scope>) -> Row {
    Row { on, who, when, scope, writes: false }
}

const fn writes(on: On, who: &'static [Who], when: When, scope: Option<Scope>) -> Row {
    Row { on, who, when, scope, writes: true }
}

macro_rules! acts {
    ($($name:ident => $row:expr;)+) => {
        /// An operation of the service: one row of the table, one route, one GraphQL root field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Act {
            $(#[doc = concat!("The operation `", stringify!($name), "`.")] $name,)+
        }

        impl Act {
            pub(super) const ALL: &[(Self, &str)] = &[$((Self::$name, stringify!($name)),)+];
        }

        /// Who may do this, to what, when, and with which scope.
        pub const fn row(act: Act) -> Row {
            match act {
                $(Act::$name => $row,)+
            }
        }
    };
}

const READ: Option<Scope> = Some(Scope::Read);
const PUSH: Option<Scope> = Some(Scope::Measurements);
const WRITE: Option<Scope> = Some(Scope::Write);
const PERSON: Option<Scope> = None;
const INSIDE: &[Who] = &[Facilitator, Partner];
const SHOWN: &[Who] = &[Facilitator, Partner, Funder, PublicReader];
const LEADS: &[Who] = &[Steward, Facilitator];

acts! {
    // access
    SignIn => writes(Instance, &[Everybody], Always, PERSON);
    RefreshSession => writes(Instance, &[Everybody], Always, PERSON);
    SignOut => writes(Session, &[Oneself], Always, PERSON);
    ListSessions => reads(Instance, &[AnyUser], Always, PERSON);
    GetMe => reads(User, &[Oneself], Always, READ);
    ChangeMe => writes(User, &[Oneself], Always, PERSON);
    ChangePassword => writes(User, &[Oneself], Always, PERSON);
    ListTodo => reads(User, &[Oneself], Always, PERSON);
    CreateApiKey => writes(Instance, &[AnyUser], Always, PERSON);
    ListApiKeys => reads(Instance, &[AnyUser], Always, PERSON);
    GetApiKey => reads(ApiKey, &[Oneself], Always, PERSON);
    ChangeApiKey => writes(ApiKey, &[Oneself], Always, PERSON);
    RevokeApiKey => writes(ApiKey, &[Oneself, Admin], Always, PERSON);
    CreateUser => writes(Instance, &[Admin], Always, PERSON);
    ListUsers => reads(Instance, &[Admin], Always, PERSON);
    GetUser => reads(User, &[Oneself, Admin], Always, PERSON);
    ChangeUser => writes(User, &[Admin], Always, PERSON);
    ResetPassword => writes(User, &[Admin], Always, PERSON);

    // alliance
    CreateAlliance => writes(Instance, &[Founder], Always, WRITE);
    ListAlliances => reads(Instance, &[AnyUser], Always, READ);
    GetAlliance => reads(Alliance, SHOWN, Always, READ);
    ChangeAlliance => writes(Alliance, &[Steward], Active, WRITE);
    ArchiveAlliance => writes(Alliance, &[Steward], Active, WRITE);
    RestoreAlliance => writes(Alliance, &[Steward], Archived, WRITE);
    CreateOrganization => writes(Alliance, LEADS, Active, WRITE);
    ListOrganizations => reads(Alliance, SHOWN, Always, READ);
    GetOrganization => reads(Organization, SHOWN, Always, READ);
    ChangeOrganization => writes(Organization, &[Steward, OwnPartner], Active, WRITE);
    ArchiveOrganization => writes(Organization, &[Steward], NotArchived, WRITE);
    RestoreOrganization => writes(Organization, &[Steward], IsArchived, WRITE);
    ListMembers => reads(Alliance, INSIDE, Always, PERSON);
    GetMember => reads(Member, &[Facilitator, Partner, Oneself], Always, PERSON);
    ChangeMember => writes(Member, &[Steward], Active, PERSON);
    RemoveMember => writes(Member, &[Steward, Oneself], Active, PERSON);
    CreateInvitation => writes(Alliance, &[Steward], Active, PERSON);
    ListInvitations => reads(Alliance, &[Steward], Always, PERSON);
    GetInvitation => reads(Invitation, &[Steward], Always, PERSON);
    RevokeInvitation => writes(Invitation, &[Steward], Active, PERSON);
    AcceptInvitation => writes(Invitation, &[Invited], Active, PERSON);
    ListEvents => reads(Alliance, INSIDE, Always, READ);

    // indicators
    CreateIndicator => writes(Alliance, &[Steward], Active, WRITE);
    ListIndicators => reads(Alliance, SHOWN, Always, READ);
    GetIndicator => reads(Indicator, SHOWN, Always, READ);
    GetIndicatorByCode => reads(Indicator, SHOWN, Always, READ);
    ListDefinitions => reads(Indicator, SHOWN, Always, READ);
    ChangeIndicator => writes(Indicator, &[Steward], Active, WRITE);
    PutTargets => writes(Indicator, &[Steward], Active, WRITE);
    ArchiveIndicator => writes(Indicator, &[Steward], NotArchived, WRITE);
    RestoreIndicator => writes(Indicator, &[Steward], IsArchived, WRITE);
    RemoveIndicator => writes(Indicator, &[Steward], Active, WRITE);
    RecordMeasurement => writes(Indicator, INSIDE, NotArchived, PUSH);
    PushMeasurements => writes(Alliance, INSIDE, Active, PUSH);
    ListImports => reads(Alliance, INSIDE, Always, READ);
    GetImport => reads(Import, INSIDE, Always, READ);
    ListRefusedRows => reads(Import, INSIDE, Always, READ);
    ListMeasurements => reads(Alliance, SHOWN, Always, READ);
    ListIndicatorMeasurements => reads(Indicator, SHOWN, Always, READ);
    GetMeasurement => reads(Measurement, SHOWN, Always, READ);
    ChangeMeasurement => writes(Measurement, INSIDE, Active, PUSH);
    RemoveMeasurement => writes(Measurement, INSIDE, Active, PUSH);
    ListCorrections => reads(Measurement, INSIDE, Always, READ);
    GetProgress => reads(Indicator, SHOWN, Always, READ);
    ListAllianceProgress => reads(Alliance, SHOWN, Always, READ);

    // cycle
    GetFramework => reads(Instance, &[Everybody], Always, READ);
    CreateQuestion => writes(Alliance, &[Facilitator], Active, WRITE);
    ListQuestions => reads(Alliance, INSIDE, Always, READ);
    GetQuestion => reads(Question, INSIDE, Always, READ);
    ChangeQuestion => writes(Question, &[Facilitator], Active, WRITE);
    ArchiveQuestion => writes(Question, &[Facilitator], NotArchived, WRITE);
    RestoreQuestion => writes(Question, &[Facilitator], IsArchived, WRITE);
    RemoveQuestion => writes(Question, &[Facilitator], Active, WRITE);
    PlanCycle => writes(Alliance, LEADS, Active, WRITE);
    ListCycles => reads(Alliance, INSIDE, Always, READ);
    GetCycle => reads(Cycle, INSIDE, Always, READ);
    ChangeCycle => writes(Cycle, &[CycleFacilitator, Planner], Active, WRITE);
    RemoveCycle => writes(Cycle, &[CycleFacilitator, Planner], Active, WRITE);
    OpenCycle => writes(Cycle, &[CycleFacilitator], Active, WRITE);
    PauseCycle => writes(Cycle, &[CycleFacilitator], Active, WRITE);
    ResumeCycle => writes(Cycle, &[CycleFacilitator], Active, WRITE);
    CloseCycle => writes(Cycle, &[CycleFacilitator], Active, WRITE);
    HandOverCycle => writes(Cycle, &[CycleFacilitator, StewardWithoutFacilitator], Active, WRITE);
    ListDiscussions => reads(Cycle, INSIDE, Always, READ);
    GetDiscussion => reads(Discussion, INSIDE, Always, READ);
    StartDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    RevealDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    ConcludeDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    SetAsideDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    RevisitDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    ReaffirmDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    ListPrompts => reads(Discussion, INSIDE, Always, READ);
    ListMyResponses => reads(Discussion, &[Partner], Always, PERSON);
    DraftResponse => writes(Prompt, &[Partner], Active, PERSON);
    RemoveResponse => writes(Prompt, &[Partner], Active, PERSON);
    SubmitResponses => writes(Discussion, &[Partner], Active, PERSON);
    WithdrawResponses => writes(Discussion, &[Partner], Active, PERSON);
    GetResults => reads(Discussion, INSIDE, Always, PERSON);
    CreateConclusion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    ListConclusions => reads(Alliance, INSIDE, Always, READ);
    ListDiscussionConclusions => reads(Discussion, INSIDE, Always, READ);
    GetConclusion => reads(Conclusion, INSIDE, Always, READ);
    ChangeConclusion => writes(Conclusion, &[CycleFacilitator], Active, WRITE);
    ReviewConclusion => writes(Conclusion, &[Facilitator, CycleFacilitator], Active, WRITE);
    RemoveConclusion => writes(Conclusion, &[CycleFacilitator], Active, WRITE);
}
