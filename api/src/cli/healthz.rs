//! `accord healthz`: asks the running service whether it lives.
//!
//! A container's health check calls it, so that the image needs no HTTP client beside the service.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);

/// A status line is short; whatever answers with more is not the service.
const LONGEST_STATUS_LINE: u64 = 256;

/// Asks the service that listens there.
///
/// # Errors
/// Says why it could not be reached, or what it answered instead of 200.
pub fn ask(listen: SocketAddr) -> io::Result<()> {
    let address = reachable(listen);
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;

    let mut status = String::new();
    BufReader::new(stream.take(LONGEST_STATUS_LINE)).read_line(&mut status)?;
    match status.split(' ').nth(1) {
        Some("200") => Ok(()),
        _ => Err(io::Error::other(format!("{address} answered {:?}", status.trim_end()))),
    }
}

/// Whoever listens on every address is reached by loopback.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// Answers one request with these bytes, and tells how the request began.
    fn answering(answer: &'static str) -> (SocketAddr, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("0.0.0.0:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut line = String::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            reader.read_line(&mut line).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            line
        });
        (address, asked)
    }

    #[test]
    fn a_service_that_lives_is_healthy() {
        let (address, asked) = answering("HTTP/1.1 200 OK\r\n\r\n");
        ask(address).unwrap();
        assert_eq!(asked.join().unwrap(), "GET /healthz HTTP/1.1\r\n");
    }

    #[test]
    fn any_other_answer_is_told() {
        for answer in ["HTTP/1.1 503 Service Unavailable\r\n\r\n", "SSH-2.0-x\r\n", ""] {
            let (address, asked) = answering(answer);
            let told = ask(address).unwrap_err().to_string();
            asked.join().unwrap();
            assert!(told.starts_with("127.0.0.1:"), "{told}");
        }
    }

    #[test]
    fn a_service_that_does_not_listen_is_not_healthy() {
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert_eq!(ask(free).unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
    }
}
