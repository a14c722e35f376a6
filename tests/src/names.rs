//! The two spellings of a name: `snake_case` on REST, `camelCase` on GraphQL.

/// `next_cursor` from `nextCursor`.
pub fn snake(name: &str) -> String {
    let mut word = String::with_capacity(name.len() + 4);
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

/// `nextCursor` from `next_cursor`.
pub fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |word, part| word + &capital(part))
}

/// `Alliance` from `alliance`.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// `alliance` from `Alliance`.
pub fn small(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}
