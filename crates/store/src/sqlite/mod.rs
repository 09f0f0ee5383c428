//! SQLite: one writer thread that commits in groups, a few reader threads with read-only connections.
//!
//! Group commit: the writer drains its queue into one transaction, one SAVEPOINT per closure, one COMMIT for
//! all, and answers afterwards. A closure that fails or panics takes only its own savepoint with it.

mod group;
mod queue;
mod verbs;

use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::db::Mode;
use crate::work::Work;
use crate::{StoreError, Tx};

use group::Writer;
use queue::Queue;
pub(crate) use verbs::{batch, each, load, run};

pub(crate) struct Sqlite {
    path: PathBuf,
    writes: Arc<Queue>,
    reads: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
    /// Deleted with the last handle, after the threads have closed their files.
    temporary: Option<PathBuf>,
}

impl Sqlite {
    pub(crate) fn open(address: &str) -> Result<Sqlite, StoreError> {
        let temporary = (address == ":memory:").then(temporary_folder).transpose()?;
        let path = match &temporary {
            Some(folder) => folder.join("temporary.db"),
            None => PathBuf::from(address.strip_prefix("//").unwrap_or(address)),
        };
        keep_private(&path)?;
        let writer = Writer::new(writing_connection(&path)?, &path);
        let readers = thread::available_parallelism().map_or(2, |cores| cores.get()).clamp(2, 16);
        let readers: Vec<Connection> =
            (0..readers).map(|_| reading_connection(&path, READER_CACHE)).collect::<Result<_, _>>()?;

        let (writes, reads) = (Arc::new(Queue::default()), Arc::new(Queue::default()));
        let mut threads = Vec::new();
        let queue = writes.clone();
        threads.push(start("store-writer", move || writer.serve(&queue))?);
        for reader in readers {
            let queue = reads.clone();
            threads.push(start("store-reader", move || {
                while let Some(work) = queue.next() {
                    read(&reader, work);
                }
            })?);
        }
        Ok(Sqlite { path, writes, reads, threads, temporary })
    }

    pub(crate) fn submit(&self, mode: Mode, work: Box<dyn Work>) {
        match mode {
            Mode::Read => self.reads.push(work),
            Mode::Write => self.writes.push(work),
            Mode::ReadApart => {
                let path = self.path.clone();
                // If the thread cannot start, the work is dropped with it and the caller hears "closed".
                let started = start("store-apart", move || match reading_connection(&path, APART_CACHE) {
                    Ok(conn) => read(&conn, work),
                    Err(error) => work.answer(Err(error)),
                });
                if started.is_err() {
                    tracing::error!("no thread for a long read");
                }
            }
        }
    }
}

impl Drop for Sqlite {
    /// Lets the writer finish what was handed to it.
    fn drop(&mut self) {
        self.writes.close();
        self.reads.close();
        let this = thread::current().id();
        for thread in self.threads.drain(..).filter(|thread| thread.thread().id() != this) {
            if thread.join().is_err() {
                tracing::error!("a thread of the store had panicked");
            }
        }
        if let Some(folder) = &self.temporary {
            // Left behind at worst: it is in the temporary folder.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

fn read(conn: &Connection, mut work: Box<dyn Work>) {
    if !work.is_wanted() {
        return;
    }
    if let Err(error) = run(conn, "BEGIN", &[]) {
        return work.answer(Err(error));
    }
    work.run(&mut Tx::on_sqlite(conn));
    work.answer(Ok(()));
    if !conn.is_autocommit()
        && let Err(error) = run(conn, "COMMIT", &[]).or_else(|_| run(conn, "ROLLBACK", &[]))
    {
        tracing::error!(%error, "a read did not end");
    }
}

fn start(name: &str, body: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    thread::Builder::new().name(name.into()).spawn(body).map_err(|error| StoreError::File(error.to_string()))
}

/// Page cache in KiB (a negative number means that), for each connection. The file is not mapped: a mapping makes a
/// list a fifth cheaper, but counts the whole file as this program's memory once it has been read through.
/// A reader keeps what a search of some thousands among a million touches, for the next page of it.
const READER_CACHE: &str = "PRAGMA cache_size = -24576; PRAGMA mmap_size = 0;";
/// Whoever passes over everything once comes back to no page.
const APART_CACHE: &str = "PRAGMA cache_size = -4096; PRAGMA mmap_size = 0;";
pub(crate) const WRITER_CACHE: &str = "PRAGMA cache_size = -16384; PRAGMA mmap_size = 0;";
/// While a bulk of rows comes in.
pub(crate) const LARGE_CACHE: &str = "PRAGMA cache_size = -65536;";

fn writing_connection(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    prepare(&conn)?;
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = FAST; PRAGMA journal_size_limit = 67108864;",
    )?;
    // 32 MiB of the log: a page that many transactions change goes into the file once for all of them.
    conn.execute_batch("PRAGMA wal_autocheckpoint = 8192;")?;
    conn.execute_batch(WRITER_CACHE)?;
    Ok(conn)
}

fn reading_connection(path: &Path, cache: &str) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    prepare(&conn)?;
    conn.execute_batch(cache)?;
    Ok(conn)
}

fn prepare(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(Duration::from_secs(10))?;
    conn.set_prepared_statement_cache_capacity(512);
    // A prepared statement keeps its plan. Without this, SQLite plans anew whenever a bound value might favour another
    // index, and planning costs a page more than reading what it shows.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch("PRAGMA temp_store = MEMORY;")?;
    Ok(())
}

/// Records of people: only this user may read the file. SQLite gives its WAL the same mode.
fn keep_private(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let opened = options.open(path);
    opened.map(drop).map_err(|error| StoreError::Address(format!("{}: {error}", path.display())))
}

fn temporary_folder() -> Result<PathBuf, StoreError> {
    let name = format!("store-{}-{:016x}", std::process::id(), rand::random::<u64>());
    let folder = std::env::temp_dir().join(name);
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder).map_err(|error| StoreError::File(error.to_string()))?;
    Ok(folder)
}
