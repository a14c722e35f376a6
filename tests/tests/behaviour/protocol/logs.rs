//! What the service's log says.

use accord_tests::{behaviour, jobs};

behaviour! {
    async fn ordinary_work_warns_of_nothing(w: World) {
        let w = w.apart(&[]).await;
        let river = w.alliance().await;
        let indicator = river.ana.does("createIndicator", &river.it, jobs()).await.ok();
        river.ana.sees("getProgress", &indicator).await.ok();
        river.ana.sees("listTodo", ()).await.ok();
        let log = w.service.log();
        let warns = |line: &&str| line.contains("WARN") || line.contains("ERROR");
        assert_eq!(log.lines().filter(warns).collect::<Vec<_>>(), Vec::<&str>::new());
    }
}
