//! What is counted while the service runs, for whoever operates it.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper bounds of the buckets, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Counts statements to the database.
#[derive(Clone, Debug, Default)]
pub struct Statements {
    all: Counter<u64, AtomicU64>,
    failed: Counter<u64, AtomicU64>,
}

impl Statements {
    /// Notes that a statement ran.
    pub fn note(&self, failed: bool) {
        self.all.inc();
        if failed {
            self.failed.inc();
        }
    }
}

/// By what requests are told apart: never by who made them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct RequestLabels {
    /// The method.
    pub method: String,
    /// The pattern of the path, not the path.
    pub route: String,
    /// The status.
    pub status: u16,
}

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    seconds: Histogram,
    /// Statements to the database.
    pub statements: Statements,
}

impl Metrics {
    /// Starts counting from zero.
    pub fn new() -> Arc<Self> {
        let mut registry = Registry::with_prefix("accord");
        let requests = Family::<RequestLabels, Counter>::default();
        let seconds = Histogram::new(SECONDS);
        let statements = Statements::default();
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Seconds a request took", seconds.clone());
        registry.register("sql_statements", "Statements run", statements.all.clone());
        registry.register("sql_failures", "Statements that failed", statements.failed.clone());
        Arc::new(Self { registry, requests, seconds, statements })
    }

    /// Notes that a request was answered.
    pub fn request(&self, labels: RequestLabels, took: Duration) {
        self.requests.get_or_create(&labels).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// Everything that is counted, as OpenMetrics text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(_) => String::new(),
        }
    }
}
