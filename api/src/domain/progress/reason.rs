//! Why an indicator stands as it does: one sentence with the numbers.

use entity::types::{Day, Language, ProgressStatus};

use super::{Aim, Assessment, Course, Reached};

/// Says in one sentence why the status holds. `unit` is as people write it.
pub fn sentence(course: &Course, progress: &Assessment, unit: &str, language: Language) -> String {
    let Some(latest) = progress.latest else {
        return match language {
            Language::En => "There is no value of a period that is over.".to_owned(),
            Language::Es => "No hay ningún valor de un período terminado.".to_owned(),
        };
    };
    if progress.status == ProgressStatus::Stale {
        return stale(latest, progress, unit, language);
    }
    match &course.aim {
        Aim::Nothing => nothing(latest, unit, language),
        Aim::Band(low, high) => {
            let inside = progress.status == ProgressStatus::OnTrack;
            band(latest, (low.to_string(), high.to_string()), inside, unit, language)
        }
        Aim::Targets { last, .. } => {
            let target = (last.value.to_string(), last.due_on);
            let expected = progress.expected.map(|value| value.to_string()).unwrap_or_default();
            targets(latest, target, (progress.status, expected), unit, language)
        }
    }
}

fn stale(latest: Reached, progress: &Assessment, unit: &str, language: Language) -> String {
    let (actual, period) = (latest.actual, latest.period);
    let (next, until) = match progress.due {
        Some(due) => (due.period.to_string(), due.until.to_string()),
        None => Default::default(),
    };
    match language {
        Language::En => format!(
            "The latest value, {actual} {unit}, is that of {period}; the value for {next} was due by {until}."
        ),
        Language::Es => format!(
            "El último valor, {actual} {unit}, es el de {period}; el de {next} debía estar el {until}."
        ),
    }
}

fn nothing(latest: Reached, unit: &str, language: Language) -> String {
    let (actual, period) = (latest.actual, latest.period);
    match language {
        Language::En => format!("{actual} {unit} in {period}; no target is set."),
        Language::Es => format!("{actual} {unit} en {period}; no hay ninguna meta fijada."),
    }
}

fn band(
    latest: Reached,
    (low, high): (String, String),
    inside: bool,
    unit: &str,
    language: Language,
) -> String {
    let (actual, period) = (latest.actual, latest.period);
    match (language, inside) {
        (Language::En, true) => {
            format!("{actual} {unit} in {period} lies within the band from {low} to {high}.")
        }
        (Language::En, false) => {
            format!("{actual} {unit} in {period} lies outside the band from {low} to {high}.")
        }
        (Language::Es, true) => {
            format!("{actual} {unit} en {period} está dentro de la banda de {low} a {high}.")
        }
        (Language::Es, false) => {
            format!("{actual} {unit} en {period} está fuera de la banda de {low} a {high}.")
        }
    }
}

fn targets(
    latest: Reached,
    (target, due_on): (String, Day),
    (status, expected): (ProgressStatus, String),
    unit: &str,
    language: Language,
) -> String {
    let (actual, period) = (latest.actual, latest.period);
    match (language, status) {
        (Language::En, ProgressStatus::Achieved) => {
            format!(
                "The target of {target} {unit} for {due_on} is reached; {period} stands at {actual}."
            )
        }
        (Language::En, ProgressStatus::Missed) => {
            format!(
                "{actual} {unit} by {period} falls short of the target of {target} for {due_on}."
            )
        }
        (Language::En, _) => format!(
            "{actual} {unit} by {period}, where {expected} was expected on the way to {target} by {due_on}."
        ),
        (Language::Es, ProgressStatus::Achieved) => format!(
            "La meta de {target} {unit} para el {due_on} está alcanzada; {period} llega a {actual}."
        ),
        (Language::Es, ProgressStatus::Missed) => format!(
            "{actual} {unit} hasta {period} no alcanza la meta de {target} para el {due_on}."
        ),
        (Language::Es, _) => format!(
            "{actual} {unit} hasta {period}, cuando se esperaba {expected} camino de {target} para el {due_on}."
        ),
    }
}
