//! A run from its beginning to its end, chunk by chunk. Each chunk is one transaction that holds its changes, its row
//! outcomes and how far the run has come, so that a run cut off anywhere goes on where it stood.

use super::known::Known;
use super::mapping::Mapping;
use super::report::Report;
use super::rows::{self, Desk, Item};
use super::walk::{Keys, Walked, passed_over};
use super::{Expect, How, ImportError, Progress, keep, load};
use crate::access::{self, Actor, ManageContacts, Right};
use crate::acting::{Door, PersonId, Stamp};
use crate::import::reading::Input;
use crate::installation::Installation;
use crate::journal::{self, Entry};
use crate::organisation::{self, Organisation};
use std::collections::HashMap;
use std::sync::Arc;
use store::{StoreError, Tx};

const CHUNK: usize = 500;

pub struct Run {
    pub installation: Installation,
    pub by: PersonId,
    pub input: Input,
    pub mapping: Arc<Mapping>,
    pub how: How,
    /// How many rows are thought right, for a feed.
    pub expect: Option<Expect>,
    pub keys: Keys,
}

impl Run {
    /// # Errors
    /// The file cannot be read or has not the columns; the right is missing; a feed's file is of another size than it
    /// should be. Nothing was written then.
    pub fn go(&self, progress: &mut dyn FnMut(Progress)) -> Result<Report, ImportError> {
        let source = self.mapping.source.clone();
        let known = self.installation.db.read_blocking(move |tx| load::fingerprints(tx, &source))?;
        let walked = self.walk(known)?;
        if let Some(expect) = &self.expect {
            expect.check(walked.rows)?;
        }
        let (mut desk, done) = self.begin(&walked)?;
        // What was said before word for word needs no second look.
        if walked.news == 0 && done == 0 {
            desk.report.counts.unchanged = walked.rows;
        } else {
            desk = self.rows(desk, &walked, done, progress)?;
        }
        if !desk.report.resumed {
            let unseen = walked.seen.iter().filter(|s| !**s).count() as u64;
            desk.report.vanished = unseen.saturating_sub(desk.met);
        }
        self.finish(desk)
    }

    /// The second walk over the file: what is new goes in, chunk by chunk.
    fn rows(
        &self,
        mut desk: Desk,
        walked: &Walked,
        done: u64,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Desk, ImportError> {
        let mut items = Vec::with_capacity(CHUNK);
        let (mut last, mut passed) = (done, 0);
        let mut rows = walked.table.rows(&self.input)?;
        loop {
            let line = rows.next().transpose()?;
            if let Some(line) = &line {
                passed += 1;
                let fingerprint = self.fingerprint(line, &walked.columns);
                match walked.known.binary_search(&fingerprint) {
                    Ok(_) => desk.report.counts.unchanged += u64::from(line.line > done),
                    Err(_) if line.line <= done => {}
                    Err(_) => items.push(self.item(line, fingerprint, walked)),
                }
                if passed % 10_000 == 0 {
                    progress(Progress { rows: passed, of: walked.rows });
                }
            }
            if items.len() == CHUNK || (line.is_none() && !items.is_empty()) {
                let upto = items.last().map_or(last, |i| i.line);
                desk = self.chunk(desk, std::mem::take(&mut items), last, upto)?;
                last = upto;
                progress(Progress { rows: passed, of: walked.rows });
            }
            if line.is_none() {
                return Ok(desk);
            }
        }
    }

    #[cfg(any(test, feature = "testing"))]
    pub fn fingerprints(&self) -> Result<Vec<super::known::Fingerprint>, ImportError> {
        let walked = self.walk(Vec::new())?;
        let rows = walked.table.rows(&self.input)?;
        let all: Result<Vec<_>, _> =
            rows.map(|line| line.map(|l| self.fingerprint(&l, &walked.columns))).collect();
        let mut all = all?;
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }

    fn stamp(&self) -> Stamp {
        self.installation.stamp(Some(self.by), Door::Import)
    }

    fn begin(&self, walked: &Walked) -> Result<(Desk, u64), ImportError> {
        let (stamp, by, how) = (self.stamp(), self.by, self.how);
        let (mapping, name, hash) = (Arc::clone(&self.mapping), self.input.name.clone(), walked.table.sha256);
        let report = Report {
            file: name.clone(),
            source: mapping.source.clone(),
            is_dry: how == How::DryRun,
            encoding: walked.table.encoding().to_owned(),
            sheet: walked.table.sheet.clone(),
            oddities: walked.table.oddities.iter().map(ToString::to_string).collect(),
            passed_over: passed_over(walked),
            rows: walked.rows,
            ..Report::default()
        };
        let begin = move |tx: &mut Tx<'_>| {
            right(tx, by, &stamp)?;
            let (under, above) = under(tx, &mapping)?;
            let kinds = kinds_under(tx, under.as_ref())?;
            let roles = tx.all("SELECT role, kind FROM role_organisation_kind ORDER BY role, kind", &[])?;
            let (run, done) = match how {
                How::DryRun => (None, 0),
                How::Apply => {
                    let (run, done) = keep::open_run(tx, &stamp, &mapping, &name, hash)?;
                    (Some(run), done)
                }
            };
            let mut report = report;
            report.resumed = done > 0;
            report.of_run(run);
            Ok((
                Desk {
                    run,
                    known: Known::new(),
                    has_known: false,
                    under,
                    above,
                    kinds,
                    roles,
                    guarded: HashMap::new(),
                    met: 0,
                    report,
                },
                done,
            ))
        };
        match how {
            How::DryRun => self.installation.db.read_blocking(begin),
            How::Apply => self.installation.db.write_blocking(begin),
        }
    }

    fn chunk(&self, mut desk: Desk, items: Vec<Item>, after: u64, upto: u64) -> Result<Desk, ImportError> {
        let (stamp, by, mapping) = (self.stamp(), self.by, Arc::clone(&self.mapping));
        let Some(run) = desk.run else {
            return self.installation.db.read_blocking(move |tx| {
                let (right, actor) = right(tx, by, &stamp)?;
                meet(tx, &mut desk, &right, &stamp)?;
                rows::rows(tx, &stamp, &right, &actor, &mapping, &mut desk, items)?;
                Ok(desk)
            });
        };
        self.installation.db.write_blocking(move |tx| {
            // Held to the end of the transaction: nobody records the same contact between the look-up and the writing.
            journal::hold(tx)?;
            let (right, actor) = right(tx, by, &stamp)?;
            meet(tx, &mut desk, &right, &stamp)?;
            desk.known.forget();
            rows::rows(tx, &stamp, &right, &actor, &mapping, &mut desk, items)?;
            keep::advance(tx, run, after, upto)?;
            Ok(desk)
        })
    }

    fn finish(&self, mut desk: Desk) -> Result<Report, ImportError> {
        let Some(run) = desk.run else { return Ok(desk.report) };
        let stamp = self.stamp();
        let counts = desk.report.counts.clone();
        self.installation.db.write_blocking(move |tx| {
            tx.durable();
            tx.run(
                "UPDATE import_run SET state = 'finished', finished_at = ?2, unchanged = ?3 WHERE id = ?1",
                &[&run, &stamp.now, &(counts.unchanged as i64)],
            )?;
            let payload = serde_json::to_value(&counts).unwrap_or_default();
            journal::write(
                tx,
                &stamp,
                &Entry::of("contacts.import_finished", "import", run).holding(payload),
            )?;
            Ok::<_, ImportError>(())
        })?;
        desk.report.of_run(Some(run));
        Ok(desk.report)
    }
}

/// The organisations are looked up for the first row that is new, and not at all when there is none.
fn meet(
    tx: &mut Tx<'_>,
    desk: &mut Desk,
    right: &Right<ManageContacts>,
    stamp: &Stamp,
) -> Result<(), StoreError> {
    if !desk.has_known {
        desk.known = load::organisations(tx, right, stamp)?;
        desk.has_known = true;
    }
    Ok(())
}

fn right(
    tx: &mut Tx<'_>,
    by: PersonId,
    stamp: &Stamp,
) -> Result<(Right<ManageContacts>, Actor), ImportError> {
    let actor = access::actor(tx, by, stamp.today)?.ok_or(ImportError::NoAccount)?;
    Ok((access::right_anywhere::<ManageContacts>(tx, &actor)?, actor))
}

fn under(tx: &mut Tx<'_>, mapping: &Mapping) -> Result<(Option<Organisation>, Arc<[String]>), ImportError> {
    let Some(name) = &mapping.under else { return Ok((None, Arc::new([]))) };
    let folded = crate::words::fold(name);
    let found: Vec<Organisation> = tx.all(
        &format!(
            "SELECT {} FROM organisation WHERE sort_name = ?1 AND closed_on IS NULL",
            organisation::COLUMNS
        ),
        &[&folded],
    )?;
    match &found[..] {
        [one] => {
            let above =
                organisation::ancestors(tx, one.id)?.iter().map(|o| crate::words::fold(&o.name)).collect();
            Ok((Some(one.clone()), above))
        }
        [] => Err(ImportError::NoPlace(name.clone())),
        _ => Err(ImportError::SeveralPlaces(name.clone())),
    }
}

fn kinds_under(tx: &mut Tx<'_>, under: Option<&Organisation>) -> Result<Vec<String>, StoreError> {
    let Some(under) = under else { return Ok(Vec::new()) };
    let kinds: Vec<(String,)> = tx.all(
        "SELECT kind FROM organisation_kind_parent WHERE parent_kind = ?1 ORDER BY kind",
        &[&under.kind],
    )?;
    Ok(kinds.into_iter().map(|(k,)| k).collect())
}
