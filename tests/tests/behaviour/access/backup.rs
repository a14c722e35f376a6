//! A copy of an embedded database, made while the service writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use accord_tests::{Engine, Face, Service, World, fails};
use serde_json::json;
use tempfile::TempDir;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_holds_every_write_that_was_acknowledged_before_it_and_starts() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let secret = "a secret that only this test knows and keeps";
    let own = format!("sqlite://{}", at("own.db"));
    let settings = [("DATABASE_URL", own.as_str()), ("ACCORD_SECRET", secret)];
    let service = Arc::new(Service::with(Engine::Sqlite, &settings));
    let w = World::open(Face::Rest, Arc::clone(&service)).await;
    let river = w.alliance().await;
    river.organization("Before the copy").await;
    let over = Arc::new(AtomicBool::new(false));
    let writes = tokio::spawn({
        let (ana, it, over) = (river.ana.clone(), river.it.clone(), Arc::clone(&over));
        async move {
            let mut written = 0;
            while !over.load(Ordering::Relaxed) {
                written += 1;
                let name = json!({ "name": format!("Beside the copy {written}") });
                ana.does("createOrganization", &it, name).await.ok();
            }
            written
        }
    });
    let (copy, beside) = (at("copy.db"), Arc::clone(&service));
    let told = tokio::task::spawn_blocking(move || beside.accord(&["backup", &copy], "")).await;
    over.store(true, Ordering::Relaxed);
    assert!(writes.await.unwrap() > 0, "nobody wrote meanwhile");
    assert!(told.unwrap().contains("copied"));
    let told = service.refuses(&["backup", &at("copy.db")]);
    assert!(told.contains("exists"), "{told}");
    let copy = format!("sqlite://{}", at("copy.db"));
    let settings = [("DATABASE_URL", copy.as_str()), ("ACCORD_SECRET", secret)];
    let second = World::open(Face::Rest, Arc::new(Service::with(Engine::Sqlite, &settings))).await;
    let email = river.ana.sees("getMe", ()).await.ok()["user"]["email"].take();
    let ana = second.signs_in("Ana", email.as_str().unwrap()).await;
    let seen = ana.does("listOrganizations", &river.it, json!({ "sort": "created_at" })).await.ok();
    assert_eq!(seen["items"][0]["name"], "Before the copy");
}

#[test]
fn a_command_elsewhere_makes_no_new_database() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}/none.db", folder.path().display());
    let settings = [("DATABASE_URL", url)];
    for command in [
        "user create --email clerk@example.org --name Clerk",
        "key create --user clerk@example.org --name Sheet --scope read",
        "backup copy.db",
    ] {
        let told = fails(&command.split(' ').collect::<Vec<_>>(), &settings);
        assert!(told.contains("none.db: there is no database here"), "{command}: {told}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{command}");
    }
}
