//! Do, undo: equal but for the journal.

use super::*;
use crate::contact_point::{self, ContactPoint};
use crate::membership::{Enrolment, Wish as Consent};
use crate::{appointment, attainment};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store::testing::for_each_engine;

#[derive(Clone, Debug)]
struct Side {
    given: &'static str,
    title: Option<&'static str>,
    known_as: Option<&'static str>,
    born: Option<Date>,
    points: Vec<u8>,
    at_bradford: bool,
    number: Option<&'static str>,
    joined: Option<Date>,
    roles: Vec<(bool, i16)>,
    account: bool,
    trained: bool,
}

fn side() -> impl Strategy<Value = Side> {
    let names = prop::sample::select(vec!["Zuzanna", "Susanna"]);
    let title = prop::option::of(prop::sample::select(vec!["Ms", "Dr"]));
    let known = prop::option::of(prop::sample::select(vec!["Zuza", "Sue"]));
    let born = prop::option::of(prop::sample::select(vec![date(1951, 2, 3), date(1951, 3, 2)]));
    let joined = prop::option::of((2001..2020_i16).prop_map(|year| date(year, 4, 1)));
    let number = prop::option::of(prop::sample::select(vec!["T-1", "T-2"]));
    let roles = prop::collection::vec((any::<bool>(), 2020..2025_i16), 0..3);
    (
        names,
        title,
        known,
        born,
        prop::collection::vec(0..5_u8, 0..5),
        any::<bool>(),
        number,
        joined,
        roles,
        (any::<bool>(), any::<bool>()),
    )
        .prop_map(|(given, title, known_as, born, points, at_bradford, number, joined, roles, flags)| {
            Side {
                given,
                title,
                known_as,
                born,
                points,
                at_bradford,
                number,
                joined,
                roles,
                account: flags.0,
                trained: flags.1,
            }
        })
}

fn enrolment(side: &Side, story: &Story) -> Enrolment {
    let at = if side.at_bradford { &story.bradford } else { &story.leeds };
    let mut made = testing::member(side.given, "Kowalczyk", at);
    made.name.title = side.title.map(str::to_owned);
    made.name.known_as = side.known_as.map(str::to_owned);
    made.date_of_birth = side.born;
    made.number = side.number.map(str::to_owned);
    made.joined_on = side.joined;
    made.contact_points = side.points.iter().map(|n| point(*n)).collect();
    made.wishes = vec![Consent {
        channel: contact_point::Kind::Email,
        given: side.trained,
        source: "form".into(),
        recorded_on: date(2020, 1, 1),
    }];
    made
}

fn point(n: u8) -> ContactPoint {
    match n {
        0 => ContactPoint::email("zuzanna@post.example").preferred(),
        1 => ContactPoint::email("Zuzanna@Post.example"),
        2 => ContactPoint::phone("0113 496 0001"),
        3 => ContactPoint::post("12 Mill Lane", "Leeds", None, "LS6 2AB").preferred(),
        _ => ContactPoint::post("14 Mill Lane", "Leeds", None, "LS6 2AB"),
    }
}

/// Two people as described, with roles, training and accounts.
async fn two(db: &Db, story: &Story, sides: [Side; 2], round: usize) -> [PersonId; 2] {
    let made = testing::enrol(db, sides.iter().map(|s| enrolment(s, story)).collect()).await;
    let people = [made[0].person, made[1].person];
    let story = story.clone();
    db.write(move |tx| -> Result<(), testing::StoryError> {
        let stamp = testing::stamp(&testing::clock());
        for (n, (person, side)) in people.into_iter().zip(&sides).enumerate() {
            for (leeds, year) in &side.roles {
                let at = if *leeds { &story.leeds } else { &story.bradford };
                let start = date(*year, 1, 1);
                appointment::start(tx, &stamp, person, "finance", at.id, start, appointment::Ending::Open)
                    .ok();
            }
            if side.trained {
                let proof =
                    attainment::Proof { obtained_on: date(2024, 1, 5), expires_on: None, pending: false };
                attainment::record(tx, &stamp, person, crate::role::DATA_PROTECTION, proof, "course")?;
            }
            if side.account {
                crate::account::open(tx, &stamp, person, &format!("z{round}-{n}@home.example"), &[])?;
            }
        }
        Ok(())
    })
    .await
    .expect("two people can be made");
    people
}

#[tokio::test]
async fn a_merge_that_is_undone_leaves_everything_as_it_was() {
    for_each_engine("merge and undo", |db| async move {
        let story = testing::story(&db).await;
        let mut runner = TestRunner::deterministic();
        let cases = (side(), side(), any::<bool>(), prop::collection::vec(0..7_usize, 0..3));
        for round in 0..24 {
            let (one, other, winners, picked) = cases.new_tree(&mut runner).unwrap().current();
            let said = format!("{one:?} {other:?} {winners} {picked:?}");
            let [winner, loser] = two(&db, &story, [one, other], round).await;
            let before = everything(&db).await;
            let fields = [
                "title",
                "given_name",
                "family_name",
                "known_as",
                "date_of_birth",
                "language",
                "deceased_on",
            ];
            let wish = Wish {
                of_loser: picked.iter().map(|n| fields[*n].to_owned()).collect(),
                keep: Some(if winners { Keep::Winners } else { Keep::Losers }),
            };
            let id = merged(&db, story.gareth, winner, loser, wish).await.unwrap();
            assert_eq!(count(&db, "SELECT count(*) FROM person WHERE id = ?1", loser).await, 0);
            assert_ne!(everything(&db).await, before);
            assert_eq!(undone(&db, story.gareth, id).await.unwrap(), [], "{said}");
            let after = everything(&db).await;
            for (table, rows) in &before {
                assert_eq!(&after[table], rows, "{table} after {said}");
            }
            let chain = db.read(crate::journal::verify).await;
            assert!(chain.is_ok(), "{chain:?}");
        }
    })
    .await;
}
