//! Addresses outside the contract: which methods they take, and whose form their refusals have.

use actix_web::http::Method;
use actix_web::web::{self, Data};
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder};

use super::Handled;
use crate::contract::Contract;
use crate::error::{ErrorCode, Refusal};

/// The methods that an address takes, which the contract does not tell.
struct Takes(String);

/// How an address answers whoever is turned away there, where that is no problem document.
#[derive(Clone, Copy)]
pub struct TurnsAway(pub fn(&HttpRequest, &Refusal) -> HttpResponse);

/// An address that is only read.
pub(super) fn page<F, Args>(path: &str, handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    address(path, &[Method::GET], handler)
}

/// An address that takes these methods.
pub fn address<F, Args>(path: &str, takes: &[Method], handler: F) -> Resource
where
    F: Handler<Args, Output: Responder + 'static>,
    Args: FromRequest + 'static,
{
    let address = web::resource(path).app_data(Takes(named(takes.iter().map(Method::as_str))));
    let route = |method: &Method| web::method(method.clone()).to(handler.clone());
    let address = takes.iter().map(route).fold(address, Resource::route);
    address.default_service(web::to(unmatched))
}

/// Methods as `Allow` names them; what can be read can also be asked for without its body.
pub fn named<'a>(takes: impl IntoIterator<Item = &'a str>) -> String {
    let read = |method| if method == "GET" { "GET, HEAD" } else { method };
    takes.into_iter().map(read).collect::<Vec<_>>().join(", ")
}

/// The methods that the address of a request takes; none where there is no such address.
pub(super) fn methods(request: &HttpRequest) -> Option<String> {
    match request.app_data::<Takes>() {
        Some(takes) => Some(takes.0.clone()),
        None => request.app_data::<Data<Contract>>()?.methods(request.path()).map(named),
    }
}

/// Whatever no route takes: another method than this address knows, or no address at all.
pub async fn unmatched(request: HttpRequest) -> Handled {
    let refusal = methods(&request).map_or_else(Refusal::missing, |allowed| other_method(&allowed));
    Err(refusal.into())
}

/// Refuses a method that an address does not take.
pub(super) fn other_method(allowed: &str) -> Refusal {
    Refusal::new(ErrorCode::MethodNotAllowed, format!("This address takes {allowed}."))
}
