//! Marks of an address: set, taken off, and shown to whoever it belongs to. The address is marked, not the person:
//! every contact and every sign-in that has it.

use super::{Because, BounceError, queries};
use crate::acting::{PersonId, Stamp};
use crate::contact::{self, Subject};
use crate::contact_point::{ContactPointId, fold_email};
use crate::journal::{self, Entry};
use crate::organisation::OrganisationId;
use formats::bounce::Recipient;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{StoreError, Tx};

store::id!(ConsentRow);

/// An address of somebody from which mail came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    pub address: String,
    pub at: Timestamp,
    pub because: Because,
    /// None: it is their sign-in alone, and no contact point.
    pub point: Option<ContactPointId>,
}

/// Everybody who has the address, each once.
fn owners(tx: &mut Tx<'_>, sql: &str, folded: &str) -> Result<BTreeSet<Subject>, StoreError> {
    let rows: Vec<(Option<PersonId>, Option<OrganisationId>)> = tx.all(sql, &[&folded])?;
    let subject = |(person, organisation): (Option<PersonId>, Option<OrganisationId>)| {
        person.map(Subject::Person).or(organisation.map(Subject::Organisation))
    };
    Ok(rows.into_iter().filter_map(subject).collect())
}

pub(super) fn mark(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    folded: &str,
    because: Because,
    said: &Recipient,
) -> Result<usize, BounceError> {
    let unmarked = "SELECT person_id, organisation_id FROM contact_point WHERE kind = 'email' AND folded = ?1 AND bounced_at IS NULL
        UNION SELECT person_id, CAST(NULL AS BYTEA) FROM account WHERE identifier_folded = ?1 AND bounced_at IS NULL";
    let owners = owners(tx, unmarked, folded)?;
    let params: [&dyn store::ToValue; 3] = [&folded, &stamp.now, &because.word()];
    tx.run(
        "UPDATE contact_point SET bounced_at = ?2, bounced_because = ?3
         WHERE kind = 'email' AND folded = ?1 AND bounced_at IS NULL",
        &params,
    )?;
    tx.run(
        "UPDATE account SET bounced_at = ?2, bounced_because = ?3 WHERE identifier_folded = ?1 AND bounced_at IS NULL",
        &params,
    )?;
    let status = said.status.map(|s| s.to_string());
    let payload =
        json!({ "address": folded, "because": because.word(), "status": status, "server": said.words });
    note(tx, stamp, "address.bounced", &owners, &payload)?;
    Ok(owners.len())
}

/// Takes the mark off the address, for everybody who has it: somebody who knows says that it works.
pub fn clear(tx: &mut Tx<'_>, stamp: &Stamp, address: &str, because: &str) -> Result<usize, BounceError> {
    let folded = fold_email(address);
    let marked = "SELECT person_id, organisation_id FROM contact_point WHERE kind = 'email' AND folded = ?1 AND bounced_at IS NOT NULL
        UNION SELECT person_id, CAST(NULL AS BYTEA) FROM account WHERE identifier_folded = ?1 AND bounced_at IS NOT NULL";
    let owners = owners(tx, marked, &folded)?;
    for (table, column) in [("contact_point", "folded"), ("account", "identifier_folded")] {
        let sql = format!("UPDATE {table} SET bounced_at = NULL, bounced_because = NULL WHERE {column} = ?1");
        let sql = if table == "contact_point" { sql + " AND kind = 'email'" } else { sql };
        tx.run(&sql, &[&folded])?;
    }
    queries::answered(tx, stamp, &folded)?;
    note(tx, stamp, "address.cleared", &owners, &json!({ "address": folded, "because": because }))?;
    Ok(owners.len())
}

/// A complaint is a wish to get no more mail, of everybody who has the address and did not say so already.
pub(super) fn unsubscribe(tx: &mut Tx<'_>, stamp: &Stamp, folded: &str) -> Result<usize, BounceError> {
    let everybody = "SELECT person_id, CAST(NULL AS BYTEA) FROM contact_point WHERE kind = 'email' AND folded = ?1 AND person_id IS NOT NULL
        UNION SELECT person_id, CAST(NULL AS BYTEA) FROM account WHERE identifier_folded = ?1";
    let mut asked = BTreeSet::new();
    for owner in owners(tx, everybody, folded)? {
        let Subject::Person(person) = owner else { continue };
        let newest: Option<(bool,)> = tx.maybe(
            "SELECT given FROM consent WHERE person_id = ?1 AND channel = 'email' ORDER BY recorded_on DESC, id DESC LIMIT 1",
            &[&person],
        )?;
        if newest == Some((false,)) {
            continue;
        }
        tx.run(
            "INSERT INTO consent (id, person_id, channel, given, source, recorded_on) VALUES (?1, ?2, 'email', ?3, ?4, ?5)",
            &[&stamp.ids.next::<ConsentRow>(), &person, &false, &"Complaint: reported as spam", &stamp.today],
        )?;
        asked.insert(owner);
    }
    note(tx, stamp, "address.complained", &asked, &json!({ "address": folded }))?;
    Ok(asked.len())
}

fn note(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    act: &'static str,
    owners: &BTreeSet<Subject>,
    payload: &Value,
) -> Result<(), BounceError> {
    // The server's words may name whoever reads the mailbox, and an organisation has no key to seal them under.
    let mut plain = payload.clone();
    if let Some(fields) = plain.as_object_mut() {
        fields.remove("server");
    }
    let entry = |owner: &Subject| match owner {
        Subject::Person(id) => Entry::of(act, "person", *id).about(*id, payload.clone()),
        Subject::Organisation(id) => Entry::of(act, "organisation", *id).at(*id).holding(plain.clone()),
    };
    let entries: Vec<Entry> = owners.iter().map(entry).collect();
    if !entries.is_empty() {
        journal::write_all(tx, stamp, &entries)?;
    }
    for owner in owners {
        contact::touched(tx, stamp, *owner)?;
    }
    Ok(())
}

/// The marked addresses of a person that hold today, the sign-in among them; each address once.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId, today: Date) -> Result<Vec<Returned>, StoreError> {
    type Line = (Option<ContactPointId>, String, Timestamp, Option<String>);
    let mut rows: Vec<Line> = tx.all(
        "SELECT id, value, bounced_at, bounced_because FROM contact_point
         WHERE person_id = ?1 AND kind = 'email' AND bounced_at IS NOT NULL
           AND (valid_until IS NULL OR valid_until >= ?2) ORDER BY preferred DESC, id",
        &[&person, &today],
    )?;
    rows.extend(tx.all::<Line>(
        "SELECT CAST(NULL AS BYTEA), identifier, bounced_at, bounced_because FROM account
         WHERE person_id = ?1 AND bounced_at IS NOT NULL",
        &[&person],
    )?);
    let mut all: Vec<Returned> = Vec::new();
    for (point, address, at, because) in rows {
        if !all.iter().any(|held| fold_email(&held.address) == fold_email(&address)) {
            all.push(Returned { address, at, because: Because::from_word(because.as_deref()), point });
        }
    }
    Ok(all)
}
