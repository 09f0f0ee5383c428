//! Where a request comes from, and where a form may lead back to.

use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The network address that tries are counted for. A proxy on the same machine is believed about whom it speaks for,
/// and only the last that it names; nobody else is. Of IPv6 the network counts: a household has 2^64 addresses.
pub fn place_of(peer: Option<SocketAddr>, headers: &HeaderMap) -> String {
    let Some(peer) = peer.map(|p| p.ip().to_canonical()) else { return "unknown".to_owned() };
    let told = || {
        let lines = headers.get_all("x-forwarded-for");
        let last = lines.iter().next_back()?.to_str().ok()?.rsplit(',').next()?;
        last.trim().parse::<IpAddr>().ok().map(|ip| ip.to_canonical())
    };
    let place = if peer.is_loopback() { told().unwrap_or(peer) } else { peer };
    match place {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// A path on this site, or the front page: no link can use our sign-in to lead elsewhere. Never the sign-in itself.
pub fn local_path(text: &str) -> String {
    let path = web::look::local(text);
    let odd = path.chars().any(|c| c.is_control() || c.is_whitespace()) || path.len() > 2000;
    let decoded_twice = path.to_ascii_lowercase();
    let sneaky = decoded_twice.starts_with("/%2f")
        || decoded_twice.starts_with("/%5c")
        || decoded_twice.starts_with("/.");
    let in_circles = ["/sign-in", "/sign-out", "/account/keep"]
        .iter()
        .any(|p| path == *p || path.starts_with(&format!("{p}?")));
    if odd || sneaky || in_circles { "/".to_owned() } else { path }
}
