//! The table of who may do what, operation by operation.

use entity::types::Scope;

use super::Act;

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
}

const fn rule(on: On, who: &'static [Who], when: When, scope: Option<Scope>) -> Row {
    Row { on, who, when, scope }
}

/// Who may do this, to what, when, and with which scope.
#[expect(clippy::too_many_lines, reason = "it is the table, a line an operation")]
pub const fn row(act: Act) -> Row {
    use Act::*;
    use On::*;
    use When::*;
    use Who::*;

    const READ: Option<Scope> = Some(Scope::Read);
    const PUSH: Option<Scope> = Some(Scope::Measurements);
    const WRITE: Option<Scope> = Some(Scope::Write);
    const PERSON: Option<Scope> = None;
    const INSIDE: &[Who] = &[Facilitator, Partner];
    const SHOWN: &[Who] = &[Facilitator, Partner, Funder, PublicReader];
    const LEADS: &[Who] = &[Steward, Facilitator];

    match act {
        // access
        SignIn => rule(Instance, &[Everybody], Always, PERSON),
        RefreshSession => rule(Instance, &[Everybody], Always, PERSON),
        SignOut => rule(Session, &[Oneself], Always, PERSON),
        ListSessions => rule(Instance, &[AnyUser], Always, PERSON),
        GetMe => rule(User, &[Oneself], Always, READ),
        ChangeMe => rule(User, &[Oneself], Always, PERSON),
        ChangePassword => rule(User, &[Oneself], Always, PERSON),
        ListTodo => rule(User, &[Oneself], Always, PERSON),
        CreateApiKey => rule(Instance, &[AnyUser], Always, PERSON),
        ListApiKeys => rule(Instance, &[AnyUser], Always, PERSON),
        GetApiKey => rule(ApiKey, &[Oneself], Always, PERSON),
        ChangeApiKey => rule(ApiKey, &[Oneself], Always, PERSON),
        RevokeApiKey => rule(ApiKey, &[Oneself, Admin], Always, PERSON),
        CreateUser => rule(Instance, &[Admin], Always, PERSON),
        ListUsers => rule(Instance, &[Admin], Always, PERSON),
        GetUser => rule(User, &[Oneself, Admin], Always, PERSON),
        ChangeUser => rule(User, &[Admin], Always, PERSON),
        ResetPassword => rule(User, &[Admin], Always, PERSON),

        // alliance
        CreateAlliance => rule(Instance, &[Founder], Always, WRITE),
        ListAlliances => rule(Instance, &[AnyUser], Always, READ),
        GetAlliance => rule(Alliance, SHOWN, Always, READ),
        ChangeAlliance => rule(Alliance, &[Steward], Active, WRITE),
        ArchiveAlliance => rule(Alliance, &[Steward], Active, WRITE),
        RestoreAlliance => rule(Alliance, &[Steward], Archived, WRITE),
        CreateOrganization => rule(Alliance, LEADS, Active, WRITE),
        ListOrganizations => rule(Alliance, SHOWN, Always, READ),
        GetOrganization => rule(Organization, SHOWN, Always, READ),
        ChangeOrganization => rule(Organization, &[Steward, OwnPartner], Active, WRITE),
        ArchiveOrganization => rule(Organization, &[Steward], NotArchived, WRITE),
        RestoreOrganization => rule(Organization, &[Steward], IsArchived, WRITE),
        ListMembers => rule(Alliance, INSIDE, Always, PERSON),
        GetMember => rule(Member, &[Facilitator, Partner, Oneself], Always, PERSON),
        ChangeMember => rule(Member, &[Steward], Active, PERSON),
        RemoveMember => rule(Member, &[Steward, Oneself], Active, PERSON),
        CreateInvitation => rule(Alliance, &[Steward], Active, PERSON),
        ListInvitations => rule(Alliance, &[Steward], Always, PERSON),
        GetInvitation => rule(Invitation, &[Steward], Always, PERSON),
        RevokeInvitation => rule(Invitation, &[Steward], Active, PERSON),
        AcceptInvitation => rule(Invitation, &[Invited], Active, PERSON),
        ListEvents => rule(Alliance, INSIDE, Always, READ),

        // indicators
        CreateIndicator => rule(Alliance, &[Steward], Active, WRITE),
        ListIndicators => rule(Alliance, SHOWN, Always, READ),
        GetIndicator => rule(Indicator, SHOWN, Always, READ),
        GetIndicatorByCode => rule(Indicator, SHOWN, Always, READ),
        ListDefinitions => rule(Indicator, SHOWN, Always, READ),
        ChangeIndicator => rule(Indicator, &[Steward], Active, WRITE),
        PutTargets => rule(Indicator, &[Steward], Active, WRITE),
        ArchiveIndicator => rule(Indicator, &[Steward], NotArchived, WRITE),
        RestoreIndicator => rule(Indicator, &[Steward], IsArchived, WRITE),
        RemoveIndicator => rule(Indicator, &[Steward], Active, WRITE),
        RecordMeasurement => rule(Indicator, INSIDE, NotArchived, PUSH),
        ListMeasurements => rule(Alliance, SHOWN, Always, READ),
        ListIndicatorMeasurements => rule(Indicator, SHOWN, Always, READ),
        GetMeasurement => rule(Measurement, SHOWN, Always, READ),
        ChangeMeasurement => rule(Measurement, INSIDE, Active, PUSH),
        RemoveMeasurement => rule(Measurement, INSIDE, Active, PUSH),
        ListCorrections => rule(Measurement, INSIDE, Always, READ),
        GetProgress => rule(Indicator, SHOWN, Always, READ),
        ListAllianceProgress => rule(Alliance, SHOWN, Always, READ),

        // cycle
        GetFramework => rule(Instance, &[Everybody], Always, READ),
        CreateQuestion => rule(Alliance, &[Facilitator], Active, WRITE),
        ListQuestions => rule(Alliance, INSIDE, Always, READ),
        GetQuestion => rule(Question, INSIDE, Always, READ),
        ChangeQuestion => rule(Question, &[Facilitator], Active, WRITE),
        ArchiveQuestion => rule(Question, &[Facilitator], NotArchived, WRITE),
        RestoreQuestion => rule(Question, &[Facilitator], IsArchived, WRITE),
        RemoveQuestion => rule(Question, &[Facilitator], Active, WRITE),
        PlanCycle => rule(Alliance, LEADS, Active, WRITE),
        ListCycles => rule(Alliance, INSIDE, Always, READ),
        GetCycle => rule(Cycle, INSIDE, Always, READ),
        ChangeCycle => rule(Cycle, &[CycleFacilitator, Planner], Active, WRITE),
        RemoveCycle => rule(Cycle, &[CycleFacilitator, Planner], Active, WRITE),
        OpenCycle => rule(Cycle, &[CycleFacilitator], Active, WRITE),
        PauseCycle => rule(Cycle, &[CycleFacilitator], Active, WRITE),
        ResumeCycle => rule(Cycle, &[CycleFacilitator], Active, WRITE),
        CloseCycle => rule(Cycle, &[CycleFacilitator], Active, WRITE),
        HandOverCycle => rule(Cycle, &[CycleFacilitator, StewardWithoutFacilitator], Active, WRITE),
        ListDiscussions => rule(Cycle, INSIDE, Always, READ),
        GetDiscussion => rule(Discussion, INSIDE, Always, READ),
        StartDiscussion => rule(Discussion, &[CycleFacilitator], Active, WRITE),
        RevealDiscussion => rule(Discussion, &[CycleFacilitator], Active, WRITE),
        ConcludeDiscussion => rule(Discussion, &[CycleFacilitator], Active, WRITE),
        SetAsideDiscussion => rule(Discussion, &[CycleFacilitator], Active, WRITE),
        RevisitDiscussion => rule(Discussion, &[CycleFacilitator], Active, WRITE),
        ReaffirmDiscussion => rule(Discussion, &[CycleFacilitator], Active, WRITE),
        ListPrompts => rule(Discussion, INSIDE, Always, READ),
        ListMyResponses => rule(Discussion, &[Partner], Always, PERSON),
        DraftResponse => rule(Prompt, &[Partner], Active, PERSON),
        RemoveResponse => rule(Prompt, &[Partner], Active, PERSON),
        SubmitResponses => rule(Discussion, &[Partner], Active, PERSON),
        WithdrawResponses => rule(Discussion, &[Partner], Active, PERSON),
        GetResults => rule(Discussion, INSIDE, Always, PERSON),
        CreateConclusion => rule(Discussion, &[CycleFacilitator], Active, WRITE),
        ListConclusions => rule(Alliance, INSIDE, Always, READ),
        ListDiscussionConclusions => rule(Discussion, INSIDE, Always, READ),
        GetConclusion => rule(Conclusion, INSIDE, Always, READ),
        ChangeConclusion => rule(Conclusion, &[CycleFacilitator], Active, WRITE),
        ReviewConclusion => rule(Conclusion, &[Facilitator, CycleFacilitator], Active, WRITE),
        RemoveConclusion => rule(Conclusion, &[CycleFacilitator], Active, WRITE),
    }
}
