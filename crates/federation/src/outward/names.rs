//! From a name to the addresses that may be connected to.

use super::error::OutwardError;
use super::rule::{Kind, kind};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, SocketAddr};

/// Resolves names and hands on only what is admitted. The client resolves by this alone.
#[derive(Clone, Copy)]
pub(super) struct Judged {
    pub admits: fn(Kind) -> bool,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error("every address of the name is out of bounds")]
    Forbidden,
    #[error("the name has no address")]
    Unknown,
}

impl Judged {
    pub fn choose(self, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, Refused> {
        if found.is_empty() {
            return Err(Refused::Unknown);
        }
        let admitted: Vec<SocketAddr> = found.into_iter().filter(|at| (self.admits)(kind(at.ip()))).collect();
        if admitted.is_empty() { Err(Refused::Forbidden) } else { Ok(admitted) }
    }

    async fn addresses(self, name: String) -> Result<Vec<SocketAddr>, Refused> {
        let found = tokio::net::lookup_host((name, 0)).await.map_err(|_| Refused::Unknown)?;
        self.choose(found.collect())
    }
}

impl Resolve for Judged {
    fn resolve(&self, name: Name) -> Resolving {
        let (judged, name) = (*self, name.as_str().to_owned());
        Box::pin(async move { Ok(Box::new(judged.addresses(name).await?.into_iter()) as Addrs) })
    }
}

/// What a literal IP address is; none for a name. `Url` has read the odd ways of writing one ("0x7f.1", "2130706433").
pub(super) fn judge(url: &Url) -> Result<Option<Kind>, OutwardError> {
    let host = url.host_str().filter(|h| !h.is_empty()).ok_or(OutwardError::NoAddress)?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    Ok(bare.parse::<IpAddr>().ok().map(kind))
}
