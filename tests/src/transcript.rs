//! What was asked and answered in a case, for whoever reads why it failed.

use std::sync::{Arc, Mutex, PoisonError};

use crate::{Answer, Service};

/// How many of the last answers are printed, and how much of each.
const LAST: usize = 30;
const LENGTH: usize = 600;

/// Everything that was asked and answered so far.
#[derive(Clone, Default)]
pub struct Transcript(Arc<Mutex<Vec<Exchange>>>);

struct Exchange {
    answer: String,
    request_id: Option<String>,
}

impl Transcript {
    /// Notes an answer, and what it was asked by.
    pub fn note(&self, answer: &Answer) {
        let id = answer.headers.get("x-request-id").and_then(|id| id.to_str().ok());
        let exchange = Exchange { answer: answer.to_string(), request_id: id.map(str::to_owned) };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(exchange);
    }

    /// Prints it where the thread that drops this panics.
    pub fn at_failure(&self, service: Arc<Service>) -> AtFailure {
        AtFailure { transcript: self.clone(), service }
    }
}

/// Prints a transcript where the thread that drops it panics, with what the service logged of it.
pub struct AtFailure {
    transcript: Transcript,
    service: Arc<Service>,
}

impl Drop for AtFailure {
    fn drop(&mut self) {
        if std::thread::panicking() {
            // By this macro, since what it prints is kept with the test that failed.
            println!("{}", self.text());
        }
    }
}

impl AtFailure {
    fn text(&self) -> String {
        let all = self.transcript.0.lock().unwrap_or_else(PoisonError::into_inner);
        let last = &all[all.len().saturating_sub(LAST)..];
        let log = self.service.log();
        let of = |exchange: &Exchange| {
            let id = exchange.request_id.as_deref().unwrap_or("no request id");
            let logged = log
                .lines()
                .filter(|line| line.contains(id))
                .map(|line| format!("\n    log: {line}"));
            format!("{}{}", short(&exchange.answer), logged.collect::<String>())
        };
        let told = last.iter().map(of).collect::<Vec<_>>().join("\n");
        format!("The last {} of {} answers:\n{told}", last.len(), all.len())
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
