//! The files of the GraphQL page, built into the service: it works where nothing else can be reached.

/// A file to be served as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its media type, for `Content-Type`.
    pub content_type: &'static str,
    /// How its bytes are packed, for `Content-Encoding`; nothing where they are plain.
    pub content_encoding: Option<&'static str>,
    /// Its bytes.
    pub body: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!("../../assets/graphiql/", $name))
    };
}

/// A file of the GraphQL page: the page itself by the empty path, all else by the name that the
/// page calls it.
pub fn graphiql(path: &str) -> Option<Asset> {
    let asset = match path {
        "" => plain(HTML, file!("index.html")),
        "page.css" => plain(CSS, file!("page.css")),
        "page.js" => plain(SCRIPT, file!("page.js")),
        "graphiql.min.css" => packed(CSS, file!("graphiql.min.css.gz")),
        "graphiql.min.js" => packed(SCRIPT, file!("graphiql.min.js.gz")),
        "react.production.min.js" => packed(SCRIPT, file!("react.production.min.js.gz")),
        "react-dom.production.min.js" => packed(SCRIPT, file!("react-dom.production.min.js.gz")),
        _ => return None,
    };
    Some(asset)
}

const fn plain(content_type: &'static str, body: &'static [u8]) -> Asset {
    Asset { content_type, content_encoding: None, body }
}

const fn packed(content_type: &'static str, body: &'static [u8]) -> Asset {
    Asset { content_type, content_encoding: Some("gzip"), body }
}

#[cfg(test)]
mod tests {
    use super::graphiql;

    fn page() -> &'static str {
        std::str::from_utf8(graphiql("").unwrap().body).unwrap()
    }

    /// The values of an attribute, in the order in which the page gives them.
    fn values<'a>(page: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
        page.split(attribute).skip(1).filter_map(|rest| rest.strip_prefix("=\"")?.split('"').next())
    }

    #[test]
    fn the_page_calls_only_files_that_are_here() {
        let called: Vec<_> = values(page(), " src").chain(values(page(), " href")).collect();
        assert_eq!(called.len(), 7);
        for address in called.into_iter().filter(|address| *address != "data:,") {
            let name = address.strip_prefix("graphiql/").unwrap();
            assert!(graphiql(name).is_some(), "{name}");
        }
    }

    #[test]
    fn what_is_said_to_be_packed_is() {
        let packed = graphiql("graphiql.min.js").unwrap();
        assert_eq!(packed.content_encoding, Some("gzip"));
        assert!(packed.body.starts_with(&[0x1f, 0x8b]));
        assert_eq!(graphiql("page.js").unwrap().content_encoding, None);
    }

    #[test]
    fn nothing_else_is_served() {
        for path in ["index.html", "README.md", "../graphiql/page.js", "graphiql.min.js.gz", "/"] {
            assert_eq!(graphiql(path), None, "{path}");
        }
    }
}
