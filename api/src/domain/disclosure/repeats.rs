//! When a prompt asks what was asked before.

use chrono::TimeDelta;
use entity::types::{IndicatorId, QuestionId, skeleton};

/// For how long what was shown is held against a prompt that asks the same, however many cycles were
/// held meanwhile: cycles that follow each other in haste are one.
pub const HELD_FOR: TimeDelta = TimeDelta::days(180);

/// What a prompt asks, by which it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The code of the framework's question.
    code: Option<String>,
    /// The alliance's own question.
    question: Option<QuestionId>,
    /// The question in words.
    words: String,
    /// The indicator that it asks about; none for the alliance.
    indicator: Option<IndicatorId>,
}

impl Asking {
    /// What is asked by a question of the framework, or of the alliance, in these words.
    pub fn new(
        code: Option<String>,
        question: Option<QuestionId>,
        words: &str,
        indicator: Option<IndicatorId>,
    ) -> Self {
        let letters: String = words.chars().filter(|it| it.is_alphanumeric()).collect();
        let words = skeleton(&letters);
        Self { code, question, words, indicator }
    }

    /// Whether both ask the same about the same: the same question, however it was worded then, or
    /// another in the same words, as one that was archived and written anew.
    pub fn same(&self, other: &Self) -> bool {
        let code = self.code.is_some() && self.code == other.code;
        let question = self.question.is_some() && self.question == other.question;
        let words = !self.words.is_empty() && self.words == other.words;
        self.indicator == other.indicator && (code || question || words)
    }
}
