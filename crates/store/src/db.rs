//! The doors to the database: async for pages and jobs, blocking for the command line and plain threads.

use std::sync::{Arc, mpsc};

use tokio::sync::{oneshot, watch};

use crate::postgres::Postgres;
use crate::sqlite::Sqlite;
use crate::work::{Call, Reply, Work};
use crate::{Migration, StoreError, Tx, migrate};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// One database of one federation. A clone is another handle on the same; the last one closes it.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    engine: EngineDb,
    /// Counts commits that enqueued a job, so that the worker of this process looks at once.
    enqueued: watch::Sender<u64>,
}

enum EngineDb {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    ReadApart,
    Write,
}

impl Db {
    /// `sqlite:/path/file.db`, `sqlite::memory:` (a file in the temporary folder, gone with the last handle)
    /// or `postgres://user@host/database` (also `postgres:///database?host=/run/postgresql`).
    ///
    /// The connection to PostgreSQL is not encrypted: keep it on the machine or inside a private network.
    pub async fn open(url: &str) -> Result<Db, StoreError> {
        let engine = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.to_owned();
            let open = tokio::task::spawn_blocking(move || Sqlite::open(&path));
            EngineDb::Sqlite(open.await.map_err(|_| StoreError::Closed)??)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            EngineDb::Postgres(Postgres::open(url).await?)
        } else {
            return Err(StoreError::Address("begins neither with sqlite: nor with postgres:".into()));
        };
        Ok(Db(Arc::new(Inner { engine, enqueued: watch::Sender::new(0) })))
    }

    /// Brings the tables up to `list`, in one transaction: all or nothing. Answers how many were applied.
    pub async fn migrate(&self, list: &[Migration]) -> Result<u32, StoreError> {
        let list = list.to_vec();
        self.write(move |tx| migrate::apply(tx, &list)).await
    }

    pub fn engine(&self) -> Engine {
        match &self.0.engine {
            EngineDb::Sqlite(_) => Engine::Sqlite,
            EngineDb::Postgres(_) => Engine::Postgres,
        }
    }

    /// One unchanging view of the data for the whole closure. Keep it short: it holds one of few readers.
    pub async fn read<T, E>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.soon(Mode::Read, f).await
    }

    /// `Ok` commits, `Err` and a panic roll back. SQLite: writers queue, one after the other. PostgreSQL: READ
    /// COMMITTED, so a decision that hangs on a row locks it first (`SELECT … FOR UPDATE` by [`Tx::pick`]).
    pub async fn write<T, E>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.soon(Mode::Write, f).await
    }

    /// For long reads (downloads, exports): a connection of its own, so that a slow reader starves no page.
    pub async fn read_apart<T, E>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.soon(Mode::ReadApart, f).await
    }

    /// [`Db::read`] for a thread that may wait (never inside an async function).
    pub fn read_blocking<T, E>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.now(Mode::Read, f)
    }

    /// [`Db::write`] for a thread that may wait (never inside an async function).
    pub fn write_blocking<T, E>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.now(Mode::Write, f)
    }

    /// [`Db::read_apart`] for a thread that may wait (never inside an async function).
    pub fn read_apart_blocking<T, E>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.now(Mode::ReadApart, f)
    }

    /// Changes after each commit that put a job into the queue.
    pub(crate) fn enqueued(&self) -> watch::Receiver<u64> {
        self.0.enqueued.subscribe()
    }

    async fn soon<T, E, F>(&self, mode: Mode, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (to, answer) = oneshot::channel();
        self.submit(mode, Box::new(Call::new(f, Reply::Async(to), self.0.enqueued.clone())));
        answer.await.unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn now<T, E, F>(&self, mode: Mode, f: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (to, answer) = mpsc::sync_channel(1);
        self.submit(mode, Box::new(Call::new(f, Reply::Blocking(to), self.0.enqueued.clone())));
        answer.recv().unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    fn submit(&self, mode: Mode, work: Box<dyn Work>) {
        match &self.0.engine {
            EngineDb::Sqlite(sqlite) => sqlite.submit(mode, work),
            EngineDb::Postgres(postgres) => postgres.submit(mode, work),
        }
    }
}
