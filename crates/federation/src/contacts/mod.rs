//! Contacts: every person and every organisation in one list, for the centre. Found by any combination of filters and by
//! parts of words, sorted by each column, selected by rows, by pages or by all that match, and acted on from there.
//!
//! [`Expr`] is the one meaning of "these contacts": [`list`], counts, selections and acts all take it, always narrowed to
//! what the right reaches ([`reached`]). A page costs what it shows: the search index counts and finds what few bear, a
//! sorted index is walked for what many bear, and where neither ends soon the page stops and says so ([`Page::walked`]).

pub mod asked;
mod chosen;
mod expr;
mod few;
mod list;
mod reach;
mod row;
mod sql;
mod stretch;
mod tag;

pub use crate::tag::{NewTag, TagFault, TagId};
pub use asked::{LIST, Typed, sort, typed};
pub use chosen::{Leads, chosen, frozen, in_list, in_reach, within_reach};
pub use expr::Expr;
pub use list::{Asked, Cursor, Page, Side, list};
pub use reach::reached;
pub use row::{Contact, Sort, SortBy};
pub use sql::{narrow, narrow_by_entry};
pub use tag::{tag, untag};

use crate::acting::Door;
use crate::changed;
use crate::contact_entry;
use crate::installation::Installation;
use std::time::Duration;
use store::StoreError;
use store::jobs::{JobError, Worker};

/// The name of the list, for its selections.
pub const LIST_NAME: &str = "contacts";

/// Makes the entries anew that are due, now and when a day brings it.
pub fn jobs(worker: Worker, installation: &Installation) -> Worker {
    let installation = installation.clone();
    let handler = move |_| {
        let installation = installation.clone();
        async move { renew(&installation).await.map_err(|e| JobError::again(e.to_string())) }
    };
    worker.on(changed::ENTRIES, handler).schedule(changed::ENTRIES, Duration::from_secs(15 * 60))
}

/// Makes all entries anew that are due.
pub async fn renew(installation: &Installation) -> Result<(), StoreError> {
    loop {
        let stamp = installation.stamp(None, Door::Job);
        let made = installation.db.write(move |tx| contact_entry::renew(tx, stamp.now, stamp.today)).await?;
        if made == 0 {
            return Ok(());
        }
    }
}

/// A bound of the work for one page. Tests make it small, to come past it with few contacts.
const fn bound(entries: u64) -> u64 {
    if cfg!(test) { entries.div_ceil(1_000) + 4 } else { entries }
}

#[cfg(test)]
mod tests;
