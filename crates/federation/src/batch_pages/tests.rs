//! Carys's whole way: from the list of contacts to clerks who have signed in.

mod notice;
mod search;

use crate::testing::{self, Browser, County, Portal, county};
use axum::http::StatusCode;
use store::testing::for_each_engine;

/// Selects all councils in the list of contacts and makes a batch of them; its address.
async fn batch(carys: &mut Browser) -> String {
    carys.get("/contacts").await;
    carys.post("/contacts/selection", &[("pick", "all"), ("back", "/contacts?kind=community-council")]).await;
    let chosen = carys.post("/contacts/acts", &[("act", "grant")]).await;
    let address = chosen.location.expect("a page that makes a batch");
    let page = carys.get(&address).await;
    assert!(page.says("14 contacts are selected"), "{}", page.body);
    let missing = carys.post(&address, &[("rollout", "Portal 2026"), ("name", "")]).await;
    assert!(missing.says("Give the batch a name") && missing.says("value=\"Portal 2026\""));
    let pilot = page
        .body
        .split("name=\"tags\"")
        .nth(1)
        .and_then(|rest| rest.split("value=\"").nth(1))
        .and_then(|rest| rest.split('"').next())
        .expect("the tag pilot")
        .to_owned();
    let made = carys.post(&address, &[("rollout", "Portal 2026"), ("name", "A–Y"), ("tags", &pilot)]).await;
    made.location.unwrap_or_else(|| panic!("a batch: {}", made.body))
}

/// The address of somebody's row.
fn row(page: &testing::Answered, name: &str) -> String {
    let before = page.body.split(&format!(">{name}</a>")).next().expect("the row");
    let href = before.rsplit("href=\"").next().and_then(|h| h.split('"').next()).expect("its address");
    assert!(href.starts_with("/rollouts/rows/"), "{name} has a row: {href}");
    href.to_owned()
}

#[tokio::test]
async fn carys_selects_mends_invites_and_follows() {
    for_each_engine("batch pages", |db| async move {
        let (portal, county) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        let page = carys.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        for words in
            ["1 to 13 of 13", "Gwyn Ellis left on 31 March 2026", "First to try the portal", "Rees, Bethan"]
        {
            assert!(page.says(words), "{words}: {}", page.body);
        }
        assert!(carys.get(&format!("{address}?finding=twice")).await.says("Jones, Ffion"));
        assert!(!carys.get(&format!("{address}?state=draft")).await.says("Jones, Ffion"));
        let dewi = row(&page, "Lewis, Dewi");
        let wrong = carys.post(&format!("{dewi}/address"), &[("address", "dewi at home")]).await;
        assert!(wrong.says("value=\"dewi at home\"") && wrong.says("needs one @"), "{}", wrong.body);
        carys.post(&format!("{dewi}/address"), &[("address", "dewi@home.example")]).await;
        assert!(carys.get(&dewi).await.says("Ready"));
        let owen = row(&page, "Price, Owen");
        carys.get(&owen).await;
        carys.post(&format!("{owen}/mending"), &[("do", "anyway")]).await;
        let llanfair = row(&page, "Llanfair Community Council");
        let found = carys.get(&format!("{llanfair}?q=puw")).await;
        assert!(found.says("Puw, Huw") && found.says("Who is it?"), "{}", found.body);
        let missing = carys.post(&format!("{llanfair}/person"), &[]).await;
        assert!(missing.says("Choose the person"));
        let huw = county.clerks["Huw"].to_string();
        let chosen = carys.post(&format!("{llanfair}/person"), &[("person", &huw)]).await;
        assert_eq!(chosen.location.as_deref(), Some(llanfair.as_str()));
        // Huw served one council that is no member; Llanfair is one, so he is ready now.
        assert!(carys.get(&format!("{address}?state=draft")).await.says("Puw, Huw"));
        invite(&mut carys, &address, "4").await;
        portal.work().await;
        let funnel = carys.get(&address).await;
        assert!(funnel.says("4 have not opened the link"), "{}", funnel.body);
        let all = carys.get("/rollouts").await;
        assert!(all.says("Portal 2026") && all.says("Carys Bowen"));
        let one = all.body.split("href=\"/rollouts/of/").nth(1).and_then(|r| r.split('"').next()).unwrap();
        let one = carys.get(&format!("/rollouts/of/{one}")).await;
        assert!(one.says("Left out by a tag: 1") && one.says("Has access already: 1"), "{}", one.body);
        assert!(carys.get(&dewi).await.says("Invited"), "the way so far");
    })
    .await;
}

async fn invite(carys: &mut Browser, address: &str, count: &str) {
    let asked = carys.post(&format!("{address}/acts"), &[("act", "invite")]).await;
    let confirm = asked.location.expect("a page that asks for the number");
    let page = carys.get(&confirm).await;
    assert!(page.says(&format!("Type {count} to confirm")), "{}", page.body);
    let wrong = carys.post(&confirm, &[("count", "99")]).await;
    assert!(wrong.says("the number of people whom it concerns now"), "{}", wrong.body);
    let done = carys.post(&confirm, &[("count", count)]).await;
    assert_eq!(done.location.as_deref(), Some(address), "{}", done.body);
    let page = carys.get(address).await;
    assert!(page.says(&format!("Links for {count} are on their way")), "{}", page.body);
}

#[tokio::test]
async fn ticked_rows_alone_are_taken_out_or_invited() {
    for_each_engine("ticked rows", |db| async move {
        let (portal, _) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        let page = carys.get(&address).await;
        let elin = row(&page, "Jones, Elin").replace("/rollouts/rows/", "");
        let pick = [("tick", elin.as_str()), ("seen", elin.as_str()), ("back", address.as_str())];
        carys.post(&format!("{address}/selection"), &pick).await;
        assert!(carys.get(&address).await.says("Take those selected out of the batch (1)"));
        carys.post(&format!("{address}/acts"), &[("act", "remove")]).await;
        let after = carys.get(&address).await;
        assert!(after.says("One row was taken out of the batch"), "{}", after.body);
        assert!(carys.get(&format!("{address}?state=draft")).await.says("Jones, Ffion"));
        let ffion = row(&after, "Jones, Ffion").replace("/rollouts/rows/", "");
        let pick = [("tick", ffion.as_str()), ("seen", ffion.as_str()), ("back", address.as_str())];
        carys.post(&format!("{address}/selection"), &pick).await;
        invite(&mut carys, &address, "1").await;
        assert!(carys.get(&format!("{address}?state=queued")).await.says("Jones, Ffion"));
        assert!(
            carys.get(&format!("{address}?state=draft")).await.says("Rees, Bethan"),
            "not ticked, not invited"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_may_not_grant_access_finds_nothing_there() {
    for_each_engine("batch strangers", |db| async move {
        let (portal, county) = county(&db).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let address = batch(&mut carys).await;
        let one = row(&carys.get(&address).await, "Rees, Bethan");
        let mut rhian = portal.signed_in("rhian@home.example").await;
        for path in [address.as_str(), one.as_str(), "/rollouts", "/rollouts/settings"] {
            let page = rhian.get(path).await;
            assert!(
                matches!(page.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
                "{path}: {}",
                page.status
            );
            assert!(!page.says("Bethan"), "{path}");
        }
        for (path, fields) in [
            (format!("{address}/acts"), vec![("act", "invite")]),
            (format!("{one}/address"), vec![("address", "thief@home.example")]),
            (format!("{one}/acts"), vec![("act", "revoke")]),
        ] {
            let page = rhian.post(&path, &fields).await;
            assert!(
                matches!(page.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND),
                "{path}: {}",
                page.status
            );
        }
        nobody_was_written_to(&portal, &county).await;
    })
    .await;
}

async fn nobody_was_written_to(portal: &Portal, _: &County) {
    let count = portal.app.db.read(|tx| tx.one::<(i64,)>("SELECT count(*) FROM mail", &[]));
    assert_eq!(count.await.map_err(|e: store::StoreError| e).expect("a count").0, 0);
}
