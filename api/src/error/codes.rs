//! The table of codes: every word by which a refusal is known to programs.

use serde::Serialize;

/// What a refusal is about, which is what decides its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// The request cannot be read: syntax, encoding, cursor.
    Unreadable,
    /// Nobody is signed in, or the credential does not hold.
    Unauthenticated,
    /// The caller may not do this here.
    Forbidden,
    /// There is nothing here, or nothing that the caller may see.
    Missing,
    /// This address does not take this method.
    Method,
    /// The answer cannot be given in a form that the caller takes.
    NotAcceptable,
    /// What is there stands against it (a state, the order, a name that is taken), or parts of the
    /// request do not go together: what no schema can say.
    State,
    /// The caller has seen an older version.
    Stale,
    /// The request does not arrive.
    Slow,
    /// The body is too large.
    TooLarge,
    /// The body is of a kind that is not read here.
    MediaType,
    /// What is wrong with a single field or parameter, which the published schema shows.
    Invalid,
    /// Too many requests.
    TooMany,
    /// A fault of the service.
    Fault,
    /// The service cannot do it now.
    Unavailable,
}

impl Category {
    /// The HTTP status.
    pub const fn status(self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::Missing => 404,
            Self::Method => 405,
            Self::NotAcceptable => 406,
            Self::State => 409,
            Self::Stale => 412,
            Self::Slow => 408,
            Self::TooLarge => 413,
            Self::MediaType => 415,
            Self::Invalid => 422,
            Self::TooMany => 429,
            Self::Fault => 500,
            Self::Unavailable => 503,
        }
    }
}

macro_rules! codes {
    ($($name:ident $word:literal $category:ident $title:literal;)+) => {
        /// The stable word by which a refusal is known to programs, the same on both faces, letter
        /// for letter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, async_graphql::Enum)]
        #[graphql(name = "ErrorCode", rename_items = "snake_case")]
        pub enum ErrorCode {
            $(#[doc = $title] #[serde(rename = $word)] $name,)+
        }

        impl ErrorCode {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The word itself.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }

            /// The code with this word; `field_invalid` where there is none.
            pub fn of_word(word: &str) -> Self {
                let found = Self::ALL.iter().find(|code| code.word() == word);
                found.copied().unwrap_or(Self::FieldInvalid)
            }

            /// What it is about.
            pub const fn category(self) -> Category {
                match self { $(Self::$name => Category::$category,)+ }
            }

            /// What it means, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)+ }
            }
        }
    };
}

impl ErrorCode {
    /// The code for a parameter where a request has parameters instead.
    pub const fn of_parameter(self) -> Self {
        match self {
            Self::FieldUnknown => Self::ParameterUnknown,
            Self::FieldInvalid => Self::ParameterInvalid,
            other => other,
        }
    }
}

impl utoipa::PartialSchema for ErrorCode {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let words = Self::ALL.iter().map(|code| code.word());
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("The stable word by which a refusal is known to programs."))
            .enum_values(Some(words))
            .into()
    }
}

impl utoipa::ToSchema for ErrorCode {
    fn name() -> std::borrow::Cow<'static, str> {
        "ErrorCode".into()
    }
}

codes! {
    BodyUnreadable "body_unreadable" Unreadable "The body is not well-formed JSON in UTF-8.";
    BodyTooDeep "body_too_deep" Unreadable "The body is nested too deeply.";
    PathUnreadable "path_unreadable" Unreadable "The path is not well-formed.";
    QueryUnreadable "query_unreadable" Unreadable "The query string is not well-formed.";
    CursorUnreadable "cursor_unreadable" Unreadable "The cursor was not given out for this list and this order.";
    HeaderUnreadable "header_unreadable" Unreadable "A header is not of the form that is expected.";
    DocumentUnreadable "document_unreadable" Unreadable "The GraphQL document is not well-formed or not valid.";
    DocumentTooCostly "document_too_costly" Unreadable "The GraphQL document is too deep or too complex.";

    NotSignedIn "not_signed_in" Unauthenticated "Sign in first.";
    CredentialInvalid "credential_invalid" Unauthenticated "The credential does not hold, or holds no longer.";
    SignInFailed "sign_in_failed" Unauthenticated "No account goes with this e-mail and password.";
    OneTimePasswordUsed "one_time_password_used" Unauthenticated "The one-time password was used already.";
    RefreshTokenInvalid "refresh_token_invalid" Unauthenticated "The refresh token does not hold, or holds no longer.";

    NotPermitted "not_permitted" Forbidden "You may not do this here.";
    NotNeutral "not_neutral" Forbidden "Whoever facilitates does not respond, and whoever responds does not facilitate.";
    PasswordWrong "password_wrong" Forbidden "The password is not the account's.";
    OriginNotAllowed "origin_not_allowed" Forbidden "Browsers may not call from this page, or not so.";
    ScopeMissing "scope_missing" Forbidden "The API key does not have the scope for this.";

    NotFound "not_found" Missing "There is nothing here that you may see.";
    InvitationNotOpen "invitation_not_open" Missing "No open invitation goes with this token.";
    MethodNotAllowed "method_not_allowed" Method "This address does not take this method.";
    ParameterOfAnotherFormat "parameter_of_another_format" Invalid "A parameter goes with another format than the one that is asked for.";
    NotAcceptable "not_acceptable" NotAcceptable "The answer cannot be given in a form that is accepted.";

    AllianceArchived "alliance_archived" State "The alliance is archived and read-only.";
    AlreadyExists "already_exists" State "This is there already.";
    NameTaken "name_taken" State "Another one has this name.";
    SlugTaken "slug_taken" State "Another alliance has, or had, this slug.";
    CodeTaken "code_taken" State "Another indicator has this code.";
    TooManyIndicators "too_many_indicators" State "The alliance has as many indicators in use as it can have.";
    ProposalClosed "proposal_closed" State "The proposal is open no more.";
    ProposalAlreadyOpen "proposal_already_open" State "Another proposal about the same thing is open.";
    OrganizationNotCounted "organization_not_counted" State "The organization does not count for this proposal.";
    VersionNotLast "version_not_last" State "A later version is there.";
    TooManyGoals "too_many_goals" State "The alliance has as many active goals as it can have.";
    EmailTaken "email_taken" State "Another account has this e-mail address.";
    AlreadyMember "already_member" State "This account is a member already.";
    InUse "in_use" State "Something still depends on this.";
    LastSteward "last_steward" State "An alliance always has a steward.";
    LastAdmin "last_admin" State "The instance always has an admin who can sign in.";
    WriteConflict "write_conflict" State "Another write came between.";
    SecretAlreadyShown "secret_already_shown" State "The secret was shown once, in the first answer to this key.";
    WrongState "wrong_state" State "The state it is in does not take this.";
    CycleNotOpen "cycle_not_open" State "The cycle is not open.";
    CycleAlreadyOpen "cycle_already_open" State "Another cycle of the alliance is open or paused.";
    ResponsesClosed "responses_closed" State "The round does not collect responses.";
    DiscussionOutOfOrder "discussion_out_of_order" State "An earlier discussion is not settled.";
    FacilitatorMissing "facilitator_missing" State "No facilitator is named.";
    TooFewOrganizations "too_few_organizations" State "Too few organizations can respond.";
    DisclosureMissing "disclosure_missing" State "It is not said how answers will be shown.";
    TooFewForAnonymous "too_few_for_anonymous" State "Too few people can respond for an anonymous cycle.";
    TooFewResponses "too_few_responses" State "Too few have responded.";
    OrganizationsMissing "organizations_missing" State "Organizations that could answer have not.";
    NothingConcluded "nothing_concluded" State "No conclusion was written down in this round.";
    RoleInconsistent "role_inconsistent" State "Role, stewardship and organization do not go together.";
    ValueInconsistent "value_inconsistent" State "What is said of the value does not go together.";
    SettingsClash "settings_clash" State "What is said of the answers does not go together.";
    AnswerNotAsked "answer_not_asked" State "The answer is not what the prompt asks for.";
    ReasonMissing "reason_missing" State "A reason is missing.";
    DisclosureFixed "disclosure_fixed" State "What was promised to respondents is fixed.";
    FieldsClash "fields_clash" State "Fields that are well-formed by themselves do not go together.";
    ReferenceNotFound "reference_not_found" State "What this refers to is not there.";
    PeriodAmbiguous "period_ambiguous" State "The period can be read in two ways.";
    PeriodTypeMismatch "period_type_mismatch" State "The period is of another type than the indicator's.";
    PeriodBeforeStart "period_before_start" State "The period ends before the indicator starts.";
    PeriodInFuture "period_in_future" State "The period has not begun.";
    PeriodNotOver "period_not_over" State "The period is not over, so its value is not final.";
    DefinitionInconsistent "definition_inconsistent" State "The parts of the definition do not go together.";
    RowRepeated "row_repeated" State "An earlier row is for the same key.";
    BaselineMissing "baseline_missing" State "Targets need a baseline.";
    TargetsNotInOrder "targets_not_in_order" State "Targets come one after the other, after the baseline.";
    TargetAgainstDirection "target_against_direction" State "A target goes against the indicator's direction.";

    VersionStale "version_stale" Stale "It was changed since you saw it.";
    TagWeak "tag_weak" Stale "A weak tag says nothing of the version that a change is held to.";
    BodyTooSlow "body_too_slow" Slow "The body did not arrive in time.";
    BodyTooLarge "body_too_large" TooLarge "The body is too large.";
    MediaTypeUnknown "media_type_unknown" MediaType "The body is of a kind that is not read here.";

    FieldUnknown "field_unknown" Invalid "There is no such field.";
    FieldMissing "field_missing" Invalid "A field is missing.";
    FieldInvalid "field_invalid" Invalid "A field's value is not of the form that is expected.";
    ParameterUnknown "parameter_unknown" Invalid "There is no such parameter.";
    ParameterInvalid "parameter_invalid" Invalid "A parameter's value is not of the form that is expected.";
    IdOfAnotherKind "id_of_another_kind" Invalid "The id is that of a thing of another kind.";
    IdUnreadable "id_unreadable" Invalid "This is no id.";
    NumberTooLong "number_too_long" Invalid "The number has more digits than are kept.";
    DateNotReal "date_not_real" Invalid "There is no such day.";
    TimePassed "time_passed" Invalid "The time is over.";
    IdempotencyKeyReused "idempotency_key_reused" Invalid "The Idempotency-Key was used with another request.";
    PasswordTooShort "password_too_short" Invalid "The password is too short.";
    PasswordTooCommon "password_too_common" Invalid "The password is too easily guessed.";
    PeriodUnreadable "period_unreadable" Invalid "This is no period.";

    TooManyRequests "too_many_requests" TooMany "Too many requests.";
    Fault "fault" Fault "The service failed; the id leads to the entry in its log.";
    TimedOut "timed_out" Unavailable "The request took longer than it may.";
    Busy "busy" Unavailable "The service is busy.";
}
