//! Reading the values of settings, collecting what is wrong.

use super::errors::{ConfigError, ConfigErrors};
use super::layers::{Layers, Written};
use super::settings::Setting;
use super::values::ExpectedText;

/// Reads one value after the other, and remembers each that is wrong.
pub(super) struct SettingsReader {
    layers: Layers,
}

impl SettingsReader {
    pub(super) fn new(layers: Layers) -> Self {
        Self { layers }
    }

    /// The value of a setting that has a default; none when it is wrong.
    pub(super) fn value<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, ExpectedText>,
    ) -> Option<T> {
        self.optional(name, read).flatten()
    }

    /// The value of a setting, none inside where nothing is said; none when it is wrong.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, ExpectedText>,
    ) -> Option<Option<T>> {
        let Some(written) = self.layers.written.get(name) else { return Some(None) };
        match read(&written.text) {
            Ok(value) => Some(Some(value)),
            Err(expected) => {
                let error = wrong(name, written, &expected);
                self.layers.errors.push(error);
                None
            }
        }
    }

    /// Whether somebody said something of this setting.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.layers.written.contains_key(name)
    }

    /// Refuses a value that is readable, for what it means beside others.
    pub(super) fn refuse(&mut self, name: &'static str, message: String) {
        let written = self.layers.written.get(name);
        let place = written.map_or_else(|| name.to_owned(), |written| written.place.clone());
        self.layers.errors.push(ConfigError { place, message });
    }

    /// Everything that is wrong, or what was read.
    pub(super) fn end<T>(self, read: Option<T>) -> Result<T, ConfigErrors> {
        match read {
            Some(read) if self.layers.errors.is_empty() => Ok(read),
            _ => Err(ConfigErrors(self.layers.errors)),
        }
    }
}

fn wrong(name: &str, written: &Written, expected: &ExpectedText) -> ConfigError {
    let hidden = Setting::named(name).is_none_or(Setting::is_hidden);
    let found = if hidden { String::new() } else { format!("; found `{}`", written.text) };
    ConfigError { place: written.place.clone(), message: format!("expected {expected}{found}") }
}
