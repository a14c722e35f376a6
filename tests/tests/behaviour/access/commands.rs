//! What whoever runs the service does beside it, by commands.

use accord_tests::{Engine, Service, World, behaviour, fails, run};
use serde_json::{Value, json};
use tempfile::TempDir;

const PASSWORD: &str = "many rivers make one lake";

/// The words of the line that has this one.
fn line<'a>(told: &'a str, with: &str) -> Vec<&'a str> {
    let line = told.lines().find(|line| line.contains(with));
    line.unwrap_or_else(|| panic!("nothing of {with}: {told}")).split('\t').collect()
}

async fn signs_in(w: &World, email: &str, password: &str) -> accord_tests::Answer {
    w.nobody().does("signIn", (), json!({ "email": email, "password": password })).await
}

behaviour! {
    async fn accounts_are_listed_disabled_and_reset_by_whoever_runs_the_service(w: World) {
        let ana = w.somebody("Ana").await;
        let me = ana.sees("getMe", ()).await.ok()["user"].take();
        let (id, email) = (me["id"].as_str().unwrap(), me["email"].as_str().unwrap());
        let accord = |what: &str| w.service.accord(&["user", what, "--email", email], "");
        assert_eq!(line(&w.service.accord(&["user", "list"], ""), id), [id, email, "-", "Ana"]);
        accord("disable");
        signs_in(&w, email, PASSWORD).await.refused("sign_in_failed");
        assert_eq!(line(&w.service.accord(&["user", "list"], ""), id)[2], "disabled");
        accord("enable");
        let told = accord("reset");
        let password = told.split("with the password ").nth(1).unwrap().trim();
        signs_in(&w, email, PASSWORD).await.refused("sign_in_failed");
        signs_in(&w, email, password).await.ok();
        let told = w.service.refuses(&["user", "reset", "--email", "nobody@example.org"]);
        assert!(told.contains("there is no account nobody@example.org"), "{told}");
    }
}

behaviour! {
    async fn keys_are_listed_and_revoked_by_whoever_runs_the_service(w: World) {
        let ana = w.somebody("Ana").await;
        let email = ana.sees("getMe", ()).await.ok()["user"]["email"].take();
        let key = json!({ "name": "Sheet", "scopes": ["read", "measurements"] });
        let made = ana.does("createApiKey", (), key).await.ok();
        let id = made["api_key"]["id"].as_str().unwrap();
        let sheet = w.nobody().with("authorization", &format!("Bearer {}", made["secret"].as_str().unwrap()));
        sheet.sees("getMe", ()).await.ok();
        let listed = || w.service.accord(&["key", "list", "--user", email.as_str().unwrap()], "");
        let told = listed();
        let words = line(&told, id);
        assert_eq!((words[1], words[2], words[5]), ("read,measurements", "in use", "Sheet"));
        w.service.accord(&["key", "revoke", id], "");
        assert_eq!(line(&listed(), id)[2], "revoked");
        sheet.sees("getMe", ()).await.refused("credential_invalid");
    }
}

behaviour! {
    async fn a_one_time_password_opens_once(w: World) {
        let email = format!("{}@example.org", w.unique("clerk"));
        let clerk = json!({ "email": email, "name": "Clerk" });
        let made = w.admin().await.does("createUser", (), clerk).await.ok();
        let password = made["one_time_password"].as_str().unwrap();
        let session = signs_in(&w, &email, password).await.ok();
        signs_in(&w, &email, password).await.refused("one_time_password_used");
        signs_in(&w, &email, "of nobody at all").await.refused("sign_in_failed");
        let bearer = format!("Bearer {}", session["access_token"].as_str().unwrap());
        let change = json!({ "current_password": password, "new_password": PASSWORD });
        w.nobody().with("authorization", &bearer).does("changePassword", (), change).await.ok();
        for _ in 0..2 {
            signs_in(&w, &email, PASSWORD).await.ok();
        }
    }
}

/// An embedded database of one's own, whose secret lies beside it.
struct Own(TempDir);

impl Own {
    fn settings(&self) -> [(&'static str, String); 2] {
        let url = format!("sqlite://{}/own.db", self.0.path().display());
        [("DATABASE_URL", url), ("ACCORD_SECRET", String::new())]
    }

    /// The keys that a service on it publishes.
    fn keys(&self) -> Value {
        let settings = self.settings();
        let settings: Vec<_> = settings.iter().map(|(name, text)| (*name, text.as_str())).collect();
        keys_of(&Service::with(Engine::Sqlite, &settings))
    }

    fn secret(&self) -> std::io::Result<String> {
        std::fs::read_to_string(self.0.path().join("own.db.secret"))
    }
}

fn keys_of(service: &Service) -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let url = format!("{}/.well-known/jwks.json", service.url);
    runtime.block_on(async { reqwest::get(url).await.unwrap().json().await.unwrap() })
}

#[test]
fn the_keys_are_sealed_by_a_new_secret_and_stay_what_they_are() {
    let own = Own(TempDir::new().unwrap());
    let (keys, secret) = (own.keys(), own.secret().unwrap());
    run(&["secret", "rotate"], &own.settings(), "");
    assert_ne!(own.secret().unwrap(), secret);
    assert_eq!(own.keys(), keys);
    std::fs::write(own.0.path().join("own.db.secret"), secret).unwrap();
    let told = fails(&["serve", "--listen", "127.0.0.1:0"], &own.settings());
    assert!(told.contains("sealed by another secret"), "{told}");
}

#[test]
fn a_secret_that_is_lost_is_never_replaced_silently() {
    let own = Own(TempDir::new().unwrap());
    let keys = own.keys();
    std::fs::remove_file(own.0.path().join("own.db.secret")).unwrap();
    for command in ["serve --listen 127.0.0.1:0", "secret rotate", "user list"] {
        let told = fails(&command.split(' ').collect::<Vec<_>>(), &own.settings());
        let file = own.0.path().join("own.db.secret");
        assert!(told.contains(file.to_str().unwrap()), "{command}: {told}");
        assert!(told.contains("accord secret rotate --lost"), "{command}: {told}");
        assert!(own.secret().is_err(), "{command} made one");
    }
    run(&["secret", "rotate", "--lost"], &own.settings(), "");
    assert_ne!(own.keys(), keys);
}

#[test]
fn a_secret_that_is_set_is_replaced_by_one_that_is_told_or_said() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let service = Service::start(engine);
        let keys = keys_of(&service);
        let told = service.accord(&["secret", "rotate"], "");
        let new = told.lines().nth(1).unwrap().to_owned();
        let told = service.refuses(&["user", "list"]);
        assert!(told.contains("sealed by another secret"), "{told}");
        let service = service.again(&[("ACCORD_SECRET", &new)]);
        assert_eq!(keys_of(&service), keys);
        let said = "a secret that is said, of 32 characters or more";
        service.accord(&["secret", "rotate", "--stdin", "--new-keys"], said);
        assert_ne!(keys_of(&service.again(&[("ACCORD_SECRET", said)])), keys);
    }
}
