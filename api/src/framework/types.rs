//! The framework as both faces show it, and as its English file spells it.

use async_graphql::SimpleObject;
use entity::types::{AnswerType, AsksAbout, Component, Language, QuestionKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::read::sentences;

/// The Working Together Benchmarks: what an alliance talks about, in which order, and how to read
/// what comes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The language of the texts; a text without a translation is in English.
    pub language: Language,
    /// The version of the framework's data; it is the same in every language.
    #[schema(example = "2026.1")]
    pub version: String,
    /// The framework's name.
    pub title: String,
    /// Where the framework comes from, what is quoted from there, and what is this service's own.
    #[serde(deserialize_with = "sentences")]
    pub attribution: String,
    /// When an alliance turns to the framework.
    #[serde(deserialize_with = "sentences")]
    pub when_to_use: String,
    /// Who works with the framework, and who leads them.
    #[serde(deserialize_with = "sentences")]
    pub who_uses_it: String,
    /// How the discussions are held.
    #[serde(deserialize_with = "sentences")]
    pub how_to_use: String,
    /// How to read what the discussions led to.
    #[serde(deserialize_with = "sentences")]
    pub how_to_read_results: String,
    /// What the ratings 1 to 5 mean, lowest first.
    #[schema(min_items = 5, max_items = 5)]
    pub ratings: Vec<FrameworkRating>,
    /// The six components, in the order in which they are discussed.
    #[schema(min_items = 6, max_items = 6)]
    pub components: Vec<FrameworkComponent>,
    /// What the links are drawn from.
    #[serde(deserialize_with = "sentences")]
    pub links_note: String,
    /// How components hang together, beyond their order.
    #[schema(max_items = 20)]
    pub links: Vec<FrameworkLink>,
}

/// One of the framework's six components.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
#[serde(deny_unknown_fields)]
pub struct FrameworkComponent {
    /// Which component it is.
    pub code: Component,
    /// The position in which it is discussed, 1 to 6.
    #[schema(minimum = 1, maximum = 6)]
    pub position: i32,
    /// Its name.
    #[schema(example = "Shared purpose")]
    pub title: String,
    /// What it is about, and what its discussion is for.
    #[serde(deserialize_with = "sentences")]
    pub explanation: String,
    /// Its standing statement, then its guiding questions: the order in which a round asks them.
    #[schema(max_items = 20)]
    pub questions: Vec<FrameworkQuestion>,
}

/// A question that the framework brings along.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
#[serde(deny_unknown_fields)]
pub struct FrameworkQuestion {
    /// What the question is called; it stays the same over versions and languages.
    #[schema(example = "same_goals")]
    pub code: String,
    /// Whether it is one of the nine guiding questions, word for word, or a standing statement.
    pub kind: QuestionKind,
    /// What it asks about.
    pub asks_about: AsksAbout,
    /// How it is answered.
    pub answer_type: AnswerType,
    /// The question or statement itself.
    #[schema(example = "Do we (does each organization) have the same goals for the alliance?")]
    pub text: String,
}

/// What one of the ratings means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
#[serde(deny_unknown_fields)]
pub struct FrameworkRating {
    /// The rating, 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    pub value: i32,
    /// What it means.
    #[schema(example = "Not at all")]
    pub label: String,
}

/// How components hang together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema, SimpleObject)]
#[graphql(serial)]
#[serde(deny_unknown_fields)]
pub struct FrameworkLink {
    /// What the link is called; it stays the same over versions and languages.
    #[schema(example = "control_links")]
    pub code: String,
    /// One of the components that are linked.
    pub from: Component,
    /// The other one.
    pub to: Component,
    /// The component that links the two; null where nothing stands between them.
    #[schema(required)]
    pub via: Option<Component>,
    /// Whether the link is read into the framework's text rather than taken from its picture.
    pub is_interpretation: bool,
    /// What the link says.
    pub explanation: String,
}

impl Framework {
    /// A component with all that belongs to it.
    pub fn component(&self, code: Component) -> Option<&FrameworkComponent> {
        self.components.iter().find(|component| component.code == code)
    }

    /// A question of any component.
    pub fn question(&self, code: &str) -> Option<&FrameworkQuestion> {
        self.questions().find(|question| question.code == code)
    }

    /// Every question, in the order in which the discussions ask them.
    pub fn questions(&self) -> impl Iterator<Item = &FrameworkQuestion> {
        self.components.iter().flat_map(|component| &component.questions)
    }
}
