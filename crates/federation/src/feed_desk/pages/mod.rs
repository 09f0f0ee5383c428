//! Reading the request, getting the right, acting, answering.

pub mod acts;
pub mod edit;
mod entries;
mod fields;
pub mod list;
pub mod new;
pub mod one;

use crate::access::{self, Actor, ManageContacts, Right};
use crate::feed::{self, Feed, State};
use crate::visit::{PageError, Signed, Visit};
use crate::words::dates;
use jiff::Timestamp;
use store::Tx;
use web::text::Words;

/// A list is about everybody.
fn right(tx: &mut Tx<'_>, actor: &Actor) -> Result<Right<ManageContacts>, PageError> {
    Ok(access::right_over_all::<ManageContacts>(tx, actor)?)
}

/// The right is asked for first: whoever has none learns nothing of what is there.
fn found(tx: &mut Tx<'_>, actor: &Actor, id: &str) -> Result<Feed, PageError> {
    right(tx, actor)?;
    let feed = feed::find(tx, id.parse().map_err(|_| PageError::Invisible)?)?;
    feed.filter(|f| f.state != State::Removed).ok_or(PageError::Invisible)
}

fn address(feed: &Feed) -> String {
    format!("/contacts/imports/feeds/{}", feed.id)
}

fn when<T>(visit: &Visit, signed: &Signed<T>, at: Timestamp) -> String {
    let (zone, lang) = (&visit.app().zone, signed.text().lang);
    format!("{}, {}", dates::day_of(at, zone, lang), dates::time(at, zone, lang))
}

fn state_words(t: &Words, state: State) -> String {
    t.plain(match state {
        State::Draft => "feeds-state-draft",
        State::Running => "feeds-state-running",
        State::Stopped | State::Removed => "feeds-state-stopped",
    })
}
