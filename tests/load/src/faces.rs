//! The things as the service shows them: on the two faces the same fields, spelt differently.

use serde::{Deserialize, Serialize};
use serde_json::Number;

macro_rules! faces {
    ($($rest:ident $graphql:ident { $($field:ident: $of:ty,)+ })+) => {$(
        #[derive(Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $rest { $(pub $field: $of,)+ }

        #[derive(Debug, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "camelCase")]
        pub struct $graphql { $(pub $field: $of,)+ }
    )+};
}

faces! {
    Indicator IndicatorNode {
        id: String,
        alliance_id: String,
        code: String,
        title: String,
        description: Option<String>,
        unit: String,
        measure: String,
        direction: String,
        counting: String,
        baseline: Option<Baseline>,
        band: Option<Band>,
        targets: Vec<Target>,
        target_path: String,
        period_type: String,
        grace_days: Option<i32>,
        starts_on: Option<String>,
        holds_from: Option<String>,
        visibility: String,
        story: Option<String>,
        status: String,
        version: i64,
        created_at: String,
        viewer_can: Vec<String>,
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    pub value: Number,
    pub on: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    pub low: Number,
    pub high: Number,
}

/// Reads either spelling, and writes that of REST, which is as long.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    #[serde(alias = "dueOn")]
    pub due_on: String,
    pub value: Number,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurement {
    pub id: String,
    pub alliance_id: String,
    pub indicator_id: String,
    pub period: String,
    pub start: String,
    pub end: String,
    pub value: Option<Number>,
    pub absence: Option<String>,
    pub status: String,
    pub note: Option<String>,
    pub corrections_count: i32,
    pub entered_by: Option<String>,
    pub entered_at: String,
    pub version: i64,
    pub viewer_can: Vec<String>,
}
