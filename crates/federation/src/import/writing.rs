//! A settled chunk into the database, in one transaction: new people, what changed in others, the row outcomes, the
//! journal, and how far the run has come.

use super::filling::Change;
use super::matching::Somebody;
use super::settling::{Chunk, Desk, Outcome, Settled, Who};
use super::{ImportError, RunId};
use crate::acting::{PersonId, Stamp};
use crate::journal::{self, Entry};
use crate::membership::{self, ConsentId, Enrolment};
use serde_json::json;
use std::collections::BTreeMap;
use store::{ToValue, Tx, Value};

/// Writes everything; answers how many rows ended each way.
pub fn write(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: &mut Desk,
    run: RunId,
    chunk: &Chunk,
) -> Result<(), ImportError> {
    let mut entries = Vec::new();
    enrol_new(tx, stamp, desk)?;
    let mut touched: BTreeMap<PersonId, Vec<&Change>> = BTreeMap::new();
    for (at, line, changes) in &chunk.changes {
        let Some(person) = desk.known.people[*at].held else { continue };
        touched.entry(person).or_default().extend(changes);
        let changed: Vec<&str> = changes.iter().map(Change::word).collect();
        let payload = json!({ "run": run, "line": line, "changed": changed });
        entries.push(Entry::of("person.filled_by_import", "person", person).about(person, payload));
    }
    for (person, changes) in &touched {
        let Some(at) = desk.known.at(*person) else { continue };
        change(tx, stamp, *person, &desk.known.people[at], changes)?;
    }
    for row in chunk.rows.iter().filter(|r| r.outcome == Outcome::Imported) {
        let Some(person) = person_of(desk, row.who) else { continue };
        let payload = json!({ "run": run, "line": row.line });
        entries.push(Entry::of("person.imported", "person", person).about(person, payload));
    }
    write_rows(tx, desk, run, &chunk.rows)?;
    write_links(tx, desk, chunk)?;
    journal::write_all(tx, stamp, &entries)?;
    Ok(())
}

/// Those whom the chunk found nobody for, in the order of their rows.
fn enrol_new(tx: &mut Tx<'_>, stamp: &Stamp, desk: &mut Desk) -> Result<(), ImportError> {
    let new: Vec<usize> =
        (0..desk.known.people.len()).filter(|at| desk.known.people[*at].held.is_none()).collect();
    let enrolments: Vec<Enrolment> = new.iter().filter_map(|at| enrolment(&desk.known.people[*at])).collect();
    let made = membership::enrol(tx, stamp, &enrolments)?;
    for (at, ids) in new.into_iter().zip(made) {
        desk.known.people[at].held = Some(ids.person);
        desk.known.index(at);
    }
    Ok(())
}

fn enrolment(new: &Somebody) -> Option<Enrolment> {
    let home = new.homes.first()?;
    Some(Enrolment {
        name: new.name.clone(),
        date_of_birth: new.birth,
        language: new.language.clone(),
        deceased_on: None,
        household: None,
        contact_points: new.points.clone(),
        wishes: new.wishes.clone(),
        organisation: home.organisation,
        category: home.category.clone(),
        number: home.number.clone(),
        joined_on: home.joined_on,
        terms: vec![home.term],
        ended: None,
    })
}

/// Never an account: a sign-in identifier is not an import's to change, and no statement here names that table.
fn change(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    now: &Somebody,
    changes: &[&Change],
) -> Result<(), ImportError> {
    for change in changes {
        match change {
            Change::Point(point) => {
                membership::record_contact_points(tx, stamp, person, std::slice::from_ref(point))?
            }
            Change::Replace(old, new) => {
                tx.run(
                    "UPDATE contact_point SET valid_until = ?4
                     WHERE person_id = ?1 AND kind = ?2 AND value = ?3 AND valid_until IS NULL",
                    &[&person, &old.kind.word(), &old.value, &stamp.today],
                )?;
                membership::record_contact_points(tx, stamp, person, std::slice::from_ref(new))?;
            }
            Change::Wish(wish) => {
                let id = stamp.ids.next::<ConsentId>();
                tx.run(
                    "INSERT INTO consent (id, person_id, channel, given, source, recorded_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    &[&id, &person, &wish.channel.word(), &wish.given, &wish.source, &wish.recorded_on],
                )?;
            }
            Change::Join(home) => {
                let membership = membership::Joining {
                    organisation: home.organisation,
                    category: &home.category,
                    number: home.number.as_deref(),
                    joined_on: home.joined_on,
                    term: home.term,
                };
                membership::join(tx, stamp, person, &membership)?;
            }
            _ => {}
        }
    }
    let name = &now.name;
    tx.run(
        "UPDATE person SET title = ?2, given_name = ?3, family_name = ?4, known_as = ?5, sort_name = ?6,
                date_of_birth = ?7, language = ?8, updated_at = ?9 WHERE id = ?1",
        &[
            &person,
            &name.title,
            &name.given,
            &name.family,
            &name.known_as,
            &name.sorted(),
            &now.birth,
            &now.language,
            &stamp.now,
        ],
    )?;
    Ok(membership::entry::refresh(tx, stamp.today, person)?)
}

fn write_rows(tx: &mut Tx<'_>, desk: &Desk, run: RunId, rows: &[Settled]) -> Result<(), ImportError> {
    let text = |t: Option<String>| t.map_or(Value::Null, Value::Text);
    let row = |r: &Settled| {
        let (rule, changed, reason) = match &r.outcome {
            Outcome::Merged { rule, changed } => {
                (Some(rule.word().to_owned()), (!changed.is_empty()).then(|| changed.join(", ")), None)
            }
            Outcome::Rejected(rejection) => (None, None, Some(rejection.to_string())),
            Outcome::Imported | Outcome::Unchanged => (None, None, None),
        };
        let warnings: Vec<String> = r.warnings.iter().map(ToString::to_string).collect();
        [
            run.to_value(),
            Value::Int(r.line as i64),
            Value::Text(r.outcome.word().to_owned()),
            text(rule),
            text(changed),
            text(reason),
            text((!warnings.is_empty()).then(|| warnings.join("\n"))),
            person_of(desk, r.who).to_value(),
            Value::Bytes(r.fingerprint.to_vec()),
        ]
    };
    let columns =
        ["run_id", "line", "outcome", "rule", "changed", "reason", "warnings", "person_id", "fingerprint"];
    tx.load("import_row", &columns, rows.iter().map(row))?;
    Ok(())
}

fn write_links(tx: &mut Tx<'_>, desk: &Desk, chunk: &Chunk) -> Result<(), ImportError> {
    let source = &desk.mapping.source;
    let rows = chunk.links.iter().map(|(number, at, fingerprint, said)| {
        let person = desk.known.people[*at].held.to_value();
        let text = |t: &String| Value::Text(t.clone());
        [text(source), text(number), person, Value::Bytes(fingerprint.to_vec()), Value::Bytes(said.bytes())]
    });
    tx.batch(
        "INSERT INTO import_link (source, number, person_id, fingerprint, said) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (source, number) DO UPDATE SET fingerprint = excluded.fingerprint, said = excluded.said",
        rows,
    )?;
    Ok(())
}

fn person_of(desk: &Desk, who: Option<Who>) -> Option<PersonId> {
    match who? {
        Who::At(at) => desk.known.people[at].held,
        Who::Person(person) => Some(person),
    }
}
