mod errors;
mod places;
mod secrets;

use clap::{CommandFactory, FromArgMatches, Parser};

use super::*;

const LONG: &str = "the secret of an instance, 32 or more";

#[derive(Parser)]
struct Command {
    #[command(flatten)]
    flags: Flags,
}

fn flags(arguments: &[&str]) -> Flags {
    let all = std::iter::once(&"accord").chain(arguments);
    let matches = Command::command().get_matches_from(all);
    Command::from_arg_matches(&matches).expect("flags").flags
}

fn pairs(environment: &[(&str, &str)]) -> Vec<(String, String)> {
    environment.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn serve(environment: &[(&str, &str)]) -> Result<Config, ConfigErrors> {
    Config::load_from(&Flags::default(), pairs(environment), Purpose::Serve)
}

fn file(text: &str) -> (tempfile::NamedTempFile, Flags) {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), text).expect("written");
    let flags = Flags { config: Some(file.path().to_owned()), ..Flags::default() };
    (file, flags)
}

/// Every error as a line, with the file's name shortened.
fn errors(read: Result<Config, ConfigErrors>) -> Vec<String> {
    let errors = read.expect_err("refused").0;
    let short = |error: &ConfigError| match error.place.split_once(" in /") {
        Some((name, _)) => format!("{name}: {}", error.message),
        None => error.to_string(),
    };
    errors.iter().map(short).collect()
}
