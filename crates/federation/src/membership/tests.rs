//! The list entries say what the records say, however they came to be.

use super::*;
use crate::testing;
use store::Db;

type Line = (String, String, bool, String, bool);

async fn entries(db: &Db, person: PersonId) -> Vec<Line> {
    db.read(move |tx| {
        tx.all::<Line>(
            "SELECT name, letter, ended, town, has_email FROM member_entry WHERE person_id = ?1 ORDER BY n",
            &[&person],
        )
    })
    .await
    .expect("entries can be read")
}

async fn tally(db: &Db, organisation: OrganisationId, ended: bool) -> i64 {
    db.read(move |tx| {
        tx.one::<(i64,)>(
            "SELECT CAST(coalesce(sum(entries), 0) AS BIGINT) FROM member_tally WHERE organisation_id = ?1 AND ended = ?2",
            &[&organisation, &ended],
        )
    })
    .await
    .expect("tallies can be read")
    .0
}

async fn found(db: &Db, word: &'static str) -> i64 {
    let hit = |tx: &Tx<'_>| {
        tx.pick(
            "SELECT count(*) FROM member_search WHERE member_search MATCH ?1",
            "SELECT count(*) FROM member_search WHERE words @@ to_tsquery('simple', ?1)",
        )
        .to_owned()
    };
    db.read(move |tx| {
        let sql = hit(tx);
        tx.one::<(i64,)>(&sql, &[&word])
    })
    .await
    .expect("the search answers")
    .0
}

#[tokio::test]
async fn an_entry_made_in_bulk_and_one_made_anew_are_the_same() {
    store::testing::for_each_engine("entries", |db| async move {
        let story = testing::story(&db).await;
        let made = testing::enrol(
            &db,
            vec![
                testing::member("Łucja", "Nowak", &story.leeds),
                testing::member("Owain", "Ellis", &story.bradford),
            ],
        )
        .await;
        let before = entries(&db, made[0].person).await;
        assert_eq!(before, [("Nowak, Łucja".into(), "N".into(), false, "Leeds".into(), true)]);
        let person = made[0].person;
        db.write(move |tx| entry::refresh(tx, testing::TODAY, person))
            .await
            .expect("an entry can be made anew");
        assert_eq!(entries(&db, person).await, before);
        assert_eq!(found(&db, "lucja").await, 1);
        assert_eq!(
            (tally(&db, story.leeds.id, false).await, tally(&db, story.centre.id, false).await),
            (1, 2)
        );
    })
    .await;
}

#[tokio::test]
async fn an_ended_membership_moves_to_the_ended_ones_everywhere() {
    store::testing::for_each_engine("ended", |db| async move {
        let story = testing::story(&db).await;
        let made = testing::enrol(&db, vec![testing::member("Owain", "Ellis", &story.leeds)]).await;
        let membership = made[0].membership;
        let (stamp, yesterday) =
            (testing::stamp(&testing::clock()), testing::TODAY.yesterday().expect("a day"));
        db.write(move |tx| end(tx, &stamp, membership, yesterday, "resigned"))
            .await
            .expect("a membership can end");
        assert!(entries(&db, made[0].person).await[0].2);
        for place in [story.leeds.id, story.centre.id] {
            assert_eq!((tally(&db, place, false).await, tally(&db, place, true).await), (0, 1));
        }
        assert_eq!(found(&db, "ellis").await, 1, "ended members are still found");
    })
    .await;
}
