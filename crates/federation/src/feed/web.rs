//! What an address of the web gives. It is asked by the client that goes to no machine of our own network ([`outward`]);
//! a token goes in a header, and nowhere else. What a server marked its data with is sent back, so that it can say "not
//! modified" (RFC 9110 13.1.3).

use super::FeedError;
use super::fetch::{Beat, Fetched, Mark};
use super::snapshot::{MOST_BYTES, Writing};
use super::source::Token;
use crate::import::reading::Input;
use crate::installation::Installation;
use crate::outward::{Answer, Limits, Outward, OutwardError};
use std::io::Write;
use std::time::Duration;
use tokio::sync::mpsc;
use zeroize::Zeroizing;

const LIMITS: Limits = Limits { time: Duration::from_secs(10 * 60), bytes: MOST_BYTES };

/// Why there is no data, in sentences for whoever looks after the list. None tells the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebFault {
    #[error("The address refused the token ({0}). Ask its owner for a new one and give it here.")]
    Token(u16),
    #[error("There is nothing at the address ({0}). Ask its owner for the right one.")]
    Nothing(u16),
    #[error("The list has moved to another address ({0}). Ask its owner for the new one.")]
    Moved(u16),
    #[error("The other side has a fault of its own ({0}).")]
    Theirs(u16),
    #[error("The other side did not give the list ({0}).")]
    Other(u16),
    #[error(transparent)]
    Outward(#[from] OutwardError),
}

impl WebFault {
    fn of(status: u16) -> Self {
        match status {
            401 | 403 | 407 => Self::Token(status),
            404 | 410 => Self::Nothing(status),
            300..=399 => Self::Moved(status),
            429 | 500..=599 => Self::Theirs(status),
            _ => Self::Other(status),
        }
    }

    pub(super) fn may_pass(self) -> bool {
        use OutwardError::{BrokeOff, NameUnknown, TooSlow, Unreachable};
        matches!(self, Self::Theirs(_) | Self::Outward(BrokeOff | NameUnknown | TooSlow | Unreachable))
    }
}

pub async fn get(
    installation: &Installation,
    url: &str,
    token: Option<&Token>,
    since: Mark,
    beat: Beat,
) -> Result<Fetched, FeedError> {
    let outward = Outward::new(installation.settings.places).map_err(WebFault::Outward)?;
    let shown = token.map(|t| header(installation, t)).transpose()?;
    let mut headers: Vec<(&str, &str)> = vec![("accept", "text/csv, */*;q=0.8")];
    headers.extend(shown.as_ref().map(|(name, value)| (name.as_str(), value.as_str())));
    headers.extend(since.etag.as_deref().map(|etag| ("if-none-match", etag)));
    headers.extend(since.last_modified.as_deref().map(|at| ("if-modified-since", at)));
    let answer = outward.get(url, &headers, LIMITS).await.map_err(WebFault::Outward)?;
    match answer.status {
        304 if since != Mark::default() => Ok(Fetched::NotModified),
        200 => {
            let of = |name| answer.header(name).filter(|v| v.len() <= 500).map(str::to_owned);
            let mark = Mark { etag: of("etag"), last_modified: of("last-modified") };
            let writing = Writing::new(&installation.settings.spool, beat).map_err(FeedError::Keeping)?;
            Ok(Fetched::Data(keep(answer, writing, name(url)).await?, mark))
        }
        status => Err(WebFault::of(status).into()),
    }
}

fn header(installation: &Installation, token: &Token) -> Result<(String, Zeroizing<String>), FeedError> {
    let plain = token.open(&installation.secret)?;
    let plain = String::from_utf8_lossy(&plain);
    Ok(match &token.header {
        Some(name) => (name.to_lowercase(), Zeroizing::new(plain.into_owned())),
        None => ("authorization".to_owned(), Zeroizing::new(format!("Bearer {plain}"))),
    })
}

/// Sealing and the disk wait on a thread that may.
async fn keep(mut answer: Answer, mut writing: Writing, name: String) -> Result<Input, FeedError> {
    let (send, mut pieces) = mpsc::channel::<bytes::Bytes>(8);
    let kept = tokio::task::spawn_blocking(move || {
        while let Some(piece) = pieces.blocking_recv() {
            writing.write_all(&piece)?;
        }
        Ok(writing)
    });
    let mut fault = None;
    loop {
        match answer.chunk().await {
            Ok(Some(piece)) => match send.send(piece).await {
                Ok(()) => {}
                Err(_) => break,
            },
            Ok(None) => break,
            Err(error) => {
                fault = Some(WebFault::Outward(error));
                break;
            }
        }
    }
    drop(send);
    let writing = kept.await.map_err(|_| FeedError::Broke)?.map_err(FeedError::Keeping)?;
    match fault {
        Some(fault) => Err(fault.into()),
        None => writing.finish(&name).map_err(FeedError::Keeping),
    }
}

/// The last part of the path: a key that somebody put into the query stays out of reports.
fn name(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().filter(|n| !n.is_empty() && path.matches('/').count() > 2);
    last.unwrap_or("list").chars().take(80).collect()
}
