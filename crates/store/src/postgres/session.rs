//! The verbs of a transaction on PostgreSQL. Runs on a blocking thread and waits there for the server.

use std::collections::HashMap;
use std::future::Future;

use futures_util::{StreamExt, TryStreamExt, future, stream};
use tokio_postgres::{Client, Error, NoTls, RowStream, Statement};

use super::wire::Bound;
use super::{Conn, load};
use crate::db::Mode;
use crate::row::Source;
use crate::sql::to_postgres;
use crate::{Row, StoreError, ToValue, Value};

pub(crate) struct Session<'a> {
    conn: &'a mut Conn,
    /// Still to be sent, together with the first statement.
    begin: Option<&'static str>,
    writes: bool,
}

const BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";
const BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// More are answered by the server in one go than we would gain by sending still more ahead.
const PIPELINE: usize = 256;
/// A program with more different statements than this builds SQL from input; start over rather than grow.
const STATEMENTS: usize = 1024;

impl<'a> Session<'a> {
    pub(super) fn new(conn: &'a mut Conn, mode: Mode) -> Session<'a> {
        let writes = mode == Mode::Write;
        Session { conn, begin: Some(if writes { BEGIN_WRITE } else { BEGIN_READ }), writes }
    }

    pub(crate) fn is_begun(&self) -> bool {
        self.begin.is_none()
    }

    /// For answers that are read to the end.
    pub(crate) fn each(
        &mut self,
        sql: &str,
        p: &[&dyn ToValue],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let values: Vec<Value> = p.iter().map(|value| value.to_value()).collect();
        self.go(sql, async |client, statement| {
            let rows = query(client, &statement, &values).await?;
            let mut outcome = Ok(());
            let mut rows = std::pin::pin!(rows);
            while let Some(row) = rows.try_next().await? {
                if outcome.is_ok() {
                    outcome = each(&Row(Source::Postgres(&row)));
                }
            }
            outcome
        })
    }

    /// For answers of any length. The server is held back while `each` works, so little waits in memory.
    ///
    /// When `each` gives up inside a read, the server is told to stop. That word may arrive late and hit whatever
    /// comes next, so the connection is not used again. A write goes on after it, so there the rest is read out.
    pub(crate) fn stream<E: From<StoreError>>(
        &mut self,
        sql: &str,
        p: &[&dyn ToValue],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let values: Vec<Value> = p.iter().map(|value| value.to_value()).collect();
        let (mut refused, writes) = (None, self.writes);
        let ran = self.go(sql, async |client, statement| {
            let mut rows = std::pin::pin!(query(client, &statement, &values).await?);
            while let Some(row) = rows.try_next().await? {
                if refused.is_some() {
                    continue;
                }
                if let Err(error) = each(&Row(Source::Postgres(&row))) {
                    refused = Some(error);
                    if !writes {
                        client.cancel_token().cancel_query(NoTls).await?;
                    }
                }
            }
            Ok(())
        });
        match refused {
            Some(error) => {
                self.conn.stale |= !writes;
                Err(error)
            }
            None => ran.map_err(|error| error.with_sql(sql).into()),
        }
    }

    pub(crate) fn run(&mut self, sql: &str, p: &[&dyn ToValue]) -> Result<u64, StoreError> {
        let values: Vec<Value> = p.iter().map(|value| value.to_value()).collect();
        self.go(sql, async |client, statement| {
            expect_count(&statement, values.len())?;
            Ok(client.execute_raw(&statement, values.iter().map(Bound)).await?)
        })
    }

    pub(crate) fn batch<R: AsRef<[Value]>>(
        &mut self,
        sql: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        self.go(sql, async |client, statement| {
            let statement = &statement;
            let sent = rows.into_iter().map(|row| async move {
                expect_count(statement, row.as_ref().len())?;
                let values = row.as_ref().iter().map(Bound);
                Ok::<u64, StoreError>(client.execute_raw(statement, values).await?)
            });
            stream::iter(sent).buffered(PIPELINE).try_fold(0, |sum, one| future::ok(sum + one)).await
        })
    }

    pub(crate) fn load<R: AsRef<[Value]>>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        let list = format!("\"{}\"", columns.join("\",\""));
        let types = format!("SELECT {list} FROM \"{table}\" WHERE FALSE");
        let copy = format!("COPY \"{table}\" ({list}) FROM STDIN BINARY");
        let types = self.go(&types, async |_, statement| {
            Ok(statement.columns().iter().map(|column| column.type_().clone()).collect::<Vec<_>>())
        })?;
        self.go(&copy, async |client, statement| load::copy(client, &statement, &types, rows).await)
    }

    pub(crate) fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        let Session { conn, begin, .. } = self;
        Ok(conn.reactor.block_on(begun(&conn.client, begin, conn.client.batch_execute(sql)))?)
    }

    /// Prepares `sql` (once per connection) and lets `act` use it, with BEGIN in front if need be.
    fn go<T>(
        &mut self,
        sql: &str,
        act: impl AsyncFnOnce(&Client, Statement) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let Session { conn: Conn { reactor, client, statements, stale }, begin, .. } = self;
        let client = &*client;
        let result = reactor.block_on(begun(client, begin, async {
            let statement = prepared(client, statements, sql).await?;
            act(client, statement).await
        }));
        // A table changed under a prepared plan, or the statement is unknown to the server: this connection
        // has served its time.
        *stale |= matches!(&result, Err(StoreError::Engine(f)) if f.code == "0A000" || f.code == "26000");
        result
    }
}

/// Both requests are on their way before either is answered: `join` polls them in order.
async fn begun<T, E: From<Error>>(
    client: &Client,
    begin: &mut Option<&'static str>,
    act: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match begin.take() {
        None => act.await,
        Some(sql) => {
            let (began, acted) = future::join(client.batch_execute(sql), act).await;
            began?;
            acted
        }
    }
}

async fn prepared(
    client: &Client,
    statements: &mut HashMap<String, Statement>,
    sql: &str,
) -> Result<Statement, StoreError> {
    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    let statement = client.prepare(&to_postgres(sql)).await?;
    if statements.len() >= STATEMENTS {
        statements.clear();
    }
    statements.insert(sql.to_owned(), statement.clone());
    Ok(statement)
}

async fn query(client: &Client, statement: &Statement, values: &[Value]) -> Result<RowStream, StoreError> {
    expect_count(statement, values.len())?;
    Ok(client.query_raw(statement, values.iter().map(Bound)).await?)
}

fn expect_count(statement: &Statement, found: usize) -> Result<(), StoreError> {
    let wanted = statement.params().len();
    if wanted == found { Ok(()) } else { Err(StoreError::ParameterCount { wanted, found }) }
}
