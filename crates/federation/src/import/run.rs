//! A run from its beginning to its end, chunk by chunk. Each chunk is one transaction that holds its people, its row
//! outcomes and how far the run has come, so that a run cut off anywhere goes on where it stood.

use super::mapping::Mapping;
use super::places::Places;
use super::reading::{Input, Layout, Line};
use super::report::{Note, NoteKind, Report};
use super::row;
use super::settling::{self, Chunk, Desk, Item, Outcome};
use super::{How, ImportError, Progress, RunId, writing};
use crate::access::{self, ManageContacts, Right};
use crate::acting::{Door, PersonId, Stamp};
use crate::installation::Installation;
use crate::journal::{self, Entry};
use serde_json::json;
use std::collections::HashMap;
use std::sync::Arc;
use store::Tx;

/// So many rows that the pages of the indexes are written once for several rows each, and no page waits long.
const CHUNK: usize = 2_000;

/// What a run needs at hand: whoever started it, and the file.
pub struct Run {
    pub installation: Installation,
    pub by: PersonId,
    pub input: Input,
    pub mapping: Arc<Mapping>,
    pub how: How,
}

impl Run {
    pub fn go(&self, progress: &mut dyn FnMut(Progress)) -> Result<Report, ImportError> {
        let layout = Layout::find(&self.input, &self.mapping)?;
        let (mut desk, done) = self.begin(&layout)?;
        let mut report = Report::new(&self.input.name, &self.mapping.source, self.how, &layout, done > 0);
        let mut last = done;
        let mut passed = 0;
        let mut items = Vec::with_capacity(CHUNK);
        let mut rows = layout.read(&self.input)?;
        loop {
            let line = rows.next().transpose()?;
            match &line {
                Some(line) if line.line <= done => passed += 1,
                Some(line) => items.push(self.item(line, &layout)),
                None => {}
            }
            if items.len() == CHUNK || (line.is_none() && !items.is_empty()) {
                let chunk_last = items.last().map_or(last, |i| i.line);
                passed += items.len() as u64;
                let chunk;
                (desk, chunk) = self.chunk(desk, std::mem::take(&mut items), last)?;
                last = chunk_last;
                report.count(&chunk);
                progress(Progress { rows: passed, of: layout.rows });
            }
            if line.is_none() {
                break;
            }
        }
        match desk.run {
            Some(run) => self.finish(run, report),
            None => Ok(report),
        }
    }

    fn stamp(&self) -> Stamp {
        self.installation.stamp(Some(self.by), Door::Import)
    }

    fn item(&self, line: &Line, layout: &Layout) -> Item {
        let read = row::read(line, &layout.columns, &self.mapping, self.installation.today());
        Item { line: line.line, fingerprint: self.fingerprint(line, layout), read }
    }

    /// Of the cells that the mapping takes. Keyed, so that a stolen database does not tell which rows it knows.
    fn fingerprint(&self, line: &Line, layout: &Layout) -> [u8; 16] {
        let mut text = Vec::with_capacity(256);
        text.extend_from_slice(self.mapping.source.as_bytes());
        text.extend_from_slice(&self.mapping.hash);
        for (cell, _) in line.cells.iter().zip(&layout.columns).filter(|(_, field)| field.is_some()) {
            text.extend_from_slice(cell.trim().as_bytes());
            text.push(0x1f);
        }
        let long = self.installation.secret.keyed_hash("import row", &text);
        std::array::from_fn(|i| long[i])
    }

    fn begin(&self, layout: &Layout) -> Result<(Desk, u64), ImportError> {
        let (stamp, by, how) = (self.stamp(), self.by, self.how);
        let (mapping, name, hash) = (Arc::clone(&self.mapping), self.input.name.clone(), layout.sha256());
        let begin = move |tx: &mut Tx<'_>| {
            let right = right(tx, by, &stamp)?;
            let places = Places::load(tx, &right, &mapping, stamp.today)?;
            let (run, done) = match how {
                How::DryRun => (None, 0),
                How::Apply => {
                    let (run, done) = open_run(tx, &stamp, &mapping, &name, hash)?;
                    (Some(run), done)
                }
            };
            let desk = Desk {
                run,
                how,
                mapping,
                places,
                known: Default::default(),
                links: HashMap::new(),
                seen: HashMap::new(),
            };
            Ok((desk, done))
        };
        match how {
            How::DryRun => self.installation.db.read_blocking(begin),
            How::Apply => self.installation.db.write_blocking(begin),
        }
    }

    fn chunk(&self, mut desk: Desk, items: Vec<Item>, after: u64) -> Result<(Desk, Chunk), ImportError> {
        let (stamp, by) = (self.stamp(), self.by);
        let upto = items.last().map_or(after, |i| i.line);
        let Some(run) = desk.run else {
            return self.installation.db.read_blocking(move |tx| {
                let right = right(tx, by, &stamp)?;
                let chunk = settling::settle(tx, &stamp, &mut desk, &right, items)?;
                Ok((desk, chunk))
            });
        };
        desk.known = Default::default();
        desk.links.clear();
        desk.seen.clear();
        self.installation.db.write_blocking(move |tx| {
            // Held to the end of the transaction: nobody records the same person between the look-up and the writing.
            journal::hold(tx)?;
            let right = right(tx, by, &stamp)?;
            tx.with_room(|tx| {
                let chunk = settling::settle(tx, &stamp, &mut desk, &right, items)?;
                writing::write(tx, &stamp, &mut desk, run, &chunk)?;
                advance(tx, run, after, upto, &chunk)?;
                Ok((desk, chunk))
            })
        })
    }

    fn finish(&self, run: RunId, mut report: Report) -> Result<Report, ImportError> {
        let stamp = self.stamp();
        let (counts, notes) = self.installation.db.write_blocking(move |tx| {
            tx.durable();
            tx.run(
                "UPDATE import_run SET state = 'finished', finished_at = ?2 WHERE id = ?1",
                &[&run, &stamp.now],
            )?;
            let counts = super::report::counts(tx, run)?;
            let payload = serde_json::to_value(&counts).unwrap_or_default();
            journal::write(
                tx,
                &stamp,
                &Entry::of("members.import_finished", "import", run).holding(payload),
            )?;
            Ok::<_, ImportError>((counts, super::report::notes(tx, run)?))
        })?;
        (report.run, report.counts, report.notes) = (Some(run), counts, notes);
        Ok(report)
    }
}

/// Demanded anew for every chunk: a role may end while a long run goes on.
fn right(tx: &mut Tx<'_>, by: PersonId, stamp: &Stamp) -> Result<Right<ManageContacts>, ImportError> {
    let actor = access::actor(tx, by, stamp.today)?.ok_or(ImportError::NoAccount)?;
    Ok(access::right_anywhere::<ManageContacts>(tx, &actor)?)
}

/// A run of the same file by the same mapping that was cut off is taken up again.
fn open_run(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    mapping: &Mapping,
    file_name: &str,
    file_hash: [u8; 32],
) -> Result<(RunId, u64), ImportError> {
    journal::hold(tx)?;
    let cut_off: Option<(RunId, i64)> = tx.maybe(
        "SELECT id, lines_done FROM import_run WHERE source = ?1 AND file_hash = ?2 AND mapping_hash = ?3 AND state = 'running'
         ORDER BY started_at DESC LIMIT 1",
        &[&mapping.source, &file_hash, &mapping.hash],
    )?;
    if let Some((run, done)) = cut_off {
        return Ok((run, done.unsigned_abs()));
    }
    let run = stamp.ids.next::<RunId>();
    tx.run(
        "INSERT INTO import_run (id, source, file_name, file_hash, mapping_hash, by_person, state, lines_done, imported,
                                 merged, unchanged, rejected, started_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'running', 0, 0, 0, 0, 0, ?7)",
        &[&run, &mapping.source, &file_name, &file_hash, &mapping.hash, &stamp.by, &stamp.now],
    )?;
    let payload =
        json!({ "source": mapping.source, "file": file_name, "sha256": crate::sealing::hex(&file_hash) });
    journal::write(tx, stamp, &Entry::of("members.import_begun", "import", run).holding(payload))?;
    Ok((run, 0))
}

/// Moves the run on from where this process left it; if somebody else did, this chunk is given up.
fn advance(tx: &mut Tx<'_>, run: RunId, after: u64, upto: u64, chunk: &Chunk) -> Result<(), ImportError> {
    let count = |word: &str| chunk.rows.iter().filter(|r| r.outcome.word() == word).count() as i64;
    let moved = tx.run(
        "UPDATE import_run SET lines_done = ?3, imported = imported + ?4, merged = merged + ?5,
                unchanged = unchanged + ?6, rejected = rejected + ?7
         WHERE id = ?1 AND lines_done = ?2 AND state = 'running'",
        &[
            &run,
            &(after as i64),
            &(upto as i64),
            &count("imported"),
            &count("merged"),
            &count("unchanged"),
            &count("rejected"),
        ],
    )?;
    if moved == 1 { Ok(()) } else { Err(ImportError::RunningElsewhere) }
}

impl Report {
    /// A dry run counts as it goes; an applied one reads what was recorded.
    fn count(&mut self, chunk: &Chunk) {
        for row in &chunk.rows {
            self.counts.add(&row.outcome);
            if let Outcome::Rejected(rejection) = &row.outcome {
                self.notes.push(Note {
                    line: row.line,
                    kind: NoteKind::Rejected,
                    text: rejection.to_string(),
                });
            }
            for warning in &row.warnings {
                self.notes.push(Note { line: row.line, kind: NoteKind::Warning, text: warning.to_string() });
            }
        }
    }
}

/// The person behind a sign-in: whoever starts an import on the command line says who they are.
pub fn person_named(tx: &mut Tx<'_>, identifier: &str) -> Result<PersonId, ImportError> {
    crate::account::person_of(tx, identifier)?.ok_or_else(|| ImportError::NoSuchPerson(identifier.to_owned()))
}
