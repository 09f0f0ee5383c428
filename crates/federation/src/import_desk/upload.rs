//! A file on its way in. Its pieces are sealed as they arrive and lie in the database, where every node that runs the job
//! finds them; they go when the run is done, when somebody gives it up, or after a week.

use crate::access::{Clause, ManageContacts, Right};
use crate::acting::{PersonId, Stamp};
use crate::contacts_import::{Mapping, Report, RunId};
use crate::feed::{Feed, FeedId};
use crate::import::reading::Input;
use crate::installation::Installation;
use crate::visit::PageError;
use jiff::Timestamp;
use std::io::{Error, Read};
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub UploadId);

pub const MOST_BYTES: u64 = 200 * 1024 * 1024;
const PIECE: usize = 512 * 1024;
const SEALED: &str = "import file";
const REPORT: &str = "import report";
const KEPT_DAYS: i64 = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A list that comes by itself gives its data for a first look.
    Fetching,
    Uploaded,
    Trying,
    Tried,
    Applying,
    Applied,
    Failed,
}

impl State {
    const ALL: [(State, &str); 7] = [
        (State::Fetching, "fetching"),
        (State::Uploaded, "uploaded"),
        (State::Trying, "trying"),
        (State::Tried, "tried"),
        (State::Applying, "applying"),
        (State::Applied, "applied"),
        (State::Failed, "failed"),
    ];

    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("failed", |(_, word)| word)
    }

    fn from_word(word: &str) -> Self {
        Self::ALL.iter().find(|(_, w)| *w == word).map_or(State::Failed, |(state, _)| *state)
    }
}

#[derive(Clone)]
pub struct Upload {
    pub id: UploadId,
    pub file_name: String,
    pub state: State,
    pub mapping: Option<Mapping>,
    pub rows: (u64, u64),
    sealed: Option<Vec<u8>>,
    pub fault: Option<String>,
    pub run: Option<RunId>,
    /// The list that it is a first look at.
    pub feed: Option<FeedId>,
}

/// Whoever looks after everybody sees every file, others their own: it may be about people out of reach.
fn visible(right: &Right<ManageContacts>) -> Clause {
    let mut clause = Clause::all();
    if !right.is_over_all() {
        let by = clause.bind(right.actor);
        clause.and(&format!("by_person = {by}"));
    }
    clause
}

impl FromRow for Upload {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (state, mapping): (String, Option<String>) = (row.get(2)?, row.get(3)?);
        Ok(Self {
            id: row.get(0)?,
            file_name: row.get(1)?,
            state: State::from_word(&state),
            mapping: mapping.and_then(|m| serde_json::from_str(&m).ok()),
            rows: (row.get::<i64>(4)?.unsigned_abs(), row.get::<i64>(5)?.unsigned_abs()),
            sealed: row.get(6)?,
            fault: row.get(7)?,
            run: row.get(8)?,
            feed: row.get(9)?,
        })
    }
}

const COLUMNS: &str = "id, file_name, state, mapping, rows_done, rows_all, report, fault, run_id, feed_id";

impl Upload {
    /// What the dry run said.
    pub fn report(&self, stamp: &Stamp) -> Option<Report> {
        let plain = stamp.secret.open(REPORT, self.sealed.as_ref()?).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

/// For the job, which asks for the right of whoever wanted it.
pub fn find(tx: &mut Tx<'_>, id: UploadId) -> Result<Option<Upload>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM import_upload WHERE id = ?1"), &[&id])
}

/// The same for whoever opens a page of it.
pub fn seen(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    id: UploadId,
) -> Result<Option<Upload>, StoreError> {
    let mut clause = visible(right);
    let id = clause.bind(id);
    tx.maybe(
        &format!("SELECT {COLUMNS} FROM import_upload WHERE id = {id} AND {}", clause.sql),
        &clause.params(),
    )
}

/// Those that are on their way, the newest first.
pub fn open(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Vec<Upload>, StoreError> {
    let clause = visible(right);
    let sql = format!(
        "SELECT {COLUMNS} FROM import_upload WHERE state <> 'applied' AND {} ORDER BY created_at DESC, id DESC LIMIT 20",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

/// Takes a file in, piece by piece. The caller has the right.
pub async fn take(
    installation: &Installation,
    by: PersonId,
    form: &mut web::Upload,
) -> Result<Result<UploadId, TooLarge>, PageError> {
    let id = installation.ids.next::<UploadId>();
    let (name, now) = (form.file_name.clone(), installation.clock.now());
    installation.db.write(move |tx| begin(tx, id, by, &name, now)).await?;
    let (mut piece, mut n, mut bytes) = (Vec::with_capacity(PIECE), 0_i64, 0_u64);
    loop {
        let more = form.piece().await.map_err(PageError::Stop)?;
        if let Some(more) = &more {
            bytes += more.len() as u64;
            piece.extend_from_slice(more);
        }
        if bytes > MOST_BYTES {
            installation.db.write(move |tx| remove(tx, id)).await?;
            return Ok(Err(TooLarge));
        }
        if piece.len() >= PIECE || (more.is_none() && !piece.is_empty()) {
            let sealed = installation.secret.seal(SEALED, &std::mem::take(&mut piece))?;
            installation.db.write(move |tx| lay(tx, id, n, &sealed, bytes)).await?;
            n += 1;
        }
        if more.is_none() {
            return Ok(Ok(id));
        }
    }
}

fn lay(tx: &mut Tx<'_>, id: UploadId, n: i64, sealed: &[u8], bytes: u64) -> Result<(), StoreError> {
    tx.run("INSERT INTO import_piece (upload_id, n, sealed) VALUES (?1, ?2, ?3)", &[&id, &n, &sealed])?;
    tx.run("UPDATE import_upload SET bytes = ?2 WHERE id = ?1", &[&id, &(bytes as i64)]).map(drop)
}

/// The same for what a list gives, from a thread that may wait.
pub fn take_from(installation: &Installation, id: UploadId, source: &Input) -> std::io::Result<()> {
    let mut from = source.read()?;
    let (mut n, mut bytes) = (0_i64, 0_u64);
    loop {
        let mut piece = Vec::with_capacity(PIECE);
        from.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok(());
        }
        bytes += piece.len() as u64;
        let sealed = installation.secret.seal(SEALED, &piece).map_err(Error::other)?;
        let laid = installation.db.write_blocking(move |tx| lay(tx, id, n, &sealed, bytes));
        laid.map_err(|e: StoreError| Error::other(e.to_string()))?;
        n += 1;
    }
}

/// A first look at what a list gives, or a dry run of it.
pub fn begin_look(
    tx: &mut Tx<'_>,
    id: UploadId,
    by: PersonId,
    feed: &Feed,
    now: Timestamp,
) -> Result<(), StoreError> {
    begin(tx, id, by, &feed.name, now)?;
    tx.run("UPDATE import_upload SET state = 'fetching', feed_id = ?2 WHERE id = ?1", &[&id, &feed.id])?;
    feed.mapping.as_ref().map_or(Ok(()), |mapping| set_mapping(tx, id, mapping))
}

/// The newest look at a list that is still kept.
pub fn look_at(tx: &mut Tx<'_>, feed: FeedId) -> Result<Option<UploadId>, StoreError> {
    let found: Option<(UploadId,)> = tx.maybe(
        "SELECT id FROM import_upload WHERE feed_id = ?1 AND state <> 'applied' ORDER BY created_at DESC, id DESC LIMIT 1",
        &[&feed],
    )?;
    Ok(found.map(|(id,)| id))
}

#[derive(Clone, Copy, Debug)]
pub struct TooLarge;

fn begin(tx: &mut Tx<'_>, id: UploadId, by: PersonId, name: &str, now: Timestamp) -> Result<(), StoreError> {
    let old: Vec<(UploadId,)> = tx.all(
        "SELECT id FROM import_upload WHERE created_at < ?1 AND state NOT IN ('trying', 'applying')",
        &[&(now - jiff::SignedDuration::from_hours(24 * KEPT_DAYS))],
    )?;
    for (id,) in old {
        remove(tx, id)?;
    }
    tx.run(
        "INSERT INTO import_upload (id, by_person, file_name, bytes, state, rows_done, rows_all, created_at)
         VALUES (?1, ?2, ?3, 0, 'uploaded', 0, 0, ?4)",
        &[&id, &by, &name, &now],
    )
    .map(drop)
}

/// The file's bytes go at once.
pub fn remove(tx: &mut Tx<'_>, id: UploadId) -> Result<(), StoreError> {
    tx.run("DELETE FROM import_piece WHERE upload_id = ?1", &[&id])?;
    tx.run("DELETE FROM import_upload WHERE id = ?1", &[&id]).map(drop)
}

pub fn set_mapping(tx: &mut Tx<'_>, id: UploadId, mapping: &Mapping) -> Result<(), StoreError> {
    tx.run("UPDATE import_upload SET mapping = ?2 WHERE id = ?1", &[&id, &mapping.json()]).map(drop)
}

/// False when it was not in one of the states that lead there: somebody pressed twice.
pub fn move_to(tx: &mut Tx<'_>, id: UploadId, from: &[State], to: State) -> Result<bool, StoreError> {
    let list = from.iter().map(|s| format!("'{}'", s.word())).collect::<Vec<_>>().join(",");
    let sql = format!(
        "UPDATE import_upload SET state = ?2, fault = NULL, rows_done = 0 WHERE id = ?1 AND state IN ({list})"
    );
    Ok(tx.run(&sql, &[&id, &to.word()])? == 1)
}

pub fn progress(tx: &mut Tx<'_>, id: UploadId, done: u64, all: u64) -> Result<(), StoreError> {
    tx.run(
        "UPDATE import_upload SET rows_done = ?2, rows_all = ?3 WHERE id = ?1",
        &[&id, &(done as i64), &(all as i64)],
    )
    .map(drop)
}

/// The dry run is over: its report is kept sealed.
pub fn tried(tx: &mut Tx<'_>, stamp: &Stamp, id: UploadId, report: &Report) -> Result<(), PageError> {
    let sealed = stamp.secret.seal(REPORT, &serde_json::to_vec(report)?)?;
    tx.run("UPDATE import_upload SET state = 'tried', report = ?2 WHERE id = ?1", &[&id, &sealed])?;
    Ok(())
}

/// The run is over: the file goes, the run stays.
pub fn applied(tx: &mut Tx<'_>, id: UploadId, run: Option<RunId>) -> Result<(), StoreError> {
    tx.run("DELETE FROM import_piece WHERE upload_id = ?1", &[&id])?;
    tx.run(
        "UPDATE import_upload SET state = 'applied', report = NULL, run_id = ?2 WHERE id = ?1",
        &[&id, &run],
    )
    .map(drop)
}

pub fn failed(tx: &mut Tx<'_>, id: UploadId, sentence: &str) -> Result<(), StoreError> {
    tx.run("UPDATE import_upload SET state = 'failed', fault = ?2 WHERE id = ?1", &[&id, &sentence]).map(drop)
}

/// The file, to be opened as often as needed, from a thread that may wait.
pub fn input(installation: &Installation, id: UploadId, name: &str) -> Input {
    let installation = installation.clone();
    Input::kept(name, move || {
        let pieces = Pieces { installation: installation.clone(), id, next: 0, plain: Vec::new(), at: 0 };
        Ok(Box::new(pieces))
    })
}

struct Pieces {
    installation: Installation,
    id: UploadId,
    next: i64,
    plain: Vec<u8>,
    at: usize,
}

impl Read for Pieces {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.plain.len() {
            let (id, n) = (self.id, self.next);
            let sealed: Option<(Vec<u8>,)> = self
                .installation
                .db
                .read_blocking(move |tx| {
                    tx.maybe("SELECT sealed FROM import_piece WHERE upload_id = ?1 AND n = ?2", &[&id, &n])
                })
                .map_err(|e: StoreError| Error::other(e.to_string()))?;
            let Some((sealed,)) = sealed else { return Ok(0) };
            self.plain = self.installation.secret.open(SEALED, &sealed).map_err(Error::other)?.to_vec();
            (self.at, self.next) = (0, n + 1);
        }
        let n = into.len().min(self.plain.len() - self.at);
        into[..n].copy_from_slice(&self.plain[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
