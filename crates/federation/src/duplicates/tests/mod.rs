mod pages;

use super::*;
use crate::acting::Stamp;
use crate::contact::{self, Subject};
use crate::membership::{self, Enrolment};
use crate::organisation;
use crate::person::PersonId;
use crate::testing::{self, enrol, member, story};
use store::testing::for_each_engine;
use store::{Db, StoreError};

fn stamp() -> Stamp {
    testing::stamp(&testing::clock())
}

async fn studied(db: &Db) -> Studied {
    run(db, &stamp()).await.expect("everything can be compared")
}

async fn pairs(db: &Db) -> Vec<Pair> {
    let sql = format!("SELECT {} FROM duplicate_pair ORDER BY score DESC", pair::COLUMNS);
    db.read(move |tx| tx.all::<Pair>(&sql, &[])).await.expect("pairs can be read")
}

/// Zuzanna, once as she wrote herself and once as somebody heard her name on the telephone.
fn twice(at: &organisation::Organisation) -> Vec<Enrolment> {
    let first = member("Zuzanna", "Kowalczyk", at);
    let mut again = member("Susanna", "Kowalcyk", at);
    again.contact_points.clone_from(&first.contact_points);
    vec![first, again, member("Imran", "Hussain", at)]
}

async fn change(db: &Db, person: PersonId, sql: &'static str) {
    let stamp = stamp();
    db.write(move |tx| -> Result<(), StoreError> {
        tx.run(sql, &[&person])?;
        contact::touched(tx, &stamp, Subject::Person(person))
    })
    .await
    .expect("a record can be changed");
}

#[tokio::test]
async fn somebody_entered_twice_is_found_with_reasons_and_nobody_else() {
    for_each_engine("found twice", |db| async move {
        let story = story(&db).await;
        let ids = enrol(&db, twice(&story.leeds)).await;
        assert_eq!(studied(&db).await.pairs, 1);
        let found = pairs(&db).await;
        assert_eq!(found.len(), 1);
        assert!(found[0].open && Strength::of(found[0].score) >= Strength::Likely, "{found:?}");
        let two = [found[0].one, found[0].other];
        assert!(ids[..2].iter().all(|made| two.contains(&Subject::Person(made.person))));
        assert!(
            found[0]
                .reasons
                .iter()
                .any(|(field, level, _)| (field.as_str(), level.as_str()) == ("email", "same"))
        );
        assert_eq!(studied(&db).await, Studied::default(), "once is enough");
    })
    .await;
}

#[tokio::test]
async fn a_pair_goes_when_one_of_them_no_longer_matches_and_comes_when_it_does() {
    for_each_engine("pairs come and go", |db| async move {
        let story = story(&db).await;
        let ids = enrol(&db, twice(&story.leeds)).await;
        studied(&db).await;
        let other = ids[1].person;
        change(
            &db,
            other,
            "UPDATE person SET given_name = 'Piotr', date_of_birth = '1999-08-17' WHERE id = ?1",
        )
        .await;
        assert_eq!(studied(&db).await.contacts, 1);
        assert!(pairs(&db).await.is_empty());
        let back = "UPDATE person SET given_name = 'Zuzana', date_of_birth = '1951-02-03' WHERE id = ?1";
        change(&db, other, back).await;
        studied(&db).await;
        assert_eq!(pairs(&db).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn not_the_same_is_remembered_whatever_changes() {
    for_each_engine("not the same", |db| async move {
        let story = story(&db).await;
        let ids = enrol(&db, twice(&story.leeds)).await;
        studied(&db).await;
        let (pair, stamp) = (pairs(&db).await[0].id, stamp());
        let decided = db
            .write(move |tx| {
                Ok::<_, StoreError>((different(tx, &stamp, pair)?, different(tx, &stamp, pair)?))
            })
            .await
            .unwrap();
        assert_eq!(decided, (true, false), "the second officer is told");
        change(&db, ids[1].person, "UPDATE person SET given_name = 'Zuzanna' WHERE id = ?1").await;
        studied(&db).await;
        let held = pairs(&db).await;
        assert_eq!((held.len(), held[0].open), (1, false));
    })
    .await;
}

#[tokio::test]
async fn a_council_entered_under_two_names_is_found_and_its_neighbour_is_not() {
    for_each_engine("councils twice", |db| async move {
        let story = story(&db).await;
        let (centre, made) = (story.organisations[1].clone(), stamp());
        db.write(move |tx| -> Result<(), organisation::OrganisationError> {
            for name in ["Hebden St Mary Group", "Hebden Saint Mary", "Todmorden Group"] {
                organisation::open(tx, &made, "group", Some(&centre), name, None)?;
            }
            Ok(())
        })
        .await
        .unwrap();
        studied(&db).await;
        let found = pairs(&db).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(matches!(found[0].one, Subject::Organisation(_)));
    })
    .await;
}

#[tokio::test]
async fn members_entered_at_different_times_are_compared_with_those_before() {
    for_each_engine("one after another", |db| async move {
        let story = story(&db).await;
        for new in twice(&story.leeds) {
            let stamp = stamp();
            db.write(move |tx| membership::enrol(tx, &stamp, &[new])).await.unwrap();
            studied(&db).await;
        }
        assert_eq!(pairs(&db).await.len(), 1);
    })
    .await;
}
