//! Which prompts a round asks: made when it starts, and frozen.

use entity::types::{AnswerType, AsksAbout, IndicatorId, QuestionKind, ThingStatus};

/// A question of the component that is discussed. `Q` is how the caller knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromptQuestion<Q> {
    /// The question.
    pub question: Q,
    /// Where it comes from.
    pub kind: QuestionKind,
    /// What it asks about.
    pub asks_about: AsksAbout,
    /// How it is answered.
    pub answer_type: AnswerType,
    /// Whether new rounds ask it.
    pub status: ThingStatus,
}

/// What a prompt asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptSubject {
    /// The alliance as a whole.
    Alliance,
    /// One of its indicators.
    Indicator(IndicatorId),
}

/// What there is to ask about on the day of the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subjects {
    /// The indicators, in the alliance's order, and whether each is progressing; null where that
    /// cannot be told.
    pub indicators: Vec<(IndicatorId, Option<bool>)>,
}

/// What one round asks: a question about a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrozenPrompt<Q> {
    /// Its position in the round, from 1.
    pub position: i32,
    /// The question.
    pub question: Q,
    /// Where the question comes from.
    pub kind: QuestionKind,
    /// What it asks about.
    pub subject: PromptSubject,
    /// How it is answered.
    pub answer_type: AnswerType,
}

/// The prompts of a round: its component's standing statement, then the guiding questions, then the
/// alliance's own, each kind in the order in which it is given; archived questions are left out.
///
/// A question makes one prompt for each of its subjects, so it may make none: one about stalled
/// indicators is not asked where none is stalled. An indicator of which it cannot be told whether
/// it is progressing is neither.
pub fn freeze<Q: Clone>(
    questions: &[PromptQuestion<Q>],
    subjects: &Subjects,
) -> Vec<FrozenPrompt<Q>> {
    let order = [QuestionKind::Standing, QuestionKind::Guiding, QuestionKind::Own];
    let asked = order.into_iter().flat_map(|kind| {
        questions.iter().filter(move |q| q.kind == kind && q.status == ThingStatus::Active)
    });
    let pairs = asked.flat_map(|q| subjects.of(q.asks_about).into_iter().map(move |on| (q, on)));
    (1..)
        .zip(pairs)
        .map(|(position, (question, subject))| FrozenPrompt {
            position,
            question: question.question.clone(),
            kind: question.kind,
            subject,
            answer_type: question.answer_type,
        })
        .collect()
}

impl Subjects {
    fn of(&self, asks_about: AsksAbout) -> Vec<PromptSubject> {
        match asks_about {
            // Without an active goal, goals means the alliance, and goals are not kept yet.
            AsksAbout::Alliance | AsksAbout::Goals => vec![PromptSubject::Alliance],
            AsksAbout::ProgressingIndicators => self.that_are(true),
            AsksAbout::StalledIndicators => self.that_are(false),
        }
    }

    fn that_are(&self, progressing: bool) -> Vec<PromptSubject> {
        let those = self.indicators.iter().filter(|(_, is)| *is == Some(progressing));
        those.map(|(id, _)| PromptSubject::Indicator(*id)).collect()
    }
}
