//! Where the routes of the rooms are put.

use actix_web::dev::HttpServiceFactory;
use actix_web::web::ServiceConfig;
use utoipa::openapi::{Components, OpenApi};
use utoipa_actix_web::OpenApiFactory;

/// What takes routes: the service, which answers there, or the document, which says what it answers.
pub trait Routes {
    /// Takes one.
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, one: F) -> &mut Self;
}

impl Routes for ServiceConfig {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, one: F) -> &mut Self {
        ServiceConfig::service(self, one)
    }
}

impl Routes for OpenApi {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, one: F) -> &mut Self {
        let mut schemas = Vec::new();
        one.schemas(&mut schemas);
        self.paths.merge(one.paths());
        self.components.get_or_insert_with(Components::new).schemas.extend(schemas);
        self
    }
}
