//! What is said of an answer before anyone writes it.

mod en;
mod es;

use entity::types::{AnswerStage, Disclosure, Language, PromiseWarning, Reader, RespondAs, Sight};

use super::{MinPeople, Terms, sight};

/// What a promise depends on beside the terms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// For how many days backups and the database's log may keep what was destroyed; 0 where they
    /// keep nothing.
    pub backup_days: u32,
    /// Whether whoever is told is their organization's only partner who can respond.
    pub only_partner: bool,
    /// Whether whoever is told is one of two of their organization's partners who can respond.
    pub one_of_two: bool,
}

/// Who sees what of an answer at one stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromisedSight {
    /// When.
    pub stage: AnswerStage,
    /// Who.
    pub reader: Reader,
    /// What, and under which name.
    pub sees: Sight,
}

/// What is said of an answer before anyone writes it, for programs; [`Promise::says`] says it in
/// words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Under which name the answer is shown from the reveal on, and in later history.
    pub disclosure: Disclosure,
    /// Who sees what, for every stage and reader; what stands for the revealed stage holds in later
    /// history too, reports included.
    pub sees: Vec<PromisedSight>,
    /// How many people an anonymous cycle asks for before anything is shown.
    pub min_people: Option<MinPeople>,
    /// Until when whoever operates the database can read whose answer it is: up to and including
    /// this stage. After `submitted` nobody can, but for backups.
    pub operator_until: AnswerStage,
    /// For how many days after the reveal backups and the database's log may still tell whose
    /// answer it is; null where the answer keeps a name for good.
    pub backup_days: Option<u32>,
    /// Whether the organization's name points to nobody but the reader of this promise.
    pub only_partner: bool,
    /// What the promise cannot hold off.
    pub warnings: Vec<PromiseWarning>,
}

/// Says who will see an answer, when, under which name, and what the operator can read until when.
///
/// It is the table of [`sight`] for these terms, so that what is promised is what is done. It
/// depends on nothing that changes while a cycle runs but who else speaks for the organization.
pub fn promise(terms: &Terms, circumstances: Circumstances) -> Promise {
    let anonymous = terms.disclosure() == Disclosure::Anonymous;
    Promise {
        disclosure: terms.disclosure(),
        sees: table(terms),
        min_people: terms.min_people(),
        operator_until: if anonymous { AnswerStage::Submitted } else { AnswerStage::Revealed },
        backup_days: anonymous.then_some(circumstances.backup_days),
        only_partner: circumstances.only_partner,
        warnings: warnings(terms, circumstances),
    }
}

fn table(terms: &Terms) -> Vec<PromisedSight> {
    let cells =
        AnswerStage::all().flat_map(|stage| Reader::all().map(move |reader| (stage, reader)));
    cells
        .map(|(stage, reader)| PromisedSight { stage, reader, sees: sight(reader, stage, terms) })
        .collect()
}

fn warnings(terms: &Terms, circumstances: Circumstances) -> Vec<PromiseWarning> {
    let anonymous = terms.disclosure() == Disclosure::Anonymous;
    let shared = terms.respond_as() == RespondAs::Organization;
    [
        Some(PromiseWarning::OperatorCanRead),
        (anonymous && circumstances.backup_days > 0).then_some(PromiseWarning::BackupsKeep),
        anonymous.then_some(PromiseWarning::StyleBetrays),
        anonymous.then_some(PromiseWarning::UnanimousTells),
        anonymous.then_some(PromiseWarning::LaterNamesTell),
        (!anonymous && circumstances.only_partner)
            .then_some(PromiseWarning::OrganizationNameIsYours),
        (terms.disclosure() == Disclosure::ByOrganization && !shared && circumstances.one_of_two)
            .then_some(PromiseWarning::ColleagueCanCompute),
        shared.then_some(PromiseWarning::SharedResponse),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Promise {
    /// What a reader sees at a stage.
    pub fn seen_by(&self, reader: Reader, stage: AnswerStage) -> Sight {
        let cell = self.sees.iter().find(|cell| cell.reader == reader && cell.stage == stage);
        cell.map_or(Sight::Nothing, |cell| cell.sees)
    }

    /// The promise in words, a sentence or two each: drafts, submitted answers, the reveal, later
    /// history, the operator, then the warnings.
    pub fn says(&self, language: Language) -> Vec<String> {
        match language {
            Language::En => en::promise(self),
            Language::Es => es::promise(self),
        }
    }
}
