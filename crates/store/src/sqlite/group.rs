//! The writer: many closures, one COMMIT.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::queue::Queue;
use super::verbs::run;
use crate::work::Work;
use crate::{StoreError, Tx};

/// A group is closed when nobody waits, or when its first member has waited this long.
const LONGEST: Duration = Duration::from_millis(20);
const LARGEST: usize = 256;
/// What takes longer has filled the page cache, which is then given back.
const IMPORT: Duration = Duration::from_secs(1);

pub(super) struct Writer {
    conn: Connection,
    log: Log,
}

enum Ran {
    Kept,
    Undone,
    /// The engine gave the whole transaction up (disk full, I/O error): the earlier members are lost too.
    Lost,
}

impl Writer {
    pub(super) fn new(conn: Connection, database: &Path) -> Writer {
        Writer { conn, log: Log::of(database) }
    }

    pub(super) fn serve(mut self, queue: &Queue) {
        while let Some(first) = queue.next() {
            self.group(first, queue);
        }
    }

    fn group(&mut self, first: Box<dyn Work>, queue: &Queue) {
        if let Err(error) = self.begin() {
            return first.answer(Err(error));
        }
        let started = Instant::now();
        let mut kept: Vec<Box<dyn Work>> = Vec::new();
        let mut durable = false;
        let mut next = Some(first);
        while let Some(mut member) = next.take() {
            match self.member(&mut *member, kept.is_empty(), &mut durable) {
                Ok(Ran::Kept) => kept.push(member),
                Ok(Ran::Undone) => member.answer(Ok(())),
                Ok(Ran::Lost) => {
                    member.answer(Ok(()));
                    return self.give_up(kept, StoreError::Broken);
                }
                Err(error) => {
                    kept.push(member);
                    return self.give_up(kept, error);
                }
            }
            if kept.len() < LARGEST && started.elapsed() < LONGEST {
                next = queue.next_if_waiting();
            }
        }
        self.end(kept, durable);
        if started.elapsed() > IMPORT {
            // Nobody waits for this, and failing to give memory back harms nobody.
            self.conn.execute_batch("PRAGMA shrink_memory").ok();
        }
    }

    fn begin(&self) -> Result<(), StoreError> {
        run(&self.conn, "BEGIN IMMEDIATE", &[]).map(drop)
    }

    /// The first member needs no savepoint: while nobody else is in the transaction, it can be begun anew.
    fn member(&self, work: &mut dyn Work, alone: bool, durable: &mut bool) -> Result<Ran, StoreError> {
        if !alone {
            run(&self.conn, "SAVEPOINT member", &[])?;
        }
        let mut tx = Tx::on_sqlite(&self.conn);
        let keep = work.run(&mut tx);
        *durable |= keep && tx.is_durable();
        if self.conn.is_autocommit() {
            return Ok(Ran::Lost);
        }
        match (keep, alone) {
            (true, true) => {}
            (true, false) => drop(run(&self.conn, "RELEASE member", &[])?),
            (false, true) => {
                run(&self.conn, "ROLLBACK", &[])?;
                self.begin()?;
            }
            (false, false) => {
                run(&self.conn, "ROLLBACK TO member", &[])?;
                run(&self.conn, "RELEASE member", &[])?;
            }
        }
        Ok(if keep { Ran::Kept } else { Ran::Undone })
    }

    fn end(&mut self, kept: Vec<Box<dyn Work>>, durable: bool) {
        if kept.is_empty() {
            return self.give_up(kept, StoreError::Closed);
        }
        if let Err(error) = run(&self.conn, "COMMIT", &[]) {
            return self.give_up(kept, error);
        }
        let ended = if durable { self.log.sync() } else { Ok(()) };
        for member in kept {
            member.answer(ended.clone());
        }
    }

    fn give_up(&self, members: Vec<Box<dyn Work>>, error: StoreError) {
        if !self.conn.is_autocommit()
            && let Err(error) = run(&self.conn, "ROLLBACK", &[])
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
        for member in members {
            member.answer(Err(error.clone()));
        }
    }
}

/// The write-ahead log. With `synchronous = NORMAL` a commit is in it but perhaps not on the disk yet; the
/// pragma cannot change inside a transaction, so a promise is kept by syncing the file after the commit,
/// which is what FULL would do (SQLite, "Write-Ahead Logging", 3.3).
struct Log {
    path: PathBuf,
    file: Option<File>,
}

impl Log {
    fn of(database: &Path) -> Log {
        let mut path = database.as_os_str().to_owned();
        path.push("-wal");
        Log { path: path.into(), file: None }
    }

    fn sync(&mut self) -> Result<(), StoreError> {
        self.try_sync().map_err(|error| StoreError::NotDurable(error.to_string()))
    }

    /// The file stays the same while a connection is open; opened once, its folder is synced too, or the new
    /// file's name could be missing after a power cut.
    fn try_sync(&mut self) -> std::io::Result<()> {
        if self.file.is_none() {
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
            self.file = Some(File::open(&self.path)?);
        }
        self.file.as_ref().map_or(Ok(()), File::sync_data)
    }
}
