use super::*;
use crate::contact::Subject;
use crate::contact_point::Kind;
use crate::record::{self, Change, Point};
use axum::http::StatusCode;
use store::testing::for_each_engine;

async fn invited(portal: &Portal, county: &County) -> (BatchId, String) {
    let batch = batch_of_all(portal, county).await;
    do_all(portal, county, batch, Act::Invite).await;
    (batch, links(portal, "bethan@home.example").await.remove(0))
}

#[tokio::test]
async fn a_scanner_that_opens_and_even_submits_gets_nothing_and_counts_for_nothing() {
    for_each_engine("scanner", |db| async move {
        let (portal, county) = county(&db).await;
        let (batch, link) = invited(&portal, &county).await;
        let mut scanner = portal.browser().stranger(9);
        for _ in 0..3 {
            assert_eq!(scanner.get(&link).await.status, StatusCode::OK);
        }
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Bethan").0, "sent", "looking is nothing");
        // Pressing every button it finds, with the token of the page but without a password.
        assert!(scanner.post(&link, &[]).await.says("Enter a password"));
        assert_ne!(stands(&rows(&portal, &county, batch).await, "Bethan").0, "accepted");
        // Without the token of a page nothing is even read.
        let mut bare = portal.browser().stranger(10);
        let refused = bare.post(&link, &[("new-password", CHOSEN)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert_eq!(
            stands(&rows(&portal, &county, batch).await, "Bethan").0,
            "opened",
            "perhaps by a program"
        );
        accept(&portal, &link).await;
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Bethan").0, "accepted");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_was_used_or_guessed_opens_nothing() {
    for_each_engine("replay", |db| async move {
        let (portal, county) = county(&db).await;
        let (_, link) = invited(&portal, &county).await;
        accept(&portal, &link).await;
        let mut thief = portal.browser().stranger(7);
        thief.get("/sign-in").await;
        let again = thief.post(&link, &[("new-password", "another harbour light")]).await;
        assert_eq!(again.status, StatusCode::GONE);
        let signed = portal.browser().sign_in("bethan@home.example", CHOSEN).await;
        assert_eq!(signed.location.as_deref(), Some("/"), "her password is hers");
        for guess in ["0".repeat(64), "f".repeat(64), link.replace("/invitation/", "").to_uppercase()] {
            let page = thief.get(&format!("/invitation/{guess}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn an_address_that_changes_midway_kills_the_link_that_lies_in_the_old_mailbox() {
    for_each_engine("address changed", |db| async move {
        let (portal, county) = county(&db).await;
        let (batch, link) = invited(&portal, &county).await;
        let (bethan, carys, app) = (county.clerks["Bethan"], county.carys, portal.app.clone());
        db.write(move |tx| {
            let stamp = app.stamp(Some(carys), Door::Page);
            let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
            let right = access::right_anywhere::<access::ManageContacts>(tx, &actor).expect("a right");
            let held = record::read(tx, Subject::Person(bethan))?.expect("Bethan");
            let (id, before) = held.points.iter().find(|(_, p)| p.kind == Kind::Email).cloned().expect("one");
            let after = Point { value: "new@home.example".into(), ..before.clone() };
            record::apply(
                tx,
                &stamp,
                &right,
                Subject::Person(bethan),
                &[Change::ChangePoint { id, before, after }],
            )
            .expect("changed");
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
        let mut old = portal.browser();
        assert_eq!(old.get(&link).await.status, StatusCode::NOT_FOUND);
        let tried = old.post(&link, &[("new-password", CHOSEN)]).await;
        assert!(tried.location.is_none(), "nobody comes in by it");
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Bethan"), ("revoked", "address".into()));
        assert_eq!(do_all(&portal, &county, batch, Act::Again).await.done, 1);
        assert_eq!(do_all(&portal, &county, batch, Act::Invite).await.done, 1);
        let new = links(&portal, "new@home.example").await.remove(0);
        accept(&portal, &new).await;
    })
    .await;
}

#[tokio::test]
async fn a_mail_whose_link_died_before_it_left_does_not_leave() {
    for_each_engine("withdrawn", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        do_all(&portal, &county, batch, Act::Invite).await;
        do_all(&portal, &county, batch, Act::Revoke).await;
        assert!(links(&portal, "bethan@home.example").await.is_empty());
        assert_eq!(stands(&rows(&portal, &county, batch).await, "Bethan"), ("revoked", "revoked".into()));
    })
    .await;
}

#[tokio::test]
async fn an_officer_who_loses_the_right_half_way_sends_nothing_more() {
    for_each_engine("right lost", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        let carys = county.carys;
        as_carys(&portal, &county, batch, move |tx, stamp, _, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            let act = confirm(tx, stamp, &right, batch, Act::Invite, &Chosen::All, 1)?;
            super::super::job::enqueue(tx, stamp, act)?;
            Ok(())
        })
        .await
        .unwrap();
        db.write(move |tx| {
            tx.run("UPDATE appointment SET ends_on = '2026-11-01' WHERE person_id = ?1", &[&carys])
        })
        .await
        .unwrap();
        assert!(links(&portal, "bethan@home.example").await.is_empty());
        let (act,): (i64,) = db
            .read(|tx| {
                tx.one("SELECT count(*) FROM rollout_act WHERE ended_at IS NOT NULL AND done = 0", &[])
            })
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(act, 1, "the act says that it did nothing");
    })
    .await;
}

#[tokio::test]
async fn another_number_than_the_one_shown_confirms_nothing() {
    for_each_engine("count", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        let done = as_carys(&portal, &county, batch, move |tx, stamp, _, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            confirm(tx, stamp, &right, batch, Act::Invite, &Chosen::All, 13).map(drop)
        });
        assert!(matches!(done.await, Err(RolloutError::CountIs(1))));
    })
    .await;
}
