//! The list against a slow and obvious reading of the same entries, on both engines, and what people meet at its pages.

mod merge;
mod pages;

use super::*;
use crate::access::{self, ManageContacts};
use crate::appointment;
use crate::contact_entry::{Mark, Subject};
use crate::person::{Name, PersonId};
use crate::record;
use crate::role::{self, Capability, NewRole, Scope};
use crate::testing::{self, TODAY};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use store::{Db, Tx};
use web::list::{Count, Direction, ListQuery};

/// Everybody of the story, and forty members of all kinds.
async fn peopled(db: &Db) -> testing::Story {
    let story = testing::story(db).await;
    let given = ["Anna", "Łucja", "Bob", "Zoë"];
    let family = ["Smith", "Morris", "Żak", "Annand"];
    let mut new = Vec::new();
    for i in 0..40 {
        let at = if i % 3 == 0 { &story.bradford } else { &story.leeds };
        let mut one = testing::member(given[i % 4], &format!("{} {i}", family[(i / 4) % 4]), at);
        if i % 5 == 0 {
            one.contact_points.clear();
        }
        if i % 7 == 0 {
            one.category = "Joint".into();
        }
        new.push(one);
    }
    testing::enrol(db, new).await;
    let (list, gareth) = ([9_u8; 16], story.gareth);
    db.write(move |tx| {
        tx.run(
            "INSERT INTO saved_list (id, person_id, name, shared, created_at) VALUES (?1, ?2, 'Campaign', FALSE, 0)",
            &[&list, &gareth],
        )?;
        tx.run(
            "INSERT INTO saved_list_entry (id, list_id, subject_id, is_person, act_id)
             SELECT id, ?1, id, TRUE, ?1 FROM person WHERE given_name IN ('Anna', 'Bob')",
            &[&list],
        )
    })
    .await
    .expect("a saved list");
    renew_all(db).await;
    story
}

pub(super) async fn renew_all(db: &Db) {
    let now = testing::clock().now();
    while db.write(move |tx| contact_entry::renew(tx, now, TODAY)).await.expect("entries can be made") > 0 {}
}

fn leaf() -> impl Strategy<Value = Expr> {
    let marks = prop_oneof![
        Just(Mark::Person),
        Just(Mark::Organisation),
        Just(Mark::HasEmail(true)),
        Just(Mark::HasEmail(false)),
        Just(Mark::Category("Joint".into())),
        Just(Mark::Membership("current".into())),
        Just(Mark::Membership("none".into())),
        Just(Mark::Access("active".into())),
        Just(Mark::Holds("group-coordinator".into())),
        Just(Mark::Place(1)),
        Just(Mark::Home(3)),
        Just(Mark::Letter('S')),
        Just(Mark::Letter('#')),
        Just(Mark::Deceased),
        Just(Mark::Kept([9; 16])),
    ];
    let says =
        prop_oneof![Just("ann"), Just("smith"), Just("lucja"), Just("zo mor"), Just("nobody"), Just("")];
    let since = prop_oneof![Just(0_i64), Just(i64::MAX / 2)];
    prop_oneof![
        4 => marks.prop_map(Expr::Bears),
        2 => says.prop_map(|s| Expr::Says(s.to_owned())),
        1 => since.prop_map(|s| Expr::ChangedSince(Timestamp::from_microsecond(s.min(200_000_000_000_000_000)).expect("a time"))),
    ]
}

fn tree() -> impl Strategy<Value = Expr> {
    leaf().prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::All),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Expr::Any),
            inner.prop_map(Expr::not),
        ]
    })
}

type Held = Vec<(Vec<u8>, String, Timestamp)>;

fn held(tx: &mut Tx<'_>, sort: Sort) -> Held {
    let way = if sort.direction == Direction::Up { "" } else { " DESC" };
    let order: Vec<String> = sort.by.columns().iter().map(|c| format!("{c}{way}")).collect();
    let sql =
        format!("SELECT subject_id, terms, changed_at FROM contact_entry ORDER BY {}", order.join(", "));
    tx.all(&sql, &[]).expect("entries")
}

fn agrees(tx: &mut Tx<'_>, expr: &Expr, sort: Sort, rows: usize) -> Result<(), TestCaseError> {
    let wanted: Vec<Vec<u8>> = held(tx, sort)
        .into_iter()
        .filter(|(_, terms, at)| expr.holds(terms, *at))
        .map(|(id, ..)| id)
        .collect();
    let (mut found, mut asked) = (Vec::new(), Asked::first(rows));
    for _ in 0..200 {
        let page = list(tx, expr, sort, &asked).expect("a page");
        if let Count::Exactly(count) = page.count {
            prop_assert_eq!(count, wanted.len() as u64, "count");
        }
        found.extend(page.rows.iter().map(|r| r.subject.bytes().to_vec()));
        asked.from = page.after;
        if asked.from.is_none() {
            break;
        }
    }
    prop_assert_eq!(&found, &wanted);
    let mut clause = crate::access::Clause::all();
    sql::narrow(&mut clause, tx.engine(), expr);
    let sql = format!("SELECT count(*) FROM contact_entry WHERE {}", clause.sql);
    let (count,): (i64,) = tx.one(&sql, &clause.params()).expect("a count");
    prop_assert_eq!(count, wanted.len() as i64, "a selection takes the same");
    Ok(())
}

/// Somebody who looks after the contacts of one nation, and of what is below it.
async fn regional_keeper(db: &Db, story: &testing::Story) -> PersonId {
    let (stamp, nation) = (testing::stamp(&testing::clock()), story.organisations[1].clone());
    db.write(move |tx| {
        let role = NewRole {
            key: "regional-keeper",
            title: "Regional keeper",
            needs_mailbox: false,
            kinds: &["nation"],
            grants: &[(Capability::ContactsManage, Scope::Below)],
            requires: &[],
            second_factor: role::SecondFactor::Optional,
        };
        role::record_role(tx, &role)?;
        let trained = Some(date(2027, 1, 1));
        testing::volunteer(
            tx,
            &stamp,
            Name::new("Nia", "Rees"),
            "nia@home.example",
            role.key,
            &nation,
            trained,
        )
    })
    .await
    .expect("a keeper")
}

#[tokio::test]
async fn a_list_and_a_record_agree_on_whom_a_right_reaches() {
    store::testing::for_each_engine("contacts_reach", |db| async move {
        let story = peopled(&db).await;
        let (stamp, marek) = (testing::stamp(&testing::clock()), story.marek);
        // Who served once and no longer is reached by both, or by neither.
        db.write(move |tx| {
            let (id,) = tx.one("SELECT id FROM appointment WHERE person_id = ?1", &[&marek])?;
            appointment::end(tx, &stamp, id, TODAY.yesterday().expect("a day"))
        })
        .await
        .expect("an appointment can be ended");
        let nia = regional_keeper(&db, &story).await;
        renew_all(&db).await;
        db.read(move |tx| {
            let actor = access::actor(tx, nia, TODAY)?.expect("an account");
            let right = access::right_anywhere::<ManageContacts>(tx, &actor).expect("manages contacts");
            let expr = reached(tx, &right)?;
            let (mut inside, mut outside) = (0, 0);
            for (id, terms, at) in held(tx, Sort::default()) {
                let id: [u8; 16] = id.try_into().expect("an id");
                let person = tx.maybe::<(i64,)>("SELECT 1 FROM person WHERE id = ?1", &[&id])?.is_some();
                let subject =
                    Subject::of(if person { "person" } else { "organisation" }, id).expect("a contact");
                let listed = expr.holds(&terms, at);
                assert_eq!(record::reaches(tx, &right, subject)?, listed, "{subject:?}");
                if listed { inside += 1 } else { outside += 1 }
            }
            assert!(inside > 10 && outside > 2, "{inside} within reach, {outside} without");
            // An organisation out of reach is named no more than one that is not there.
            let zone = jiff::tz::TimeZone::UTC;
            for (name, wrong) in [("Leeds", 0), ("Cardiff", 1), ("Nowhere", 1)] {
                let query = ListQuery::parse(&LIST, "/contacts", &format!("within={name}"));
                assert_eq!(typed(tx, &right, &query, &zone)?.wrong.len(), wrong, "{name}");
            }
            assert!(matches!(
                access::right_over_all::<ManageContacts>(tx, &actor),
                Err(access::Denied::Refused(_))
            ));
            Ok::<_, StoreError>(())
        })
        .await
        .expect("they agree");
    })
    .await;
}

#[tokio::test]
async fn any_filters_find_what_they_mean_page_by_page_in_any_order() {
    store::testing::for_each_engine("contacts_filters", |db| async move {
        peopled(&db).await;
        db.read(|tx| {
            let cases = (tree(), prop::sample::select(SortBy::ALL.to_vec()), any::<bool>(), 1_usize..12);
            let tx = std::cell::RefCell::new(tx);
            let ran = TestRunner::new(Config { cases: 150, ..Config::default() }).run(
                &cases,
                |(expr, by, up, rows)| {
                    let direction = if up { Direction::Up } else { Direction::Down };
                    agrees(&mut tx.borrow_mut(), &expr, Sort { by, direction }, rows)
                },
            );
            ran.map_err(|e| store::StoreError::File(e.to_string()))
        })
        .await
        .expect("they agree");
    })
    .await;
}

#[tokio::test]
async fn whoever_asks_for_what_a_list_is_sorted_by_begins_there() {
    store::testing::for_each_engine("contacts_stretch", |db| async move {
        peopled(&db).await;
        db.read(|tx| {
            let filters = [
                (SortBy::Name, Mark::Letter('M')),
                (SortBy::Name, Mark::Letter('Z')),
                (SortBy::Kind, Mark::Person),
                (SortBy::Membership, Mark::Membership("none".into())),
                (SortBy::Access, Mark::Access("active".into())),
                (SortBy::Email, Mark::HasEmail(true)),
            ];
            for (by, mark) in filters {
                for direction in [Direction::Up, Direction::Down] {
                    let expr = Expr::everything().and(Expr::Bears(mark.clone()));
                    let page = list(tx, &expr, Sort { by, direction }, &Asked::first(3))?;
                    assert!(!page.rows.is_empty(), "{mark:?} by {by:?}");
                }
            }
            Ok::<_, StoreError>(())
        })
        .await
        .expect("pages");
    })
    .await;
}
