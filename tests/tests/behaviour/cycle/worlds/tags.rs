//! Whether a tag stays. A tag is made of ids, which are made by chance, so no two worlds have the
//! same; but in both it changes at the same times.

use std::collections::HashMap;

use accord_tests::Answer;

/// The last tag of everything that was read.
#[derive(Default)]
pub struct Tags(HashMap<String, String>);

impl Tags {
    /// The version in an answer's tag, and whether the tag is another one than last time.
    pub fn told(&mut self, answer: &Answer) -> String {
        let Some(tag) = answer.headers.get("etag") else { return "no tag".to_owned() };
        let tag = tag.to_str().unwrap().to_owned();
        // Without a version a tag is a hash alone.
        let version = tag.split_once('.').map_or("#", |it| it.0).trim_matches('"').to_owned();
        let last = self.0.insert(answer.asked.clone(), tag.clone());
        match last {
            Some(last) if last == tag => format!("tag {version}, as before"),
            Some(_) => format!("tag {version}, another"),
            None => format!("tag {version}"),
        }
    }
}
