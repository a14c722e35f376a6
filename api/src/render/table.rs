//! Tables as comma-separated values (RFC 4180), as spreadsheets and scripts read them.

use crate::domain::cell_text::neutralized;

/// A table with its head. No cell of it runs where a spreadsheet opens it.
pub fn table<'a, const N: usize>(
    head: [&str; N],
    rows: impl IntoIterator<Item = [Option<&'a str>; N]>,
) -> String {
    let mut text = line(head.map(Some));
    for row in rows {
        text.push_str(&line(row));
    }
    text
}

fn line<const N: usize>(cells: [Option<&str>; N]) -> String {
    let cells = cells.map(|cell| cell.map(|text| quoted(&neutralized(text))).unwrap_or_default());
    cells.join(",") + "\r\n"
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r', ';', '\t']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        let rows = [[Some("a,b"), None], [Some("say \"no\""), Some("=1+1")]];
        let text = "one,two\r\n\"a,b\",\r\n\"say \"\"no\"\"\",'=1+1\r\n";
        assert_eq!(table(["one", "two"], rows), text);
    }
}
