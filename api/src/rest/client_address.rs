//! From which address a request comes, where a proxy stands before the service.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header::X_FORWARDED_FOR;
use actix_web::web::Data;

use crate::config::Network;

/// The proxies whose word is taken.
#[derive(Clone, Debug, Default)]
pub struct Proxies(pub Vec<Network>);

impl Proxies {
    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.holds(address))
    }

    /// The nearest address that is no trusted proxy's. Each proxy adds to the end of the header
    /// whom it speaks to; what stands before that anybody may have written.
    fn caller(&self, peer: IpAddr, forwarded: &str) -> IpAddr {
        let mut known = peer;
        for hop in forwarded.rsplit(',') {
            if !self.trust(known) {
                break;
            }
            match hop.trim().parse::<IpAddr>() {
                Ok(address) => known = address.to_canonical(),
                Err(_) => break,
            }
        }
        known
    }
}

/// From which address a request comes; none where it comes from no network.
pub(super) fn client_address(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip().to_canonical();
    let all = request.headers().get_all(X_FORWARDED_FOR);
    let all: Vec<&str> = all.filter_map(|header| header.to_str().ok()).collect();
    let proxies = request.app_data::<Data<Proxies>>();
    Some(proxies.map_or(peer, |proxies| proxies.caller(peer, &all.join(","))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_is_not_believed() {
        let proxies = Proxies(["127.0.0.0/8", "10.0.0.0/8"].map(read).to_vec());
        for (peer, forwarded, caller) in [
            ("127.0.0.1", "", "127.0.0.1"),
            ("127.0.0.1", "198.51.100.7", "198.51.100.7"),
            ("127.0.0.1", "1.2.3.4, 198.51.100.7", "198.51.100.7"),
            ("127.0.0.1", "198.51.100.7, 10.0.0.9", "198.51.100.7"),
            ("127.0.0.1", "unknown, 10.0.0.9", "10.0.0.9"),
            ("203.0.113.5", "198.51.100.7", "203.0.113.5"),
        ] {
            let address = |text: &str| text.parse::<IpAddr>().expect("an address");
            assert_eq!(proxies.caller(address(peer), forwarded), address(caller), "{forwarded}");
        }
    }

    fn read(text: &str) -> Network {
        Network::read(text).expect("a network")
    }
}
