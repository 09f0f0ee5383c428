//! Carys looks after those who have access.

use crate::account;
use crate::invitee::{self, Step};
use crate::testing::{Answered, county};
use axum::http::StatusCode;
use jiff::SignedDuration;
use store::StoreError;
use store::testing::for_each_engine;

fn id_of(page: &Answered, name: &str) -> String {
    let before = page.body.split(&format!(">{name}</a>")).next().expect("a row");
    before.rsplit("/contacts/people/").next().and_then(|r| r.split('"').next()).expect("an id").to_owned()
}

#[tokio::test]
async fn carys_finds_who_never_came_and_who_has_been_away_and_writes_again_or_takes_access_back() {
    for_each_engine("portal users", |db| async move {
        let (portal, county) = county(&db).await;
        let (stamp, dewi) = (portal.app.stamp(None, crate::acting::Door::Demo), county.clerks["Dewi"]);
        db.write(move |tx| {
            let email = crate::contact_point::ContactPoint::email("dewi@home.example");
            crate::membership::record_contact_points(tx, &stamp, dewi, &[email])?;
            account::open(tx, &stamp, dewi, "dewi@home.example", &[]).expect("an account");
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
        crate::testing::entries_made(&db).await;
        let mut sioned = portal.signed_in("sioned@home.example").await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let all = carys.get("/portal-users").await;
        assert_eq!(all.status, StatusCode::OK, "{}", all.body);
        assert!(
            all.says("Lewis, Dewi") && all.says("Hughes, Sioned") && !all.says("Rees, Bethan"),
            "{}",
            all.body
        );
        let never = carys.get("/portal-users?show=never").await;
        assert!(never.says("Lewis, Dewi") && !never.says("Hughes, Sioned"), "{}", never.body);
        assert!(carys.get("/portal-users?q=hugh").await.says("Hughes, Sioned"));
        assert!(carys.get("/portal-users?show=idle&days=soon").await.says("Enter a number of days"));
        for sort in ["name", "-name", "invited", "-invited", "signed", "-signed"] {
            let page = carys.get(&format!("/portal-users?sort={sort}")).await;
            assert!(page.says("Lewis, Dewi") && page.says("Hughes, Sioned"), "{sort}: {}", page.body);
        }
        let who = id_of(&never, "Lewis, Dewi");
        let pick = [("tick", who.as_str()), ("seen", who.as_str()), ("back", "/portal-users")];
        carys.post("/portal-users/selection", &pick).await;
        let asked = carys.post("/portal-users/acts", &[("act", "resend")]).await.location.expect("a page");
        carys.get(&asked).await;
        assert!(carys.post(&asked, &[("count", "7")]).await.says("Type 1, the number"));
        carys.post(&asked, &[("count", "1")]).await;
        assert!(carys.get("/portal-users").await.says("New links for 1 are on their way"));
        portal.work().await;
        let (mails,): (i64,) = db
            .read(move |tx| tx.one("SELECT count(*) FROM mail WHERE person_id = ?1", &[&dewi]))
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(mails, 1);
        let who = id_of(&all, "Hughes, Sioned");
        let pick = [("tick", who.as_str()), ("seen", who.as_str()), ("back", "/portal-users")];
        carys.post("/portal-users/selection", &pick).await;
        let asked = carys.post("/portal-users/acts", &[("act", "revoke")]).await.location.expect("a page");
        carys.get(&asked).await;
        carys.post(&asked, &[("count", "1")]).await;
        assert!(sioned.get("/account").await.location.is_some(), "Sioned is signed out at once");
        crate::testing::entries_made(&db).await;
        assert!(carys.get("/portal-users?state=closed").await.says("Hughes, Sioned"));
        portal.clock.advance(SignedDuration::from_hours(24 * 40));
        let mut carys = portal.signed_in("carys@home.example").await;
        let old = carys.get("/portal-users?show=invited&days=30").await;
        assert!(old.says("Lewis, Dewi") && !old.says("Hughes, Sioned"), "{}", old.body);
        let idle = carys.get("/portal-users?show=idle&days=30").await;
        assert!(!idle.says("Bowen, Carys"), "she has just signed in: {}", idle.body);
        let now = portal.clock.now();
        db.write(move |tx| invitee::of_people(tx, now, &[dewi], Step::Bounce).map(drop)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_access_from_themselves_or_from_whoever_may_do_more() {
    for_each_engine("portal users refused", |db| async move {
        let (portal, county) = county(&db).await;
        let (app, carys, gareth) = (portal.app.clone(), county.carys, portal.story.gareth);
        let done = db
            .write(move |tx| {
                let stamp = app.stamp(Some(carys), crate::acting::Door::Page);
                let actor = crate::access::actor(tx, carys, stamp.today)?.expect("Carys");
                let terms = crate::rollout::terms(tx, &app, &actor, None)?;
                crate::rollout::revoke(tx, &stamp, &terms, &[carys, gareth])
            })
            .await
            .unwrap();
        assert_eq!(done, 0, "Gareth reads members, which Carys may not");
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let page = rhian.get("/portal-users").await;
        assert!(matches!(page.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND));
    })
    .await;
}
