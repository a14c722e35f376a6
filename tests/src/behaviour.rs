//! One description, four runs.

use crate::{Engine, Face, Service, World};

/// Tells a behaviour on one face and one database.
pub fn tell<F: Future<Output = ()>>(
    face: Face,
    engine: Engine,
    behaviour: impl FnOnce(World) -> F,
) {
    let service = Service::shared(engine);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async { behaviour(World::open(face, service).await).await });
}

/// Writes a behaviour down once and runs it over both faces, on both databases.
///
/// `on rest` or `on graphql` after it ties it to one face, for what only that protocol has.
#[macro_export]
macro_rules! behaviour {
    ($(#[$meta:meta])* async fn $name:ident($world:ident: World) $story:block) => {
        $crate::behaviour!(@module $name $world $story
            rest_sqlite Rest Sqlite, rest_postgres Rest Postgres,
            graphql_sqlite GraphQl Sqlite, graphql_postgres GraphQl Postgres);
    };
    ($(#[$meta:meta])* async fn $name:ident($world:ident: World) on rest $story:block) => {
        $crate::behaviour!(@module $name $world $story
            rest_sqlite Rest Sqlite, rest_postgres Rest Postgres);
    };
    ($(#[$meta:meta])* async fn $name:ident($world:ident: World) on graphql $story:block) => {
        $crate::behaviour!(@module $name $world $story
            graphql_sqlite GraphQl Sqlite, graphql_postgres GraphQl Postgres);
    };
    (@module $name:ident $world:ident $story:block $($case:ident $face:ident $engine:ident),+) => {
        mod $name {
            #[allow(unused_imports, reason = "a story names what its file names")]
            use super::*;

            async fn story($world: $crate::World) $story

            $(#[test]
            fn $case() {
                $crate::tell($crate::Face::$face, $crate::Engine::$engine, story);
            })+
        }
    };
}
