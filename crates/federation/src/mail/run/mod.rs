//! A run: one text to many people, each with a mail of their own that names nobody else. The text is kept once; a mail
//! holds, sealed, what is filled in for its person, and is put together when it leaves.
//!
//! * A run can be paused, resumed and cancelled until its last mail has left.
//! * `pace` spreads the mails to one domain, so that a provider does not take the federation for a sender of junk.
//! * Never twice: a mail is `sending` on the disk before the relay hears of it. When the program dies, those few that
//!   were on their way become `maybe-sent` and are not tried again by themselves; the pages show them.
//! * Whoever began the run learns of each end in the transaction that writes it ([`Follower`]).

mod adding;
mod going;
mod lines;
mod state;
mod turn;

#[cfg(test)]
mod tests;

pub use adding::{Adding, To};
pub use going::{Follower, JOB, Office, go};
pub(in crate::mail) use state::count;
pub use state::{RunState, cancel, counts, pause, resume, withdraw};
pub use turn::Settled;

use super::{Letter, MailError, MailId};
use crate::acting::Stamp;
use crate::template::{Fault, Filled, Template};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::jobs;
use store::{StoreError, Tx};

store::id!(pub RunId);

/// Whether somebody may say no to such mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Needed for what the person has with the federation; there is nothing to unsubscribe from.
    Service,
    /// Carries a link that unsubscribes by one press (RFC 8058).
    Marketing,
}

impl Class {
    pub fn word(self) -> &'static str {
        match self {
            Class::Service => "service",
            Class::Marketing => "marketing",
        }
    }

    /// An unknown word is the class that one may refuse.
    pub fn from_word(word: &str) -> Self {
        if word == "service" { Class::Service } else { Class::Marketing }
    }
}

/// Subject and body in one language, in simple Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub subject: String,
    pub body: String,
}

/// A text in the languages it was written in, and the fields that can be filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub fields: Vec<String>,
    pub languages: BTreeMap<String, Text>,
}

impl Texts {
    /// Each language read, by its tag.
    pub fn read(&self) -> Result<BTreeMap<String, Template>, Vec<Fault>> {
        let known: Vec<&str> = self.fields.iter().map(String::as_str).collect();
        let read = |(tag, text): (&String, &Text)| {
            Template::read(&text.subject, &text.body, &known).map(|template| (tag.clone(), template))
        };
        self.languages.iter().map(read).collect()
    }

    fn of_column(texts: &str) -> Result<Self, MailError> {
        serde_json::from_str(texts).map_err(|_| MailError::Unreadable)
    }
}

/// The text for somebody: in their language, else in English, else in the one there is.
pub fn text_for<'a>(
    templates: &'a BTreeMap<String, Template>,
    language: &str,
) -> Option<(&'a str, &'a Template)> {
    let of = |tag: &str| templates.get_key_value(tag);
    let found = of(language).or_else(|| of("en")).or_else(|| templates.iter().next());
    found.map(|(tag, template)| (tag.as_str(), template))
}

/// What a run begins with.
#[derive(Clone, Debug)]
pub struct NewRun {
    pub kind: &'static str,
    pub class: Class,
    pub texts: Texts,
    pub reply_to: Option<String>,
    /// Mails a minute to one domain.
    pub pace: Option<u32>,
    pub starts_at: Timestamp,
}

/// Makes a run without a mail in it; [`Adding`] adds them, in the same transaction or in later ones, and [`start`] lets
/// them leave.
pub fn open(tx: &mut Tx<'_>, stamp: &Stamp, new: &NewRun) -> Result<RunId, MailError> {
    new.texts.read().map_err(|_| MailError::Unreadable)?;
    let id = stamp.ids.next::<RunId>();
    let texts = serde_json::to_string(&new.texts).map_err(|_| MailError::Unreadable)?;
    tx.run(
        "INSERT INTO mail_run (id, kind, class, texts, reply_to, pace, state, starts_at, mails, made_by, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'going', ?7, 0, ?8, ?9)",
        &[
            &id,
            &new.kind,
            &new.class.word(),
            &texts,
            &new.reply_to,
            &new.pace.map(i64::from),
            &new.starts_at,
            &stamp.by,
            &stamp.now,
        ],
    )?;
    Ok(id)
}

/// Everybody is in it: it leaves when its time has come. One that was done goes on with what was added since.
pub fn start(tx: &mut Tx<'_>, stamp: &Stamp, run: RunId) -> Result<(), StoreError> {
    tx.run("UPDATE mail_run SET state = 'going', ended_at = NULL WHERE id = ?1 AND state = 'done'", &[&run])?;
    let (starts_at,): (Timestamp,) = tx.one("SELECT starts_at FROM mail_run WHERE id = ?1", &[&run])?;
    enqueue(tx, stamp.now, run, starts_at)
}

/// A captured mail of a run, put together as it would have left: the kind of the run, and the letter.
pub(super) fn read(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    run: RunId,
    mail: MailId,
    sealed: &[u8],
) -> Result<(String, Letter), MailError> {
    let (kind,): (String,) = tx.one("SELECT kind FROM mail_run WHERE id = ?1", &[&run])?;
    let writing = lines::Writing::of(tx, run, &stamp.secret, "")?.ok_or(MailError::Unreadable)?;
    let (held, language, filled) = writing.filled(mail, sealed).ok_or(MailError::Unreadable)?;
    let Filled { subject, text, .. } = filled;
    Ok((kind, Letter { name: held.name, address: held.address, subject, text, language }))
}

#[derive(Serialize, Deserialize)]
struct Payload {
    run: RunId,
}

fn enqueue(tx: &mut Tx<'_>, now: Timestamp, run: RunId, at: Timestamp) -> Result<(), StoreError> {
    let options = jobs::Options {
        run_at: Some(at.max(now)),
        max_attempts: 1_000,
        ..jobs::Options::unique(format!("{JOB}:{run}"))
    };
    jobs::enqueue(tx, now, JOB, &Payload { run }, options)
}
