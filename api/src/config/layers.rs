//! Where settings stand: defaults, file, environment, flags; the later ones override the former.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::errors::ConfigError;
use super::settings::{Flags, PREFIX, SETTINGS, Setting, variable};

/// The file that is read where none is named.
const FILE: &str = "accord.toml";
/// Names the file, and is no setting itself.
const CONFIG: &str = "ACCORD_CONFIG";
/// The one variable that other programs share with this one.
const SHARED: &str = "DATABASE_URL";

/// A value as it was written, and where.
pub(super) struct Written {
    pub(super) text: String,
    pub(super) place: String,
}

/// What is written of each setting in the last place that names it, and what could not be read.
#[derive(Default)]
pub(super) struct Layers {
    pub(super) written: BTreeMap<&'static str, Written>,
    pub(super) errors: Vec<ConfigError>,
}

impl Layers {
    pub(super) fn read(
        flags: &Flags,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let environment = ours(environment);
        let named = environment.iter().find(|(name, _)| name == CONFIG).map(|(_, path)| path);
        let named = flags.config.clone().or_else(|| named.map(PathBuf::from));
        let mut layers = Self::default();
        layers.defaults();
        match named {
            Some(path) => layers.file(&path),
            None if Path::new(FILE).exists() => layers.file(Path::new(FILE)),
            None => {}
        }
        layers.environment(environment);
        for (name, text) in flags.given() {
            layers.write(name, text, format!("--{}", name.replace('_', "-")));
        }
        layers
    }

    fn defaults(&mut self) {
        for setting in SETTINGS {
            if let Some(default) = setting.default {
                self.write(setting.name, default, "default".to_owned());
            }
        }
    }

    fn file(&mut self, path: &Path) {
        let place = path.display().to_string();
        let table = std::fs::read_to_string(path)
            .map_err(|error| error.to_string())
            .and_then(|text| text.parse::<Table>().map_err(|error| unreadable(&text, &error)));
        match table {
            Ok(table) => {
                table.into_iter().for_each(|(name, value)| self.entry(&place, &name, value));
            }
            Err(message) => self.errors.push(ConfigError { place, message }),
        }
    }

    fn entry(&mut self, file: &str, name: &str, value: Value) {
        let place = format!("{name} in {file}");
        match (Setting::named(name), as_text(value)) {
            (None, _) => {
                let near = Setting::nearest(name).map(str::to_owned);
                self.errors.push(unknown(place, near));
            }
            (Some(setting), Some(text)) => self.write(setting.name, &text, place),
            (Some(_), None) => {
                let message = "expected a text, a number or a list of texts".to_owned();
                self.errors.push(ConfigError { place, message });
            }
        }
    }

    fn environment(&mut self, environment: Vec<(String, String)>) {
        for (variable, text) in environment {
            match (variable.as_str(), Setting::of_variable(&variable)) {
                (CONFIG, _) => {}
                (_, _) if text.contains(char::REPLACEMENT_CHARACTER) => {
                    let message = "expected a text in UTF-8".to_owned();
                    self.errors.push(ConfigError { place: variable, message });
                }
                (SHARED, _) => self.write("database_url", &text, variable),
                (_, Some(setting)) => self.write(setting.name, &text, variable),
                (_, None) => self.errors.push(unknown_variable(variable)),
            }
        }
    }

    fn write(&mut self, name: &'static str, text: &str, place: String) {
        self.written.insert(name, Written { text: text.to_owned(), place });
    }
}

/// What the environment says to this service. An empty variable says nothing: so one is unset where
/// variables can only be written. `DATABASE_URL` is to come first, so that `ACCORD_DATABASE_URL`
/// overrides it.
fn ours(environment: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    let is_ours = |(name, text): &(String, String)| {
        !text.is_empty() && (name == SHARED || name.starts_with(PREFIX))
    };
    let mut ours: Vec<_> = environment.into_iter().filter(is_ours).collect();
    ours.sort_by_key(|(name, _)| (name != SHARED, name.clone()));
    ours
}

fn unknown(place: String, near: Option<String>) -> ConfigError {
    let message = match near {
        Some(near) => format!("there is no such setting; did you mean `{near}`?"),
        None => "there is no such setting".to_owned(),
    };
    ConfigError { place, message }
}

fn unknown_variable(name: String) -> ConfigError {
    let meant = name.trim_start_matches(PREFIX).to_lowercase();
    unknown(name, Setting::nearest(&meant).map(variable))
}

/// Lists are joined as the environment would write them.
fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Integer(number) => Some(number.to_string()),
        Value::Array(list) => {
            let texts: Option<Vec<String>> = list.into_iter().map(as_text).collect();
            Some(texts?.join(","))
        }
        Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) | Value::Table(_) => None,
    }
}

/// Tells the line, not what stands in it: that may be the secret.
fn unreadable(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    format!("expected TOML; line {} cannot be read", before.matches('\n').count() + 1)
}
