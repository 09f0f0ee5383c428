//! The command line's doors: by the right of whoever is named.

use super::{Done, Feed, FeedError, FeedId, NewFeed, Places, Source, State, Token, queries, run};
use crate::access::{self, ManageContacts};
use crate::acting::{Door, PersonId, Stamp};
use crate::contacts_import::{ImportError, Mapping};
use crate::installation::Installation;
use store::Tx;

/// `chapterhouse feed add NAME …`. `token` is a header's name, if it is not "Authorization", and what it says.
pub async fn add_from_command(
    installation: &Installation,
    identifier: &str,
    name: &str,
    source: Source,
    token: Option<(Option<String>, String)>,
    mapping: &Mapping,
    at: &str,
) -> Result<FeedId, FeedError> {
    let source = match (source, token) {
        (Source::Web { url, .. }, Some((header, plain))) => {
            super::check_token(&plain)?;
            Source::Web { url, token: Some(Token::seal(&installation.secret, header, &plain)?) }
        }
        (source, _) => source,
    };
    source.check(&Places::of(&installation.settings))?;
    super::hour(at).ok_or_else(|| FeedError::NoHour(at.to_owned()))?;
    let (identifier, name, mapping, at) =
        (identifier.to_owned(), name.to_owned(), mapping.clone(), at.to_owned());
    let stamp = installation.stamp(None, Door::Command);
    installation
        .db
        .write(move |tx| {
            let by = somebody(tx, &stamp, &identifier)?;
            let new = NewFeed {
                name: &name,
                source: &source,
                mapping: Some(&mapping),
                at: &at,
                state: State::Running,
            };
            Ok(queries::add(tx, &stamp, by, &new).map_err(ImportError::Journal)?)
        })
        .await
}

/// Runs a feed now, by its name. A fault stops it, as at night.
pub async fn run_from_command(installation: &Installation, name: &str) -> Result<Done, FeedError> {
    let wanted = name.to_owned();
    let feed = installation.db.read(move |tx| found(tx, &wanted)).await?;
    run::run(installation, feed.id, None, Door::Command, None, run::Patience::None).await
}

pub async fn stop_from_command(
    installation: &Installation,
    name: &str,
    because: &str,
) -> Result<(), FeedError> {
    let (name, because, stamp) =
        (name.to_owned(), because.to_owned(), installation.stamp(None, Door::Command));
    installation
        .db
        .write(move |tx| {
            let feed = found(tx, &name)?;
            Ok(queries::stop(tx, &stamp, feed.id, &because).map_err(ImportError::Journal)?)
        })
        .await
}

/// What somebody who sets it going says of the number of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    AsBefore,
    /// The number that stopped it is right.
    AreRight,
}

pub async fn go_on_from_command(
    installation: &Installation,
    identifier: &str,
    name: &str,
    rows: Rows,
) -> Result<(), FeedError> {
    let (identifier, name, stamp) =
        (identifier.to_owned(), name.to_owned(), installation.stamp(None, Door::Command));
    installation
        .db
        .write(move |tx| {
            let by = somebody(tx, &stamp, &identifier)?;
            let feed = found(tx, &name)?;
            feed.mapping.as_ref().ok_or(FeedError::NoMapping)?;
            match rows {
                Rows::AsBefore => queries::go_on(tx, &stamp, feed.id, by),
                Rows::AreRight => queries::rows_are_right(tx, &stamp, feed.id, by),
            }
            .map_err(ImportError::Journal)?;
            Ok(())
        })
        .await
}

fn found(tx: &mut Tx<'_>, name: &str) -> Result<Feed, FeedError> {
    queries::named(tx, name)?.ok_or_else(|| FeedError::NoSuchFeed(name.to_owned()))
}

fn somebody(tx: &mut Tx<'_>, stamp: &Stamp, identifier: &str) -> Result<PersonId, FeedError> {
    let by = crate::account::person_of(tx, identifier)?;
    let by = by.ok_or_else(|| ImportError::NoSuchPerson(identifier.to_owned()))?;
    let actor = access::actor(tx, by, stamp.today)?.ok_or(ImportError::NoAccount)?;
    access::right_anywhere::<ManageContacts>(tx, &actor).map_err(ImportError::Denied)?;
    Ok(by)
}
