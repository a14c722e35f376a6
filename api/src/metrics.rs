//! What is counted while the service runs, for whoever operates it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
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

/// How an attempt to sign in ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInOutcome {
    /// Somebody is signed in.
    Succeeded,
    /// Nobody is.
    Failed,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SignInLabels {
    outcome: &'static str,
}

/// Counts attempts to sign in: never whose.
#[derive(Clone, Debug, Default)]
pub struct SignIns(Family<SignInLabels, Counter>);

impl SignIns {
    /// Notes how an attempt ended.
    pub fn note(&self, outcome: SignInOutcome) {
        let outcome = match outcome {
            SignInOutcome::Succeeded => "succeeded",
            SignInOutcome::Failed => "failed",
        };
        self.0.get_or_create(&SignInLabels { outcome }).inc();
    }
}

/// The connections of a pool at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolState {
    /// What they are for.
    pub pool: &'static str,
    /// How many there may be.
    pub at_most: usize,
    /// How many are in use.
    pub in_use: usize,
    /// How many are open and not in use.
    pub idle: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PoolLabels {
    pool: &'static str,
}

#[derive(Debug, Default)]
struct Pools {
    at_most: Family<PoolLabels, Gauge>,
    in_use: Family<PoolLabels, Gauge>,
    idle: Family<PoolLabels, Gauge>,
}

impl Pools {
    fn registered(registry: &mut Registry) -> Self {
        let pools = Self::default();
        let of = [
            ("db_connections_max", "Connections that there may be", &pools.at_most),
            ("db_connections_in_use", "Connections in use", &pools.in_use),
            ("db_connections_idle", "Connections open and not in use", &pools.idle),
        ];
        of.into_iter().for_each(|(name, help, gauge)| registry.register(name, help, gauge.clone()));
        pools
    }

    fn set(&self, PoolState { pool, at_most, in_use, idle }: PoolState) {
        for (gauge, value) in [(&self.at_most, at_most), (&self.in_use, in_use), (&self.idle, idle)]
        {
            let value = i64::try_from(value).unwrap_or(i64::MAX);
            gauge.get_or_create(&PoolLabels { pool }).set(value);
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

/// The forms in which what was counted can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricsFormat {
    /// As OpenMetrics has it.
    OpenMetrics,
    /// As Prometheus has it, and everybody reads it.
    Prometheus,
}

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    seconds: Histogram,
    pools: Pools,
    /// Statements to the database.
    pub statements: Statements,
    /// Attempts to sign in.
    pub sign_ins: SignIns,
}

impl Metrics {
    /// Starts counting from zero.
    pub fn new() -> Arc<Self> {
        let mut registry = Registry::with_prefix("accord");
        let requests = Family::<RequestLabels, Counter>::default();
        let seconds = Histogram::new(SECONDS);
        let (statements, sign_ins) = (Statements::default(), SignIns::default());
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Seconds a request took", seconds.clone());
        registry.register("sql_statements", "Statements run", statements.all.clone());
        registry.register("sql_failures", "Statements that failed", statements.failed.clone());
        registry.register("sign_ins", "Attempts to sign in", sign_ins.0.clone());
        let pools = Pools::registered(&mut registry);
        Arc::new(Self { registry, requests, seconds, pools, statements, sign_ins })
    }

    /// Notes that a request was answered.
    pub fn request(&self, labels: RequestLabels, took: Duration) {
        self.requests.get_or_create(&labels).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// Everything that is counted, beside the state of the pools, in a form.
    pub fn text(&self, pools: &[PoolState], format: MetricsFormat) -> String {
        pools.iter().for_each(|pool| self.pools.set(*pool));
        let mut text = String::new();
        if encode(&mut text, &self.registry).is_err() {
            return String::new();
        }
        match format {
            MetricsFormat::OpenMetrics => text,
            MetricsFormat::Prometheus => prometheus(&text),
        }
    }
}

/// The form of Prometheus, version 0.0.4: it names a counter by the name of its samples, and says no
/// end.
fn prometheus(text: &str) -> String {
    let type_of =
        |line: &str| line.strip_prefix("# TYPE ")?.strip_suffix(" counter").map(str::to_owned);
    let counters: HashSet<String> = text.lines().filter_map(type_of).collect();
    let mut told = String::with_capacity(text.len());
    for line in text.lines().filter(|line| *line != "# EOF") {
        let head = line.strip_prefix("# ").and_then(|rest| rest.split_once(' '));
        match head.and_then(|(word, rest)| Some((word, rest.split_once(' ')?))) {
            Some((word, (name, rest))) if counters.contains(name) => {
                told.extend(["# ", word, " ", name, "_total ", rest, "\n"]);
            }
            _ => told.extend([line, "\n"]),
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prometheus_names_a_counter_by_its_samples_and_says_no_end() {
        let metrics = Metrics::new();
        metrics.sign_ins.note(SignInOutcome::Failed);
        let pool = PoolState { pool: "read", at_most: 8, in_use: 1, idle: 2 };
        let open = metrics.text(&[pool], MetricsFormat::OpenMetrics);
        assert!(open.contains("# TYPE accord_sign_ins counter\n") && open.ends_with("# EOF\n"));
        let told = metrics.text(&[pool], MetricsFormat::Prometheus);
        for line in [
            "# HELP accord_sign_ins_total Attempts to sign in.",
            "# TYPE accord_sign_ins_total counter",
            "accord_sign_ins_total{outcome=\"failed\"} 1",
            "# TYPE accord_db_connections_in_use gauge",
            "accord_db_connections_in_use{pool=\"read\"} 1",
            "# TYPE accord_http_request_seconds histogram",
        ] {
            assert!(told.lines().any(|it| it == line), "{line}: {told}");
        }
        assert!(!told.contains("# EOF"));
    }
}
