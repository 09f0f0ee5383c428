//! A federation that wants one council each: Bethan Rees is clerk of Aberarth and of Borth.

use super::*;
use crate::access::CouncilsEach;
use crate::appointment::{self, Ending};
use crate::testing::Browser;
use axum::http::StatusCode;
use jiff::civil::date;
use store::testing::for_each_engine;

const ABERARTH: &str = "/organisation/aberarth-community-council";
const BORTH: &str = "/organisation/borth-community-council";

async fn said(portal: &Portal, county: &County, each: CouncilsEach) {
    let stamp = portal.app.stamp(Some(county.carys), Door::Page);
    let done = portal.app.db.write(move |tx| {
        let new = Settings { councils_each: each, ..Settings::default() };
        save(tx, &stamp, &new, &["clerk".to_owned()])
    });
    done.await.expect("it can be said");
}

/// Whether she meets the page of each of the two.
async fn opens(bethan: &mut Browser) -> (bool, bool) {
    let (aberarth, borth) = (bethan.get(ABERARTH).await, bethan.get(BORTH).await);
    for page in [&aberarth, &borth] {
        assert!([StatusCode::OK, StatusCode::NOT_FOUND].contains(&page.status), "{}", page.body);
    }
    (aberarth.status == StatusCode::OK, borth.status == StatusCode::OK)
}

/// Bethan, invited with a batch of all and signed in.
async fn came(portal: &Portal, county: &County, batch: BatchId) -> Browser {
    do_all(portal, county, batch, Act::Invite).await;
    let link = links(portal, "bethan@home.example").await.remove(0);
    accept(portal, &link).await
}

#[tokio::test]
async fn bethan_acts_for_the_council_she_has_served_longest_and_both_know_which_is_left_out() {
    for_each_engine("one council", |db| async move {
        let (portal, county) = county(&db).await;
        said(&portal, &county, CouncilsEach::One).await;
        let batch = batch_of_all(&portal, &county).await;
        let rows = rows(&portal, &county, batch).await;
        let hers = row(&rows, "Rees, Bethan").clone();
        assert_eq!(hers.councils, "Aberarth Community Council", "from the same day: the one recorded first");
        let listed: Vec<_> = rows.iter().filter(|r| r.standing.reason == "one-council").collect();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].councils, "Borth Community Council");
        let mut bethan = came(&portal, &county, batch).await;
        assert_eq!(opens(&mut bethan).await, (true, false));
        for page in [ABERARTH, "/account", "/acting-for"] {
            let page = bethan.get(page).await;
            assert!(page.says("You also serve Borth Community Council"), "{}", page.body);
        }
        let no = bethan.post("/acting-for", &[("organisation", "borth-community-council")]).await;
        assert!(no.says("Choose an organisation"), "{}", no.body);
        let mut carys = portal.signed_in("carys@home.example").await;
        let person = county.clerks["Bethan"];
        for page in [format!("/rollouts/rows/{}", hers.id), format!("/contacts/people/{person}")] {
            let page = carys.get(&page).await;
            assert!(page.says("Not for Borth Community Council"), "{}", page.body);
        }
        said(&portal, &county, CouncilsEach::All).await;
        assert_eq!(opens(&mut bethan).await, (true, true), "taken back, everything is as it was");
        assert!(!bethan.get("/account").await.says("You also serve"));
    })
    .await;
}

#[tokio::test]
async fn when_the_first_ends_the_next_counts_and_who_leads_the_county_keeps_it() {
    for_each_engine("next council", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch_of_all(&portal, &county).await;
        let mut bethan = came(&portal, &county, batch).await;
        assert_eq!(opens(&mut bethan).await, (true, true));
        said(&portal, &county, CouncilsEach::One).await;
        assert_eq!(opens(&mut bethan).await, (true, false), "from the moment it was said");
        let (stamp, person) = (portal.app.stamp(None, Door::Demo), county.clerks["Bethan"]);
        let (borth, carys) = (county.councils["Borth"], county.carys);
        db.write(move |tx| {
            tx.run(
                "UPDATE appointment SET starts_on = '2019-01-01' WHERE person_id = ?1 AND organisation_id = ?2",
                &[&person, &borth],
            )?;
            appointment::start(tx, &stamp, carys, "clerk", borth, date(2020, 1, 1), Ending::Open).map(drop)
        })
        .await
        .unwrap();
        assert_eq!(opens(&mut bethan).await, (false, true), "longest is Borth now");
        db.write(move |tx| {
            tx.run(
                "UPDATE appointment SET ends_on = '2026-11-21' WHERE person_id = ?1 AND organisation_id = ?2",
                &[&person, &borth],
            )
        })
        .await
        .unwrap();
        assert_eq!(opens(&mut bethan).await, (true, false));
        let mut officer = portal.signed_in("carys@home.example").await;
        assert_eq!(officer.get("/rollouts/settings").await.status, StatusCode::OK, "she can take it back");
    })
    .await;
}

#[tokio::test]
async fn the_council_that_counts_is_shown_even_when_another_was_selected() {
    for_each_engine("other council selected", |db| async move {
        let (portal, county) = county(&db).await;
        said(&portal, &county, CouncilsEach::One).await;
        let batch = batch_of(&portal, &county, vec![county.councils["Borth"]]).await.unwrap();
        let rows = rows(&portal, &county, batch).await;
        assert_eq!(row(&rows, "Rees, Bethan").councils, "Aberarth Community Council");
        assert_eq!(stands(&rows, "Borth"), ("excluded", "one-council".into()));
    })
    .await;
}
