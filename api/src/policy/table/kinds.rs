//! The kinds of things that operations are done to, and of people who may do them.

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
        /// A goal.
        Goal = "goal",
        /// A version of the statement of purpose.
        Statement = "statement",
        /// A proposal.
        Proposal = "proposal",
        /// A position.
        Position = "position",
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
