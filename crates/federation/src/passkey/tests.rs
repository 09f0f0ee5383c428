use crate::account::{AccountState, Recipient};
use crate::passkey::PasskeyId;
use crate::testing::{Answered, Authenticator, Browser, PASSWORD, Portal, portal};
use axum::http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;
use store::StoreError;
use store::testing::for_each_engine;

const HOME: &str = "http://portal.example";
const RHIAN: &str = "rhian@home.example";

/// What a form of a passkey asks at first: the question and what goes back with the answer.
async fn question(browser: &mut Browser, action: &str) -> (Value, String) {
    let page = browser.post(&format!("{action}/beginning"), &[]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let json: Value = serde_json::from_str(&page.body).unwrap();
    (json["options"].clone(), json["sealed"].as_str().unwrap().to_owned())
}

async fn add(browser: &mut Browser, authenticator: &mut Authenticator) -> Answered {
    browser.get("/account/passkeys").await;
    let (options, sealed) = question(browser, "/account/passkeys").await;
    let answer = authenticator.make(&options);
    let fields =
        [("sealed", sealed.as_str()), ("answer", &answer), ("name", "Telephone"), ("back", "/account")];
    browser.post("/account/passkeys", &fields).await
}

async fn enter(browser: &mut Browser, authenticator: &mut Authenticator) -> Answered {
    browser.get("/sign-in").await;
    let (options, sealed) = question(browser, "/sign-in/passkey").await;
    let answer = authenticator.show(&options);
    browser.post("/sign-in/passkey", &[("sealed", &sealed), ("answer", &answer), ("back", "/account")]).await
}

fn refused(page: &Answered) -> bool {
    page.location.is_none() && page.says("This passkey does not open anything here")
}

/// Rhian, signed in, with a passkey on her telephone.
async fn rhian(portal: &Portal) -> (Browser, Authenticator) {
    let mut browser = portal.signed_in(RHIAN).await;
    let mut phone = Authenticator::new(HOME);
    let added = add(&mut browser, &mut phone).await;
    assert_eq!(added.location.as_deref(), Some("/account"), "{}", added.body);
    (browser, phone)
}

#[tokio::test]
async fn rhian_adds_a_passkey_and_signs_in_with_it_alone() {
    for_each_engine("passkey", |db| async move {
        let portal = portal(&db).await;
        let (mut laptop, mut phone) = rhian(&portal).await;
        let page = laptop.get("/account/passkeys").await;
        assert!(page.says("Telephone") && page.says("never"), "{}", page.body);
        let mut elsewhere = portal.browser().stranger(7);
        assert_eq!(enter(&mut elsewhere, &mut phone).await.location.as_deref(), Some("/account"));
        assert!(elsewhere.get("/account").await.says("Rhian Morgan"));
        assert!(laptop.get("/account/passkeys").await.says("22 November 2026 at 12pm"), "when it was used");
        assert_eq!(enter(&mut portal.browser(), &mut phone).await.location.as_deref(), Some("/account"));
        portal.work().await;
        let told: (i64, i64) = db
            .read(|tx| {
                tx.one(
                    "SELECT (SELECT count(*) FROM mail WHERE kind = 'sign-in-changed'),
                            (SELECT count(*) FROM journal WHERE act = 'passkey.added')",
                    &[],
                )
            })
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(told, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_passkey_is_renamed_and_removed_by_its_owner_and_nobody_else() {
    for_each_engine("passkey removed", |db| async move {
        let portal = portal(&db).await;
        let (mut laptop, mut phone) = rhian(&portal).await;
        let (id,): (PasskeyId,) =
            db.read(|tx| -> Result<_, StoreError> { tx.one("SELECT id FROM passkey", &[]) }).await.unwrap();
        let mut marek = portal.signed_in("marek@home.example").await;
        marek.get("/account/passkeys").await;
        for act in ["name", "ending"] {
            let page = marek.post(&format!("/account/passkeys/{id}/{act}"), &[("name", "Mine")]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND);
        }
        laptop.get("/account/passkeys").await;
        laptop.post(&format!("/account/passkeys/{id}/name"), &[("name", "Old telephone")]).await;
        assert!(laptop.get("/account/passkeys").await.says("Old telephone"));
        laptop.post(&format!("/account/passkeys/{id}/ending"), &[]).await;
        assert!(laptop.get("/account/passkeys").await.says("You have no passkey yet"));
        assert!(refused(&enter(&mut portal.browser(), &mut phone).await));
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_came_before_opens_nothing_again() {
    for_each_engine("replay", |db| async move {
        let portal = portal(&db).await;
        let (_, mut phone) = rhian(&portal).await;
        let mut browser = portal.browser();
        browser.get("/sign-in").await;
        let (options, sealed) = question(&mut browser, "/sign-in/passkey").await;
        let answer = phone.show(&options);
        let fields = [("sealed", sealed.as_str()), ("answer", answer.as_str())];
        assert_eq!(browser.post("/sign-in/passkey", &fields).await.location.as_deref(), Some("/"));
        let mut thief = portal.browser().stranger(9);
        thief.get("/sign-in").await;
        assert!(refused(&thief.post("/sign-in/passkey", &fields).await));
        let newer = phone.show(&options);
        let fields = [("sealed", sealed.as_str()), ("answer", newer.as_str())];
        assert!(refused(&thief.post("/sign-in/passkey", &fields).await), "the question is spent");
        assert!(!thief.has_cookie("session"));
    })
    .await;
}

#[tokio::test]
async fn a_false_website_a_copied_key_and_a_device_that_checks_nobody_open_nothing() {
    for_each_engine("passkey attacks", |db| async move {
        let portal = portal(&db).await;
        let (_, mut phone) = rhian(&portal).await;
        phone.origin = "https://portal.example.evil".into();
        assert!(refused(&enter(&mut portal.browser(), &mut phone).await), "another origin");
        phone.origin = HOME.into();
        phone.flags = 0b001;
        assert!(refused(&enter(&mut portal.browser(), &mut phone).await), "nobody was verified");
        phone.flags = 0b101;
        assert!(enter(&mut portal.browser(), &mut phone).await.location.is_some());
        phone.counter = 1;
        assert!(refused(&enter(&mut portal.browser(), &mut phone).await), "the counter went back");
        let mut unknown = Authenticator::new(HOME);
        let (options, _) = question(&mut portal.signed_in(RHIAN).await, "/account/passkeys").await;
        unknown.make(&options);
        assert!(refused(&enter(&mut portal.browser(), &mut unknown).await), "never added");
    })
    .await;
}

#[tokio::test]
async fn a_question_lasts_five_minutes_and_is_for_whom_it_was_asked() {
    for_each_engine("late", |db| async move {
        let portal = portal(&db).await;
        let (mut laptop, mut phone) = rhian(&portal).await;
        let mut browser = portal.browser();
        browser.get("/sign-in").await;
        let (options, sealed) = question(&mut browser, "/sign-in/passkey").await;
        portal.clock.advance(SignedDuration::from_mins(6));
        let answer = phone.show(&options);
        let page = browser.post("/sign-in/passkey", &[("sealed", &sealed), ("answer", &answer)]).await;
        assert!(page.says("That took too long"));
        laptop.get("/account/passkeys").await;
        let (options, sealed) = question(&mut laptop, "/account/passkeys").await;
        let answer = Authenticator::new(HOME).make(&options);
        let mut marek = portal.signed_in("marek@home.example").await;
        marek.get("/account/passkeys").await;
        let page = marek.post("/account/passkeys", &[("sealed", &sealed), ("answer", &answer)]).await;
        assert!(page.says("No passkey was added"));
    })
    .await;
}

#[tokio::test]
async fn passkeys_are_tried_from_one_place_only_so_often() {
    for_each_engine("passkey flood", |db| async move {
        let portal = portal(&db).await;
        let mut thief = portal.browser();
        thief.get("/sign-in").await;
        let mut last = StatusCode::OK;
        for _ in 0..41 {
            last = thief.post("/sign-in/passkey", &[("sealed", "00"), ("answer", "{}")]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}

#[tokio::test]
async fn an_open_computer_gives_nobody_a_passkey_of_their_own() {
    for_each_engine("fresh", |db| async move {
        let portal = portal(&db).await;
        let mut borrowed = portal.signed_in(RHIAN).await;
        borrowed.get("/account/passkeys").await;
        portal.clock.advance(SignedDuration::from_mins(16));
        let page = borrowed.get("/account/passkeys").await;
        assert_eq!(page.location.as_deref(), Some("/sign-in?again=yes&back=%2Faccount%2Fpasskeys"));
        let page = borrowed.post("/account/passkeys/beginning", &[]).await;
        assert!(page.location.is_some(), "no question is asked");
        assert!(
            borrowed.get("/sign-in?again=yes&back=%2Faccount%2Fpasskeys").await.says("sign in once more")
        );
        let fields = [("address", RHIAN), ("password", PASSWORD), ("back", "/account/passkeys")];
        assert_eq!(borrowed.post("/sign-in", &fields).await.location.as_deref(), Some("/account/passkeys"));
        assert_eq!(borrowed.get("/account/passkeys").await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn the_only_way_in_is_not_removed() {
    for_each_engine("only way in", |db| async move {
        let portal = portal(&db).await;
        let (mut laptop, _) = rhian(&portal).await;
        let rhian = portal.story.rhian;
        let (id,): (PasskeyId,) = db
            .write(move |tx| -> Result<_, StoreError> {
                tx.run("UPDATE account SET password_hash = NULL WHERE person_id = ?1", &[&rhian])?;
                let to = Recipient::of(tx, rhian)?.expect("Rhian");
                assert_eq!(to.state, AccountState::Active);
                tx.one("SELECT id FROM passkey", &[])
            })
            .await
            .unwrap();
        laptop.get("/account/passkeys").await;
        let page = laptop.post(&format!("/account/passkeys/{id}/ending"), &[]).await;
        assert!(page.says("This is the only way in that you have"), "{}", page.body);
        assert!(laptop.get("/account/password").await.location.as_deref() == Some("/forgotten-password"));
    })
    .await;
}
