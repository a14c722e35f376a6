//! What lies on the machine is for whoever runs the service.

use std::os::unix::fs::{PermissionsExt, symlink};

use accord_tests::{Engine, Service, fails, run};
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
    let made = ["own.db", "own.db-shm", "own.db-wal", "own.db.lock"]
        .map(|it| (it.to_owned(), "600".to_owned()));
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

#[test]
fn a_service_that_is_told_to_stop_leaves_its_database_in_one_file() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}/own.db", folder.path().display());
    let serving = Service::with(Engine::Sqlite, &[("DATABASE_URL", &url)]);
    serving.accord(&["user", "create", "--email", "clerk@example.org", "--name", "Clerk"], "");
    assert_eq!(serving.stops().code(), Some(0));
    let files = std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
    let mut files: Vec<_> = files.collect();
    files.sort();
    assert_eq!(files, ["own.db", "own.db.lock"]);
}

#[test]
fn an_embedded_database_is_served_by_one_service() {
    let folder = TempDir::new().unwrap();
    let (file, other) = (folder.path().join("own.db"), folder.path().join("other.db"));
    let url = format!("sqlite://{}", file.display());
    let serving = Service::with(Engine::Sqlite, &[("DATABASE_URL", &url)]);
    let told = serving.refuses(&["serve"]);
    let words = "is served by another process already: stop that one, or name another file";
    assert!(told.contains(words) && told.contains(file.to_str().unwrap()), "{told}");
    symlink(&file, &other).unwrap();
    let through = format!("sqlite://{}", other.display());
    let told = serving.refuses(&["serve", "--database-url", &through]);
    assert!(told.contains(words) && told.contains(other.to_str().unwrap()), "{told}");
    serving.accord(&["user", "create", "--email", "clerk@example.org", "--name", "Clerk"], "");
    serving.accord(&["migrate"], "");
    drop(serving);
    Service::with(Engine::Sqlite, &[("DATABASE_URL", &url)]);
}

#[test]
fn a_database_that_cannot_be_used_is_named() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("own.db");
    let settings = [("DATABASE_URL", format!("sqlite://{}", file.display()))];
    let unused = |words: &str| {
        for command in ["serve", "migrate", "demo"] {
            let told = fails(&[command], &settings);
            let named = told.contains(file.to_str().unwrap());
            assert!(named && told.contains(words), "{command}: {told}");
        }
    };
    std::fs::write(&file, "a text of more than sixteen bytes, and no database").unwrap();
    unused("file is not a database");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    unused("");
}
