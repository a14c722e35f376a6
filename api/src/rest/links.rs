//! Links to the service's own addresses, as they are seen from outside.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::{Bytes, Data};
use serde_json::Value;
use url::Url;

use crate::contract::Contract;

/// The path under which the service is reached, where something before it takes that away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasePath(Arc<str>);

impl BasePath {
    /// The path of a URL, without a slash at its end.
    pub fn of(public_url: &str) -> Self {
        let path = Url::parse(public_url).map(|url| url.path().trim_end_matches('/').to_owned());
        Self(path.unwrap_or_default().into())
    }

    /// An address of the service, as it is seen from outside.
    pub(super) fn to(&self, address: &str) -> String {
        format!("{}{address}", self.0)
    }
}

/// An address of the service, as it is seen from where a request comes.
pub(super) fn link(request: &HttpRequest, address: &str) -> String {
    match request.app_data::<Data<BasePath>>() {
        Some(base) => base.to(address),
        None => address.to_owned(),
    }
}

/// The contract as it is served: it says where the service is.
#[derive(Clone, Debug)]
pub struct ServedContract(pub Bytes);

impl ServedContract {
    /// The contract of a service that is reached under a path.
    pub fn of(contract: &Contract, base: &BasePath) -> Self {
        if base.0.is_empty() {
            return Self(contract.text());
        }
        let mut json = contract.json().clone();
        json["servers"][0]["url"] = Value::from(&*base.0);
        Self(json.to_string().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stands_before_each_address() {
        for (url, seen) in [
            ("http://127.0.0.1:8080", "/docs"),
            ("https://accord.example", "/docs"),
            ("https://example.org/accord", "/accord/docs"),
            ("https://example.org/a/b/", "/a/b/docs"),
        ] {
            assert_eq!(BasePath::of(url).to("/docs"), seen, "{url}");
        }
    }

    #[test]
    fn the_contract_says_under_which_path_the_service_is() {
        let contract = crate::rest::contract();
        let served = ServedContract::of(&contract, &BasePath::of("https://example.org/accord"));
        let json: Value = serde_json::from_slice(&served.0).expect("JSON");
        assert_eq!(json["servers"][0]["url"], "/accord");
        assert_eq!(ServedContract::of(&contract, &BasePath::default()).0, contract.text());
    }
}
