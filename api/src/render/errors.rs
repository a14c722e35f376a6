//! The table of codes, as a page and as a file.

use std::fmt::Write;

use crate::error::ErrorCode;

/// The page to which a problem's `type` leads.
pub fn page() -> String {
    let mut rows = String::new();
    for code in ErrorCode::ALL {
        let (word, status, title) = (code.word(), code.category().status(), code.title());
        let _ = writeln!(
            rows,
            "<tr id=\"{word}\"><td><code>{}</code></td><td>{status}</td><td>{}</td></tr>",
            word.replace('_', "_<wbr>"),
            escaped(title)
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>Accord: Problems</title>\n<link rel=\"icon\" href=\"../icon.svg\">\n<style>\n\
         body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem }}\n\
         table {{ border-collapse: collapse; width: 100% }}\n\
         header {{ display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem }}\n\
         h1 {{ margin: 0 auto 0 0 }}\na {{ color: #1f6f5c }}\n\
         td, th {{ text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; vertical-align: top }}\n\
         tr:target {{ background: #fff3c4 }}\n</style>\n\
         <header><h1>Problems</h1><a href=\"../docs\">REST</a><a href=\"../graphiql\">GraphQL</a></header>\n\
         <p>Every refusal has a stable code, the same on both faces, letter for letter. 422 is for what is wrong with a \
         field by itself, as the schemas of the contract show; 409 for what depends on more than that: \
         on what is there, on the day, or on another field. In REST it stands in a problem \
         document (RFC 9457) with this status; <code>errors</code> holds everything that is wrong, \
         each with the place where it is wrong. In GraphQL it stands in <code>userErrors</code> or \
         in an error's <code>extensions.code</code>.</p>\n\
         <table>\n<tr><th>code</th><th>status</th><th>meaning</th></tr>\n{rows}</table>\n</html>\n"
    )
}

/// The same in Markdown.
pub fn table() -> String {
    let mut page = String::from(
        "# Codes of refusals\n\nThe same on both faces, letter for letter: in REST's problems, and in GraphQL's \
         `userErrors` and `extensions.code`. The first of several decides the \
         status. 422 is for what is wrong with a field by itself, as the schemas of the contract \
         show; 409 for what depends on more than that: on what is there, on the day, or on another \
         field.\n\n| code | status | meaning |\n|---|---|---|\n",
    );
    for code in ErrorCode::ALL {
        let (word, status, title) = (code.word(), code.category().status(), code.title());
        let _ = writeln!(page, "| `{word}` | {status} | {title} |");
    }
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
