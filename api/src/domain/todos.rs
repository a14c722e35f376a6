//! What somebody is asked to do, in words.

#[cfg(test)]
mod tests;

use entity::types::{Language, TodoCode};

use super::periods::Period;

/// What somebody is asked to do, with the names of what it is about.
#[derive(Clone, Copy, Debug)]
pub enum Task<'a> {
    /// To answer what a discussion's round asks, and to submit it.
    Respond(&'a str),
    /// To start a discussion.
    Start(&'a str),
    /// To reveal what was submitted to a discussion.
    Reveal(&'a str),
    /// To write down what a discussion led to, and to conclude it.
    Conclude(&'a str),
    /// To record an indicator's value for a period.
    Measure(&'a str, Period),
}

impl Task<'_> {
    /// The word for it.
    pub fn code(&self) -> TodoCode {
        match self {
            Self::Respond(_) => TodoCode::Respond,
            Self::Start(_) => TodoCode::Start,
            Self::Reveal(_) => TodoCode::Reveal,
            Self::Conclude(_) => TodoCode::Conclude,
            Self::Measure(..) => TodoCode::Measure,
        }
    }

    /// A sentence for it.
    pub fn says(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::Es => self.spanish(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Respond(topic) => format!("Answer what “{topic}” asks, and submit it."),
            Self::Start(topic) => format!("Start the discussion of “{topic}”."),
            Self::Reveal(topic) => {
                format!("Reveal what was submitted on “{topic}”; it can be revealed now.")
            }
            Self::Conclude(topic) => {
                format!("Talk about “{topic}”, write down what you conclude, and conclude it.")
            }
            Self::Measure(title, period) => {
                format!("Record the value of “{title}” for {}.", period.code())
            }
        }
    }

    fn spanish(&self) -> String {
        match self {
            Self::Respond(topic) => format!("Responde a lo que pregunta «{topic}» y envíalo."),
            Self::Start(topic) => format!("Inicia la conversación sobre «{topic}»."),
            Self::Reveal(topic) => {
                format!("Revela lo que se envió sobre «{topic}»; ya se puede revelar.")
            }
            Self::Conclude(topic) => {
                format!("Conversad sobre «{topic}», anota a qué conclusiones llegáis y conclúyela.")
            }
            Self::Measure(title, period) => {
                format!("Registra el valor de «{title}» para {}.", period.code())
            }
        }
    }
}
