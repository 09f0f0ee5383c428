use crate::account::{AccountState, session};
use crate::appointment::{self, AppointmentId};
use crate::testing::{self, PASSWORD, portal};
use axum::http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use store::StoreError;
use store::testing::for_each_engine;

const RHIAN: &str = "rhian@home.example";

#[tokio::test]
async fn rhian_signs_in_sees_her_account_and_signs_out() {
    for_each_engine("sign in", |db| async move {
        let portal = portal(&db).await;
        let mut rhian = portal.browser();
        let page = rhian.get("/account").await;
        assert_eq!(page.location.as_deref(), Some("/sign-in?back=%2Faccount"));
        let page = rhian.get("/sign-in?back=%2Faccount").await;
        assert!(
            page.body.contains("autocomplete=\"username webauthn\"")
                && page.body.contains("autocomplete=\"current-password\"")
        );
        let fields = [("address", " RHIAN@Home.Example "), ("password", PASSWORD), ("back", "/account")];
        assert_eq!(rhian.post("/sign-in", &fields).await.location.as_deref(), Some("/account"));
        let page = rhian.get("/account").await;
        assert!(
            page.says("Rhian Morgan") && page.says("Firefox on Linux") && page.says("now, on this device")
        );
        assert!(page.says("you stay signed in until 12.30pm"), "{}", page.body);
        assert_eq!(rhian.post("/sign-out", &[]).await.location.as_deref(), Some("/sign-in"));
        assert!(rhian.get("/sign-in").await.says("You are signed out."));
        assert!(rhian.get("/account").await.location.is_some());
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_which_of_the_two_was_wrong_and_each_try_costs_one_hash() {
    for_each_engine("mismatch", |db| async move {
        let portal = portal(&db).await;
        let mut seen = Vec::new();
        for (address, password) in [
            (RHIAN, "wrong password"),
            ("nobody@home.example", "wrong password"),
            ("nobody@home.example", PASSWORD),
        ] {
            let mut browser = portal.browser();
            let before = portal.app.hasher().computed();
            let page = browser.sign_in(address, password).await;
            assert_eq!(portal.app.hasher().computed(), before + 1, "{address}");
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.field("address").as_deref(), Some(address), "what was typed is kept");
            assert!(page.says("The e-mail address and the password do not match"));
            assert!(!page.body.contains(password));
            let varies = |line: &&str| !line.contains("name=\"csrf\"") && !line.contains(address);
            seen.push(page.body.lines().filter(varies).map(str::to_owned).collect::<Vec<_>>());
        }
        assert!(seen.iter().all(|page| *page == seen[0]), "the pages are the same");
    })
    .await;
}

#[tokio::test]
async fn the_token_changes_at_sign_in_and_a_session_lasts_while_it_is_used() {
    for_each_engine("session", |db| async move {
        let portal = portal(&db).await;
        let mut rhian = portal.signed_in(RHIAN).await;
        let mut copied = portal.browser().with_cookies_of(&rhian);
        rhian.get("/look").await;
        rhian.post("/sign-out", &[]).await;
        rhian.sign_in(RHIAN, PASSWORD).await;
        assert!(copied.get("/account").await.location.is_some(), "the old token opens nothing");
        for _ in 0..10 {
            portal.clock.advance(SignedDuration::from_mins(29));
            assert_eq!(rhian.get("/account/keep").await.status, StatusCode::NO_CONTENT);
        }
        portal.clock.advance(SignedDuration::from_mins(31));
        assert!(rhian.get("/account").await.location.is_some(), "idle for too long");
        rhian.sign_in(RHIAN, PASSWORD).await;
        for _ in 0..25 {
            portal.clock.advance(SignedDuration::from_mins(28));
            rhian.get("/account/keep").await;
        }
        portal.clock.advance(SignedDuration::from_mins(25));
        assert!(rhian.get("/account").await.location.is_some(), "twelve hours are the most");
    })
    .await;
}

#[tokio::test]
async fn reading_pages_writes_at_most_once_a_minute() {
    for_each_engine("last seen", |db| async move {
        let portal = portal(&db).await;
        let mut rhian = portal.signed_in(RHIAN).await;
        portal.clock.advance(SignedDuration::from_secs(59));
        rhian.get("/account").await;
        let seen = |db: &store::Db| {
            let db = db.clone();
            async move {
                let row: Result<(jiff::Timestamp,), StoreError> =
                    db.read(|tx| tx.one("SELECT last_seen_at FROM session", &[])).await;
                row.unwrap().0
            }
        };
        let begun = testing::clock().now();
        assert_eq!(seen(&db).await, begun);
        portal.clock.advance(SignedDuration::from_secs(1));
        rhian.get("/account").await;
        assert_eq!(seen(&db).await.duration_since(begun), SignedDuration::from_secs(60));
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_outlives_the_session_for_its_owner_only() {
    for_each_engine("kept form", |db| async move {
        let portal = portal(&db).await;
        let mut rhian = portal.signed_in(RHIAN).await;
        rhian.get("/account/language").await;
        portal.clock.advance(SignedDuration::from_mins(45));
        let page = rhian.post("/account/language", &[("language", "cy"), ("password", "of a file")]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.says("What you typed is kept"));
        assert!(!page.body.contains("of a file") && !page.body.contains("value=\"cy\""));
        let kept = page.field("kept").expect("a sealed form");
        let mut marek = portal.browser();
        marek.get("/sign-in").await;
        let other = marek
            .post("/sign-in", &[("address", "marek@home.example"), ("password", PASSWORD), ("kept", &kept)])
            .await;
        assert_eq!(other.location.as_deref(), Some("/"), "somebody else's form is dropped");
        let page =
            rhian.post("/sign-in", &[("address", RHIAN), ("password", PASSWORD), ("kept", &kept)]).await;
        assert!(page.says("You are signed in again") && page.body.contains("action=\"/account/language\""));
        assert_eq!(page.field("language").as_deref(), Some("cy"));
        assert_eq!(page.field("password"), None, "a password is typed again");
        assert_eq!(
            rhian.post("/account/language", &[("language", "cy")]).await.location.as_deref(),
            Some("/account")
        );
        assert!(rhian.get("/account").await.body.contains("<html lang=\"cy\""));
    })
    .await;
}

#[tokio::test]
async fn tries_from_elsewhere_never_lock_the_owner_out() {
    for_each_engine("tries", |db| async move {
        let portal = portal(&db).await;
        let mut rhian = portal.signed_in(RHIAN).await;
        rhian.post("/sign-out", &[]).await;
        for place in 0..15 {
            let mut thief = portal.browser().stranger(place);
            for guess in 0..5 {
                thief.sign_in(RHIAN, &format!("guess number {guess}")).await;
            }
        }
        let mut thief = portal.browser().stranger(77);
        let page = thief.sign_in(RHIAN, PASSWORD).await;
        assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "also the right password waits");
        assert!(page.says("You can try again at 12."), "{}", page.body);
        assert_eq!(
            rhian.sign_in(RHIAN, PASSWORD).await.location.as_deref(),
            Some("/"),
            "her own browser is known"
        );
    })
    .await;
}

#[tokio::test]
async fn after_five_wrong_tries_one_waits_and_then_may_try_again() {
    for_each_engine("wait", |db| async move {
        let portal = portal(&db).await;
        let mut marek = portal.browser();
        for _ in 0..5 {
            assert_eq!(marek.sign_in("marek@home.example", "wrong password").await.status, StatusCode::OK);
        }
        let before = portal.app.hasher().computed();
        assert_eq!(marek.sign_in("marek@home.example", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(portal.app.hasher().computed(), before, "a refused try costs nothing");
        portal.clock.advance(SignedDuration::from_secs(31));
        assert_eq!(marek.sign_in("marek@home.example", PASSWORD).await.location.as_deref(), Some("/"));
    })
    .await;
}

#[tokio::test]
async fn an_address_of_the_federation_itself_is_refused_with_the_reason() {
    for_each_engine("own domain", |db| async move {
        let portal = portal(&db).await;
        let before = portal.app.hasher().computed();
        let page = portal.browser().sign_in("rhian@leeds.tidewell.example", PASSWORD).await;
        assert!(page.says("Addresses at tidewell.example are the federation's own"));
        assert_eq!(portal.app.hasher().computed(), before);
    })
    .await;
}

#[tokio::test]
async fn when_the_last_role_ends_the_next_request_is_the_last() {
    for_each_engine("role ends", |db| async move {
        let portal = portal(&db).await;
        let mut marek = portal.signed_in("marek@home.example").await;
        let (person, stamp) = (portal.story.marek, testing::stamp(&portal.clock));
        db.write(move |tx| -> Result<(), StoreError> {
            let (id,): (AppointmentId,) =
                tx.one("SELECT id FROM appointment WHERE person_id = ?1", &[&person])?;
            appointment::end(tx, &stamp, id, date(2026, 11, 21)).expect("an appointment ends");
            Ok(())
        })
        .await
        .unwrap();
        assert!(marek.get("/account").await.location.is_some());
        let page = marek.sign_in("marek@home.example", PASSWORD).await;
        assert!(page.says("no role of yours is open today"));
        let wrong = marek.sign_in("marek@home.example", "wrong password").await;
        assert!(!wrong.says("no role of yours"), "only who knows the password is told");
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_not_active_opens_nothing() {
    for_each_engine("states", |db| async move {
        let portal = portal(&db).await;
        let person = portal.story.gareth;
        for state in [AccountState::Invited, AccountState::Suspended, AccountState::Closed] {
            db.write(move |tx| {
                tx.run("UPDATE account SET state = ?2 WHERE person_id = ?1", &[&person, &state.word()])
            })
            .await
            .unwrap();
            let page = portal.browser().sign_in("gareth@home.example", PASSWORD).await;
            assert!(page.says("You cannot sign in at the moment"), "{state:?}");
        }
        let live = db.read(move |tx| -> Result<i64, StoreError> {
            Ok(tx.one::<(i64,)>("SELECT count(*) FROM session", &[])?.0)
        });
        assert_eq!(live.await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_cookie_is_no_key_to_the_table_and_the_table_none_to_the_cookie() {
    for_each_engine("stored hash", |db| async move {
        let portal = portal(&db).await;
        let rhian = portal.signed_in(RHIAN).await;
        let (hash,): (Vec<u8>,) = db
            .read(|tx| -> Result<_, StoreError> { tx.one("SELECT token_hash FROM session", &[]) })
            .await
            .unwrap();
        assert_eq!(hash.len(), 32);
        assert!(rhian.has_cookie("session") && rhian.has_cookie("device"));
        let found = db
            .read(|tx| session::find(tx, &web::session::Token::random(), testing::clock().now()))
            .await
            .unwrap();
        assert!(matches!(found, session::Found::Unknown));
    })
    .await;
}
