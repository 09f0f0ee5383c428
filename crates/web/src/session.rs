//! The mechanics of a session: an opaque token in the browser, its hash in storage. Who it belongs to and how long it
//! lasts is the federation's affair.

use axum::http::{HeaderMap, HeaderValue};

use crate::cookies::{self, Life};
use crate::{Site, secret};

const COOKIE: &str = "session";

/// 256 random bits. Only the browser keeps it: storage sees [`Token::hash`], so a stolen database opens no session.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    pub fn random() -> Self {
        Self(secret::encode(&secret::random::<32>()))
    }

    /// The token that a request carries, when it has the form of one.
    pub fn of(site: &Site, headers: &HeaderMap) -> Option<Self> {
        let value = cookies::read(headers, &cookies::name(site, COOKIE))?;
        secret::decode(value).filter(|bytes| bytes.len() == 32).map(|_| Self(value.to_owned()))
    }

    /// What storage keeps and looks for.
    pub fn hash(&self) -> [u8; 32] {
        secret::sha256(self.0.as_bytes())
    }

    /// `Set-Cookie`: until the browser closes, or for so many seconds.
    pub fn cookie(&self, site: &Site, life: Life) -> HeaderValue {
        cookies::write(site, COOKIE, &self.0, life)
    }

    /// `Set-Cookie` that takes the session out of the browser.
    pub fn end(site: &Site) -> HeaderValue {
        cookies::write(site, COOKIE, "", Life::Ended)
    }
}
