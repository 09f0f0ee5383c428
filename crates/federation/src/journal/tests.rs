//! Invariant 12: the journal only grows, its chain verifies, and erasure leaves it whole.

use super::*;
use crate::testing::{self, Story};
use store::Db;

async fn story_with_entries(db: &Db) -> Story {
    let story = testing::story(db).await;
    let (stamp, rhian, marek) = (testing::stamp(&testing::clock()), story.rhian, story.marek);
    db.write(move |tx| {
        let changed = |who: PersonId| serde_json::json!({ "family_name": { "before": "Morgan", "after": "Price" }, "who": who });
        write_all(
            tx,
            &stamp,
            &[
                Entry::of("person.changed", "person", rhian).about(rhian, changed(rhian)),
                Entry::of("person.changed", "person", marek).about(marek, changed(marek)),
                Entry::plain("feed.ran", "federation").holding(serde_json::json!({ "rows": 3 })),
            ],
        )
    })
    .await
    .expect("entries can be written");
    story
}

#[tokio::test]
async fn a_changed_a_missing_and_a_slipped_in_row_are_told_apart() {
    store::testing::for_each_engine("journal_chain", |db| async move {
        story_with_entries(&db).await;
        let end = db.read(verify).await.expect("the chain is whole");
        assert!(end.seq >= 7, "four appointments and three entries");
        let spoil = |sql: &'static str| {
            let db = db.clone();
            async move {
                // Tried and rolled back, so that each kind of damage meets a whole chain.
                let found = db
                    .write(move |tx| -> Result<(), Broken> {
                        tx.run(sql, &[])?;
                        match verify(tx) {
                            Err(broken) => Err(broken),
                            Ok(_) => Ok(()),
                        }
                    })
                    .await;
                found.expect_err("damage is found")
            }
        };
        for (damage, told) in [
            ("UPDATE journal SET act = 'members.read' WHERE seq = 2", Broken::Changed(2)),
            ("DELETE FROM journal WHERE seq = 2", Broken::Gap(3)),
            ("UPDATE journal SET previous = hash WHERE seq = 3", Broken::NotLinked(3)),
        ] {
            assert_eq!(format!("{:?}", spoil(damage).await), format!("{told:?}"), "{damage}");
        }
        assert_eq!(db.read(verify).await.expect("nothing stayed"), end);
    })
    .await;
}

#[tokio::test]
async fn erasure_makes_a_payload_unreadable_and_the_chain_still_verifies() {
    store::testing::for_each_engine("journal_erasure", |db| async move {
        let story = story_with_entries(&db).await;
        let read = |who: PersonId| {
            let (db, stamp) = (db.clone(), testing::stamp(&testing::clock()));
            async move {
                db.read(move |tx| -> Result<_, JournalError> {
                    let (payload,): (Vec<u8>,) = tx.one(
                        "SELECT payload FROM journal WHERE key_person = ?1 AND act = 'person.changed'",
                        &[&who],
                    )?;
                    assert!(!payload.windows(6).any(|w| w == b"Morgan"), "a personal payload is sealed");
                    read_payload(tx, &stamp, Some(who), &payload)
                })
                .await
                .expect("the journal can be read")
            }
        };
        assert!(read(story.rhian).await.is_some());
        let (stamp, rhian) = (testing::stamp(&testing::clock()), story.rhian);
        db.write(move |tx| destroy_key(tx, &stamp, rhian)).await.expect("a key can be destroyed");
        assert_eq!(read(story.rhian).await, None);
        assert!(read(story.marek).await.is_some(), "another's payload stays readable");
        db.read(verify).await.expect("the chain is whole");
    })
    .await;
}
