//! The table of who may do what, operation by operation.

mod kinds;

pub use kinds::{On, Who};

use entity::types::Scope;

use On::*;
use When::*;
use Who::*;

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
    CreateProposal => writes(Alliance, INSIDE, Active, WRITE);
    ListProposals => reads(Alliance, INSIDE, Always, READ);
    GetProposal => reads(Proposal, INSIDE, Always, READ);
    CloseProposal => writes(Proposal, &[Facilitator], Active, WRITE);
    WithdrawProposal => writes(Proposal, &[Facilitator, OwnPartner], Active, WRITE);
    ListPositions => reads(Proposal, INSIDE, Always, READ);
    GetPosition => reads(Proposal, INSIDE, Always, READ);
    PutPosition => writes(Proposal, &[OwnPartner], Active, WRITE);

    // purpose
    CreateStatement => writes(Alliance, INSIDE, Active, WRITE);
    ListStatements => reads(Alliance, INSIDE, Always, READ);
    GetStatement => reads(Statement, INSIDE, Always, READ);
    GetStatementInForce => reads(Alliance, INSIDE, Always, READ);
    ChangeStatement => writes(Statement, INSIDE, Active, WRITE);
    RemoveStatement => writes(Statement, INSIDE, Active, WRITE);
    CreateGoal => writes(Alliance, INSIDE, Active, WRITE);
    ListGoals => reads(Alliance, INSIDE, Always, READ);
    GetGoal => reads(Goal, INSIDE, Always, READ);
    ListGoalVersions => reads(Goal, INSIDE, Always, READ);
    ChangeGoal => writes(Goal, INSIDE, Active, WRITE);
    EndGoal => writes(Goal, INSIDE, Active, WRITE);
    ReopenGoal => writes(Goal, INSIDE, Active, WRITE);

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
    ListAllMeasurements => reads(Instance, &[AnyUser], Always, READ);
    ListAllProgress => reads(Instance, &[AnyUser], Always, READ);

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
    ChangeDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    StartDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    RevealDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    ConcludeDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    SetAsideDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    RevisitDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    ReaffirmDiscussion => writes(Discussion, &[CycleFacilitator], Active, WRITE);
    ListPrompts => reads(Discussion, INSIDE, Always, READ);
    ListMyResponses => reads(Discussion, &[Partner], Always, PERSON);
    DraftResponse => writes(Prompt, &[Partner], Active, PERSON);
    DraftResponses => writes(Discussion, &[Partner], Active, PERSON);
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
