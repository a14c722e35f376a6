//! How the house is built: what a reader may rely on in any file of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The floors of `api/src`, the highest first. A floor uses those below it and itself.
const FLOORS: [&[&str]; 14] = [
    &["main", "lib", "cli"],
    &["demo"],
    &["server"],
    &["graphql"],
    &["rest"],
    &["render"],
    &["app"],
    &["auth"],
    &["store"],
    &["policy", "framework"],
    &["domain", "contract"],
    &["telemetry"],
    &["config"],
    &["error", "metrics", "clock", "randomness", "deadline", "limiter", "remembered"],
];

/// The floors that have rooms.
const WITH_ROOMS: [&str; 3] = ["app", "rest", "graphql"];

/// The rooms, named as the framework names its parts.
const ROOMS: [&str; 10] = [
    "access",
    "alliance",
    "purpose",
    "power",
    "interdependence",
    "indicators",
    "control",
    "cycle",
    "trust",
    "insight",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../api/src")
}

/// Where the code of all crates lies.
const CODE: [&str; 6] =
    ["api/src", "entity/src", "migration/src", "tests/src", "tests/tests", "tests/load/src"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let within = |it: PathBuf| if it.is_dir() { files(&it) } else { vec![it] };
    entries.flat_map(within).filter(|it| it.extension().is_some_and(|it| it == "rs")).collect()
}

/// The part of the house that a file belongs to: the first name of its path.
fn part(file: &Path) -> String {
    let inside = file.strip_prefix(source()).unwrap();
    let first = inside.iter().next().unwrap().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn floor(part: &str) -> usize {
    let found = FLOORS.iter().position(|it| it.contains(&part));
    found.unwrap_or_else(|| panic!("`{part}` stands on no floor: give it one in FLOORS"))
}

/// The parts that a text names by `crate::…`.
fn used(text: &str) -> BTreeSet<String> {
    let after = text.split("crate::").skip(1);
    let name = |it: &str| {
        it.split(|it: char| !it.is_ascii_lowercase() && it != '_').next().map(str::to_owned)
    };
    after.filter_map(name).filter(|it| !it.is_empty()).collect()
}

#[test]
fn imports_run_downwards() {
    let mut found = BTreeSet::new();
    for file in files(&source()) {
        let own = part(&file);
        for used in used(&std::fs::read_to_string(&file).unwrap()) {
            let below = floor(&used) > floor(&own);
            if used != own && !below {
                found.insert((own.clone(), used));
            }
        }
    }
    assert_eq!(found, BTreeSet::new(), "(who, uses whom)");
}

#[test]
fn rooms_have_the_same_names_on_each_floor() {
    let rooms = |floor: &str| -> BTreeSet<String> {
        let inside = files(&source().join(floor));
        let names = inside.iter().filter_map(|it| {
            let inside = it.strip_prefix(source().join(floor)).unwrap();
            Some(inside.iter().next()?.to_str()?.trim_end_matches(".rs").to_owned())
        });
        names.filter(|it| ROOMS.contains(&it.as_str())).collect()
    };
    let by_floor: BTreeMap<_, _> = WITH_ROOMS.iter().map(|it| (*it, rooms(it))).collect();
    let app = &by_floor["app"];
    assert!(by_floor.values().all(|it| it == app), "{by_floor:#?}");
}

#[test]
fn files_are_short_enough_to_be_read_at_once() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let all = CODE.iter().flat_map(|it| files(&house.join(it)));
    let long = |it: &PathBuf| std::fs::read_to_string(it).unwrap().lines().count() > 300;
    let name = |it: PathBuf| it.strip_prefix(&house).unwrap().to_string_lossy().into_owned();
    assert_eq!(all.filter(long).map(name).collect::<Vec<_>>(), Vec::<String>::new());
}

/// Whether a text has this word, and not only within another.
fn says(text: &str, word: &str) -> bool {
    text.split(|it: char| !it.is_alphanumeric()).any(|it| it == word)
}

/// What stands before the names of a text's types that GraphQL shows field by field.
fn shown(text: &str) -> impl Iterator<Item = &str> {
    let heads = text.split("#[derive(").skip(1).filter_map(|it| it.split_once(" {"));
    let derived = |head: &str| head.split(")]").next().unwrap_or_default().to_owned();
    heads.map(|(head, _)| head).filter(move |head| says(&derived(head), "SimpleObject"))
}

/// Fields that are ready at once gain nothing by being waited for one beside the other.
#[test]
fn what_is_shown_is_written_field_by_field() {
    let read = |it: PathBuf| std::fs::read_to_string(it).unwrap();
    let texts: Vec<_> = files(&source()).into_iter().map(read).collect();
    let all: Vec<_> = texts.iter().flat_map(|it| shown(it)).collect();
    let beside: Vec<_> = all.iter().filter(|it| !says(it, "serial")).collect();
    assert!(!all.is_empty() && beside.is_empty(), "{beside:#?}");
}

/// Names that two files give to different types: who calls, on either face; and GraphQL's root of
/// that name beside the query string. An entry that is no longer needed fails the test, so the list
/// only becomes shorter.
const NAMED_TWICE: [&str; 2] = ["Caller", "Query"];

/// The names of the types that a text defines, outside its tests.
fn types(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let named = |line: &str| {
        let inside = line.starts_with(' ');
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |rest| match rest.strip_prefix('(') {
            Some(scope) => scope.split_once(')').map_or(rest, |(_, rest)| rest),
            None => rest,
        });
        let (kind, rest) = line.trim_start().split_once(' ')?;
        // An indented `type` belongs to a trait, which names it for all who implement it.
        let defines = matches!(kind, "struct" | "enum" | "trait") || kind == "type" && !inside;
        let name: String =
            rest.chars().take_while(|it| it.is_ascii_alphanumeric() || *it == '_').collect();
        (defines && !name.is_empty()).then_some(name)
    };
    code.lines().filter_map(named).collect()
}

#[test]
fn no_type_name_stands_twice_across_floors() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files(&source()) {
        let inside = file.strip_prefix(source()).unwrap().to_string_lossy().into_owned();
        if inside.split(['/', '.']).any(|it| it == "tests") {
            continue;
        }
        for name in types(&std::fs::read_to_string(&file).unwrap()) {
            places.entry(name).or_default().push(inside.clone());
        }
    }
    assert!(places.len() > 300, "the names are not found: {places:#?}");
    places.retain(|_, files| files.len() > 1);
    let twice: Vec<_> = places.keys().map(String::as_str).collect();
    assert_eq!(twice, NAMED_TWICE, "each name, and where it stands: {places:#?}");
}
