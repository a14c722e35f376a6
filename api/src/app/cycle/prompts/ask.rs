//! What a new round asks.

use std::collections::HashMap;

use entity::prompt::Model;
use entity::types::{
    AsksAbout, Component, IndicatorId, Language, QuestionId, QuestionKind, ShortText, ThingStatus,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::app::indicators::judge;
use crate::domain::prompts::{FrozenPrompt, PromptQuestion, PromptSubject, Subjects, freeze};
use crate::error::{AppError, Result};
use crate::framework::shipped;
use crate::store::{OpenWrite, Reader};

/// Where a question comes from, with its words.
#[derive(Clone)]
enum QuestionSource {
    Framework { code: String, text: String },
    Own { id: QuestionId, text: String },
}

/// What there is to ask about, by name.
struct Names {
    alliance: String,
    indicators: HashMap<IndicatorId, ShortText>,
}

/// Freezes what a new round asks: its component's standing statement, the guiding questions, then
/// the alliance's own.
///
/// # Errors
/// A fault where the database does not answer.
pub(in crate::app::cycle) async fn ask(
    unit: &mut OpenWrite,
    discussion: &entity::discussion::Model,
    round: &entity::round::Model,
) -> Result<()> {
    let questions = questions(unit, discussion.component).await?;
    let (subjects, names) = subjects(unit, &questions).await?;
    let asked = freeze(&questions, &subjects);
    let rows = asked.into_iter().map(|prompt| row(unit, round, &names, prompt)).collect();
    unit.insert_all::<entity::prompt::Entity>(rows).await
}

fn row(
    unit: &OpenWrite,
    round: &entity::round::Model,
    names: &Names,
    prompt: FrozenPrompt<QuestionSource>,
) -> Model {
    let (question_code, question_id, question) = match prompt.question {
        QuestionSource::Framework { code, text } => (Some(code), None, text),
        QuestionSource::Own { id, text } => (None, Some(id), text),
    };
    let (indicator_id, subject) = match prompt.subject {
        PromptSubject::Alliance => (None, names.alliance.clone()),
        PromptSubject::Indicator(id) => (Some(id), names.of(id)),
    };
    Model {
        id: unit.id(),
        alliance_id: round.alliance_id,
        round_id: round.id,
        cycle_id: round.cycle_id,
        discussion_id: round.discussion_id,
        position: prompt.position,
        kind: prompt.kind,
        question_code,
        question_id,
        question,
        answer_type: prompt.answer_type,
        indicator_id,
        subject,
        version: unit.revision(),
    }
}

impl Names {
    fn of(&self, indicator: IndicatorId) -> String {
        self.indicators.get(&indicator).map(|title| title.0.clone()).unwrap_or_default()
    }
}

async fn questions(
    reader: &impl Reader,
    component: Component,
) -> Result<Vec<PromptQuestion<QuestionSource>>> {
    use entity::question::{Column, Entity};
    let framework = shipped()?.of(Language::En).component(component);
    let framework = framework.ok_or_else(|| AppError::fault("a component is missing"))?;
    let shipped = framework.questions.iter().map(|question| PromptQuestion {
        question: QuestionSource::Framework {
            code: question.code.clone(),
            text: question.text.clone(),
        },
        kind: question.kind,
        asks_about: question.asks_about,
        answer_type: question.answer_type,
        status: ThingStatus::Active,
    });
    let rows = reader
        .rows::<Entity>()
        .filter(Column::Component.eq(component))
        .filter(Column::Status.eq(ThingStatus::Active))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id);
    let own = reader.all(rows).await?.into_iter().map(|row| PromptQuestion {
        question: QuestionSource::Own { id: row.id, text: row.text.0 },
        kind: QuestionKind::Own,
        asks_about: row.asks_about,
        answer_type: row.answer_type,
        status: row.status,
    });
    Ok(shipped.chain(own).collect())
}

/// What the questions ask about: the indicators in use, and whether each is progressing today, are
/// looked up only where one of them asks.
async fn subjects(
    unit: &OpenWrite,
    questions: &[PromptQuestion<QuestionSource>],
) -> Result<(Subjects, Names)> {
    use entity::indicator::{Column, Entity};
    let home = unit.home()?;
    let mut names = Names { alliance: home.name.0.clone(), indicators: HashMap::new() };
    if !questions.iter().any(|question| of_indicators(question.asks_about)) {
        return Ok((Subjects::default(), names));
    }
    let rows = unit
        .rows::<Entity>()
        .filter(Column::Status.eq(ThingStatus::Active))
        .order_by_asc(Column::Title)
        .order_by_asc(Column::Id);
    let rows = unit.all(rows).await?;
    let judged = judge(unit, home, &rows, home.time_zone.day(unit.now())).await?;
    let indicators = judged.iter().map(|(row, _, judged)| (row.id, judged.progressing)).collect();
    names.indicators = rows.into_iter().map(|row| (row.id, row.title)).collect();
    Ok((Subjects { indicators }, names))
}

const fn of_indicators(asks_about: AsksAbout) -> bool {
    match asks_about {
        AsksAbout::Alliance | AsksAbout::Goals => false,
        AsksAbout::ProgressingIndicators | AsksAbout::StalledIndicators => true,
    }
}
