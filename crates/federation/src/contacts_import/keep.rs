//! The run's own books: what became of each row, what its source said of it, how far the run came.

use super::known::{Fingerprint, Number};
use super::mapping::Mapping;
use super::row::Warning;
use super::{ImportError, RunId};
use crate::acting::{PersonId, Stamp};
use crate::journal::{self, Entry};
use crate::organisation::OrganisationId;
use serde_json::json;
use store::{StoreError, ToValue, Tx, Value};

/// What is kept of a row.
pub struct Outcome {
    pub line: u64,
    pub word: &'static str,
    pub reason: Option<String>,
    pub warnings: Vec<Warning>,
    pub changed: Vec<&'static str>,
    pub organisation: Option<OrganisationId>,
    pub person: Option<PersonId>,
    pub fingerprint: Fingerprint,
    pub number: Number,
    pub said: Vec<u8>,
    pub done: Option<Vec<u8>>,
}

/// A run of the same file by the same mapping that was cut off is taken up again.
pub fn open_run(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    mapping: &Mapping,
    file_name: &str,
    file_hash: [u8; 32],
) -> Result<(RunId, u64), ImportError> {
    journal::hold(tx)?;
    let hash = mapping.hash();
    let cut_off: Option<(RunId, i64)> = tx.maybe(
        "SELECT id, lines_done FROM import_run
         WHERE source = ?1 AND file_hash = ?2 AND mapping_hash = ?3 AND state = 'running' AND target = 'contacts'
         ORDER BY started_at DESC LIMIT 1",
        &[&mapping.source, &file_hash, &hash],
    )?;
    if let Some((run, done)) = cut_off {
        return Ok((run, done.unsigned_abs()));
    }
    let run = stamp.ids.next::<RunId>();
    tx.run(
        "INSERT INTO import_run (id, source, file_name, file_hash, mapping_hash, by_person, state, lines_done, imported,
                                 merged, unchanged, rejected, started_at, target)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', 0, 0, 0, 0, 0, ?7, 'contacts')",
        &[&run, &mapping.source, &file_name, &file_hash, &hash, &stamp.by, &stamp.now],
    )?;
    let payload =
        json!({ "source": mapping.source, "file": file_name, "sha256": crate::sealing::hex(&file_hash) });
    journal::write(tx, stamp, &Entry::of("contacts.import_begun", "import", run).holding(payload))?;
    Ok((run, 0))
}

/// Moves the run on from where this process left it; if somebody else did, this chunk is given up.
pub fn advance(tx: &mut Tx<'_>, run: RunId, after: u64, upto: u64) -> Result<(), ImportError> {
    let moved = tx.run(
        "UPDATE import_run SET lines_done = ?3 WHERE id = ?1 AND lines_done = ?2 AND state = 'running'",
        &[&run, &(after as i64), &(upto as i64)],
    )?;
    if moved == 1 { Ok(()) } else { Err(ImportError::RunningElsewhere) }
}

pub fn count_rows(tx: &mut Tx<'_>, run: RunId, outcomes: &[Outcome]) -> Result<(), StoreError> {
    let count = |word: &str| outcomes.iter().filter(|o| o.word == word).count() as i64;
    tx.run(
        "UPDATE import_run SET imported = imported + ?2, merged = merged + ?3, unchanged = unchanged + ?4,
                rejected = rejected + ?5 WHERE id = ?1",
        &[&run, &count("new"), &count("changed"), &count("unchanged"), &count("rejected")],
    )
    .map(drop)
}

pub fn write_rows(tx: &mut Tx<'_>, run: RunId, outcomes: &[Outcome]) -> Result<(), StoreError> {
    let text = |t: Option<String>| t.map_or(Value::Null, Value::Text);
    let row = |o: &Outcome| {
        let warnings: Vec<String> = o.warnings.iter().map(ToString::to_string).collect();
        [
            run.to_value(),
            Value::Int(o.line as i64),
            Value::Text(o.word.to_owned()),
            text((!o.changed.is_empty()).then(|| o.changed.join(", "))),
            text(o.reason.clone()),
            text((!warnings.is_empty()).then(|| warnings.join("\n"))),
            o.person.to_value(),
            o.organisation.to_value(),
            Value::Bytes(o.fingerprint.to_vec()),
            o.done.clone().map_or(Value::Null, Value::Bytes),
        ]
    };
    let columns = [
        "run_id",
        "line",
        "outcome",
        "changed",
        "reason",
        "warnings",
        "person_id",
        "organisation_id",
        "fingerprint",
        "done",
    ];
    tx.load("import_row", &columns, outcomes.iter().map(row)).map(drop)
}

/// The last row of a number counts.
pub fn write_links(
    tx: &mut Tx<'_>,
    source: &str,
    run: RunId,
    outcomes: &[Outcome],
) -> Result<(), StoreError> {
    let kept = outcomes.iter().filter(|o| o.word != "rejected");
    let row = |o: &Outcome| {
        [
            Value::Text(source.to_owned()),
            Value::Bytes(o.number.to_vec()),
            o.organisation.to_value(),
            o.person.to_value(),
            Value::Bytes(o.fingerprint.to_vec()),
            Value::Bytes(o.said.clone()),
            run.to_value(),
        ]
    };
    tx.batch(
        "INSERT INTO contact_link (source, number, organisation_id, person_id, fingerprint, said, run_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (source, number) DO UPDATE SET organisation_id = excluded.organisation_id,
            person_id = coalesce(excluded.person_id, contact_link.person_id), fingerprint = excluded.fingerprint,
            said = excluded.said, run_id = excluded.run_id",
        kept.map(row),
    )
    .map(drop)
}
