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
        use crate::rollout::{Came, YOURSELF};
        let left = [(carys, Came::Left(YOURSELF)), (gareth, Came::Left("beyond"))];
        assert_eq!(done, left, "Gareth reads members, which Carys may not");
        let mut rhian = portal.signed_in("rhian@home.example").await;
        let page = rhian.get("/portal-users").await;
        assert!(matches!(page.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND));
    })
    .await;
}

/// So many people of the county with a sign-in that waits; the addresses are nobody's.
async fn many_invited(
    db: &store::Db,
    portal: &crate::testing::Portal,
    council: crate::organisation::OrganisationId,
) {
    let stamp = portal.app.stamp(None, crate::acting::Door::Demo);
    db.write(move |tx| {
        for nth in 0..1_030 {
            let name = crate::person::Name::new(&format!("Clerk{nth:04}"), "Many");
            let person = crate::person::record(tx, &stamp, &name)?;
            let address = format!("many{nth}@home.example");
            let email = crate::contact_point::ContactPoint::email(&address);
            crate::membership::record_contact_points(tx, &stamp, person, &[email])?;
            let from = jiff::civil::date(2026, 1, 1);
            let open = crate::appointment::Ending::Open;
            crate::appointment::start(tx, &stamp, person, "clerk", council, from, open)
                .expect("an appointment");
            account::open(tx, &stamp, person, &address, &[]).expect("an account");
        }
        Ok::<_, StoreError>(())
    })
    .await
    .expect("many people");
    crate::testing::entries_made(db).await;
}

/// Selects all that match, and confirms the act with their number; answers where that led.
async fn act_on_all(carys: &mut crate::testing::Browser, act: &str, count: &str) -> Answered {
    let back = "/portal-users?q=many";
    carys.get(back).await;
    carys.post("/portal-users/selection", &[("pick", "all"), ("back", back)]).await;
    let asked = carys.post("/portal-users/acts", &[("act", act)]).await.location.expect("a page");
    let page = carys.get(&asked).await;
    assert!(page.says(&format!("Type {count} to confirm")), "{}", page.body);
    carys.post(&asked, &[("count", count)]).await
}

#[tokio::test]
async fn an_act_on_more_than_a_portion_goes_on_by_itself_and_is_found_again() {
    for_each_engine("portal users many", |db| async move {
        let (portal, county) = county(&db).await;
        many_invited(&db, &portal, county.councils["Aberarth"]).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let begun = act_on_all(&mut carys, "resend", "1030").await;
        let act = begun.location.expect("the page of the act");
        assert!(act.starts_with("/portal-users/acts/"), "{act}");
        let page = carys.get("/portal-users").await;
        assert!(page.says("Running now") && page.says("1000 of 1030") && page.says(&act), "{}", page.body);
        assert!(carys.get(&act).await.says("<progress"));
        portal.work().await;
        let page = carys.get("/portal-users").await;
        assert!(page.says("Done lately") && page.says("done for 1030 of 1030"), "{}", page.body);
        let (mails,): (i64,) = db
            .read(|tx| tx.one("SELECT count(*) FROM mail WHERE state = 'captured'", &[]))
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(mails, 1_030, "the mails of the second portion leave as well");
        act_on_all(&mut carys, "revoke", "1030").await;
        portal.work().await;
        let (closed, open): (i64, i64) = db
            .read(|tx| {
                tx.one(
                    "SELECT (SELECT count(*) FROM account WHERE state = 'closed'), (SELECT count(*) FROM invitation WHERE state = 'open')",
                    &[],
                )
            })
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!((closed, open), (1_030, 0));
    })
    .await;
}

#[tokio::test]
async fn the_rest_of_an_act_stays_as_it_is_when_the_right_was_lost_and_nobody_is_done_twice() {
    for_each_engine("portal users right lost", |db| async move {
        let (portal, county) = county(&db).await;
        many_invited(&db, &portal, county.councils["Aberarth"]).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let act = act_on_all(&mut carys, "revoke", "1030").await.location.expect("the page of the act");
        let sql = "UPDATE role_capability SET scope = 'own' WHERE role = 'county-officer' AND capability = 'access.grant'";
        db.write(move |tx| tx.run(sql, &[])).await.unwrap();
        portal.work().await;
        let closed = "SELECT count(*) FROM account WHERE state = 'closed'";
        let count = move |tx: &mut store::Tx<'_>| tx.one::<(i64,)>(closed, &[]);
        assert_eq!(db.read(count).await.unwrap().0, 1_000, "the first portion and no more");
        let back = "UPDATE role_capability SET scope = 'federation' WHERE role = 'county-officer' AND capability = 'access.grant'";
        db.write(move |tx| tx.run(back, &[])).await.unwrap();
        portal.work().await;
        assert_eq!(db.read(count).await.unwrap().0, 1_000, "it is over");
        let page = carys.get(&act).await;
        assert!(page.says("Whoever asked for it may no longer do it: 30"), "{}", page.body);
    })
    .await;
}
