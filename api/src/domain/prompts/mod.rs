//! What a round asks, and what is an answer to it.

mod answer;
mod freeze;
mod shuffle;

#[cfg(test)]
mod tests;

pub use answer::{AnswerError, Given, Offered, Rating, Response, read};
pub use freeze::{FrozenPrompt, PromptQuestion, PromptSubject, Subjects, freeze};
pub use shuffle::in_secret_order;
