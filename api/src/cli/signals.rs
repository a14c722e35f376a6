//! Being told to stop.

use actix_web::dev::ServerHandle;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals by which a service is told to stop. They are kept from when this is made, so that a
/// service that is told while it still starts ends well, too.
pub struct StopSignals {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignals {
    /// Keeps the signals from now on.
    ///
    /// # Errors
    /// Where the system does not let it.
    pub fn listen() -> std::io::Result<Self> {
        let (terminate, interrupt) = (SignalKind::terminate(), SignalKind::interrupt());
        Ok(Self { terminate: signal(terminate)?, interrupt: signal(interrupt)? })
    }

    /// Stops the server once a signal comes; requests that are under way are answered first where it
    /// is `TERM`.
    pub async fn stop(mut self, server: ServerHandle) {
        let gracefully = tokio::select! {
            _ = self.terminate.recv() => true,
            _ = self.interrupt.recv() => false,
        };
        server.stop(gracefully).await;
    }
}
