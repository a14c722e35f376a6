//! What stands against a step of a proposal, in sentences.

use entity::types::{Language, ProposalStatus};

use crate::error::{ErrorCode, Violation};

/// Something that stands against a step of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalError {
    /// It takes no positions any more, and cannot be closed or withdrawn.
    Closed(ProposalStatus),
    /// The organization was not there when it opened.
    NotCounted,
    /// Another one about the same subject is open.
    AlreadyOpen,
    /// A later version of the subject is there.
    NotLast,
    /// The version was accepted before.
    WasAccepted,
    /// The version is, or was, before the organizations, and stays as it is.
    WasProposed,
    /// No organization takes part in the alliance.
    Nobody,
    /// The day on which it would close is over.
    DayOver,
    /// A stance is taken without a reason.
    ReasonMissing,
}

impl ProposalError {
    /// The refusal, in a language, at the field that it is about.
    pub fn says(self, language: Language) -> Violation {
        let said = match language {
            Language::En => self.english(),
            Language::Es => self.spanish(),
        };
        let violation = Violation::new(self.code(), said);
        match self.pointer() {
            Some(pointer) => violation.at(pointer),
            None => violation,
        }
    }

    /// The code.
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::Closed(_) => ErrorCode::ProposalClosed,
            Self::NotCounted => ErrorCode::OrganizationNotCounted,
            Self::AlreadyOpen => ErrorCode::ProposalAlreadyOpen,
            Self::NotLast => ErrorCode::VersionNotLast,
            Self::WasAccepted | Self::WasProposed => ErrorCode::WrongState,
            Self::Nobody => ErrorCode::TooFewOrganizations,
            Self::DayOver => ErrorCode::TimePassed,
            Self::ReasonMissing => ErrorCode::ReasonMissing,
        }
    }

    const fn pointer(self) -> Option<&'static str> {
        match self {
            Self::NotLast | Self::WasAccepted => Some("/statement_id"),
            Self::DayOver => Some("/closes_on"),
            Self::ReasonMissing => Some("/reason"),
            Self::NotCounted => Some("{organization}"),
            Self::Closed(_) | Self::AlreadyOpen | Self::WasProposed | Self::Nobody => None,
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Closed(ProposalStatus::Open) => "The proposal is open.",
            Self::Closed(ProposalStatus::Accepted) => {
                "The proposal is closed: it was accepted. A new version can be proposed."
            }
            Self::Closed(ProposalStatus::Rejected) => {
                "The proposal is closed: it was rejected. A new version can be proposed."
            }
            Self::Closed(ProposalStatus::Lapsed) => {
                "The proposal is closed: too few organizations had taken a position, so it lapsed. It can be proposed again."
            }
            Self::Closed(ProposalStatus::Withdrawn) => {
                "The proposal is closed: it was withdrawn. It can be proposed again."
            }
            Self::NotCounted => {
                "The organization was not part of the alliance when the proposal opened, so it does not count here."
            }
            Self::AlreadyOpen => {
                "Another proposal of this kind is open; a facilitator can close or withdraw it first."
            }
            Self::NotLast => {
                "There is a later version; only the last one can be put before the organizations."
            }
            Self::WasAccepted => {
                "This version was accepted before; a new version can be written and proposed."
            }
            Self::WasProposed => {
                "This version was put before the organizations and stays as it is; a new version can be written."
            }
            Self::Nobody => {
                "No organization takes part in the alliance; a steward or a facilitator can add them."
            }
            Self::DayOver => "expected a day that is not over",
            Self::ReasonMissing => "A reason is needed for every stance but `accept`.",
        }
    }

    const fn spanish(self) -> &'static str {
        match self {
            Self::Closed(ProposalStatus::Open) => "La propuesta está abierta.",
            Self::Closed(ProposalStatus::Accepted) => {
                "La propuesta está cerrada: fue aceptada. Se puede proponer una versión nueva."
            }
            Self::Closed(ProposalStatus::Rejected) => {
                "La propuesta está cerrada: fue rechazada. Se puede proponer una versión nueva."
            }
            Self::Closed(ProposalStatus::Lapsed) => {
                "La propuesta está cerrada: muy pocas organizaciones habían tomado posición, así que caducó. Se puede proponer de nuevo."
            }
            Self::Closed(ProposalStatus::Withdrawn) => {
                "La propuesta está cerrada: fue retirada. Se puede proponer de nuevo."
            }
            Self::NotCounted => {
                "La organización no formaba parte de la alianza cuando se abrió la propuesta, así que aquí no cuenta."
            }
            Self::AlreadyOpen => {
                "Otra propuesta de este tipo está abierta; antes, una persona facilitadora puede cerrarla o retirarla."
            }
            Self::NotLast => {
                "Hay una versión posterior; solo la última se puede presentar a las organizaciones."
            }
            Self::WasAccepted => {
                "Esta versión ya fue aceptada; se puede escribir y proponer una versión nueva."
            }
            Self::WasProposed => {
                "Esta versión se presentó a las organizaciones y queda como está; se puede escribir una versión nueva."
            }
            Self::Nobody => {
                "Ninguna organización participa en la alianza; una persona administradora de la alianza o facilitadora puede añadirlas."
            }
            Self::DayOver => "se esperaba un día que no haya terminado",
            Self::ReasonMissing => "Hace falta un motivo para toda posición que no sea `accept`.",
        }
    }
}
