//! Links to people and links taken back, whichever batch they came by, or none: what acts on batches and the list of
//! those with access have in common. Rows of batches move along.

use super::{RolloutError, post};
use crate::account::grant::{self, Grant};
use crate::account::{AccountState, Letterhead, change};
use crate::acting::Stamp;
use crate::grant_checks::{self, Beside, Candidate, Finding, Known, Row, Said, Terms};
use crate::invitee::{self, Step, Verdict};
use crate::mail::run::RunId;
use crate::person::PersonId;
use store::Tx;

/// Makes links to these addresses and has them leave in a run.
pub(super) fn links(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    run: RunId,
    whom: &[(PersonId, String)],
    known: &Known,
) -> Result<(), RolloutError> {
    let people = whom.iter().filter_map(|(id, address)| Some((known.people.get(id)?, address)));
    let (whom, grants): (Vec<_>, Vec<Grant>) = people
        .map(|(person, address)| {
            let account = person.account.as_ref().map(|a| a.id);
            ((person, address), Grant { person: person.id, address: address.clone(), account })
        })
        .unzip();
    let made = grant::grant(tx, stamp, &grants)?;
    let invites: Vec<post::Invite> = whom
        .into_iter()
        .zip(made)
        .map(|((person, address), link)| post::Invite {
            person: person.id,
            name: person.name.clone(),
            address: address.clone(),
            language: person.language,
            link,
        })
        .collect();
    post::post(tx, stamp, head, run, &invites)
}

fn look(
    tx: &mut Tx<'_>,
    terms: &Terms,
    people: &[PersonId],
) -> Result<(Vec<grant_checks::Looked>, Known), RolloutError> {
    let row = |id: &PersonId| Row {
        asked: Candidate { person: Some(*id), ..Candidate::default() },
        ..Row::default()
    };
    let rows: Vec<Row> = people.iter().map(row).collect();
    Ok(grant_checks::look(tx, terms, Beside::None, &rows)?)
}

/// What came of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    Done,
    /// Left as they are, and the word of why.
    Left(&'static str),
}

/// Nobody has invited them, or they are in already.
pub const NOT_WAITING: &str = "not-waiting";
/// Nobody takes access from themselves.
pub const YOURSELF: &str = "yourself";
/// The sign-in is closed already.
pub const CLOSED: &str = "closed";

/// A newer link for those of these people who were invited and have not come. The first link opens `run`.
pub fn resend(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    terms: &Terms,
    run: &mut Option<RunId>,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Came)>, RolloutError> {
    let (looked, known) = look(tx, terms, people)?;
    let said = Said { anyway: true, keeps_address: true };
    let may = |f: &Finding| matches!(f, Finding::Waiting(_)) || f.verdict(said) == Verdict::Good;
    let is_invited = |id: &PersonId| {
        let state = known.people.get(id).and_then(|p| p.account.as_ref()).map(|a| a.state);
        state == Some(AccountState::Invited)
    };
    let (mut whom, mut came) = (Vec::new(), Vec::with_capacity(people.len()));
    for (id, one) in people.iter().zip(looked) {
        let stands = one.judged.findings.iter().find(|f| !may(f));
        came.push(match stands {
            _ if !is_invited(id) => (*id, Came::Left(NOT_WAITING)),
            Some(finding) => (*id, Came::Left(finding.word())),
            None => {
                whom.push((*id, one.judged.email));
                (*id, Came::Done)
            }
        });
    }
    if whom.is_empty() {
        return Ok(came);
    }
    let open = match *run {
        Some(run) => run,
        None => post::open_run(tx, stamp, head)?,
    };
    *run = Some(open);
    links(tx, stamp, head, open, &whom, &known)?;
    let written: Vec<PersonId> = whom.into_iter().map(|(id, _)| id).collect();
    invitee::of_people(tx, stamp, &written, Step::Again)?;
    tx.durable();
    Ok(came)
}

/// Takes access back from these people: links open nothing, sign-ins close with their sessions. Nobody shuts out whoever
/// may do more than they may, nor themselves.
pub fn revoke(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    people: &[PersonId],
) -> Result<Vec<(PersonId, Came)>, RolloutError> {
    let (looked, known) = look(tx, terms, people)?;
    let (mut accounts, mut going) = (Vec::new(), Vec::new());
    let mut came = Vec::with_capacity(people.len());
    for (id, one) in people.iter().zip(looked) {
        let account = known.people.get(id).and_then(|p| p.account.as_ref());
        let open = account.filter(|a| a.state != AccountState::Closed);
        came.push(match open {
            _ if *id == terms.actor.person => (*id, Came::Left(YOURSELF)),
            _ if one.judged.findings.contains(&Finding::Beyond) => (*id, Came::Left(Finding::Beyond.word())),
            None => (*id, Came::Left(CLOSED)),
            Some(account) => {
                accounts.push(account.id);
                going.push(*id);
                (*id, Came::Done)
            }
        });
    }
    invitee::of_people(tx, stamp, &going, Step::Revoke("revoked"))?;
    change::close_all(tx, stamp, &accounts)?;
    tx.durable();
    Ok(came)
}
