//! What the framework demands of its data.

use std::collections::HashSet;

use entity::types::{AnswerType, AsksAbout, Component, QuestionKind};
use serde_json::Value;

use super::error::Misfit;
use super::types::{Framework, FrameworkComponent, FrameworkQuestion};

type Checked = Result<(), Misfit>;

/// Finds the first place where the data is not the framework.
pub(super) fn check(framework: &Framework) -> Checked {
    six_in_order(framework)?;
    for (at, component) in framework.components.iter().enumerate() {
        questions_of(component, &format!("components[{at}].questions"))?;
    }
    five_ratings(framework)?;
    codes_differ("questions", framework.questions().map(|question| &question.code))?;
    codes_differ("links", framework.links.iter().map(|link| &link.code))
}

fn six_in_order(framework: &Framework) -> Checked {
    let found: Vec<_> =
        framework.components.iter().map(|component| (component.code, component.position)).collect();
    let expected: Vec<_> = Component::all().map(|code| (code, code.position())).collect();
    let names = Component::all().map(Component::word).collect::<Vec<_>>().join(", ");
    demand(found == expected, "components", || format!("expected positions 1 to 6: {names}"))
}

fn questions_of(component: &FrameworkComponent, place: &str) -> Checked {
    let guiding = guiding_questions(component.code);
    let fits = match component.questions.split_first() {
        None => false,
        Some((first, others)) => {
            is_standing(first)
                && others.len() == guiding
                && others.iter().all(|question| question.kind == QuestionKind::Guiding)
        }
    };
    demand(fits, place, || {
        format!("expected one rated standing statement about the alliance, then {guiding} guiding")
    })
}

fn is_standing(question: &FrameworkQuestion) -> bool {
    question.kind == QuestionKind::Standing
        && question.asks_about == AsksAbout::Alliance
        && question.answer_type == AnswerType::Rating
}

/// How many of the nine guiding questions the source asks of a component.
fn guiding_questions(component: Component) -> usize {
    match component {
        Component::Purpose | Component::Power | Component::Control => 1,
        Component::Interdependence | Component::Trust | Component::Indicators => 2,
    }
}

fn five_ratings(framework: &Framework) -> Checked {
    let fits = framework.ratings.iter().map(|rating| rating.value).eq(1..=5);
    demand(fits, "ratings", || "expected the values 1 to 5, in order".into())
}

fn codes_differ<'a>(place: &str, codes: impl Iterator<Item = &'a String>) -> Checked {
    let mut seen = HashSet::new();
    for code in codes {
        demand(seen.insert(code), place, || {
            format!("expected each code once, found {code} twice")
        })?;
    }
    Ok(())
}

/// Finds the first empty text or list of a file, which would be shown as if it were said.
pub(super) fn nothing_empty(value: &Value, place: &str) -> Checked {
    match value {
        Value::String(text) => demand(!text.trim().is_empty(), place, || "expected a text".into()),
        Value::Array(items) => {
            demand(!items.is_empty(), place, || "expected at least one".into())?;
            let mut items = items.iter().enumerate();
            items.try_for_each(|(at, item)| nothing_empty(item, &format!("{place}[{at}]")))
        }
        Value::Object(members) => members.iter().try_for_each(|(name, member)| {
            let dot = if place.is_empty() { "" } else { "." };
            nothing_empty(member, &format!("{place}{dot}{name}"))
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
    }
}

fn demand(holds: bool, place: &str, error: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(Misfit::new(place, error())) }
}
