//! Where a feed comes from.

use super::place::Places;
use crate::outward::OutwardError;
use crate::sealing::{SealingError, Secret};
use std::path::PathBuf;
use zeroize::Zeroizing;

const SEALED: &str = "feed token";

/// What was set up. A token is in it only as it lies in the database, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A path on this machine: only the command line may say one. The last part may hold one `*`.
    Path(String),
    /// A place of the operator's, and which file in it; the name may hold one `*`.
    Folder {
        place: String,
        pattern: String,
    },
    Web {
        url: String,
        token: Option<Token>,
    },
    /// A place of the operator's that is a database.
    Query {
        place: String,
        sql: String,
    },
}

/// What shows at an address that we may ask.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// None: "Authorization: Bearer …".
    pub header: Option<String>,
    pub sealed: Vec<u8>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Token").field("header", &self.header).finish_non_exhaustive()
    }
}

impl Token {
    pub fn seal(secret: &Secret, header: Option<String>, plain: &str) -> Result<Self, SealingError> {
        Ok(Self { header, sealed: secret.seal(SEALED, plain.as_bytes())? })
    }

    pub fn open(&self, secret: &Secret) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        secret.open(SEALED, &self.sealed)
    }
}

/// Why a source will not do, at the field that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("There is no such place in the configuration.")]
    NoPlace,
    #[error("The place is no folder.")]
    NoFolder,
    #[error("The place is no database.")]
    NoDatabase,
    #[error("The file is named alone, without a folder; one * stands for what changes.")]
    Pattern,
    #[error(transparent)]
    Address(#[from] OutwardError),
    #[error("A header's name has letters, digits and hyphens only.")]
    Header,
    #[error("The token has signs that cannot be sent in a header.")]
    Token,
    #[error("The token was given for another host. Type the token for this one.")]
    OtherHost,
    #[error("The query is blank.")]
    NoQuery,
}

impl Source {
    /// As it lies in the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Source::Path(_) => "folder",
            Source::Folder { .. } => "place",
            Source::Web { .. } => "web",
            Source::Query { .. } => "query",
        }
    }

    /// # Errors
    /// It names what the operator did not open, or will not do.
    pub fn check(&self, places: &Places) -> Result<(), SourceError> {
        match self {
            Source::Path(_) => Ok(()),
            Source::Folder { place, pattern } => {
                places.folder(place)?;
                file_name(pattern)
            }
            Source::Query { place, sql } => {
                places.database(place)?;
                if sql.trim().is_empty() { Err(SourceError::NoQuery) } else { Ok(()) }
            }
            Source::Web { url, token } => {
                places.outward()?.check(url)?;
                header(token.as_ref().and_then(|t| t.header.as_deref()))
            }
        }
    }

    /// The path of a watched file; None for what is none.
    pub fn path(&self, places: &Places) -> Result<Option<PathBuf>, SourceError> {
        match self {
            Source::Path(path) => Ok(Some(path.into())),
            Source::Folder { place, pattern } => {
                file_name(pattern)?;
                Ok(Some(places.folder(place)?.join(pattern)))
            }
            _ => Ok(None),
        }
    }

    /// Scheme, host and port of an address: a token is for these alone.
    pub fn origin(&self) -> Option<&str> {
        let Source::Web { url, .. } = self else { return None };
        let host = url.find("://")? + 3;
        let end = url[host..].find(['/', '?', '#']).map_or(url.len(), |at| at + host);
        Some(&url[..end])
    }
}

/// A name within a folder, never a way out of it.
fn file_name(pattern: &str) -> Result<(), SourceError> {
    let is_name = !pattern.is_empty()
        && !pattern.starts_with('.')
        && !pattern.contains(['/', '\\', '\0'])
        && pattern.matches('*').count() <= 1;
    if is_name { Ok(()) } else { Err(SourceError::Pattern) }
}

fn header(name: Option<&str>) -> Result<(), SourceError> {
    let is_name = |n: &str| n.len() <= 60 && n.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    /// They steer the transport, not who asks.
    const OURS: [&str; 6] = ["host", "content-length", "transfer-encoding", "connection", "cookie", "range"];
    match name {
        Some(n) if n.is_empty() || !is_name(n) || OURS.contains(&n.to_lowercase().as_str()) => {
            Err(SourceError::Header)
        }
        _ => Ok(()),
    }
}

/// # Errors
/// It cannot stand in a header.
pub fn check_token(plain: &str) -> Result<(), SourceError> {
    let fits = plain.len() <= 4_000 && plain.chars().all(|c| c.is_ascii_graphic() || c == ' ');
    if fits { Ok(()) } else { Err(SourceError::Token) }
}
