//! PostgreSQL: a small pool; closures run on blocking threads of a runtime of the store's own.
//!
//! The runtime is our own so that the doors work from anywhere: a page, a plain thread, a current-thread test. Each
//! connection has a reactor of its own besides, driven by the thread that uses it: a statement wakes no other thread,
//! which halves the CPU of a page of six queries.
//!
//! A read is REPEATABLE READ READ ONLY, a write READ COMMITTED. BEGIN travels with the first statement.

mod load;
mod numeric;
mod session;
pub(crate) mod wire;

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::{Handle, Runtime};
use tokio::sync::Semaphore;
use tokio_postgres::{Client, Config, NoTls, Statement};

use crate::db::Mode;
use crate::work::Work;
use crate::{StoreError, Tx};

pub(crate) use session::Session;

const POOL: usize = 16;
/// Long reads stand beside the pool, and are bounded too.
const APART: usize = 16;

pub(crate) struct Postgres {
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
}

struct Shared {
    config: Config,
    handle: Handle,
    idle: Mutex<Vec<Conn>>,
    pooled: Arc<Semaphore>,
    apart: Arc<Semaphore>,
}

/// A connection and the statements prepared on it, by their original text.
pub(crate) struct Conn {
    reactor: Reactor,
    client: Client,
    statements: HashMap<String, Statement>,
    /// Not to be used again: a statement's plan no longer fits, or the server is gone.
    stale: bool,
}

impl Postgres {
    pub(crate) async fn open(url: &str) -> Result<Postgres, StoreError> {
        // The address may hold a password, so only the parser's own words are passed on.
        let mut config: Config =
            url.parse().map_err(|error: tokio_postgres::Error| StoreError::Address(error.to_string()))?;
        if config.get_application_name().is_none() {
            config.application_name("chapterhouse");
        }
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .max_blocking_threads(POOL + APART)
            .thread_name("store-postgres")
            .enable_all()
            .build()
            .map_err(|error| StoreError::File(error.to_string()))?;
        let shared = Arc::new(Shared {
            config,
            handle: runtime.handle().clone(),
            idle: Mutex::default(),
            pooled: Arc::new(Semaphore::new(POOL)),
            apart: Arc::new(Semaphore::new(APART)),
        });
        let postgres = Postgres { shared: shared.clone(), runtime: Some(runtime) };
        let first = postgres.shared.handle.spawn_blocking(move || Conn::open(&shared.config));
        let first = first.await.map_err(|_| StoreError::Closed)??;
        postgres.shared.give_back(first);
        Ok(postgres)
    }

    pub(crate) fn submit(&self, mode: Mode, work: Box<dyn Work>) {
        let shared = self.shared.clone();
        let seats = if mode == Mode::ReadApart { &shared.apart } else { &shared.pooled }.clone();
        self.shared.handle.spawn(async move {
            // A closed semaphore cannot be: nobody closes it. The work is then dropped, its caller told.
            let Ok(seat) = seats.acquire_owned().await else { return };
            tokio::task::spawn_blocking(move || {
                shared.serve(mode, work);
                drop(seat);
            });
        });
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Not a plain drop: that waits, and panics on a thread of another runtime.
            runtime.shutdown_background();
        }
    }
}

impl Shared {
    fn serve(&self, mode: Mode, mut work: Box<dyn Work>) {
        if mode != Mode::Write && !work.is_wanted() {
            return;
        }
        let mut conn = match self.take(mode) {
            Ok(conn) => conn,
            Err(error) => return work.answer(Err(error)),
        };
        let mut tx = Tx::on_postgres(Session::new(&mut conn, mode));
        let keep = work.run(&mut tx);
        let (begun, durable) = (tx.is_begun(), tx.is_durable());
        if mode != Mode::Write {
            work.answer(Ok(()));
            if begun {
                end(&mut conn, "ROLLBACK").ok();
            }
        } else {
            let ended = match (begun, keep, durable) {
                (false, ..) => Ok(()),
                (true, false, _) => end(&mut conn, "ROLLBACK"),
                (true, true, false) => end(&mut conn, "COMMIT"),
                (true, true, true) => end(&mut conn, "SET LOCAL synchronous_commit TO on; COMMIT"),
            };
            work.answer(ended);
        }
        if mode != Mode::ReadApart {
            self.give_back(conn);
        }
    }

    fn take(&self, mode: Mode) -> Result<Conn, StoreError> {
        while mode != Mode::ReadApart
            && let Some(conn) = self.idle().pop()
        {
            if conn.is_alive() {
                return Ok(conn);
            }
        }
        Conn::open(&self.config)
    }

    fn give_back(&self, conn: Conn) {
        if !conn.stale && !conn.client.is_closed() {
            self.idle().push(conn);
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Conn>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Commits are confirmed before they reach the disk unless the transaction was `durable`, as on SQLite.
const SETTINGS: &str = "SET synchronous_commit TO off; SET jit TO off; SET client_encoding TO 'UTF8'";

fn end(conn: &mut Conn, sql: &str) -> Result<(), StoreError> {
    let ended = conn.reactor.block_on(conn.client.batch_execute(sql));
    conn.stale |= ended.is_err();
    Ok(ended?)
}

impl Conn {
    fn open(config: &Config) -> Result<Conn, StoreError> {
        let reactor = Reactor::new()?;
        let client = reactor.block_on(async {
            let (client, connection) = config.connect(NoTls).await?;
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::warn!(error = %StoreError::from(error), "a connection to PostgreSQL broke");
                }
            });
            client.batch_execute(SETTINGS).await?;
            Ok::<_, StoreError>(client)
        })?;
        Ok(Conn { reactor, client, statements: HashMap::new(), stale: false })
    }

    /// While nobody waited, nobody looked whether the server has hung up: two turns of the reactor do.
    fn is_alive(&self) -> bool {
        self.reactor.block_on(async {
            tokio::task::yield_now().await;
            tokio::task::yield_now().await;
        });
        !self.client.is_closed()
    }
}

/// Waits for the socket on the thread that waits for the answer.
struct Reactor(Option<Runtime>);

impl Reactor {
    fn new() -> Result<Reactor, StoreError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        Ok(Reactor(Some(runtime.map_err(|error| StoreError::File(error.to_string()))?)))
    }

    /// The runtime is taken away only by the drop.
    fn block_on<F: Future>(&self, act: F) -> F::Output {
        self.0.as_ref().expect("a reactor that was not dropped").block_on(act)
    }
}

impl Drop for Reactor {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            // Not a plain drop: that panics on a thread of another runtime.
            runtime.shutdown_background();
        }
    }
}
