//! The framework as data: the six components in order, their explanations, questions and links.
//!
//! `data/en.json` is whole and says how the framework is built; every other file of `data/` holds
//! translated texts by code, and whatever it lacks is said in English. Prose is written as a list
//! of sentences, so that a changed sentence is one changed line. Raise `version` in all files
//! together when a text changes its meaning.

mod check;
mod error;
mod languages;
mod read;
#[cfg(test)]
mod tests;
mod translation;
mod types;

use entity::types::Language;

pub use error::FrameworkError;
pub use languages::accepted_language;
pub use types::{Framework, FrameworkComponent, FrameworkLink, FrameworkQuestion, FrameworkRating};

const ENGLISH: (&str, &str) = ("framework/data/en.json", include_str!("data/en.json"));
const SPANISH: (&str, &str) = ("framework/data/es.json", include_str!("data/es.json"));

/// The framework in every language in which the service speaks.
#[derive(Clone, Debug)]
pub struct Frameworks {
    english: Framework,
    spanish: Framework,
}

impl Frameworks {
    /// Reads the files that are built into the service.
    ///
    /// # Errors
    /// Says in which file, and where in it, the data is not what the framework demands.
    pub fn load() -> Result<Self, FrameworkError> {
        let english = read::original(ENGLISH)?;
        let spanish = read::translated(&english, SPANISH)?;
        Ok(Self { english, spanish })
    }

    /// The framework in a language.
    pub fn of(&self, language: Language) -> &Framework {
        match language {
            Language::En => &self.english,
            Language::Es => &self.spanish,
        }
    }

    /// The framework in the language that an `Accept-Language` header asks for.
    pub fn in_language(&self, accept_language: &str) -> &Framework {
        self.of(accepted_language(accept_language))
    }
}

/// The framework as it is shipped with the service, read once.
///
/// # Errors
/// A fault where the shipped files are wrong, which the tests would have told.
pub fn shipped() -> Result<&'static Frameworks, crate::error::AppError> {
    static SHIPPED: std::sync::OnceLock<Frameworks> = std::sync::OnceLock::new();
    if let Some(frameworks) = SHIPPED.get() {
        return Ok(frameworks);
    }
    let frameworks = Frameworks::load().map_err(crate::error::AppError::fault)?;
    Ok(SHIPPED.get_or_init(|| frameworks))
}
