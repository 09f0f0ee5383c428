//! Links to people and links taken back, whichever batch they came by, or none: what acts on batches and the list of
//! those with access have in common. Rows of batches move along.

use super::{RolloutError, post};
use crate::account::grant::{self, Grant};
use crate::account::{Letterhead, change};
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

/// A newer link for those of these people who were invited and have not come. Answers for how many.
pub fn resend(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    terms: &Terms,
    people: &[PersonId],
) -> Result<u64, RolloutError> {
    let (looked, known) = look(tx, terms, people)?;
    let said = Said { anyway: true, keeps_address: true };
    let may = |f: &Finding| matches!(f, Finding::Waiting(_)) || f.verdict(said) == Verdict::Good;
    let is_invited = |id: &PersonId| {
        let state = known.people.get(id).and_then(|p| p.account.as_ref()).map(|a| a.state);
        state == Some(crate::account::AccountState::Invited)
    };
    let whom: Vec<(PersonId, String)> = people
        .iter()
        .zip(looked)
        .filter(|(id, one)| is_invited(id) && one.judged.findings.iter().all(may))
        .map(|(id, one)| (*id, one.judged.email))
        .collect();
    if whom.is_empty() {
        return Ok(0);
    }
    let run = post::open_run(tx, stamp, head)?;
    links(tx, stamp, head, run, &whom, &known)?;
    let written: Vec<PersonId> = whom.into_iter().map(|(id, _)| id).collect();
    invitee::of_people(tx, stamp, &written, Step::Again)?;
    tx.durable();
    Ok(written.len() as u64)
}

/// Takes access back from these people: links open nothing, sign-ins close with their sessions. Nobody shuts out whoever
/// may do more than they may, nor themselves. Answers from how many.
pub fn revoke(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    people: &[PersonId],
) -> Result<u64, RolloutError> {
    let (looked, known) = look(tx, terms, people)?;
    let mut done = 0;
    for (id, one) in people.iter().zip(looked) {
        let account = known.people.get(id).and_then(|p| p.account.as_ref());
        let Some(account) = account.filter(|a| a.state != crate::account::AccountState::Closed) else {
            continue;
        };
        if one.judged.findings.contains(&Finding::Beyond) || *id == terms.actor.person {
            continue;
        }
        invitee::of_people(tx, stamp, &[*id], Step::Revoke("revoked"))?;
        change::close(tx, stamp, account.id)?;
        done += 1;
    }
    tx.durable();
    Ok(done)
}
