//! Gareth, of Supporter Care, writes to groups and to members; Rhian and others read.

mod audience;
mod exclusions;
mod mails;
mod pages;
mod templates;
mod unsubscribing;
mod way;

use super::rule::Basis;
use super::*;
use crate::access;
use crate::acting::{Door, Stamp};
use crate::contact_entry;
use crate::contacts::LIST_NAME;
use crate::mail::run::Class;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::selection;
use crate::testing::{Portal, TODAY};

async fn renew_all(portal: &Portal) {
    let now = portal.clock.now();
    while portal.app.db.write(move |tx| contact_entry::renew(tx, now, TODAY)).await.expect("entries are made")
        > 0
    {}
}

fn stamp(portal: &Portal) -> Stamp {
    portal.app.stamp(Some(portal.story.gareth), Door::Page)
}

/// Gareth's right, or whoever's.
fn writer_of(tx: &mut Tx<'_>, person: PersonId) -> Writer {
    let actor = access::actor(tx, person, TODAY).expect("it can be read").expect("an account");
    writer(tx, &actor).expect("they may write")
}

/// Members of Leeds, by given and family name.
async fn members(portal: &Portal, names: &[(&str, &str)]) -> Vec<PersonId> {
    let new = names.iter().map(|(g, f)| crate::testing::member(g, f, &portal.story.leeds)).collect();
    let made = crate::testing::enrol(&portal.app.db, new).await;
    renew_all(portal).await;
    made.iter().map(|m| m.person).collect()
}

/// Gareth selects them and begins a message; the words are read for everybody.
async fn begun(
    portal: &Portal,
    people: &[PersonId],
    at: &[OrganisationId],
    words: Words,
    class: Class,
    basis: Basis,
) -> MessageId {
    let (stamp, gareth, settings) = (stamp(portal), portal.story.gareth, portal.app.settings.clone());
    let (people, at) = (people.to_vec(), at.to_vec());
    let made = portal.app.db.write(move |tx| -> Result<MessageId, MessageError> {
        let open = selection::open(tx, &stamp, gareth, LIST_NAME)?;
        let open = selection::clear(tx, &stamp, open)?;
        let open = selection::tick(tx, &stamp, open, &people, &[])?;
        let open = selection::tick(tx, &stamp, open, &at, &[])?;
        let frozen = selection::freeze(tx, &stamp, open)?;
        let writer = writer_of(tx, gareth);
        let id = make(tx, &stamp, &writer, &frozen, &words)?;
        let message = find(tx, &writer, id)?;
        let brings = message.brings.clone();
        save_choices(tx, &stamp, &message, &Choices { class, basis, brings, each_gets_one: false })?;
        let message = find(tx, &writer, id)?;
        settle(tx, &stamp, &settings, &writer, &message, None)?;
        Ok(id)
    });
    made.await.expect("a message can be begun")
}

fn greeting() -> Words {
    Words::default().with("en", "News for {{given name}}", "Dear {{given name}},\n\nthere is news.")
}

/// Gareth types the number and confirms.
async fn confirmed(portal: &Portal, id: MessageId, count: u64, when: When) -> Confirmed {
    let (stamp, gareth, settings) = (stamp(portal), portal.story.gareth, portal.app.settings.clone());
    let done = portal.app.db.write(move |tx| {
        let writer = writer_of(tx, gareth);
        let wanted = sending::Wanted { count, when, pace: None };
        confirm(tx, &stamp, &settings, &writer, id, wanted)
    });
    done.await.expect("it can be confirmed")
}

async fn looked(portal: &Portal, id: MessageId) -> Message {
    let gareth = portal.story.gareth;
    let found = portal.app.db.write(move |tx| {
        let writer = writer_of(tx, gareth);
        find(tx, &writer, id)
    });
    found.await.expect("it is there")
}

/// Name, outcome, reason, detail of everybody, in the order of names.
async fn outcomes(portal: &Portal, id: MessageId) -> Vec<(String, String, String, String)> {
    let sql =
        "SELECT name, outcome, reason, detail FROM message_recipient WHERE message_id = ?1 ORDER BY place";
    portal.app.db.read(move |tx| tx.all(sql, &[&id])).await.expect("they can be read")
}

async fn sql(portal: &Portal, text: &'static str) {
    portal.app.db.write(move |tx| tx.run(text, &[]).map(drop)).await.expect("the story goes on");
}

async fn one<T: store::FromRow + Send + 'static>(portal: &Portal, text: &'static str) -> T {
    portal.app.db.read(move |tx| tx.one::<T>(text, &[])).await.expect("one row")
}
