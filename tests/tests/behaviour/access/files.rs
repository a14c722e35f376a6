//! What lies on the machine is for whoever runs the service.

use std::os::unix::fs::PermissionsExt;

use accord_tests::{Engine, Service};
use tempfile::TempDir;

#[test]
fn an_embedded_database_is_made_for_its_owner_only() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}/own.db", folder.path().display());
    let _running = Service::with(Engine::Sqlite, &[("DATABASE_URL", &url)]);
    let files = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap());
    let told = files.map(|it| {
        let mode = it.metadata().unwrap().permissions().mode() & 0o777;
        (it.file_name().into_string().unwrap(), format!("{mode:o}"))
    });
    let mut told: Vec<_> = told.collect();
    told.sort();
    let made = ["own.db", "own.db-shm", "own.db-wal"].map(|it| (it.to_owned(), "600".to_owned()));
    assert_eq!(told, made);
}
