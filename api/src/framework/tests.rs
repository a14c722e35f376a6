use std::collections::BTreeSet;

use entity::types::{AnswerType, AsksAbout, Component, Language, QuestionKind};
use serde_json::{Value, json};

use super::*;

/// The nine questions as the source asks them.
const QUESTIONS: [&str; 9] = [
    "Do we (does each organization) have the same goals for the alliance?",
    "What knowledge, skills, relationships, and staff (or other resources) are necessary to accomplish the shared purpose?",
    "Do we really believe that we are interdependent?",
    "Why do we need each other to accomplish the purpose to which we aspire?",
    "Do we believe we can accomplish our goals?",
    "Did each of us do what we said we would do?",
    "Are we sharing the resources needed for the alliance in a complete and timely way?",
    "In areas where we are progressing toward our shared purpose, what can we do to improve our results?",
    "Where we aren't progressing toward our shared purpose, what is making it hard to move forward?",
];

/// What each of them belongs to, asks about and takes.
const KINDS: [(Component, AsksAbout, AnswerType); 9] = [
    (Component::Purpose, AsksAbout::Goals, AnswerType::Both),
    (Component::Power, AsksAbout::Alliance, AnswerType::Text),
    (Component::Interdependence, AsksAbout::Alliance, AnswerType::Both),
    (Component::Interdependence, AsksAbout::Alliance, AnswerType::Text),
    (Component::Trust, AsksAbout::Goals, AnswerType::Both),
    (Component::Trust, AsksAbout::Alliance, AnswerType::Both),
    (Component::Control, AsksAbout::Alliance, AnswerType::Both),
    (Component::Indicators, AsksAbout::ProgressingIndicators, AnswerType::Text),
    (Component::Indicators, AsksAbout::StalledIndicators, AnswerType::Text),
];

fn english() -> Framework {
    read::original(ENGLISH).unwrap()
}

#[test]
fn the_nine_guiding_questions_are_the_sources_word_for_word() {
    let framework = english();
    let (mut questions, mut kinds) = (Vec::new(), Vec::new());
    for component in &framework.components {
        for question in component.questions.iter().filter(|q| q.kind == QuestionKind::Guiding) {
            questions.push(question.text.as_str());
            kinds.push((component.code, question.asks_about, question.answer_type));
        }
    }
    assert_eq!(questions, QUESTIONS);
    assert_eq!(kinds, KINDS);
    assert!(framework.attribution.contains("Chris Kloth, ChangeWorks of the Heartland"));
}

#[test]
fn the_six_components_come_in_order_with_their_titles() {
    let framework = english();
    let titles: Vec<_> =
        framework.components.iter().map(|component| component.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Shared purpose",
            "Shared power",
            "Shared view of interdependence",
            "Mutual respect and trust",
            "Shared control",
            "Shared indicators of progress",
        ]
    );
    assert!(framework.components.iter().map(|component| component.position).eq(1..=6));
}

#[test]
fn each_explanation_has_three_to_five_sentences() {
    for (file, text) in [ENGLISH, SPANISH] {
        let data: Value = serde_json::from_str(text).unwrap();
        for component in Component::all() {
            let by_code = data["components"].get(component.word());
            let found = by_code.unwrap_or_else(|| &data["components"][component as usize]);
            let sentences = found["explanation"].as_array().unwrap().len();
            assert!((3..=5).contains(&sentences), "{file}: {component} has {sentences}");
        }
    }
}

#[test]
fn the_triangle_links_power_with_trust_through_control_and_with_interdependence() {
    let links = english().links;
    let found: Vec<_> = links.iter().map(|link| (link.from, link.via, link.to)).collect();
    assert_eq!(
        found,
        [
            (Component::Power, None, Component::Interdependence),
            (Component::Power, Some(Component::Control), Component::Trust),
        ]
    );
    assert!(links.iter().all(|link| link.is_interpretation));
}

#[test]
fn spanish_says_everything_but_codes_in_its_own_words() {
    let frameworks = Frameworks::load().unwrap();
    let [english, spanish] =
        [Language::En, Language::Es].map(|l| serde_json::to_value(frameworks.of(l)).unwrap());
    let mut same = BTreeSet::new();
    same_words(&english, &spanish, "", &mut same);
    assert_eq!(
        same,
        BTreeSet::from(
            ["answer_type", "asks_about", "code", "from", "kind", "to", "version", "via"]
                .map(String::from)
        )
    );
}

/// Collects the names of the fields whose texts are the same in both.
fn same_words(left: &Value, right: &Value, name: &str, same: &mut BTreeSet<String>) {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            left.iter().for_each(|(name, value)| same_words(value, &right[name], name, same));
        }
        (Value::Array(left), Value::Array(right)) => {
            left.iter().zip(right).for_each(|(left, right)| same_words(left, right, name, same));
        }
        (Value::String(left), Value::String(right)) if left == right => {
            same.insert(name.into());
        }
        _ => {}
    }
}

#[test]
fn a_text_without_a_translation_is_said_in_english() {
    let english = english();
    let text = json!({
        "language": "es",
        "version": english.version,
        "components": { "trust": { "title": "Respeto y confianza mutuos" } },
        "questions": { "same_goals": "¿Las mismas metas?" },
    });
    let spanish = read::translated(&english, ("es.json", &text.to_string())).unwrap();

    let trust = spanish.component(Component::Trust).unwrap();
    assert_eq!(trust.title, "Respeto y confianza mutuos");
    assert_eq!(trust.explanation, english.component(Component::Trust).unwrap().explanation);
    assert_eq!(spanish.question("same_goals").unwrap().text, "¿Las mismas metas?");
    assert_eq!(spanish.question("why_each_other"), english.question("why_each_other"));
    assert_eq!((spanish.language, &spanish.title), (Language::Es, &english.title));
}

#[test]
fn the_header_picks_the_language() {
    let frameworks = Frameworks::load().unwrap();
    assert_eq!(frameworks.in_language("es-MX,en;q=0.5").language, Language::Es);
    assert_eq!(frameworks.in_language("fr").language, Language::En);
}

/// Changes one place of the English data and tells what loading says to it.
fn with(pointer: &str, value: Value) -> String {
    let mut data: Value = serde_json::from_str(ENGLISH.1).unwrap();
    *data.pointer_mut(pointer).unwrap() = value;
    read::original(("en.json", &data.to_string())).unwrap_err().to_string()
}

#[test]
fn unreadable_data_is_told_with_line_and_column() {
    let found =
        read::original(("en.json", "{\n  \"version\": 2026.1,\n}")).unwrap_err().to_string();
    assert!(found.starts_with("en.json, at line 3 column 1: trailing comma"), "{found}");
}

#[test]
fn wrong_data_is_told_with_file_and_place() {
    for (pointer, value, said) in [
        (
            "/components/0/position",
            json!(2),
            "en.json, at components: expected positions 1 to 6: purpose, power",
        ),
        ("/components", json!([]), "en.json, at components: expected at least one"),
        (
            "/components/0/questions/0/answer_type",
            json!("both"),
            "en.json, at components[0].questions: expected one rated standing",
        ),
        ("/components/2/questions/1/kind", json!("own"), "en.json, at components[2].questions: "),
        (
            "/components/2/questions/1/kind",
            json!("odd"),
            "en.json, at components[2].questions[1].kind: unknown variant",
        ),
        (
            "/components/2/questions/1/code",
            json!("same_goals"),
            "en.json, at questions: expected each code once",
        ),
        ("/components/1/title", json!(" "), "en.json, at components[1].title: expected a text"),
        ("/ratings/4/value", json!(6), "en.json, at ratings: expected the values 1 to 5"),
        ("/links/1/explanation", json!(3), "en.json, at links[1].explanation: invalid type"),
        ("/links/0/to", Value::Null, "en.json, at links[0].to: "),
        ("/how_to_use", json!("Just do."), "en.json, at how_to_use: invalid type: string"),
    ] {
        let found = with(pointer, value);
        assert!(found.starts_with(said), "{pointer}: {found}");
    }
}

#[test]
fn a_translation_of_something_else_is_told() {
    let english = english();
    let version = &english.version;
    for (data, said) in [
        (json!({ "language": "es", "version": "2025.1" }), "es.json, at version: expected 2026.1"),
        (
            json!({ "language": "fr", "version": version }),
            "es.json, at language: unknown variant `fr`",
        ),
        (
            json!({ "language": "es", "version": version, "questions": { "same_gaols": "¿?" } }),
            "es.json, at questions.same_gaols: expected a code that the English file has",
        ),
        (
            json!({ "language": "es", "version": version, "components": { "trust": { "titel": 1 }}}),
            "es.json, at components.trust.titel: unknown field",
        ),
    ] {
        let found =
            read::translated(&english, ("es.json", &data.to_string())).unwrap_err().to_string();
        assert!(found.starts_with(said), "{found}");
    }
}
