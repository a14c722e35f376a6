//! What lies on the machine is for whoever runs the service.

use std::os::unix::fs::PermissionsExt;

use accord_tests::{Engine, Service, run};
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

#[test]
fn a_command_leaves_an_embedded_database_in_one_file() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}/own.db", folder.path().display());
    let settings =
        [("DATABASE_URL", url), ("ACCORD_SECRET", "a secret that only this test knows".to_owned())];
    for command in [
        "migrate",
        "demo",
        "user create --email clerk@example.org --name Clerk",
        "key create --user clerk@example.org --name Sheet --scope read",
    ] {
        run(&command.split(' ').collect::<Vec<_>>(), &settings, "");
        let files = std::fs::read_dir(folder.path()).unwrap();
        let files: Vec<_> = files.map(|it| it.unwrap().file_name()).collect();
        assert_eq!(files, ["own.db"], "{command}");
    }
}
