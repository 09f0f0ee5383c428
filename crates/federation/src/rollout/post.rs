//! Links on their way: one run of mail for each confirmed act, in English and Welsh, the link sealed until it leaves.

use super::RolloutError;
use crate::account::Letterhead;
use crate::account::grant::Link;
use crate::acting::Stamp;
use crate::invitee::ActId;
use crate::mail::run::{self, Adding, Class, NewRun, RunId, Text, Texts, To};
use crate::person::{Name, PersonId};
use crate::template::Values;
use crate::words::dates;
use store::Tx;
use web::text::{Lang, Words};

/// Whom a link goes to.
pub(super) struct Invite {
    pub person: PersonId,
    pub name: Name,
    pub address: String,
    pub language: Lang,
    pub link: Link,
}

/// What the run of such mail is called; who follows it goes by that.
const KIND: &str = "invitation";
const FIELDS: [&str; 4] = ["name", "federation", "link", "until"];

/// The letter of the catalogue with blanks where a mail of its own has words.
fn text(head: &Letterhead, language: Lang) -> Text {
    let words = Words::new(head.catalogue.clone(), language);
    let subject = words.text("letter-invitation-subject").put("federation", "{{federation}}").plain();
    let body = words
        .text("letter-invitation-text")
        .put("name", "{{name}}")
        .put("federation", "{{federation}}")
        .put("link", "{{link}}")
        .put("until", "{{until}}")
        .plain();
    Text { subject, body }
}

/// The run of an act, opened when its first link leaves.
pub(super) fn run_of(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    act: ActId,
) -> Result<RunId, RolloutError> {
    let (held,): (Option<RunId>,) = tx.one("SELECT run_id FROM rollout_act WHERE id = ?1", &[&act])?;
    if let Some(run) = held {
        return Ok(run);
    }
    let run = open_run(tx, stamp, head)?;
    tx.run("UPDATE rollout_act SET run_id = ?2 WHERE id = ?1", &[&act, &run])?;
    Ok(run)
}

/// A run for links.
pub(super) fn open_run(tx: &mut Tx<'_>, stamp: &Stamp, head: &Letterhead) -> Result<RunId, RolloutError> {
    let languages = [Lang::English, Lang::Welsh].map(|l| (l.tag().to_owned(), text(head, l)));
    let new = NewRun {
        kind: KIND,
        class: Class::Service,
        texts: Texts { fields: FIELDS.map(str::to_owned).to_vec(), languages: languages.into() },
        reply_to: None,
        pace: None,
        starts_at: stamp.now,
    };
    Ok(run::open(tx, stamp, &new)?)
}

/// Puts a mail for each into the run and lets it leave after the commit.
pub(super) fn post(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    run: RunId,
    invites: &[Invite],
) -> Result<(), RolloutError> {
    let all: Vec<To> = invites.iter().map(|invite| to(head, invite)).collect();
    Adding::new(tx, stamp, run)?.add(tx, stamp, &all)?;
    run::start(tx, stamp, run)?;
    Ok(())
}

fn to(head: &Letterhead, invite: &Invite) -> To {
    let link = &invite.link;
    let mut values = Values::default();
    values.put("name", invite.name.spoken());
    values.put("federation", head.federation.clone());
    values.put("link", format!("{}/invitation/{}", head.base_url, link.token.as_str()));
    values.put("until", dates::day_of(link.ends_at, &head.zone, invite.language));
    To {
        person: Some(invite.person),
        name: invite.name.spoken(),
        address: invite.address.clone(),
        language: invite.language.tag().to_owned(),
        values,
        key: format!("invitation:{}", link.invitation),
    }
}
