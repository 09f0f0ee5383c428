//! Owen is the clerk of Penbryn until 5 December 2026; Tomos follows him on the 6th.

use super::*;
use crate::appointment::{self, AppointmentId, Ending};
use crate::contact_point::ContactPoint;
use crate::nomination::{self, succession};
use crate::organisation::OrganisationId;
use crate::person::{self, Name, PersonId};
use crate::testing::{Answered, PASSWORD};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use store::Db;
use store::testing::for_each_engine;

const FIRST: Date = date(2026, 12, 6);
const PENBRYN: &str = "/organisation/penbryn-community-council";

/// Somebody with an address takes up the clerk's role of a council on a day.
async fn begins(
    portal: &Portal,
    (given, address): (&'static str, &'static str),
    at: OrganisationId,
    on: Date,
) -> PersonId {
    let stamp = crate::testing::stamp(&portal.clock);
    let made = portal.app.db.write(move |tx| {
        let person = person::record(tx, &stamp, &Name::new(given, "Vaughan"))?;
        let email = Some(ContactPoint::email(address)).filter(|_| !address.is_empty());
        let points: Vec<ContactPoint> = email.into_iter().collect();
        crate::membership::record_contact_points(tx, &stamp, person, &points)?;
        appointment::start(tx, &stamp, person, "clerk", at, on, Ending::Open)?;
        Ok::<_, crate::testing::StoryError>(person)
    });
    made.await.expect("an appointment")
}

/// Owen signs in with a password since long.
async fn owen_has_access(portal: &Portal, county: &County) {
    let (stamp, owen) = (crate::testing::stamp(&portal.clock), county.clerks["Owen"]);
    let made = portal.app.db.write(move |tx| {
        account::open(tx, &stamp, owen, "owen@home.example", &[])?;
        tx.run(
            "UPDATE account SET state = 'active', password_hash = (SELECT max(password_hash) FROM account) WHERE person_id = ?1",
            &[&owen],
        )?;
        Ok::<_, crate::testing::StoryError>(())
    });
    made.await.expect("an account");
}

/// A quarter past midnight of a day, and what is due then.
async fn on(portal: &Portal, day: Date) {
    let then = day.at(0, 15, 0, 0).to_zoned(portal.app.zone.clone()).unwrap().timestamp();
    portal.clock.advance(then.duration_since(portal.clock.now()));
    portal.work().await;
}

/// Whether somebody who signs in finds the organisation; nobody is led in who holds nothing.
async fn opens(portal: &Portal, address: &str, path: &str) -> bool {
    let mut browser = portal.browser();
    browser.sign_in(address, PASSWORD).await;
    browser.get(path).await.status.is_success()
}

fn batch_in(answered: &Answered) -> BatchId {
    let path = answered.location.as_deref().unwrap_or_else(|| panic!("{}", answered.body));
    path.strip_prefix("/rollouts/batches/").and_then(|id| id.parse().ok()).expect("a batch")
}

async fn one<T: store::FromRow + Send + 'static>(db: &Db, sql: &'static str) -> T {
    db.read(move |tx| tx.one::<T>(sql, &[])).await.map_err(|e: StoreError| e).unwrap()
}

const BEGINS: &str = "One person begins in a role that brings access and was not invited.";

#[tokio::test]
async fn the_role_of_owen_goes_to_tomos_on_the_day_and_carys_has_invited_him_with_one_press() {
    for_each_engine("handed over", |db| async move {
        let (portal, county) = county(&db).await;
        owen_has_access(&portal, &county).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        assert!(carys.get("/rollouts/starting").await.says("Nobody begins who was not invited"));
        begins(&portal, ("Tomos", "tomos@home.example"), county.councils["Penbryn"], FIRST).await;
        assert!(carys.get("/rollouts").await.says(BEGINS));
        let page = carys.get("/rollouts/starting").await;
        assert!(page.says("Tomos Vaughan: Clerk, Penbryn Community Council, from 6 December 2026"));
        assert!(page.says(BEGINS) && page.says("Nobody is invited automatically"), "{}", page.body);
        let tomos = page.field("who").expect("a box");
        let none = carys.post("/rollouts/starting", &[("batch", "")]).await;
        assert!(none.says("Tick at least one person"), "{}", none.body);
        let odd = carys.post("/rollouts/starting", &[("batch", "x"), ("who", &tomos)]).await;
        assert!(odd.says("This batch is not there any more"), "{}", odd.body);
        let made = carys.post("/rollouts/starting", &[("batch", ""), ("who", &tomos)]).await;
        let batch = batch_in(&made);
        assert!(
            carys.get(&format!("/rollouts/batches/{batch}")).await.says("One person stands in the batch")
        );
        let stood = rows(&portal, &county, batch).await;
        assert_eq!(stands(&stood, "Tomos"), ("blocked", "not-yet".into()), "he may not come before the day");
        assert_eq!(row(&stood, "Tomos").councils, "Penbryn Community Council");
        let page = carys.get("/rollouts/starting").await;
        assert!(page.says("In the batch Who begins: 22 November 2026"), "{}", page.body);
        assert!(page.says(BEGINS) && page.field("who").is_none(), "not invited yet, and not taken up twice");
        let again = carys.post("/rollouts/starting", &[("batch", ""), ("who", &tomos)]).await;
        assert!(again.says("were invited or put into a batch meanwhile"), "{}", again.body);

        on(&portal, date(2026, 12, 5)).await;
        assert!(opens(&portal, "owen@home.example", PENBRYN).await, "the last day is his");
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Tomos").0, "blocked");
        on(&portal, FIRST).await;
        assert!(!opens(&portal, "owen@home.example", PENBRYN).await, "by dates alone");
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Tomos"), ("draft", String::new()));
        assert!(links(&portal, "tomos@home.example").await.is_empty(), "nobody is invited by himself");
        assert_eq!(do_all(&portal, &county, batch, Act::Invite).await.done, 1);
        let link = links(&portal, "tomos@home.example").await.remove(0);
        let mut tomos = accept(&portal, &link).await;
        assert!(tomos.get(PENBRYN).await.status.is_success());
        let mut carys = portal.signed_in("carys@home.example").await;
        assert!(carys.get("/rollouts/starting").await.says("Nobody begins who was not invited"));
        tally_is_right(&portal, batch).await;
    })
    .await;
}

#[tokio::test]
async fn where_the_federation_says_so_tomos_is_invited_by_himself_on_his_first_day_and_once() {
    for_each_engine("by itself", |db| async move {
        let (portal, county) = county(&db).await;
        owen_has_access(&portal, &county).await;
        // She began before it was switched on: nobody catches up with her.
        begins(&portal, ("Eira", "eira@home.example"), county.councils["Borth"], date(2026, 11, 20)).await;
        begins(&portal, ("Tomos", "tomos@home.example"), county.councils["Penbryn"], FIRST).await;
        begins(&portal, ("Nia", ""), county.councils["Cwmann"], FIRST).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let page = carys.get("/rollouts/settings").await;
        assert!(page.says("Invite them automatically on their first day"), "{}", page.body);
        assert_eq!(page.body.matches("name=\"starters\"").count(), 1);
        let fields = [("days", "7, 21"), ("roles", "clerk"), ("starters", "yes")];
        assert!(carys.post("/rollouts/settings", &fields).await.location.is_some());
        assert!(carys.get("/rollouts/starting").await.says("They are invited automatically"));
        on(&portal, date(2026, 12, 5)).await;
        assert!(links(&portal, "tomos@home.example").await.is_empty());
        assert!(opens(&portal, "owen@home.example", PENBRYN).await);
        on(&portal, FIRST).await;
        for _ in 0..3 {
            portal.clock.advance(SignedDuration::from_hours(1));
            portal.work().await;
        }
        assert!(!opens(&portal, "owen@home.example", PENBRYN).await);
        let found = links(&portal, "tomos@home.example").await;
        assert_eq!(found.len(), 1, "once, however often the hour strikes");
        assert!(accept(&portal, &found[0]).await.get(PENBRYN).await.status.is_success());
        assert!(links(&portal, "eira@home.example").await.is_empty());
        assert_eq!(one::<(i64,)>(&db, "SELECT count(*) FROM rollout_batch").await.0, 1);
        let told = "SELECT count(*) FROM journal WHERE act = 'rollout.starters_invited'";
        assert_eq!(one::<(i64,)>(&db, told).await.0, 1);
        let mut carys = portal.signed_in("carys@home.example").await;
        let page = carys.get("/rollouts/starting").await;
        assert!(page.says("Nia Vaughan: Clerk, Cwmann") && page.says("Who begins: 6 December 2026"));
        assert!(page.says("Eira Vaughan") && !page.says("Tomos Vaughan"), "{}", page.body);
        assert!(carys.get("/journal").await.says("were invited automatically"));
    })
    .await;
}

#[tokio::test]
async fn without_the_right_of_whoever_switched_it_on_nobody_is_invited_and_the_page_says_so() {
    for_each_engine("by nobody", |db| async move {
        let (portal, county) = county(&db).await;
        begins(&portal, ("Tomos", "tomos@home.example"), county.councils["Penbryn"], FIRST).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        carys.get("/rollouts/settings").await;
        let fields = [("days", "7, 21"), ("roles", "clerk"), ("starters", "yes")];
        assert!(carys.post("/rollouts/settings", &fields).await.location.is_some());
        let carys = county.carys;
        let end = "UPDATE appointment SET ends_on = '2026-12-01' WHERE person_id = ?1";
        db.write(move |tx| tx.run(end, &[&carys])).await.unwrap();
        on(&portal, FIRST).await;
        assert!(links(&portal, "tomos@home.example").await.is_empty());
        let mut gareth = portal.signed_in("gareth@home.example").await;
        for page in ["/rollouts/starting", "/rollouts/settings"] {
            assert!(gareth.get(page).await.says("Nobody is invited automatically any more"), "{page}");
        }
        assert!(gareth.post("/rollouts/settings", &fields).await.location.is_some());
        portal.clock.advance(SignedDuration::from_hours(1));
        assert_eq!(links(&portal, "tomos@home.example").await.len(), 1, "now by Gareth's right");
    })
    .await;
}

#[tokio::test]
async fn they_are_added_to_a_batch_that_is_there_and_whoever_was_taken_out_is_not_asked_for_again() {
    for_each_engine("added", |db| async move {
        let (portal, county) = county(&db).await;
        let today = crate::testing::TODAY;
        begins(&portal, ("Eira", "eira@home.example"), county.councils["Borth"], today).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let batch = batch_of_all(&portal, &county).await;
        let page = carys.get("/rollouts/starting").await;
        assert!(page.says("Portal 2026: A-Y 0") && page.field("who").is_none(), "she stands in it already");
        begins(&portal, ("Tomos", "tomos@home.example"), county.councils["Ferwig"], today).await;
        begins(&portal, ("Nia", "nia@home.example"), county.councils["Ferwig"], today).await;
        let page = carys.get("/rollouts/starting").await;
        let ids = |page: &Answered| -> Vec<String> {
            let boxes = page.body.split('<').filter(|tag| tag.contains("name=\"who\""));
            boxes
                .filter_map(|tag| Some(tag.split("value=\"").nth(1)?.split('"').next()?.to_owned()))
                .collect()
        };
        let free = ids(&page);
        assert_eq!(free.len(), 2);
        let to = batch.to_string();
        let fields = [("batch", to.as_str()), ("who", &free[0]), ("who", &free[1])];
        assert_eq!(batch_in(&carys.post("/rollouts/starting", &fields).await), batch);
        let now = rows(&portal, &county, batch).await;
        assert_eq!((stands(&now, "Tomos").0, stands(&now, "Nia").0), ("draft", "draft"));
        tally_is_right(&portal, batch).await;
        let one = row(&now, "Nia").number();
        as_carys(&portal, &county, batch, move |tx, stamp, terms, _| remove(tx, stamp, terms, batch, &[one]))
            .await
            .unwrap();
        let page = carys.get("/rollouts/starting").await;
        assert!(page.says("Tomos Vaughan") && !page.says("Nia Vaughan"), "{}", page.body);
        let mut marek = portal.signed_in("marek@home.example").await;
        assert!(!marek.get("/rollouts/starting").await.status.is_success());
    })
    .await;
}

#[tokio::test]
async fn the_list_of_who_begins_says_what_the_rule_says() {
    for_each_engine("begins", |db| async move {
        let (portal, county) = county(&db).await;
        let (next, place) = (date(2026, 12, 1), county.councils["Ferwig"]);
        let ends = [(11, 28), (11, 29), (11, 30), (12, 1), (12, 5)].map(|(m, d)| Some(date(2026, m, d)));
        for (nth, end) in ends.into_iter().chain([None]).enumerate() {
            let stamp = crate::testing::stamp(&portal.clock);
            let (first, other) = (date(2026, 1, 1), county.councils["Borth"]);
            let told = db.write(move |tx| {
                let person = person::record(tx, &stamp, &Name::new(&format!("N{nth}"), "Vaughan"))?;
                let id = |n: u8| AppointmentId::from_bytes([n + 10 * nth as u8 + 1; 16]);
                let mut add = |n: u8, at: OrganisationId, from: Date, until: Option<Date>| {
                    tx.run(
                        "INSERT INTO appointment (id, person_id, role, organisation_id, starts_on, ends_on, created_at)
                         VALUES (?1, ?2, 'clerk', ?3, ?4, ?5, 0)",
                        &[&id(n), &person, &at, &from, &until],
                    )
                };
                add(0, place, first, end)?;
                add(1, place, next, None)?;
                // Another seat says nothing about this one.
                add(2, other, first, None)?;
                Ok::<_, crate::testing::StoryError>(person)
            });
            let person = told.await.unwrap();
            let span = |starts_on, ends_on| succession::Span { person, starts_on, ends_on };
            let spans = [span(first, end), span(next, None)];
            let listed = db.read(|tx| {
                nomination::starting(tx, crate::access::Clause::all(), crate::testing::TODAY, 100)
            });
            let is_listed = listed.await.unwrap().iter().any(|s| s.person == person);
            assert_eq!(is_listed, succession::begins(&spans, &spans[1]), "{end:?}");
        }
    })
    .await;
}
