//! Databases for tests: always SQLite in a temporary file, and PostgreSQL where a server is named.
//!
//! `CHAPTERHOUSE_TEST_POSTGRES` holds a server's address (`postgres://postgres@127.0.0.1:54399/postgres`) whose
//! user may create databases. Each test gets its own, a copy of an empty one, dropped afterwards.

use std::future::Future;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use tokio_postgres::NoTls;

use crate::{Db, Migration, StoreError, migrate};

pub const SERVER: &str = "CHAPTERHOUSE_TEST_POSTGRES";

/// Runs `test` on a fresh, empty database of each engine. `name` is for the reader of the output.
pub async fn for_each_engine<F: Future<Output = ()>>(name: &str, test: impl Fn(Db) -> F) {
    for_each_engine_with(name, &[], test).await;
}

/// The same with `migrations` applied. On PostgreSQL they are applied once per server, to a template that each
/// test copies: a schema of many tables then costs a test next to nothing.
pub async fn for_each_engine_with<F: Future<Output = ()>>(
    name: &str,
    migrations: &[Migration],
    test: impl Fn(Db) -> F,
) {
    let db = fresh_sqlite().await;
    db.migrate(migrations).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    test(db).await;
    let Ok(server) = std::env::var(SERVER) else {
        println!("skipped PostgreSQL: {name} ({SERVER} is not set)");
        return;
    };
    let database = FreshPostgres::migrated(&server, migrations).await;
    let db = Db::open(&database.url).await.unwrap_or_else(|error| panic!("{}: {error}", database.name));
    let ended = AssertUnwindSafe(test(db)).catch_unwind().await;
    database.drop_it().await;
    if let Err(panic) = ended {
        eprintln!("this was on PostgreSQL: {name}");
        std::panic::resume_unwind(panic);
    }
}

/// A database in a temporary file that goes with its last handle.
pub async fn fresh_sqlite() -> Db {
    Db::open("sqlite::memory:").await.unwrap_or_else(|error| panic!("a temporary database: {error}"))
}

/// A database of a test's own on the server; [`FreshPostgres::drop_it`] when done.
pub struct FreshPostgres {
    server: String,
    name: String,
    pub url: String,
}

impl FreshPostgres {
    pub async fn create(server: &str) -> FreshPostgres {
        // template0 is never connected to, so copies of it can be made side by side.
        FreshPostgres::copy_of(server, "template0").await
    }

    pub async fn migrated(server: &str, migrations: &[Migration]) -> FreshPostgres {
        if migrations.is_empty() {
            return FreshPostgres::create(server).await;
        }
        let template = format!("migrated_{:.16}", migrate::fingerprint(migrations));
        make_template(server, &template, migrations).await;
        FreshPostgres::copy_of(server, &template).await
    }

    async fn copy_of(server: &str, template: &str) -> FreshPostgres {
        let name = format!("test_{}_{:08x}", std::process::id(), rand::random::<u32>());
        administer(server, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log")).await;
        FreshPostgres { server: server.to_owned(), url: address_of(server, &name), name }
    }

    pub async fn drop_it(self) {
        administer(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}

/// One process makes the template, the others wait at the lock. It gets its name when it is whole.
async fn make_template(server: &str, template: &str, migrations: &[Migration]) {
    let done = async {
        let (client, connection) = tokio_postgres::connect(server, NoTls).await?;
        let connection = tokio::spawn(connection);
        client.batch_execute("SELECT pg_advisory_lock(7235870912)").await?;
        if client.query("SELECT 1 FROM pg_database WHERE datname = $1", &[&template]).await?.is_empty() {
            let growing = FreshPostgres::create(server).await;
            Db::open(&growing.url).await?.migrate(migrations).await?;
            client.batch_execute(&format!("ALTER DATABASE {} RENAME TO {template}", growing.name)).await?;
        }
        drop(client);
        connection.await.ok();
        Ok::<_, StoreError>(())
    };
    done.await.unwrap_or_else(|error| panic!("a template on PostgreSQL ({SERVER}): {error}"));
}

async fn administer(server: &str, sql: &str) {
    let done = async {
        let (client, connection) = tokio_postgres::connect(server, NoTls).await?;
        let connection = tokio::spawn(connection);
        client.batch_execute(sql).await?;
        drop(client);
        connection.await.ok();
        Ok::<_, StoreError>(())
    };
    done.await.unwrap_or_else(|error| panic!("PostgreSQL for tests ({SERVER}): {error}"));
}

/// The same server, another database: what stands between the host and the `?`.
fn address_of(server: &str, name: &str) -> String {
    let (place, settings) = server.split_once('?').map_or((server, ""), |(place, rest)| (place, rest));
    let host_at = place.find("://").map_or(0, |at| at + 3);
    let host_end = place[host_at..].find('/').map_or(place.len(), |at| host_at + at);
    let mark = if settings.is_empty() { "" } else { "?" };
    format!("{}/{name}{mark}{settings}", &place[..host_end])
}
