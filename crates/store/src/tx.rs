//! A transaction and its handful of verbs. The same SQL text, the same answers on both engines.

use crate::db::Engine;
use crate::postgres::Session;
use crate::{FromRow, Row, StoreError, ToValue, Value, sqlite};

pub struct Tx<'a> {
    engine: EngineTx<'a>,
    durable: bool,
    broken: bool,
    enqueued: bool,
}

enum EngineTx<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(Session<'a>),
}

/// The most keys that one statement of [`Tx::all_within`] asks for. Both engines take many more; planning them is slower.
pub const WITHIN: usize = 1_000;
/// One of a page, a few, a page and the next, a batch, many.
const LENGTHS: [usize; 5] = [1, 5, 30, 100, WITHIN];

impl Tx<'_> {
    /// Exactly one row, else [`StoreError::NoRow`] or [`StoreError::SeveralRows`].
    pub fn one<T: FromRow>(&mut self, sql: &str, p: &[&dyn ToValue]) -> Result<T, StoreError> {
        self.maybe(sql, p)?.ok_or(StoreError::NoRow)
    }

    /// One row or none.
    pub fn maybe<T: FromRow>(&mut self, sql: &str, p: &[&dyn ToValue]) -> Result<Option<T>, StoreError> {
        let mut found = None;
        self.each(sql, p, |row| {
            if found.is_some() {
                return Err(StoreError::SeveralRows);
            }
            found = Some(T::from_row(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// All rows, in memory: only for answers whose size is known to be small.
    pub fn all<T: FromRow>(&mut self, sql: &str, p: &[&dyn ToValue]) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.each(sql, p, |row| {
            rows.push(T::from_row(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// All rows of a query about many keys: `{list}` in its text stands for them, after the `fixed` values (`?1`…). What
    /// is asked of one is asked of fifty thousand in the same words, without a statement for each.
    ///
    /// The keys go out in lists of a few lengths, each padded with its first key, so that few statements are planned.
    /// Therefore `ORDER BY`, `DISTINCT`, `GROUP BY` and `LIMIT` hold within a list of at most [`WITHIN`] keys, not
    /// beyond: sort and count by what belongs to one key, or do it with the answer. A key that is given twice may answer
    /// twice. Without keys nothing is asked.
    pub fn all_within<T: FromRow>(
        &mut self,
        sql: &str,
        fixed: &[&dyn ToValue],
        keys: impl IntoIterator<Item = impl ToValue>,
    ) -> Result<Vec<T>, StoreError> {
        let keys: Vec<Value> = keys.into_iter().map(|key| key.to_value()).collect();
        let mut rows = Vec::new();
        for some in keys.chunks(WITHIN) {
            let length = LENGTHS.into_iter().find(|length| some.len() <= *length).unwrap_or(WITHIN);
            let first = fixed.len() + 1;
            let list = (first..first + length).map(|n| format!("?{n}")).collect::<Vec<_>>().join(",");
            let padded = some.iter().chain(std::iter::repeat(&some[0])).take(length);
            let all: Vec<&dyn ToValue> =
                fixed.iter().copied().chain(padded.map(|key| key as &dyn ToValue)).collect();
            rows.extend(self.all::<T>(&sql.replace("{list}", &list), &all)?);
        }
        Ok(rows)
    }

    /// Row by row, memory flat however long the answer. An error from `each` stops the query and spoils the
    /// transaction (PostgreSQL is told to give the rest up).
    pub fn stream<E: From<StoreError>>(
        &mut self,
        sql: &str,
        p: &[&dyn ToValue],
        mut each: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let ended = match &mut self.engine {
            EngineTx::Sqlite(conn) => sqlite::each(conn, sql, p, &mut each),
            EngineTx::Postgres(session) => session.stream(sql, p, &mut each),
        };
        self.broken |= ended.is_err();
        ended
    }

    /// A statement that answers no rows; how many rows it touched.
    pub fn run(&mut self, sql: &str, p: &[&dyn ToValue]) -> Result<u64, StoreError> {
        let ran = match &mut self.engine {
            EngineTx::Sqlite(conn) => sqlite::run(conn, sql, p),
            EngineTx::Postgres(session) => session.run(sql, p),
        };
        self.note(sql, ran)
    }

    /// One prepared statement for many rows, in order (PostgreSQL: pipelined); how many rows it touched.
    pub fn batch<R: AsRef<[Value]>>(
        &mut self,
        sql: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        let ran = match &mut self.engine {
            EngineTx::Sqlite(conn) => sqlite::batch(conn, sql, rows),
            EngineTx::Postgres(session) => session.batch(sql, rows),
        };
        self.broken |= ran.is_err();
        self.note(sql, ran)
    }

    /// The fastest way for many new rows: COPY on PostgreSQL, one prepared INSERT on SQLite.
    pub fn load<R: AsRef<[Value]>>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<u64, StoreError> {
        let ran = match &mut self.engine {
            EngineTx::Sqlite(conn) => sqlite::load(conn, table, columns, rows),
            EngineTx::Postgres(session) => session.load(table, columns, rows),
        };
        self.broken |= ran.is_err();
        self.note(table, ran)
    }

    /// Several statements without parameters: migrations and session settings.
    pub fn script(&mut self, sql: &str) -> Result<(), StoreError> {
        let ran = match &mut self.engine {
            EngineTx::Sqlite(conn) => conn.execute_batch(sql).map_err(StoreError::from),
            EngineTx::Postgres(session) => session.script(sql),
        };
        self.note(sql, ran)
    }

    /// Runs `f` so that its failure undoes only what `f` did, and the transaction goes on: for imports, where
    /// one row may break a unique key and the next must still come in.
    pub fn attempt<T, E: From<StoreError>>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.savepoint("SAVEPOINT attempt")?;
        let (was_broken, was_enqueued) = (self.broken, self.enqueued);
        let result = match f(self) {
            Ok(_) if self.broken => Err(StoreError::Broken.into()),
            other => other,
        };
        if result.is_err() {
            self.savepoint("ROLLBACK TO SAVEPOINT attempt")?;
            (self.broken, self.enqueued) = (was_broken, was_enqueued);
        }
        self.savepoint("RELEASE SAVEPOINT attempt")?;
        result
    }

    /// The text for this engine, for the few places where one text cannot serve both.
    pub fn pick<'s>(&self, sqlite: &'s str, postgres: &'s str) -> &'s str {
        match &self.engine {
            EngineTx::Sqlite(_) => sqlite,
            EngineTx::Postgres(_) => postgres,
        }
    }

    pub fn engine(&self) -> Engine {
        match &self.engine {
            EngineTx::Sqlite(_) => Engine::Sqlite,
            EngineTx::Postgres(_) => Engine::Postgres,
        }
    }

    /// Room for a transaction that writes tens of thousands of rows: until `f` ends, SQLite may keep four times the
    /// pages in memory, and need not write and read them again and again. PostgreSQL has its own.
    pub fn with_room<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        self.keep_pages(sqlite::LARGE_CACHE);
        let done = f(self);
        self.keep_pages(sqlite::WRITER_CACHE);
        done
    }

    /// Less memory is slower and nothing worse: a refusal is no reason to stop.
    fn keep_pages(&self, pragma: &str) {
        if let EngineTx::Sqlite(conn) = &self.engine {
            conn.execute_batch(pragma).ok();
        }
    }

    /// This transaction gives a promise to somebody outside: it is on the disk before the caller is answered.
    pub fn durable(&mut self) {
        self.durable = true;
    }

    pub(crate) fn on_sqlite(conn: &rusqlite::Connection) -> Tx<'_> {
        Tx { engine: EngineTx::Sqlite(conn), durable: false, broken: false, enqueued: false }
    }
    pub(crate) fn on_postgres(session: Session<'_>) -> Tx<'_> {
        Tx { engine: EngineTx::Postgres(session), durable: false, broken: false, enqueued: false }
    }
    /// False while nothing was sent: PostgreSQL then has no transaction to end.
    pub(crate) fn is_begun(&self) -> bool {
        match &self.engine {
            EngineTx::Sqlite(_) => true,
            EngineTx::Postgres(session) => session.is_begun(),
        }
    }
    pub(crate) fn is_durable(&self) -> bool {
        self.durable
    }
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }
    /// A job was put into the queue: the worker is woken after the commit.
    pub(crate) fn note_enqueued(&mut self) {
        self.enqueued = true;
    }
    pub(crate) fn has_enqueued(&self) -> bool {
        self.enqueued
    }

    fn each(
        &mut self,
        sql: &str,
        p: &[&dyn ToValue],
        mut each: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let ended = match &mut self.engine {
            EngineTx::Sqlite(conn) => sqlite::each(conn, sql, p, &mut each),
            EngineTx::Postgres(session) => session.each(sql, p, &mut each),
        };
        self.note(sql, ended)
    }

    fn savepoint(&mut self, sql: &'static str) -> Result<(), StoreError> {
        match &mut self.engine {
            EngineTx::Sqlite(conn) => sqlite::run(conn, sql, &[]).map(drop),
            EngineTx::Postgres(session) => session.script(sql),
        }
    }

    /// An engine's refusal spoils the transaction on both engines alike; a wrong type or a missing row do not.
    fn note<T>(&mut self, sql: &str, result: Result<T, StoreError>) -> Result<T, StoreError> {
        result.map_err(|error| {
            self.broken |= matches!(error, StoreError::Engine(_));
            error.with_sql(sql)
        })
    }
}
