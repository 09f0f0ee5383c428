//! Feeds: the lists that come by themselves every night, so that nobody asks "is this current?". A list comes from a folder
//! into which a system drops its file, from an address of the web that knows us by a token, or from a query to a database;
//! at its hour it is brought in by the feed's mapping.
//!
//! * What the source said before costs nothing: unchanged rows are known by their fingerprints, and a web server that says
//!   "not modified" is believed.
//! * A feed stops itself when its data is missing, refused or unreadable, when the number of rows is off by more than a
//!   tenth, or when whoever it runs for may not import any more. Nothing was changed then; those who look after contacts
//!   get a mail, and its page says why, until somebody has looked and sets it going again, on their own authority.
//! * A source that does not answer is asked again for an hour or so before that.
//! * Folders and databases are places that the operator named in the configuration; nobody else can name a path, a
//!   database or, behind a web address, a machine of our own network.
//! * [`data_as_at`] tells how old the data is: lists show it.
//!
//! The same act runs from the page, at night and from the command line: `chapterhouse feed run NAME`.

mod alarm;
mod command;
mod fetch;
mod hours;
mod kept;
mod place;
mod queries;
mod run;
mod runs;
mod snapshot;
mod source;
mod web;

#[cfg(test)]
mod tests;

pub use command::{Rows, add_from_command, go_on_from_command, run_from_command, stop_from_command};
use fetch::Fetched;
pub use hours::{hour, next_run};
pub use kept::{Feed, FeedId, State};
pub use place::Places;
pub use queries::{
    NewFeed, add, all, change, data_as_at, find, go_on, named, remove, rows_are_right, set_mapping, stop,
};
pub use run::{Done, ask, jobs};
pub use runs::{Ran, is_under_way, of as runs};
pub use source::{Source, SourceError, Token, check_token};
pub use web::WebFault;

use crate::contacts_import::ImportError;
use crate::import::reading::Input;
use crate::installation::Installation;
use crate::sealing::SealingError;
use store::StoreError;
use store::elsewhere::Refused;

#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    #[error("There is no feed called {0}.")]
    NoSuchFeed(String),
    #[error("The feed is not running. Look at why, then set it going.")]
    Stopped,
    #[error("{0} is no time of day. Write it as 02:00.")]
    NoHour(String),
    #[error("Nobody has said yet what the columns mean.")]
    NoMapping,
    #[error("The file is missing: nothing in the watched folder fits.")]
    Missing,
    #[error("What the source gave cannot be kept: {0}")]
    Keeping(std::io::Error),
    #[error("The fetching broke off from within.")]
    Broke,
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error(transparent)]
    Query(#[from] Refused),
    #[error(transparent)]
    Web(#[from] WebFault),
    #[error("The feed's token cannot be opened. Give it anew.")]
    Token(#[from] SealingError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FeedError {
    /// Trying again may help, and nothing is wrong with the feed.
    fn is_ours(&self) -> bool {
        matches!(
            self,
            FeedError::Store(_)
                | FeedError::Broke
                | FeedError::Import(
                    ImportError::Store(_)
                        | ImportError::Journal(_)
                        | ImportError::Record(_)
                        | ImportError::Stopped
                        | ImportError::RunningElsewhere
                )
        )
    }

    /// The source may be there again in an hour.
    fn may_pass(&self) -> bool {
        match self {
            FeedError::Web(fault) => fault.may_pass(),
            FeedError::Query(refused) => *refused == Refused::Unreachable,
            _ => false,
        }
    }

    /// What is kept and mailed: a file's first row may hold somebody's name, and a fault of ours no word for people.
    pub fn sentence(&self) -> String {
        match self {
            FeedError::Import(ImportError::NoHeading { missing, .. }) => {
                format!("The data has not all the columns that were there before. Missing: {missing}.")
            }
            FeedError::Store(_) | FeedError::Import(ImportError::Store(_) | ImportError::Journal(_)) => {
                "The portal met a fault of its own.".to_owned()
            }
            other => other.to_string(),
        }
    }
}

/// The data as it is now, for a first look or a dry run. Nothing of the feed changes.
///
/// # Errors
/// The source does not give it.
pub async fn peek(installation: &Installation, feed: &Feed) -> Result<Input, FeedError> {
    match fetch::fetch(installation, feed, fetch::Mark::default(), Box::new(|| {})).await? {
        Fetched::Data(input, _) => Ok(input),
        Fetched::NotModified => Err(FeedError::Missing),
    }
}
