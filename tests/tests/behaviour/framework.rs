//! The framework, which everybody may read.

use accord_tests::behaviour;

behaviour! {
    async fn everybody_reads_the_six_components_in_order(w: World) {
        let framework = w.nobody().sees("getFramework", ()).await.ok();
        let components = framework["components"].as_array().unwrap();
        let order: Vec<_> = components.iter().map(|it| it["code"].as_str().unwrap()).collect();
        assert_eq!(order, ["purpose", "power", "interdependence", "trust", "control", "indicators"]);
    }
}
