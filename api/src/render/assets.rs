//! The files of the pages, built into the service: they work where nothing else can be reached.

use std::borrow::Cow;
use std::sync::Arc;

use utoipa_swagger_ui::Config;

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
        include_bytes!(concat!("../../assets/", $name))
    };
}

/// The sign by which a browser's tab shows that a page is the service's.
pub const ICON: Asset = plain("image/svg+xml", file!("icon.svg"));

/// A file of the REST page: the page itself by the empty path, all else by the name that the page
/// calls it.
pub fn docs(path: &str) -> Option<Asset> {
    match path {
        "" => Some(plain(HTML, file!("docs/index.html"))),
        "page.css" => Some(plain(CSS, file!("docs/page.css"))),
        "page.js" => Some(plain(SCRIPT, file!("docs/page.js"))),
        "swagger-ui.css" => swagger(CSS, path),
        "swagger-ui-bundle.js" => swagger(SCRIPT, path),
        _ => None,
    }
}

/// A file of the GraphQL page, likewise.
pub fn graphiql(path: &str) -> Option<Asset> {
    let asset = match path {
        "" => plain(HTML, file!("graphiql/index.html")),
        "page.css" => plain(CSS, file!("graphiql/page.css")),
        "page.js" => plain(SCRIPT, file!("graphiql/page.js")),
        "graphiql.min.css" => packed(CSS, file!("graphiql/graphiql.min.css.gz")),
        "graphiql.min.js" => packed(SCRIPT, file!("graphiql/graphiql.min.js.gz")),
        "react.production.min.js" => packed(SCRIPT, file!("graphiql/react.production.min.js.gz")),
        "react-dom.production.min.js" => {
            packed(SCRIPT, file!("graphiql/react-dom.production.min.js.gz"))
        }
        _ => return None,
    };
    Some(asset)
}

/// A file as Swagger UI brings it.
fn swagger(content_type: &'static str, name: &str) -> Option<Asset> {
    let file = utoipa_swagger_ui::serve(name, Arc::new(Config::default())).ok()??;
    match file.bytes {
        Cow::Borrowed(body) => Some(plain(content_type, body)),
        Cow::Owned(_) => None,
    }
}

const fn plain(content_type: &'static str, body: &'static [u8]) -> Asset {
    Asset { content_type, content_encoding: None, body }
}

const fn packed(content_type: &'static str, body: &'static [u8]) -> Asset {
    Asset { content_type, content_encoding: Some("gzip"), body }
}

#[cfg(test)]
mod tests {
    use super::{Asset, docs, graphiql};

    type Files = fn(&str) -> Option<Asset>;

    fn text(asset: Option<Asset>) -> &'static str {
        std::str::from_utf8(asset.unwrap().body).unwrap()
    }

    /// The values of an attribute, in the order in which the page gives them.
    fn values<'a>(page: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
        page.split(attribute).skip(1).filter_map(|rest| rest.strip_prefix("=\"")?.split('"').next())
    }

    #[test]
    fn the_pages_call_only_files_that_are_here() {
        let neighbours = ["icon.svg", "docs", "docs/errors", "graphiql", "openapi.json"];
        for (prefix, files) in [("docs/", docs as Files), ("graphiql/", graphiql as Files)] {
            let page = text(files(""));
            for address in values(page, " src").chain(values(page, " href")) {
                let own = address.strip_prefix(prefix).and_then(files);
                assert!(own.is_some() || neighbours.contains(&address), "{address}");
            }
        }
    }

    /// Without a word about it, Swagger UI tells a validator on the internet where the service is.
    #[test]
    fn the_pages_reach_nothing_but_the_service() {
        assert!(text(docs("page.js")).contains("validatorUrl: null"));
        for page in [text(docs("")), text(graphiql(""))] {
            assert!(page.contains("default-src 'none'") && page.contains("connect-src 'self'"));
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
            assert_eq!((docs(path), graphiql(path)), (None, None), "{path}");
        }
    }
}
