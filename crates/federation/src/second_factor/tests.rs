use super::totp::{KEY_BYTES, Key};
use super::*;
use crate::access;
use crate::role::Capability;
use crate::testing::{Browser, PASSWORD, Portal, portal};
use axum::http::StatusCode;
use jiff::SignedDuration;
use store::StoreError;
use store::testing::for_each_engine;

const RHIAN: &str = "rhian@home.example";

fn half_a_minute(portal: &Portal) {
    portal.clock.advance(SignedDuration::from_secs(30));
}

/// The key that a page shows, as an app reads it.
fn key_on(body: &str) -> Key {
    let shown =
        body.split("<strong class=\"ch-key\">").nth(1).expect("a key").split('<').next().expect("text");
    let letters = shown.chars().filter(|c| *c != ' ');
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for letter in letters {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(letter).expect("base32");
        held = held << 5 | u32::try_from(value).unwrap();
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap());
        }
    }
    assert_eq!(bytes.len(), KEY_BYTES);
    Key::new(&bytes)
}

/// Switches codes on; the app's key and the recovery codes.
async fn switch_on(portal: &Portal, browser: &mut Browser) -> (Key, Vec<String>) {
    let key = key_on(&browser.get("/account/second-factor").await.body);
    let wrong = browser.post("/account/second-factor", &[("code", "000000")]).await;
    assert!(wrong.says("This is not the code that the app should show"));
    let code = key.code_at(portal.clock.now());
    let page = browser.post("/account/second-factor", &[("code", &code)]).await;
    assert!(page.says("Your recovery codes"), "{}", page.body);
    let list = page.body.split("<ol").nth(1).expect("a list").split("</ol>").next().expect("its end");
    let codes: Vec<String> =
        list.split("<li>").skip(1).map(|li| li.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 10);
    half_a_minute(portal);
    (key, codes)
}

/// The right password: the page that asks for a code.
async fn first_step(browser: &mut Browser) -> String {
    let to = browser.sign_in(RHIAN, PASSWORD).await.location.expect("a second step");
    assert!(to.starts_with("/sign-in/second-step?back="), "{to}");
    to
}

async fn second_step(browser: &mut Browser, code: &str) -> crate::testing::Answered {
    browser.post("/sign-in/second-step", &[("code", code), ("back", "/")]).await
}

#[tokio::test]
async fn rhian_sets_up_codes_and_signs_in_with_one_which_works_once() {
    for_each_engine("codes", |db| async move {
        let portal = portal(&db).await;
        let mut laptop = portal.signed_in(RHIAN).await;
        let first = laptop.get("/account/second-factor").await.body;
        assert_eq!(key_on(&first).text(), key_on(&laptop.get("/account/second-factor").await.body).text());
        assert!(first.contains("<svg class=\"ch-qr\"") && !first.contains("style="));
        let (key, _) = switch_on(&portal, &mut laptop).await;
        let mut phone = portal.browser().stranger(3);
        let step = first_step(&mut phone).await;
        for _ in 0..2 {
            let page = phone.get(&step).await;
            assert!(page.says("Your password is right") && page.body.contains("one-time-code"));
        }
        let code = key.code_at(portal.clock.now());
        assert_eq!(second_step(&mut phone, &code).await.location.as_deref(), Some("/"));
        assert!(phone.get("/account").await.says("Codes from an app are on"));
        let mut thief = portal.browser().stranger(4);
        let step = first_step(&mut thief).await;
        thief.get(&step).await;
        assert!(second_step(&mut thief, &code).await.says("was used already"), "the same code again");
        assert!(!thief.has_cookie("session"));
    })
    .await;
}

#[tokio::test]
async fn half_a_sign_in_opens_no_page() {
    for_each_engine("half", |db| async move {
        let portal = portal(&db).await;
        let (key, _) = switch_on(&portal, &mut portal.signed_in(RHIAN).await).await;
        let mut browser = portal.browser();
        first_step(&mut browser).await;
        assert!(browser.has_cookie("half") && !browser.has_cookie("session"));
        for path in ["/account", "/account/passkeys", "/account/second-factor", "/contacts", "/account/keep"]
        {
            let page = browser.get(path).await;
            assert!(page.location.is_some_and(|to| to.starts_with("/sign-in")), "{path}");
        }
        let held: (i64,) = db
            .read(|tx| tx.one("SELECT count(*) FROM session", &[]))
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(held.0, 1, "only the one in which codes were switched on");
        portal.clock.advance(SignedDuration::from_mins(11));
        browser.get("/sign-in").await;
        let page = second_step(&mut browser, &key.code_at(portal.clock.now())).await;
        assert!(page.says("More than ten minutes went by"));
    })
    .await;
}

#[tokio::test]
async fn codes_are_not_guessed_and_the_owner_is_not_locked_out() {
    for_each_engine("guess codes", |db| async move {
        let portal = portal(&db).await;
        let mut laptop = portal.signed_in(RHIAN).await;
        let (key, _) = switch_on(&portal, &mut laptop).await;
        laptop.post("/sign-out", &[]).await;
        let (mut wrong, mut stopped) = (0, 0);
        for place in 0..4 {
            let mut thief = portal.browser().stranger(place);
            let step = first_step(&mut thief).await;
            thief.get(&step).await;
            for guess in 0..6 {
                match second_step(&mut thief, &format!("12345{guess}")).await.status {
                    StatusCode::OK => wrong += 1,
                    _ => stopped += 1,
                }
            }
        }
        assert_eq!((wrong, stopped), (20, 4));
        let mut thief = portal.browser().stranger(99);
        let step = first_step(&mut thief).await;
        thief.get(&step).await;
        let right = key.code_at(portal.clock.now());
        assert_eq!(second_step(&mut thief, &right).await.status, StatusCode::TOO_MANY_REQUESTS);
        first_step(&mut laptop).await;
        assert_eq!(second_step(&mut laptop, &right).await.location.as_deref(), Some("/"), "her own browser");
    })
    .await;
}

#[tokio::test]
async fn a_recovery_code_works_once_and_the_owner_is_told() {
    for_each_engine("recovery", |db| async move {
        let portal = portal(&db).await;
        let mut laptop = portal.signed_in(RHIAN).await;
        let (_, codes) = switch_on(&portal, &mut laptop).await;
        let mut phone = portal.browser().stranger(3);
        first_step(&mut phone).await;
        phone.get("/sign-in/second-step").await;
        assert_eq!(second_step(&mut phone, &codes[3]).await.location.as_deref(), Some("/"));
        assert!(phone.get("/account").await.says("9 are left"));
        let mut again = portal.browser().stranger(5);
        let step = first_step(&mut again).await;
        again.get(&step).await;
        assert!(second_step(&mut again, &codes[3]).await.location.is_none(), "spent");
        laptop.get("/account/second-factor").await;
        let page = laptop.post("/account/second-factor/recovery-codes", &[]).await;
        assert!(page.says("Your recovery codes") && !page.says(&codes[4]));
        assert!(second_step(&mut again, &codes[4]).await.location.is_none(), "replaced");
        portal.work().await;
        let kinds: (i64, i64) = db
            .read(|tx| {
                tx.one(
                    "SELECT (SELECT count(*) FROM mail WHERE kind = 'sign-in-changed'),
                            (SELECT count(*) FROM journal WHERE act IN ('codes.on', 'recovery_code.used', 'recovery_codes.renewed'))",
                    &[],
                )
            })
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(kinds, (3, 3));
    })
    .await;
}

/// Both steps, and the browser is trusted from now on.
async fn sign_in_trusted(portal: &Portal, browser: &mut Browser, key: &Key, password: &str) {
    half_a_minute(portal);
    let step = browser.sign_in(RHIAN, password).await.location.expect("a second step");
    browser.get(&step).await;
    let code = key.code_at(portal.clock.now());
    let fields = [("code", code.as_str()), ("trust", "yes"), ("back", "/account")];
    let page = browser.post("/sign-in/second-step", &fields).await;
    assert_eq!(page.location.as_deref(), Some("/account"), "{}", page.body);
    browser.get("/account").await;
    browser.post("/sign-out", &[]).await;
}

#[tokio::test]
async fn a_trusted_device_is_not_asked_until_it_is_ended_or_the_password_changes() {
    for_each_engine("trusted", |db| async move {
        let portal = portal(&db).await;
        let mut laptop = portal.signed_in(RHIAN).await;
        let (key, _) = switch_on(&portal, &mut laptop).await;
        laptop.post("/sign-out", &[]).await;
        sign_in_trusted(&portal, &mut laptop, &key, PASSWORD).await;
        assert_eq!(laptop.sign_in(RHIAN, PASSWORD).await.location.as_deref(), Some("/"));
        let page = laptop.get("/account").await;
        assert!(page.says("Where no code is asked for"), "{}", page.body);
        let action = page.body.split("action=\"").find(|p| p.starts_with("/account/trusted/")).unwrap();
        let action = action.split('"').next().unwrap();
        let mut marek = portal.signed_in("marek@home.example").await;
        marek.get("/account").await;
        marek.post(action, &[]).await;
        laptop.post("/sign-out", &[]).await;
        assert_eq!(laptop.sign_in(RHIAN, PASSWORD).await.location.as_deref(), Some("/"), "not his to end");
        laptop.get("/account").await;
        laptop.post(action, &[]).await;
        laptop.post("/sign-out", &[]).await;
        first_step(&mut laptop).await;

        sign_in_trusted(&portal, &mut laptop, &key, PASSWORD).await;
        laptop.sign_in(RHIAN, PASSWORD).await;
        laptop.get("/account/password").await;
        let new = "purple heron over wharfedale";
        laptop.post("/account/password", &[("password", PASSWORD), ("new-password", new)]).await;
        laptop.get("/account").await;
        laptop.post("/sign-out", &[]).await;
        let asked = laptop.sign_in(RHIAN, new).await.location.expect("a second step");
        assert!(asked.starts_with("/sign-in/second-step"), "{asked}");
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_outlives_the_session_also_through_the_second_step() {
    for_each_engine("kept through both", |db| async move {
        let portal = portal(&db).await;
        let mut rhian = portal.signed_in(RHIAN).await;
        let (key, _) = switch_on(&portal, &mut rhian).await;
        rhian.get("/account/language").await;
        portal.clock.advance(SignedDuration::from_mins(45));
        let kept =
            rhian.post("/account/language", &[("language", "cy")]).await.field("kept").expect("sealed");
        let fields = [("address", RHIAN), ("password", PASSWORD), ("kept", kept.as_str())];
        let page = rhian.post("/sign-in", &fields).await;
        assert!(page.says("One more step"), "{}", page.body);
        let kept = page.field("kept").expect("it goes along");
        let page = rhian.post("/sign-in/second-step", &[("code", "111111"), ("kept", &kept)]).await;
        let kept = page.field("kept").expect("also past a wrong code");
        let code = key.code_at(portal.clock.now());
        let page = rhian.post("/sign-in/second-step", &[("code", &code), ("kept", &kept)]).await;
        assert!(page.says("You are signed in again"), "{}", page.body);
        assert_eq!(page.field("language").as_deref(), Some("cy"));
    })
    .await;
}

#[tokio::test]
async fn a_new_password_by_a_link_does_not_switch_the_second_step_off() {
    for_each_engine("reset with codes", |db| async move {
        let portal = portal(&db).await;
        switch_on(&portal, &mut portal.signed_in(RHIAN).await).await;
        let mut browser = portal.browser().stranger(8);
        browser.get("/forgotten-password").await;
        browser.post("/forgotten-password", &[("address", RHIAN)]).await;
        portal.work().await;
        let stamp = portal.app.stamp(None, crate::acting::Door::Demo);
        let mails = db.read(move |tx| crate::mail::captured(tx, &stamp, 9)).await.unwrap();
        let letter = mails.iter().find(|m| m.kind == "password-reset").expect("a letter");
        let link = letter.letter.text.lines().find_map(|l| l.strip_prefix("http://portal.example")).unwrap();
        browser.get(link).await;
        let page = browser.post(link, &[("new-password", "gwylan y môr tawel")]).await;
        assert_eq!(page.location.as_deref(), Some("/sign-in/second-step?back=%2F"));
        assert!(browser.get("/account").await.location.is_some(), "not signed in");
    })
    .await;
}

#[tokio::test]
async fn who_holds_a_role_that_asks_for_a_second_step_meets_its_page_before_any_other() {
    for_each_engine("role demands", |db| async move {
        let portal = portal(&db).await;
        let mut before = portal.signed_in("gareth@home.example").await;
        assert_eq!(before.get("/contacts").await.status, StatusCode::OK);
        let demand = |wanted| {
            let stamp = portal.app.stamp(None, crate::acting::Door::Command);
            db.write(move |tx| super::demand(tx, &stamp, "supporter-care", wanted))
        };
        assert!(demand(SecondFactor::Required).await.unwrap());
        for path in ["/contacts", "/account", "/account/tokens"] {
            let page = before.get(path).await;
            assert_eq!(page.location.as_deref(), Some("/account/second-factor/first"), "{path}");
        }
        let (gareth, today) = (portal.story.gareth, crate::testing::TODAY);
        let actor = db.read(move |tx| access::actor(tx, gareth, today)).await.unwrap().expect("Gareth");
        assert!(actor.access.grants.is_empty(), "nor by a job or a program");
        assert!(!actor.access.may(Capability::ContactsManage) && !actor.access.is_shut());
        let page = before.get("/account/second-factor/first").await;
        assert!(page.says("Your role Supporter Care Officer opens a great deal"), "{}", page.body);
        assert!(page.says("Sign out") && !page.body.contains("href=\"/contacts\""));
        switch_on(&portal, &mut before).await;
        assert_eq!(before.get("/contacts").await.status, StatusCode::OK, "everything opens at once");
        before.get("/account/second-factor").await;
        let page = before.post("/account/second-factor/ending", &[]).await;
        assert!(page.says("this is the only one you have"), "{}", page.body);
        demand(SecondFactor::Optional).await.unwrap();
        let page = before.post("/account/second-factor/ending", &[]).await;
        assert_eq!(page.location.as_deref(), Some("/account"));
    })
    .await;
}
