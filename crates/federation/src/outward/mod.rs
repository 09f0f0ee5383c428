//! What the program itself fetches or sends over the web: lists that come in at night, word to the programs of others.
//!
//! Somebody types the address, so it may be one that they could not reach themselves: a database's port, a router, the
//! metadata of a cloud. Therefore a name is resolved here, each address is judged ([`rule`]), and the connection goes to
//! an address that was judged, never to what the name means a moment later. Redirects are not followed and proxies of
//! the environment are not asked, for either would go elsewhere unjudged.
//!
//! Connections are https. An operator may open the internal network ([`Places::Private`]); there, and only there, plain
//! http will do too. Time and size are limited. What went wrong is an [`OutwardError`]: a sentence that tells neither
//! the address nor anything sent.

mod error;
mod names;
mod rule;

pub use error::OutwardError;
pub use rule::Places;

use bytes::Bytes;
use names::{Judged, judge};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Response, Url};
use rule::Kind;
use std::sync::Arc;
use std::time::Duration;

const CONNECTING: Duration = Duration::from_secs(10);
const LONGEST_ADDRESS: usize = 2_000;

/// What one request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From connecting to the last byte of the answer.
    pub time: Duration,
    /// The body of the answer.
    pub bytes: u64,
}

/// Made once and kept: it holds what is trusted and the limits of connecting.
#[derive(Clone)]
pub struct Outward {
    secure: Client,
    /// Plain http, to private addresses alone; where an operator opened them.
    plain: Option<Client>,
    places: Places,
}

/// An answer whose body is read bit by bit.
pub struct Answer {
    pub status: u16,
    response: Response,
    left: u64,
}

impl Outward {
    pub fn new(places: Places) -> Result<Self, OutwardError> {
        let secure: fn(Kind) -> bool = match places {
            Places::Public => |kind| Places::Public.admit(kind),
            Places::Private => |kind| Places::Private.admit(kind),
        };
        let plain = match places {
            Places::Public => None,
            Places::Private => Some(client(Judged { admits: |kind| kind == Kind::Private })?),
        };
        Ok(Self { secure: client(Judged { admits: secure })?, plain, places })
    }

    /// Whether an address could be asked at all, so that a form can say so at once.
    pub fn check(&self, address: &str) -> Result<(), OutwardError> {
        self.places.check(address)
    }

    pub async fn get(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        limits: Limits,
    ) -> Result<Answer, OutwardError> {
        self.send(Method::GET, address, headers, Bytes::new(), limits).await
    }

    pub async fn post(
        &self,
        address: &str,
        headers: &[(&str, &str)],
        body: Bytes,
        limits: Limits,
    ) -> Result<Answer, OutwardError> {
        self.send(Method::POST, address, headers, body, limits).await
    }

    async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Bytes,
        limits: Limits,
    ) -> Result<Answer, OutwardError> {
        let (client, url) = self.parsed(address)?;
        let request =
            client.request(method, url).headers(header_map(headers)?).body(body).timeout(limits.time);
        let response = request.send().await.map_err(|e| OutwardError::of(&e))?;
        if response.content_length().is_some_and(|n| n > limits.bytes) {
            return Err(OutwardError::TooLarge);
        }
        Ok(Answer { status: response.status().as_u16(), response, left: limits.bytes })
    }

    fn parsed(&self, address: &str) -> Result<(&Client, Url), OutwardError> {
        let url = parsed(self.places, address)?;
        match (&self.plain, url.scheme()) {
            (Some(plain), "http") => Ok((plain, url)),
            _ => Ok((&self.secure, url)),
        }
    }
}

impl Places {
    /// Whether an address could be asked at all, so that a form can say so at once. Names are judged when they are used.
    pub fn check(self, address: &str) -> Result<(), OutwardError> {
        parsed(self, address).map(drop)
    }
}

/// An address that may be asked. A literal IP address is judged here: no name is resolved.
fn parsed(places: Places, address: &str) -> Result<Url, OutwardError> {
    if address.len() > LONGEST_ADDRESS {
        return Err(OutwardError::NoAddress);
    }
    let url = Url::parse(address).map_err(|_| OutwardError::NoAddress)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(OutwardError::HoldsPassword);
    }
    let kind = judge(&url)?;
    let allowed = kind.is_none_or(|kind| places.admit(kind));
    match (url.scheme(), places) {
        ("https", _) if allowed => Ok(url),
        ("https", _) => Err(OutwardError::Forbidden),
        ("http", Places::Private) if allowed && kind.is_none_or(|k| k == Kind::Private) => Ok(url),
        _ => Err(OutwardError::NotSecure),
    }
}

impl Answer {
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.response.headers().get(name)?.to_str().ok()
    }

    /// The next bit of the body; none at its end. More than was allowed is an error, not a short body.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, OutwardError> {
        let Some(chunk) = self.response.chunk().await.map_err(|e| OutwardError::of(&e))? else {
            return Ok(None);
        };
        self.left = self.left.checked_sub(chunk.len() as u64).ok_or(OutwardError::TooLarge)?;
        Ok(Some(chunk))
    }

    /// The whole body, at most as long as was allowed.
    pub async fn body(mut self) -> Result<Vec<u8>, OutwardError> {
        let mut body = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

fn header_map(headers: &[(&str, &str)]) -> Result<HeaderMap, OutwardError> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let mut value = HeaderValue::from_str(value).map_err(|_| OutwardError::NoHeader)?;
        value.set_sensitive(true);
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| OutwardError::NoHeader)?;
        map.insert(name, value);
    }
    Ok(map)
}

fn client(names: Judged) -> Result<Client, OutwardError> {
    let made = Client::builder()
        .tls_backend_preconfigured(trust()?)
        .dns_resolver(Arc::new(names))
        .no_proxy()
        .redirect(Policy::none())
        .referer(false)
        .connect_timeout(CONNECTING)
        // The next request judges the name again.
        .pool_max_idle_per_host(0)
        .user_agent(concat!("Chapterhouse/", env!("CARGO_PKG_VERSION")))
        .build();
    made.map_err(|_| OutwardError::NoTrust)
}

/// The authorities of the machine (an internal one among them, perhaps), and Mozilla's, for a machine may hold none.
fn trust() -> Result<rustls::ClientConfig, OutwardError> {
    let mut roots = rustls::RootCertStore::from_iter(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let ring = Arc::new(rustls::crypto::ring::default_provider());
    let versions = rustls::ClientConfig::builder_with_provider(ring).with_safe_default_protocol_versions();
    let config = versions.map_err(|_| OutwardError::NoTrust)?.with_root_certificates(roots);
    Ok(config.with_no_client_auth())
}

#[cfg(test)]
mod tests;
