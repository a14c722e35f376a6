//! What is said where the service itself fails.

use accord_tests::{Answer, World, behaviour};

/// A world that lost a table, and what is answered to whoever asks for what lay in it.
pub async fn failing(w: &World) -> (World, Answer) {
    let w = w.apart(&[]).await;
    let river = w.alliance().await;
    w.service.writes("ALTER TABLE organization RENAME TO lost").await;
    let answer = river.ana.sees("listOrganizations", &river.it).await;
    (w, answer)
}

behaviour! {
    async fn a_fault_tells_whoever_asked_only_where_the_log_has_it(w: World) {
        let (w, answer) = failing(&w).await;
        let answer = answer.refused("fault");
        let id = answer.headers["x-request-id"].to_str().unwrap();
        let said = format!("The service failed. Its operator finds the cause in the log under {id}.");
        assert_eq!(answer.faults[0].message, said);
        let log = w.service.log();
        let cause = log.lines().find(|it| it.contains("ERROR") && it.contains(id));
        assert!(cause.is_some_and(|it| it.contains("organization")), "{id} is not in the log:\n{log}");
    }
}
