use futures_util::FutureExt;

use super::*;

fn root(document: &str) -> Root {
    Root::of(&mut Request::new(document)).expect("a document")
}

#[test]
fn as_many_ask_at_once_as_there_are_places_and_a_change_waits_for_none() {
    let documents = Documents::new(1);
    let (asks, changes) = (root("{ me { id } }"), root("mutation { signOut { ok } }"));
    let place = |root| documents.place(root).now_or_never();
    let first = place(&asks).flatten().expect("a place");
    let _second = place(&asks).flatten().expect("a place");
    assert!(place(&asks).is_none(), "it waits");
    assert!(place(&changes).is_some(), "it does not wait");
    drop(first);
    assert!(place(&asks).flatten().is_some(), "a place is free again");
}
