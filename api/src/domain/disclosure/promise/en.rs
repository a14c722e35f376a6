//! The promise in English.

use entity::types::{AnswerStage, Disclosure, PromiseWarning, Reader, Sight};

use super::Promise;
use crate::domain::disclosure::{MIN_ORGANIZATIONS, MIN_WITHOUT_LARGEST, MinPeople};

/// The promise, a sentence or two each.
pub fn promise(promise: &Promise) -> Vec<String> {
    let mut said = vec![
        "Until you submit it, nobody but you sees your answer, nor that there is one.".to_owned(),
        submitted(promise),
        revealed(promise.disclosure).to_owned(),
        "Funders and people outside the alliance never see your answer.".to_owned(),
        history(promise.disclosure).to_owned(),
    ];
    if !promise.warnings.contains(&PromiseWarning::SharedResponse) {
        said.push(TAKEN_OVER.to_owned());
    }
    said.extend(promise.min_people.map(threshold));
    said.extend(promise.warnings.iter().map(|warning| self::warning(*warning, promise)));
    said
}

const TAKEN_OVER: &str = "If an admin resets your password, what you had written and was not revealed is deleted first, unread, and the alliance is told of the reset.";

fn submitted(promise: &Promise) -> String {
    let stage = AnswerStage::Submitted;
    if promise.disclosure == Disclosure::Anonymous {
        return "Between submitting and the reveal, facilitator and partners see only how many organizations have answered, and that only once there are enough.".into();
    }
    format!(
        "Between submitting and the reveal, the facilitator sees {}, and other partners see {}. Whoever takes the cycle over later sees of it, until the reveal, only {}.",
        sight(promise.seen_by(Reader::Facilitator, stage)),
        sight(promise.seen_by(Reader::Partners, stage)),
        sight(promise.seen_by(Reader::NextFacilitator, stage)),
    )
}

fn sight(sight: Sight) -> &'static str {
    match sight {
        Sight::Nothing => "nothing",
        Sight::OrganizationCountOnceEnough => {
            "how many organizations have answered, once there are enough"
        }
        Sight::OrganizationCount => "how many organizations have answered",
        Sight::WhichOrganizations => "which organizations have answered",
        Sight::AnswersWithoutAuthor => "answers without their authors",
        Sight::AnswersByOrganization => "answers under the organization's name",
        Sight::AnswersByName => "what you answered, under your name",
    }
}

fn revealed(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Named => {
            "From the reveal on, facilitator and partners see your answer under your name."
        }
        Disclosure::ByOrganization => {
            "From the reveal on, facilitator and partners see your answer under your organization's name, without yours."
        }
        Disclosure::Anonymous => {
            "From the reveal on, facilitator and partners see figures of the whole group and texts without any name, in random order and without a time."
        }
    }
}

fn history(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Named => {
            "It stays so in the cycle's history and in reports for partners, even when you have left the alliance."
        }
        Disclosure::ByOrganization => {
            "It stays so in the cycle's history and in reports for partners, even when your organization has left the alliance."
        }
        Disclosure::Anonymous => {
            "It stays so in the cycle's history and in reports for partners. That you answered is kept, to protect you when the same is asked again; what you answered is not kept with it."
        }
    }
}

fn threshold(min: MinPeople) -> String {
    format!(
        "Nothing is revealed unless at least {} people from at least {MIN_ORGANIZATIONS} organizations answer, at least {MIN_WITHOUT_LARGEST} of them outside the organization with most; a question that fewer answer shows nothing at all.",
        min.people()
    )
}

fn warning(warning: PromiseWarning, promise: &Promise) -> String {
    match warning {
        PromiseWarning::OperatorCanRead => operator(promise.disclosure).into(),
        PromiseWarning::BackupsKeep => format!(
            "After that, backups and the database's log may keep it for up to {} more days.",
            promise.backup_days.unwrap_or_default()
        ),
        PromiseWarning::StyleBetrays => {
            "How you write and what you write about can give you away.".into()
        }
        PromiseWarning::UnanimousTells => {
            "Where all give the same rating, the figure tells everyone's answer.".into()
        }
        PromiseWarning::LaterNamesTell => {
            "If all others say again in a later cycle, under their names, what they said here, what is left of the figure is your answer.".into()
        }
        PromiseWarning::OrganizationNameIsYours => {
            "You are your organization's only partner: where its name stands, everybody knows that it is you.".into()
        }
        PromiseWarning::ColleagueCanCompute => {
            "Your organization has one other partner: they know their own answer, and what else stands under your organization's name is yours.".into()
        }
        PromiseWarning::SharedResponse => {
            "Your organization responds as one: its other partners see and change this answer with you.".into()
        }
    }
}

fn operator(disclosure: Disclosure) -> &'static str {
    if disclosure == Disclosure::Anonymous {
        "Whoever operates the database could read until the reveal what you answered; at the reveal, whose answer it was is destroyed."
    } else {
        "Whoever operates the database can read your answer and whose it is, at any time."
    }
}
