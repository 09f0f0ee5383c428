//! Entries follow whatever is said of a contact.

use super::*;
use crate::acting::Stamp;
use crate::appointment;
use crate::contact_point::{ContactPointId, fold_email};
use crate::testing::{self, TODAY};
use store::Db;
use store::testing::for_each_engine;

async fn renewed(db: &Db, today: Date) {
    let now = testing::clock().now();
    for _ in 0..50 {
        if db.write(move |tx| renew(tx, now, today)).await.expect("entries can be made") == 0 {
            return;
        }
    }
    panic!("entries go round for ever");
}

async fn terms(db: &Db, subject: Subject) -> String {
    let id = Value::Bytes(subject.bytes().to_vec());
    let found: (String,) = db
        .read(move |tx| tx.one("SELECT terms FROM contact_entry WHERE subject_id = ?1", &[&id]))
        .await
        .expect("the contact has an entry");
    found.0
}

fn bears(terms: &str, mark: Mark) -> bool {
    terms.contains(&format!(" {} ", mark.term()))
}

#[tokio::test]
async fn everybody_has_an_entry_and_roles_come_and_go_by_their_days() {
    for_each_engine("contact_entries", |db| async move {
        let story = testing::story(&db).await;
        renewed(&db, TODAY).await;
        let rhian = Subject::Person(story.rhian);
        let now = terms(&db, rhian).await;
        assert!(bears(&now, Mark::Holds("group-coordinator".into())) && bears(&now, Mark::Person), "{now}");
        assert!(
            bears(&now, Mark::Place(story.leeds.number)) && bears(&now, Mark::Place(story.centre.number))
        );
        let (stamp, person) = (testing::stamp(&testing::clock()), story.rhian);
        db.write(move |tx| {
            let (id,) = tx.one("SELECT id FROM appointment WHERE person_id = ?1", &[&person])?;
            appointment::end(tx, &stamp, id, TODAY)
        })
        .await
        .expect("an appointment can be ended");
        renewed(&db, TODAY).await;
        assert!(
            bears(&terms(&db, rhian).await, Mark::Holds("group-coordinator".into())),
            "the last day counts"
        );
        renewed(&db, TODAY.tomorrow().expect("a day")).await;
        let after = terms(&db, rhian).await;
        assert!(bears(&after, Mark::Held("group-coordinator".into())), "{after}");
        assert!(
            !bears(&after, Mark::Holds("group-coordinator".into()))
                && !bears(&after, Mark::Place(story.leeds.number))
        );
        assert!(bears(&terms(&db, Subject::Organisation(story.leeds.id)).await, Mark::Kind("group".into())));
    })
    .await;
}

fn give_email(tx: &mut Tx<'_>, stamp: &Stamp, person: PersonId, address: &str) -> Result<(), StoreError> {
    let id = stamp.ids.next::<ContactPointId>();
    tx.run(
        "INSERT INTO contact_point (id, person_id, kind, purpose, value, folded, preferred, created_at)
         VALUES (?1, ?2, 'email', 'office', ?3, ?4, FALSE, ?5)",
        &[&id, &person, &address, &fold_email(address), &stamp.now],
    )
    .map(drop)
}

#[tokio::test]
async fn an_address_of_two_is_shown_as_shared_with_both_until_one_gives_it_up() {
    for_each_engine("contact_entries_shared", |db| async move {
        let story = testing::story(&db).await;
        renewed(&db, TODAY).await;
        let (rhian, marek) = (story.rhian, story.marek);
        let give = |person: PersonId, address: &'static str| {
            let db = db.clone();
            async move {
                let stamp = testing::stamp(&testing::clock());
                db.write(move |tx| {
                    give_email(tx, &stamp, person, address)?;
                    refresh(tx, stamp.now, TODAY, Subject::Person(person))
                })
                .await
                .expect("an address can be given");
            }
        };
        give(rhian, "clerk@shared.example").await;
        give(marek, "Clerk@Shared.example").await;
        renewed(&db, TODAY).await;
        for who in [rhian, marek] {
            assert!(bears(&terms(&db, Subject::Person(who)).await, Mark::SharedEmail));
        }
        let stamp = testing::stamp(&testing::clock());
        db.write(move |tx| {
            tx.run(
                "UPDATE contact_point SET valid_until = '2020-01-01' WHERE person_id = ?1 AND kind = 'email'",
                &[&marek],
            )?;
            refresh(tx, stamp.now, TODAY, Subject::Person(marek))
        })
        .await
        .expect("an address can be given up");
        renewed(&db, TODAY).await;
        assert!(!bears(&terms(&db, Subject::Person(rhian)).await, Mark::SharedEmail));
    })
    .await;
}

#[tokio::test]
async fn two_who_gave_addresses_up_that_the_other_has_do_not_send_each_other_round() {
    for_each_engine("contact_entries_crossed", |db| async move {
        let story = testing::story(&db).await;
        let (rhian, marek, stamp) = (story.rhian, story.marek, testing::stamp(&testing::clock()));
        db.write(move |tx| {
            for (person, address, until, from) in [
                (rhian, "office@shared.example", None, None),
                (marek, "office@shared.example", None, None),
                (rhian, "one@own.example", Some("2020-01-01"), None),
                (marek, "one@own.example", None, None),
                (marek, "two@own.example", Some("2020-01-01"), None),
                (rhian, "two@own.example", None, None),
                // To come, of both: it counts for neither yet.
                (rhian, "later@shared.example", None, Some("2099-01-01")),
                (marek, "later@shared.example", None, Some("2099-01-01")),
            ] {
                give_email(tx, &stamp, person, address)?;
                tx.run(
                    "UPDATE contact_point SET valid_until = ?3, valid_from = ?4 WHERE person_id = ?1 AND value = ?2",
                    &[&person, &address, &until, &from],
                )?;
            }
            changed::due(tx, stamp.now, [rhian, marek].map(|p| ("person", p.bytes())))
        })
        .await
        .expect("addresses can be given");
        renewed(&db, TODAY).await;
        for who in [rhian, marek] {
            assert!(bears(&terms(&db, Subject::Person(who)).await, Mark::SharedEmail));
        }
    })
    .await;
}

/// How the members' list and the list of contacts have somebody: ended there, and the state here.
async fn stands(db: &Db, person: PersonId) -> (bool, String) {
    db.read(move |tx| {
        tx.one(
            "SELECT m.ended, e.membership FROM member_entry m CROSS JOIN contact_entry e
             WHERE m.person_id = ?1 AND e.subject_id = ?1",
            &[&person],
        )
    })
    .await
    .expect("entries")
}

#[tokio::test]
async fn a_membership_that_ends_on_a_day_to_come_counts_to_the_evening_of_that_day() {
    for_each_engine("a last day ahead", |db| async move {
        let story = testing::story(&db).await;
        let made = testing::enrol(&db, vec![testing::member("Owain", "Ellis", &story.leeds)]).await[0];
        let stamp = testing::stamp(&testing::clock());
        let last = TODAY.saturating_add(jiff::Span::new().days(10));
        db.write(move |tx| membership::end(tx, &stamp, made.membership, last, "moves away"))
            .await
            .expect("a membership can end later");
        let days = [TODAY, last.yesterday().expect("a day"), last];
        for today in days {
            renewed(&db, today).await;
            assert_eq!(stands(&db, made.person).await, (false, "current".to_owned()), "{today}");
        }
        renewed(&db, last.tomorrow().expect("a day")).await;
        assert_eq!(stands(&db, made.person).await, (true, "ended".to_owned()), "the day after");
        let tally = "SELECT count(*) FROM member_tally WHERE ended = FALSE AND entries > 0";
        let (left,): (i64,) = db.read(move |tx| tx.one(tally, &[])).await.expect("tallies");
        assert_eq!(left, 0, "the strip of letters follows");
    })
    .await;
}
