//! Where a behaviour takes place.

use std::sync::Arc;

use crate::faces::{Face, ServiceClient};
use crate::transcript::{AtFailure, Transcript};
use crate::{Actor, Contract, Schema, Service};

/// A service, reached by one face, and the people who use it.
#[derive(Clone)]
pub struct World {
    /// The face by which its people come.
    pub face: Face,
    /// The service. Other tests may use it, too: change no setting, and move no clock.
    pub service: Arc<Service>,
    client: Arc<ServiceClient>,
}

impl World {
    /// Opens a service to people who come by this face.
    pub async fn open(face: Face, service: Arc<Service>) -> Self {
        Self::told(face, service, Transcript::default()).await
    }

    async fn told(face: Face, service: Arc<Service>, transcript: Transcript) -> Self {
        let client = Arc::new(ServiceClient::to(&service.url, transcript).await);
        Self { face, service, client }
    }

    /// Prints, where this thread panics, what was asked and answered here.
    pub(crate) fn transcript(&self) -> AtFailure {
        self.client.transcript.at_failure(Arc::clone(&self.service))
    }

    /// A world with a service of its own, whose clock, log and counters no other test touches.
    pub async fn apart(&self, settings: &[(&'static str, &str)]) -> Self {
        let service = Service::with(self.service.engine, settings);
        Self::told(self.face, Arc::new(service), self.client.transcript.clone()).await
    }

    /// Somebody who is not signed in.
    pub fn nobody(&self) -> Actor {
        Actor::nobody(self.face, Arc::clone(&self.client))
    }

    /// The contract of the REST face.
    pub fn contract(&self) -> &'static Contract {
        self.client.contract
    }

    /// The schema of the GraphQL face.
    pub fn schema(&self) -> &'static Schema {
        self.client.schema
    }
}
