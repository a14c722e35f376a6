//! One description, four runs.

use std::time::Duration;

use crate::{Engine, Face, Service, World};

/// A case that takes longer hangs, and that is a fault. The longest take some ten seconds.
const PATIENCE: Duration = Duration::from_secs(240);

/// Tells a behaviour on one face and one database.
pub fn tell<F: Future<Output = ()>>(
    face: Face,
    engine: Engine,
    behaviour: impl FnOnce(World) -> F,
) {
    let service = Service::for_case(engine);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let world = World::open(face, service).await;
        let _transcript = world.transcript();
        let told = tokio::time::timeout(PATIENCE, behaviour(world)).await;
        told.expect("the behaviour does not end");
    });
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
