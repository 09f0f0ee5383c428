//! Gareth makes one of two. Everything that pointed at the loser points at the winner, and all of it can be taken back.

mod decided;
mod property;
mod walk;

use super::*;
use crate::access::{self, Actor};
use crate::acting::{Door, Stamp};
use crate::person::PersonId;
use crate::testing::{self, Story};
use std::collections::BTreeMap;
use store::{Db, Engine, Tx};

fn stamp(by: PersonId) -> Stamp {
    Stamp { by: Some(by), door: Door::Page, ..testing::stamp(&testing::clock()) }
}

fn as_actor(tx: &mut Tx<'_>, who: PersonId) -> (Actor, Right<ManageContacts>) {
    let actor = access::actor(tx, who, testing::TODAY).unwrap().expect("signs in");
    let right = access::right_anywhere::<ManageContacts>(tx, &actor).expect("manages contacts");
    (actor, right)
}

async fn merged(
    db: &Db,
    by: PersonId,
    winner: impl Into<Subject>,
    loser: impl Into<Subject>,
    wish: Wish,
) -> Result<MergeId, MergeError> {
    let (winner, loser) = (winner.into(), loser.into());
    db.write(move |tx| {
        let (actor, right) = as_actor(tx, by);
        merge(tx, &stamp(by), &actor, &right, winner, loser, &wish)
    })
    .await
}

async fn undone(db: &Db, by: PersonId, id: MergeId) -> Result<Vec<Kept>, MergeError> {
    db.write(move |tx| {
        let (actor, right) = as_actor(tx, by);
        undo(tx, &stamp(by), &actor, &right, id)
    })
    .await
}

impl From<PersonId> for Subject {
    fn from(id: PersonId) -> Self {
        Subject::Person(id)
    }
}

impl From<crate::organisation::OrganisationId> for Subject {
    fn from(id: crate::organisation::OrganisationId) -> Self {
        Subject::Organisation(id)
    }
}

/// Every row of every table, but for the journal and what only says that something happened.
async fn everything(db: &Db) -> BTreeMap<String, Vec<String>> {
    const LEFT_OUT: [&str; 11] = [
        "contact_due",
        "contact_entry",
        "contact_search",
        "contact_tally",
        "journal",
        "job",
        "contact_changed",
        "contact_merge",
        "person_key",
        "schema_migration",
        "member_search",
    ];
    db.read(|tx| -> Result<_, StoreError> {
        let mut all = BTreeMap::new();
        for table in tables(tx)? {
            if LEFT_OUT.iter().any(|left| table.starts_with(left)) {
                continue;
            }
            let columns: Vec<String> = log::columns(tx, &table)?
                .into_iter()
                .filter(|c| c != "updated_at" && (table.as_str(), c.as_str()) != ("member_entry", "n"))
                .collect();
            let empty = if table == "member_tally" { "WHERE entries <> 0" } else { "" };
            let mut rows = Vec::new();
            tx.stream(&format!("SELECT {} FROM {table} {empty}", columns.join(", ")), &[], |row| {
                let cells = (0..columns.len()).map(|i| row.get::<store::Value>(i));
                rows.push(format!("{:?}", cells.collect::<Result<Vec<_>, _>>()?));
                Ok::<_, StoreError>(())
            })?;
            rows.sort_unstable();
            all.insert(table, rows);
        }
        Ok(all)
    })
    .await
    .expect("everything can be read")
}

fn tables(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreError> {
    tx.all(
        match tx.engine() {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
            Engine::Postgres => {
                "SELECT CAST(table_name AS TEXT) FROM information_schema.tables
                 WHERE table_schema = current_schema() ORDER BY 1"
            }
        },
        &[],
    )
}

async fn count(db: &Db, sql: &'static str, id: PersonId) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[&id])).await.unwrap().0
}

fn people(story: &Story) -> (PersonId, PersonId) {
    (story.gareth, story.rhian)
}
