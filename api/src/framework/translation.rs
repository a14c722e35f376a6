//! A file of translated texts, and how they replace the English ones.

use std::collections::BTreeMap;

use entity::types::Language;
use serde::Deserialize;

use super::error::Misfit;
use super::read::Prose;
use super::types::Framework;

/// Texts by code. Each may be missing; the English one stays then.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Translation {
    language: Language,
    version: String,
    title: Option<String>,
    attribution: Option<Prose>,
    when_to_use: Option<Prose>,
    who_uses_it: Option<Prose>,
    how_to_use: Option<Prose>,
    how_to_read_results: Option<Prose>,
    #[serde(default)]
    ratings: BTreeMap<i32, String>,
    #[serde(default)]
    components: BTreeMap<String, ComponentTexts>,
    #[serde(default)]
    questions: BTreeMap<String, String>,
    links_note: Option<Prose>,
    #[serde(default)]
    links: BTreeMap<String, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ComponentTexts {
    title: Option<String>,
    explanation: Option<Prose>,
}

impl Translation {
    /// Says in this language what it can of the English framework.
    pub(super) fn onto(mut self, english: Framework) -> Result<Framework, Misfit> {
        self.same_version(&english)?;
        let mut framework = english;
        framework.language = self.language;
        self.whole(&mut framework);
        self.parts(&mut framework);
        self.nothing_left()?;
        Ok(framework)
    }

    /// A translation of another version would say what the English one no longer says.
    fn same_version(&self, english: &Framework) -> Result<(), Misfit> {
        if self.version == english.version {
            return Ok(());
        }
        Err(Misfit::new(
            "version",
            format!("expected {}, the version of the English file", english.version),
        ))
    }

    fn whole(&mut self, framework: &mut Framework) {
        say(&mut framework.title, self.title.take());
        say(&mut framework.attribution, self.attribution.take());
        say(&mut framework.when_to_use, self.when_to_use.take());
        say(&mut framework.who_uses_it, self.who_uses_it.take());
        say(&mut framework.how_to_use, self.how_to_use.take());
        say(&mut framework.how_to_read_results, self.how_to_read_results.take());
        say(&mut framework.links_note, self.links_note.take());
    }

    fn parts(&mut self, framework: &mut Framework) {
        for rating in &mut framework.ratings {
            say(&mut rating.label, self.ratings.remove(&rating.value));
        }
        for component in &mut framework.components {
            let texts = self.components.remove(component.code.word()).unwrap_or_default();
            say(&mut component.title, texts.title);
            say(&mut component.explanation, texts.explanation);
            for question in &mut component.questions {
                say(&mut question.text, self.questions.remove(&question.code));
            }
        }
        for link in &mut framework.links {
            say(&mut link.explanation, self.links.remove(&link.code));
        }
    }

    /// What no text of the framework took is a misspelt code, and would be lost in silence.
    fn nothing_left(&self) -> Result<(), Misfit> {
        let ratings = self.ratings.keys().map(|value| format!("ratings.{value}"));
        let components = self.components.keys().map(|code| format!("components.{code}"));
        let questions = self.questions.keys().map(|code| format!("questions.{code}"));
        let links = self.links.keys().map(|code| format!("links.{code}"));
        match ratings.chain(components).chain(questions).chain(links).next() {
            None => Ok(()),
            Some(place) => Err(Misfit::new(place, "expected a code that the English file has")),
        }
    }
}

fn say(text: &mut String, translated: Option<impl Into<String>>) {
    if let Some(translated) = translated {
        *text = translated.into();
    }
}
