//! A request that takes too long is given up, and leaves nothing.

use accord_tests::behaviour;
use serde_json::json;

behaviour! {
    async fn a_write_that_takes_too_long_is_given_up_and_leaves_nothing(w: World) {
        let w = w.apart(&[("ACCORD_REQUEST_TIMEOUT", "1")]).await;
        let river = w.alliance().await;
        let held = w.service.holds_writers().await;
        let clinic = json!({ "name": "Clinic" });
        let late = river.ana.does("createOrganization", &river.it, clinic).await;
        let late = late.refused("timed_out");
        assert_eq!(late.headers["retry-after"], "1");
        assert!(late.faults[0].message.contains("nothing of it was written"), "{late}");
        river.ana.sees("getAlliance", &river.it).await.ok();
        drop(held);
        let seen = river.ana.sees("listOrganizations", &river.it).await.ok();
        assert_eq!(seen["items"], json!([]));
        river.organization("Clinic").await;
    }
}
