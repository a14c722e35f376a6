//! Texts in the cells of tables that spreadsheets open.
//!
//! A spreadsheet runs a text that begins like a formula. So one is written with an apostrophe before
//! it, and read without: a text that has been written is read as it was, whatever it is.

/// The text as it is written into a cell.
pub fn neutralized(text: &str) -> String {
    if runs(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The text that was written into a cell.
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if runs(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

/// Whether a spreadsheet may take a text for a formula; a number is none.
fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_as_it_was_written_and_runs_nowhere() {
        for text in
            ["plain", "=1+1", "'=1+1", "''@x", "-3 of 10", "-3", "'-3", "'quoted'", "", "'", "a=b"]
        {
            let cell = neutralized(text);
            assert_eq!(restored(&cell), text, "{text}");
            assert!(!runs(&cell), "{cell}");
        }
    }
}
