//! What remains in the database's files of what was answered, byte by byte.

use std::time::Duration;

use accord_tests::{Engine, Face, Service, World, behaviour};
use serde_json::json;

use super::super::{anonymous, words_of};
use super::{OTHER, Told, bytes};

/// Rows of answers are shorter than this.
const NEAR: usize = 300;

/// Five have answered the first discussion, each in their own words; another discussion collects,
/// too, so that answers lie there before and after.
async fn answered(w: &World) -> Told {
    let mut settings = anonymous();
    settings["collect_ahead"] = json!(true);
    let told = Told::begins(w, settings).await;
    told.table.starts(2).await.ok();
    told.table.all_answer(0..3, 2).await;
    for nth in 0..5 {
        let said = words_of(nth) + " Of the first.";
        told.table.answers(nth, 1, 3, &said).await;
    }
    told
}

impl Told {
    async fn author_lies_beside_a_text(&self) -> bool {
        let authors = self.table.partners.iter().map(|it| it.member["id"].as_str().unwrap());
        let authors: Vec<_> = authors.map(ids).collect();
        let mut found = false;
        for nth in 0..5 {
            let text = words_of(nth) + " Of the first.";
            found |= beside(&self.table.w.service, &text, &authors).await;
        }
        found
    }

    async fn a_text_lies_there(&self) -> bool {
        let text = words_of(0) + " Of the first.";
        lies(&self.table.w.service, &text).await
    }
}

/// An id as it may lie in a file.
fn ids(id: &str) -> [Vec<u8>; 3] {
    let number = bytes::number(id);
    [number.to_be_bytes().to_vec(), format!("{number:032x}").into_bytes(), id.as_bytes().to_vec()]
}

/// Whether one of these ids lies near this text, in one page of any file.
async fn beside(service: &Service, text: &str, ids: &[[Vec<u8>; 3]]) -> bool {
    let near = |page: &[u8]| {
        places(page, text.as_bytes()).any(|at| {
            let around = &page[at.saturating_sub(NEAR)..page.len().min(at + text.len() + NEAR)];
            ids.iter().flatten().any(|id| places(around, id).next().is_some())
        })
    };
    // No row goes on in the next page.
    let page = if service.engine == Engine::Sqlite { 4096 } else { 8192 };
    service.files().await.iter().any(|file| file.chunks(page).any(near))
}

/// Whether what lies in the files is gone at once, or within two minutes: where somebody who reads
/// holds it up, the service comes back to it once a minute.
async fn gone(lies: impl AsyncFn() -> bool) -> bool {
    for _ in 0..60 {
        if !lies().await {
            return true;
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
    false
}

/// Whether a text lies anywhere in the files.
async fn lies(service: &Service, text: &str) -> bool {
    service.files().await.iter().any(|file| places(file, text.as_bytes()).next().is_some())
}

fn places<'a>(part: &'a [u8], wanted: &'a [u8]) -> impl Iterator<Item = usize> + use<'a> {
    part.windows(wanted.len().max(1)).enumerate().filter(move |it| it.1 == wanted).map(|it| it.0)
}

behaviour! {
    async fn no_author_is_left_beside_a_text_in_the_files(w: World) on rest {
        let told = answered(&w).await;
        assert!(told.author_lies_beside_a_text().await, "before the reveal it must be found");
        told.table.reveals(1).await.ok();
        assert!(gone(async || told.author_lies_beside_a_text().await).await);
        assert!(told.a_text_lies_there().await, "what was revealed is kept");
    }
}

behaviour! {
    async fn no_author_is_left_where_others_are_at_work_meanwhile(w: World) on rest {
        let told = answered(&w).await;
        let others = told.table.w.service.beside_others();
        told.table.reveals(1).await.ok();
        drop(others);
        assert!(gone(async || told.author_lies_beside_a_text().await).await);
    }
}

behaviour! {
    async fn what_is_deleted_unread_is_in_no_file(w: World) on rest {
        let told = answered(&w).await;
        told.table.sets_aside(1..=1).await;
        assert!(gone(async || told.a_text_lies_there().await).await, "what was set aside");
    }
}

behaviour! {
    async fn what_was_written_over_is_in_no_file_after_the_reveal(w: World) on rest {
        let mut told = answered(&w).await;
        told.answers(0, (0, Face::Rest, OTHER)).await;
        told.table.reveals(1).await.ok();
        assert!(gone(async || told.a_text_lies_there().await).await);
    }
}

behaviour! {
    async fn what_a_removed_member_wrote_is_in_no_file(w: World) on rest {
        let told = answered(&w).await;
        let first = &told.table.partners[0].member;
        told.table.ana().sees("removeMember", first).await.ok();
        assert!(gone(async || told.a_text_lies_there().await).await);
    }
}

behaviour! {
    async fn what_somebody_wrote_who_is_a_partner_no_more_is_in_no_file(w: World) on rest {
        let told = answered(&w).await;
        let first = &told.table.partners[0].member;
        let other = json!({ "role": "facilitator", "organization_id": null });
        told.table.ana().does("changeMember", first, other).await.ok();
        assert!(gone(async || told.a_text_lies_there().await).await);
    }
}

behaviour! {
    async fn it_costs_nothing_where_nothing_was_destroyed(w: World) on rest {
        let told = Told::begins(&w, anonymous()).await;
        let service = &told.table.w.service;
        let before = service.file_of_answers().await;
        told.table.sets_aside(1..=1).await;
        assert_eq!(service.file_of_answers().await, before);
    }
}

behaviour! {
    async fn whoever_operates_the_service_is_told_where_it_fails_for_ten_minutes(w: World) on rest {
        let told = answered(&w).await;
        let service = &told.table.w.service;
        let log = async |words: &str| gone(async || !service.log().contains(words)).await;
        let held = service.holds_what_was().await;
        told.table.reveals(1).await.ok();
        assert!(log("destroyed answers are read on").await);
        assert!(!service.log().contains("ERROR"));
        service.clock.set("2026-08-12T12:11:00Z");
        told.table.sets_aside(2..=2).await;
        assert!(log("destroyed answers remain in the database's files").await, "{}", service.log());
        assert!(service.log().contains("ERROR"));
        drop(held);
        assert!(gone(async || told.author_lies_beside_a_text().await).await);
    }
}
