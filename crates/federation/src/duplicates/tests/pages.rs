//! Gareth works through the list; Rhian, who does not manage contacts, does not get there.

use super::super::*;
use crate::membership::{Enrolled, Enrolment};
use crate::testing::{self, Browser, Portal, enrol, member, portal};
use axum::http::StatusCode;
use jiff::civil::date;
use store::testing::for_each_engine;

async fn with(
    db: &store::Db,
    make: impl FnOnce(&crate::organisation::Organisation) -> Vec<Enrolment>,
) -> (Portal, Vec<Enrolled>) {
    let portal = portal(db).await;
    let ids = enrol(db, make(&portal.story.leeds)).await;
    run(db, &testing::stamp(&testing::clock())).await.unwrap();
    (portal, ids)
}

fn slipped(at: &crate::organisation::Organisation) -> Vec<Enrolment> {
    let first = member("Zuzanna", "Kowalczyk", at);
    let mut again = member("Zuzana", "Kowalczyk", at);
    again.contact_points.clone_from(&first.contact_points);
    vec![first, again]
}

fn link<'a>(body: &'a str, start: &str) -> &'a str {
    let at = body.find(&format!("\"{start}")).unwrap_or_else(|| panic!("{start} in {body}"));
    body[at + 1..].split('"').next().unwrap()
}

/// The address of the only pair in the list.
async fn only_pair(gareth: &mut Browser) -> String {
    let list = gareth.get("/contacts/duplicates").await;
    let at = list.body.find("/contacts/duplicates/0").expect("a pair waits");
    list.body[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn gareth_merges_two_and_takes_it_back() {
    for_each_engine("merge by page", |db| async move {
        let (portal, ids) = with(&db, slipped).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let list = gareth.get("/contacts/duplicates").await;
        assert!(list.says("Same e-mail address") && list.says("Kowalczyk, Zuzanna"), "{}", list.body);
        let pair = only_pair(&mut gareth).await;
        let page = gareth.get(&pair).await;
        assert!(page.says("Given names differ by a slip of the pen") && page.says("Merge the two"));
        let form = [("stays", "one"), ("field-given_name", "loser")];
        let done = gareth.post(&format!("{pair}/merge"), &form).await;
        let notice = done.location.expect("on to the notice");
        let page = gareth.get(&notice).await;
        assert!(page.says("one record now: Kowalczyk, Zuzana"), "{}", page.body);
        assert!(gareth.get("/contacts/duplicates").await.says("No pairs wait here"));
        let [winner, loser] =
            [0, 1].map(|n: usize| format!("/organisations/leeds/members/{}", ids[n].person));
        assert_eq!(gareth.get(&loser).await.location, Some(winner), "the old address leads on");
        let action = link(&page.body, "/contacts/duplicates/merges/").to_owned();
        gareth.post(&action, &[]).await;
        assert!(gareth.get(&notice).await.says("Everything is as it was"));
        run(&db, &testing::stamp(&testing::clock())).await.unwrap();
        assert_eq!(only_pair(&mut gareth).await, pair);
        let first = ids[0].person;
        let name = db
            .read(move |tx| tx.one::<(String,)>("SELECT given_name FROM person WHERE id = ?1", &[&first]))
            .await
            .unwrap();
        assert_eq!(name.0, "Zuzanna");
    })
    .await;
}

#[tokio::test]
async fn not_the_same_leaves_the_list_and_can_be_put_back() {
    for_each_engine("different by page", |db| async move {
        let (portal, _) = with(&db, slipped).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let pair = only_pair(&mut gareth).await;
        gareth.get(&pair).await;
        gareth.post(&format!("{pair}/difference"), &[]).await;
        let list = gareth.get("/contacts/duplicates").await;
        assert!(list.says("they are not the same") && list.says("No pairs wait here"));
        let again = gareth.get(&pair).await;
        assert!(again.says("Somebody has decided about these two"));
        let late = gareth.post(&format!("{pair}/merge"), &[("stays", "one")]).await;
        assert_eq!(late.location.as_deref(), Some("/contacts/duplicates"));
        assert!(gareth.get("/contacts/duplicates?state=different").await.says("Kowalczyk"));
        gareth.get(&pair).await;
        gareth.post(&format!("{pair}/reopening"), &[]).await;
        assert_eq!(only_pair(&mut gareth).await, pair);
    })
    .await;
}

#[tokio::test]
async fn who_may_do_more_is_not_merged_and_the_page_says_why() {
    for_each_engine("refused by page", |db| async move {
        let portal = portal(&db).await;
        let mut double = member("Rhian", "Morgan", &portal.story.leeds);
        double.contact_points[0] = crate::contact_point::ContactPoint::email("rhian@home.example");
        let rhian = portal.story.rhian;
        enrol(&db, vec![double]).await;
        let stamp = testing::stamp(&testing::clock());
        db.write({
            let stamp = stamp.clone();
            move |tx| {
                let points = [crate::contact_point::ContactPoint::email("rhian@home.example")];
                crate::membership::record_contact_points(tx, &stamp, rhian, &points)?;
                tx.run("UPDATE person SET date_of_birth = '1951-02-03' WHERE id = ?1", &[&rhian]).map(drop)
            }
        })
        .await
        .unwrap();
        run(&db, &stamp).await.unwrap();
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let pair = only_pair(&mut gareth).await;
        gareth.get(&pair).await;
        let refused = gareth.post(&format!("{pair}/merge"), &[("stays", "one")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.says("may not do yourself"), "{}", refused.body);
        let mut herself = portal.signed_in("rhian@home.example").await;
        assert_ne!(herself.get("/contacts/duplicates").await.status, StatusCode::OK);
        assert_ne!(herself.get(&pair).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn twins_in_every_letter_are_merged_in_bulk_after_a_dry_run_and_the_dead_are_left() {
    for_each_engine("bulk merge", |db| async move {
        let (portal, ids) = with(&db, |leeds| {
            let mut died = member("Imran", "Hussain", leeds);
            died.deceased_on = Some(date(2025, 3, 1));
            let twin = || member("Zuzanna", "Kowalczyk", leeds);
            vec![twin(), twin(), member("Imran", "Hussain", leeds), died]
        })
        .await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let dry = gareth.get("/contacts/duplicates/safe").await;
        assert!(dry.says("One pair is of this kind") && dry.says("One has died: 1"), "{}", dry.body);
        let frozen = gareth.post("/contacts/duplicates/safe", &[]).await.location.expect("on to the check");
        let check = gareth.get(&frozen).await;
        assert!(check.says("One pair will be merged") && check.says("Merge one pair"));
        gareth.post(&frozen, &[]).await;
        assert!(gareth.get("/contacts/duplicates").await.says("Merged: 1."));
        let left = db
            .read(|tx| tx.one::<(i64,)>("SELECT count(*) FROM person WHERE family_name = 'Hussain'", &[]))
            .await;
        assert_eq!(left.unwrap().0, 2);
        let gone = ids[1].person;
        let still =
            db.read(move |tx| tx.one::<(i64,)>("SELECT count(*) FROM person WHERE id = ?1", &[&gone])).await;
        assert_eq!(still.unwrap().0, 0);
    })
    .await;
}

#[tokio::test]
async fn the_list_pages_by_what_was_seen_last_and_filters_by_strength() {
    for_each_engine("pairs by pages", |db| async move {
        let (portal, _) = with(&db, |leeds| {
            let names =
                ["Anna", "Berta", "Carla", "Dora", "Edith", "Frida", "Greta", "Hanna", "Irma", "Jutta"];
            let families = ["Kowalczyk", "Hussain", "Pritchard"];
            let mut all = Vec::new();
            for (n, given) in names.iter().enumerate() {
                for (m, family) in families.iter().enumerate() {
                    let mut made = member(given, family, leeds);
                    made.date_of_birth =
                        Some(date(1931 + 7 * n as i16 + 12 * m as i16, 1 + 4 * m as i8, 3 + 2 * n as i8));
                    all.extend([made.clone(), made]);
                }
            }
            all
        })
        .await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let first = gareth.get("/contacts/duplicates?size=25").await;
        assert!(first.says("1 to 25 of 30"), "{}", first.body);
        let next = first
            .body
            .split("href=\"")
            .find(|l| l.starts_with("/contacts/duplicates?") && l.contains("after"));
        let next = next.expect("a next page").split('"').next().unwrap().replace("&amp;", "&");
        assert!(gareth.get(&next).await.says("26 to 30 of 30"));
        assert!(!gareth.get("/contacts/duplicates?strength=possible").await.says("Kowalczyk, Anna"));
        assert!(gareth.get("/contacts/duplicates?kind=organisation").await.status == StatusCode::OK);
    })
    .await;
}
