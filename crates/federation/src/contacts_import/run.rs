//! A run from its beginning to its end, chunk by chunk. Each chunk is one transaction that holds its changes, its row
//! outcomes and how far the run has come, so that a run cut off anywhere goes on where it stood.

use super::known::{Fingerprint, Known, Number};
use super::mapping::Mapping;
use super::report::Report;
use super::row::{self, Ready, Rejection, Warning};
use super::settle::{self, Act, Rules, Settled};
use super::write::{self, Done, LinkBefore};
use super::{Expect, How, ImportError, Progress, RunId, load, undo};
use crate::access::{self, Actor, ManageContacts, Right};
use crate::acting::{Door, PersonId, Stamp};
use crate::contact_point::Kind;
use crate::import::reading::{Choice, Input, Line, Table};
use crate::import::each_within;
use crate::installation::Installation;
use crate::journal::{self, Entry};
use crate::organisation::{self, Organisation, OrganisationId};
use crate::person::PersonId as Person;
use crate::record;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::{StoreError, Tx, Value};

const CHUNK: usize = 500;

pub struct Run {
    pub installation: Installation,
    pub by: PersonId,
    pub input: Input,
    pub mapping: Arc<Mapping>,
    pub how: How,
    /// How many rows are thought right, for a feed.
    pub expect: Option<Expect>,
}

/// A row as it was read.
struct Item {
    line: u64,
    fingerprint: Fingerprint,
    number: Number,
    read: Result<Ready, Rejection>,
}

/// What a run has before it.
struct Desk {
    run: Option<RunId>,
    known: Known,
    under: Option<Organisation>,
    above: Vec<String>,
    kinds: Vec<String>,
    roles: Vec<(String, String)>,
    /// Whether a person's e-mail addresses are beyond the importer.
    guarded: HashMap<Person, bool>,
    /// Changed rows of numbers that the source had before.
    met: u64,
    report: Report,
}

/// What the first walk over the file found.
struct Walked {
    table: Table,
    columns: Vec<Option<super::mapping::Field>>,
    rows: u64,
    /// In how many rows of organisations an address stands, by its hash.
    shared: HashMap<u64, u64>,
    /// The first two lines that name an organisation and are about the same role, by what tells it from others.
    lines: HashMap<u64, (u64, u64)>,
    /// Of each row that came before unchanged, by its place in the source's own list.
    known: Vec<Fingerprint>,
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
        let mut seen = vec![false; walked.known.len()];
        let mut items = Vec::with_capacity(CHUNK);
        let (mut last, mut passed) = (done, 0);
        let mut rows = walked.table.rows(&self.input)?;
        loop {
            let line = rows.next().transpose()?;
            if let Some(line) = &line {
                passed += 1;
                let fingerprint = self.fingerprint(line, &walked.columns);
                match walked.known.binary_search(&fingerprint) {
                    Ok(at) => {
                        seen[at] = true;
                        desk.report.counts.unchanged += u64::from(line.line > done);
                    }
                    Err(_) if line.line <= done => {}
                    Err(_) => items.push(self.item(line, fingerprint, &walked)),
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
                break;
            }
        }
        if !desk.report.resumed {
            let unseen = seen.iter().filter(|s| !**s).count() as u64;
            desk.report.vanished = unseen.saturating_sub(desk.met);
        }
        self.finish(desk)
    }

    fn stamp(&self) -> Stamp {
        self.installation.stamp(Some(self.by), Door::Import)
    }

    /// Once over the file: how many rows, and which addresses stand with several organisations.
    fn walk(&self, known: Vec<Fingerprint>) -> Result<Walked, ImportError> {
        let mapping = &self.mapping;
        let choice = Choice { sheet: mapping.sheet.clone(), header_line: mapping.header_line };
        let table = Table::look(&self.input, &choice, |h| mapping.field(h).is_some())?;
        let columns: Vec<_> = table.headings.iter().map(|h| mapping.field(h)).collect();
        let missing: Vec<&str> =
            mapping.columns.keys().filter(|h| !table.headings.iter().any(|t| mapping_same(t, h))).map(String::as_str).collect();
        if !missing.is_empty() {
            return Err(ImportError::NoHeading { missing: missing.join(", "), found: table.headings.join(", ") });
        }
        let mut walked = Walked { columns, rows: 0, shared: HashMap::new(), lines: HashMap::new(), known, table };
        let mut pairs: HashSet<u64> = HashSet::new();
        let hasher = std::hash::RandomState::new();
        for line in walked.table.rows(&self.input)? {
            let line = line?;
            walked.rows += 1;
            if walked.known.binary_search(&self.fingerprint(&line, &walked.columns)).is_ok() {
                continue;
            }
            let Ok(row) = row::read(&line, &walked.columns, mapping, self.installation.today()) else { continue };
            let Some(council) = &row.council else { continue };
            let key = self.place_key(&row);
            let lines = walked.lines.entry(key).or_insert((row.line, 0));
            if lines.1 == 0 && lines.0 != row.line {
                lines.1 = row.line;
            }
            let points = council.points.iter().chain(row.person.iter().flat_map(|p| &p.points));
            for email in points.filter(|p| p.kind == Kind::Email).map(|p| p.folded()) {
                use std::hash::BuildHasher;
                if pairs.insert(hasher.hash_one((&email, council.name.key()))) {
                    *walked.shared.entry(self.shared_key(&email)).or_default() += 1;
                }
            }
        }
        walked.shared.retain(|_, n| *n > 1);
        walked.lines.retain(|_, (_, second)| *second > 0);
        Ok(walked)
    }

    fn shared_key(&self, email: &str) -> u64 {
        let long = self.installation.secret.keyed_hash("import shared", email.as_bytes());
        u64::from_le_bytes(std::array::from_fn(|i| long[i]))
    }

    fn place_key(&self, row: &Ready) -> u64 {
        let council = row.council.as_ref();
        let name = council.map(|c| c.name.key()).unwrap_or_default();
        let district = super::said::district(council.and_then(|c| c.district.as_deref()));
        let role = row.person.as_ref().map(|p| p.role.as_str()).unwrap_or_default();
        self.shared_key(&format!("{name}|{district}|{role}"))
    }

    fn item(&self, line: &Line, fingerprint: Fingerprint, walked: &Walked) -> Item {
        let mut read = match walked.table.is_heading(line) {
            true => Err(Rejection::Heading),
            false => row::read(line, &walked.columns, &self.mapping, self.installation.today()),
        };
        let mut number = Number::default();
        if let Ok(row) = &mut read {
            number = self.keyed("import number", row.number().as_bytes());
            let all = row.council.iter().flat_map(|c| &c.points).chain(row.person.iter().flat_map(|p| &p.points));
            let emails = all.filter(|p| p.kind == Kind::Email);
            let shared = emails.filter_map(|p| walked.shared.get(&self.shared_key(&p.folded()))).max().copied();
            row.warnings.extend(shared.map(Warning::EmailShared));
            let same = walked.lines.get(&self.place_key(row)).filter(|_| row.council.is_some());
            let line = same.map(|(first, second)| if *first == row.line { *second } else { *first });
            row.warnings.extend(line.map(|line| Warning::SameOrganisation { line }));
        }
        Item { line: line.line, fingerprint, number, read }
    }

    fn keyed(&self, purpose: &str, text: &[u8]) -> [u8; 16] {
        let long = self.installation.secret.keyed_hash(purpose, text);
        std::array::from_fn(|i| long[i])
    }

    /// Of the cells that the mapping takes. Keyed, so that a stolen database does not tell which rows it knows.
    fn fingerprint(&self, line: &Line, columns: &[Option<super::mapping::Field>]) -> Fingerprint {
        let mut text = Vec::with_capacity(256);
        text.extend_from_slice(self.mapping.source.as_bytes());
        for (at, (cell, field)) in line.cells.iter().zip(columns).enumerate() {
            if let Some(field) = field.filter(|_| !cell.trim().is_empty()) {
                text.extend_from_slice(&[0x1e, at as u8]);
                text.extend_from_slice(field.word().as_bytes());
                text.push(0x1f);
                text.extend_from_slice(cell.trim().as_bytes());
            }
        }
        self.keyed("import row", &text)
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
            let (right, _) = right(tx, by, &stamp)?;
            let known = load::organisations(tx, &right, &stamp)?;
            let (under, above) = under(tx, &mapping)?;
            let kinds = kinds_under(tx, under.as_ref())?;
            let roles = tx.all("SELECT role, kind FROM role_organisation_kind ORDER BY role, kind", &[])?;
            let (run, done) = match how {
                How::DryRun => (None, 0),
                How::Apply => {
                    let (run, done) = open_run(tx, &stamp, &mapping, &name, hash)?;
                    (Some(run), done)
                }
            };
            let mut report = report;
            report.resumed = done > 0;
            report.of_run(run);
            Ok((Desk { run, known, under, above, kinds, roles, guarded: HashMap::new(), met: 0, report }, done))
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
                rows(tx, &stamp, &right, &actor, &mapping, &mut desk, items)?;
                Ok(desk)
            });
        };
        self.installation.db.write_blocking(move |tx| {
            // Held to the end of the transaction: nobody records the same contact between the look-up and the writing.
            journal::hold(tx)?;
            let (right, actor) = right(tx, by, &stamp)?;
            desk.known.forget();
            rows(tx, &stamp, &right, &actor, &mapping, &mut desk, items)?;
            advance(tx, run, after, upto)?;
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
            journal::write(tx, &stamp, &Entry::of("contacts.import_finished", "import", run).holding(payload))?;
            Ok::<_, ImportError>(())
        })?;
        desk.report.of_run(Some(run));
        Ok(desk.report)
    }
}

fn mapping_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn passed_over(walked: &Walked) -> Vec<String> {
    let headings = walked.table.headings.iter().zip(&walked.columns);
    headings.filter(|(h, field)| field.is_none() && !h.trim().is_empty()).map(|(h, _)| h.chars().take(60).collect()).collect()
}

/// Settles the rows of a chunk and, in a run that is applied, writes each.
fn rows(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    actor: &Actor,
    mapping: &Mapping,
    desk: &mut Desk,
    items: Vec<Item>,
) -> Result<(), ImportError> {
    let ready: Vec<(&Ready, Number)> = items.iter().filter_map(|i| i.read.as_ref().ok().map(|r| (r, i.number))).collect();
    load::gather(tx, &mut desk.known, &mapping.source, &ready, stamp)?;
    let mut outcomes = Vec::with_capacity(items.len());
    for item in items {
        let outcome = one(tx, stamp, right, actor, mapping, desk, &item)?;
        outcomes.push(outcome);
    }
    if let Some(run) = desk.run {
        write_rows(tx, run, &outcomes)?;
        write_links(tx, &mapping.source, run, &outcomes)?;
        count_rows(tx, run, &outcomes)?;
    }
    Ok(())
}

/// What is kept of a row.
struct Outcome {
    line: u64,
    word: &'static str,
    reason: Option<String>,
    warnings: Vec<Warning>,
    changed: Vec<&'static str>,
    organisation: Option<OrganisationId>,
    person: Option<PersonId>,
    fingerprint: Fingerprint,
    number: Number,
    said: Vec<u8>,
    done: Option<Vec<u8>>,
}

fn one(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    actor: &Actor,
    mapping: &Mapping,
    desk: &mut Desk,
    item: &Item,
) -> Result<Outcome, ImportError> {
    let mut outcome = Outcome {
        line: item.line,
        word: "rejected",
        reason: None,
        warnings: Vec::new(),
        changed: Vec::new(),
        organisation: None,
        person: None,
        fingerprint: item.fingerprint,
        number: item.number,
        said: Vec::new(),
        done: None,
    };
    let settled = match &item.read {
        Err(rejection) => Err(rejection.clone()),
        Ok(row) => {
            let is_first = !desk.known.numbers.contains_key(&item.number);
            desk.met += u64::from(is_first && desk.known.links.contains_key(&item.number));
            outcome.said = super::said::Said::of(row, &stamp.secret).bytes();
            let rules = Rules {
                stamp,
                under: desk.under.as_ref().map(|_| desk.above.as_slice()),
                kinds: &desk.kinds,
                roles: &desk.roles,
            };
            settle::settle(&mut desk.known, &rules, row, item.number)
        }
    };
    let mut settled = match settled {
        Ok(settled) => settled,
        Err(rejection) => return Ok(rejected(desk, outcome, &rejection)),
    };
    guard(tx, actor, desk, &mut settled)?;
    if desk.run.is_some() {
        let steps = match settled.acts.is_empty() {
            true => Ok(Vec::new()),
            false => write::write(tx, stamp, right, &mut desk.known, desk.under.as_ref(), &settled)?,
        };
        match steps {
            Ok(steps) => {
                outcome.done = Some(sealed(tx, stamp, &mapping.source, item.number, steps)?);
                reload(tx, desk, &settled)?;
            }
            Err(rejection) => {
                forget_new(desk, &settled);
                return Ok(rejected(desk, outcome, &rejection));
            }
        }
    }
    outcome.word = desk.report.count(item.line, &settled, &desk.known);
    desk.report.warn(item.line, &settled.warnings);
    outcome.changed = settled.acts.iter().map(Act::word).collect();
    outcome.organisation = settled.organisation.and_then(|at| desk.known.organisations[at].id);
    outcome.person = settled.person.and_then(|at| desk.known.people[at].id);
    outcome.warnings = settled.warnings;
    Ok(outcome)
}

/// What the row did, and what the source had said of it before, for the undoing.
fn sealed(tx: &mut Tx<'_>, stamp: &Stamp, source: &str, number: Number, steps: Vec<write::Step>) -> Result<Vec<u8>, ImportError> {
    let done = Done { steps, number, link: link_before(tx, source, number)? };
    let plain = serde_json::to_vec(&done).map_err(|_| ImportError::Sealed)?;
    stamp.secret.seal(undo::SEALED, &plain).map_err(|_| ImportError::Sealed)
}

fn rejected(desk: &mut Desk, mut outcome: Outcome, rejection: &Rejection) -> Outcome {
    desk.report.reject(outcome.line, rejection);
    outcome.reason = Some(rejection.to_string());
    outcome
}

/// What a row that could not be written would have made is taken out of sight again.
fn forget_new(desk: &mut Desk, settled: &Settled) {
    for act in &settled.acts {
        if let Act::Open { organisation, .. } = act
            && desk.known.organisations[*organisation].id.is_none()
        {
            desk.known.organisations[*organisation].is_reached = false;
        }
    }
}

/// Points and appointments have their ids now; a row below may change them.
fn reload(tx: &mut Tx<'_>, desk: &mut Desk, settled: &Settled) -> Result<(), ImportError> {
    use super::known::{Points, Who};
    if settled.acts.is_empty() {
        return Ok(());
    }
    let whos = [settled.organisation.map(Who::Organisation), settled.person.map(Who::Person)];
    for who in whos.into_iter().flatten() {
        let Some(subject) = who.subject(&desk.known) else { continue };
        let Some(record) = record::read(tx, subject)? else { continue };
        *who.points_mut(&mut desk.known) = Points { held: record.points, coming: Vec::new() };
        let Who::Person(person) = who else { continue };
        for (id, appointed) in record.appointments {
            let Some(at) = desk.known.organisation(appointed.organisation) else { continue };
            let holders = &mut desk.known.organisations[at].holders;
            if let Some(holder) = holders.iter_mut().find(|h| h.person == person && h.role == appointed.role && h.id.is_none()) {
                (holder.id, holder.ends_on) = (Some(id), appointed.ends_on);
            }
        }
    }
    Ok(())
}

/// An import does not change the e-mail address of somebody with more rights than the importer; the rest of the row
/// still goes in.
fn guard(tx: &mut Tx<'_>, actor: &Actor, desk: &mut Desk, settled: &mut Settled) -> Result<(), ImportError> {
    use super::known::Who;
    let Some(id) = settled.person.and_then(|at| desk.known.people[at].id) else { return Ok(()) };
    let is_email = |act: &Act| match act {
        Act::Add { who: Who::Person(_), point } | Act::Replace { who: Who::Person(_), after: point, .. } => {
            point.kind == Kind::Email
        }
        _ => false,
    };
    if !settled.acts.iter().any(is_email) {
        return Ok(());
    }
    let guarded = match desk.guarded.get(&id) {
        Some(guarded) => *guarded,
        None => record::may_write_to(tx, actor, id)?.is_err(),
    };
    desk.guarded.insert(id, guarded);
    if guarded {
        settled.acts.retain(|act| !is_email(act));
        settled.warnings.push(Warning::RightsKept);
    }
    Ok(())
}

fn right(tx: &mut Tx<'_>, by: PersonId, stamp: &Stamp) -> Result<(Right<ManageContacts>, Actor), ImportError> {
    let actor = access::actor(tx, by, stamp.today)?.ok_or(ImportError::NoAccount)?;
    Ok((access::right_anywhere::<ManageContacts>(tx, &actor)?, actor))
}

fn under(tx: &mut Tx<'_>, mapping: &Mapping) -> Result<(Option<Organisation>, Vec<String>), ImportError> {
    let Some(name) = &mapping.under else { return Ok((None, Vec::new())) };
    let folded = crate::words::fold(name);
    let found: Vec<Organisation> = tx.all(
        &format!("SELECT {} FROM organisation WHERE sort_name = ?1 AND closed_on IS NULL", organisation::COLUMNS),
        &[&folded],
    )?;
    match &found[..] {
        [one] => {
            let above = organisation::ancestors(tx, one.id)?.iter().map(|o| crate::words::fold(&o.name)).collect();
            Ok((Some(one.clone()), above))
        }
        [] => Err(ImportError::NoPlace(name.clone())),
        _ => Err(ImportError::SeveralPlaces(name.clone())),
    }
}

fn kinds_under(tx: &mut Tx<'_>, under: Option<&Organisation>) -> Result<Vec<String>, StoreError> {
    let Some(under) = under else { return Ok(Vec::new()) };
    let kinds: Vec<(String,)> =
        tx.all("SELECT kind FROM organisation_kind_parent WHERE parent_kind = ?1 ORDER BY kind", &[&under.kind])?;
    Ok(kinds.into_iter().map(|(k,)| k).collect())
}

/// A run of the same file by the same mapping that was cut off is taken up again.
fn open_run(tx: &mut Tx<'_>, stamp: &Stamp, mapping: &Mapping, file_name: &str, file_hash: [u8; 32]) -> Result<(RunId, u64), ImportError> {
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
    let payload = json!({ "source": mapping.source, "file": file_name, "sha256": crate::sealing::hex(&file_hash) });
    journal::write(tx, stamp, &Entry::of("contacts.import_begun", "import", run).holding(payload))?;
    Ok((run, 0))
}

/// Moves the run on from where this process left it; if somebody else did, this chunk is given up.
fn advance(tx: &mut Tx<'_>, run: RunId, after: u64, upto: u64) -> Result<(), ImportError> {
    let moved = tx.run(
        "UPDATE import_run SET lines_done = ?3 WHERE id = ?1 AND lines_done = ?2 AND state = 'running'",
        &[&run, &(after as i64), &(upto as i64)],
    )?;
    if moved == 1 { Ok(()) } else { Err(ImportError::RunningElsewhere) }
}

fn count_rows(tx: &mut Tx<'_>, run: RunId, outcomes: &[Outcome]) -> Result<(), StoreError> {
    let count = |word: &str| outcomes.iter().filter(|o| o.word == word).count() as i64;
    tx.run(
        "UPDATE import_run SET imported = imported + ?2, merged = merged + ?3, unchanged = unchanged + ?4,
                rejected = rejected + ?5 WHERE id = ?1",
        &[&run, &count("new"), &count("changed"), &count("unchanged"), &count("rejected")],
    )
    .map(drop)
}

fn write_rows(tx: &mut Tx<'_>, run: RunId, outcomes: &[Outcome]) -> Result<(), StoreError> {
    use store::ToValue;
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
    let columns =
        ["run_id", "line", "outcome", "changed", "reason", "warnings", "person_id", "organisation_id", "fingerprint", "done"];
    tx.load("import_row", &columns, outcomes.iter().map(row)).map(drop)
}

/// The last row of a number counts.
fn write_links(tx: &mut Tx<'_>, source: &str, run: RunId, outcomes: &[Outcome]) -> Result<(), StoreError> {
    use store::ToValue;
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

fn link_before(tx: &mut Tx<'_>, source: &str, number: Number) -> Result<Option<LinkBefore>, StoreError> {
    type Line = (Option<OrganisationId>, Option<PersonId>, Vec<u8>, Vec<u8>, RunId);
    let found: Vec<Line> = each_within(
        tx,
        "SELECT organisation_id, person_id, fingerprint, said, run_id FROM contact_link WHERE source = ?1 AND number IN ({list})",
        Some(Value::Text(source.to_owned())),
        [Value::Bytes(number.to_vec())],
    )?;
    Ok(found.into_iter().next().map(|(organisation, person, fingerprint, said, run)| LinkBefore { organisation, person, fingerprint, said, run }))
}
