use chrono::Month::January;
use entity::types::PeriodType;

use super::*;

#[test]
fn each_task_names_what_it_is_about_in_each_language() {
    let october = Period::read("2026-10", PeriodType::Month, January).unwrap();
    let tasks = [
        Task::Respond("Jobs"),
        Task::Start("Jobs"),
        Task::Reveal("Jobs"),
        Task::Conclude("Jobs"),
        Task::Measure("Jobs", october),
    ];
    for language in Language::all() {
        for task in tasks {
            assert!(task.says(language).contains("Jobs"), "{task:?} in {language}");
        }
        assert!(tasks[4].says(language).contains("2026-10"), "the period in {language}");
    }
    assert!(tasks.iter().map(Task::code).eq(TodoCode::all()), "each code has its task");
}
