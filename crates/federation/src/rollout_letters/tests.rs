//! Dewi Lewis of Cwmann has no e-mail: he gets a letter, types the code, and is in.

use super::rows;
use crate::access::{self, GrantAccess};
use crate::account::code::Code;
use crate::acting::Door;
use crate::invitee::BatchId;
use crate::person::PersonId;
use crate::rollout::{self, NewBatch, Under};
use crate::testing::{Browser, County, Portal, county, select};
use axum::http::StatusCode;
use store::testing::for_each_engine;

async fn batch(portal: &Portal, county: &County) -> BatchId {
    let (app, carys, cwmann) = (portal.app.clone(), county.carys, county.councils["Cwmann"]);
    let made = portal.app.db.write(move |tx| {
        let stamp = app.stamp(Some(carys), Door::Page);
        let frozen = select(tx, &stamp, carys, &[cwmann]);
        let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
        let right = access::right_anywhere::<GrantAccess>(tx, &actor)?;
        let contacts = access::right_anywhere::<access::ManageContacts>(tx, &actor)?;
        let terms = rollout::terms(tx, &app, &actor, None)?;
        let new = NewBatch { under: Under::Named("Portal".into()), name: "C".into(), excluding: Vec::new() };
        rollout::make(tx, &stamp, (&right, &contacts), &terms, &frozen, &new)
    });
    made.await.expect("a batch")
}

/// The codes as if the letters were printed.
async fn printed(portal: &Portal, county: &County, batch: BatchId) -> Vec<(PersonId, Code)> {
    let (app, carys) = (portal.app.clone(), county.carys);
    let done = portal.app.db.write(move |tx| -> Result<_, rollout::RolloutError> {
        let stamp = app.stamp(Some(carys), Door::Page);
        let actor = access::actor(tx, carys, stamp.today)?.expect("Carys");
        let letters = rows::letters(tx, &app, &actor, batch)?;
        let codes: Vec<_> = letters.iter().map(|l| (l.person, l.code.clone())).collect();
        let terms = rollout::terms(tx, &app, &actor, Some(batch))?;
        rows::posted(tx, &stamp, &terms, batch, &codes)?;
        Ok(codes)
    });
    done.await.expect("letters")
}

async fn enter(browser: &mut Browser, code: &str) -> crate::testing::Answered {
    browser.get("/code").await;
    browser.post("/code", &[("code", code)]).await
}

const CHOSEN: &str = "gwylan y môr tawel";

#[tokio::test]
async fn dewi_types_the_code_of_his_letter_and_signs_in_with_an_address_of_his_own() {
    for_each_engine("letters", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch(&portal, &county).await;
        let codes = printed(&portal, &county, batch).await;
        assert_eq!(codes.len(), 1);
        let code = codes[0].1.shown();
        let mut carys = portal.signed_in("carys@home.example").await;
        let page = carys.get(&format!("/rollouts/batches/{batch}?state=sent")).await;
        assert!(page.says("Lewis, Dewi"), "he is invited: {}", page.body);
        let mut dewi = portal.browser();
        let choosing = enter(&mut dewi, &code.to_lowercase().replace('-', " ")).await;
        assert!(choosing.says("Welcome, Dewi Lewis") && !choosing.says(&format!("?code={code}")));
        for (address, words) in [
            ("dewi@tidewell.example", "tidewell.example"),
            ("rhian@home.example", "cannot be used here"),
            ("dewi at home", "e-mail address"),
        ] {
            let fields = [("code", code.as_str()), ("address", address), ("new-password", CHOSEN)];
            let refused = dewi.post("/code/account", &fields).await;
            assert!(refused.says(words) && refused.location.is_none(), "{address}: {}", refused.body);
        }
        let fields = [("code", code.as_str()), ("address", "dewi@home.example"), ("new-password", CHOSEN)];
        let done = dewi.post("/code/account", &fields).await;
        assert_eq!(done.location.as_deref(), Some("/account/passkeys/offer"), "{}", done.body);
        assert!(dewi.get("/account").await.says("Dewi Lewis"));
        let page = carys.get(&format!("/rollouts/batches/{batch}?state=accepted")).await;
        assert!(page.says("Lewis, Dewi"), "{}", page.body);
        let mut thief = portal.browser().stranger(8);
        let used = enter(&mut thief, &code).await;
        let never = enter(&mut thief, "ABCD-EFGH-JKLM-NPQR").await;
        assert!(used.says("This code opens nothing") && never.says("This code opens nothing"));
        assert_eq!(used.status, never.status);
        assert_eq!(
            portal.browser().sign_in("dewi@home.example", CHOSEN).await.location.as_deref(),
            Some("/")
        );
    })
    .await;
}

#[tokio::test]
async fn codes_are_not_guessed_and_one_that_was_taken_back_opens_nothing() {
    for_each_engine("codes", |db| async move {
        let (portal, county) = county(&db).await;
        let batch = batch(&portal, &county).await;
        let code = printed(&portal, &county, batch).await.remove(0).1.shown();
        let mut thief = portal.browser().stranger(3);
        let mut last = StatusCode::OK;
        for _ in 0..12 {
            last = enter(&mut thief, "ABCD-EFGH-JKLM-NPQR").await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(
            enter(&mut thief, &code).await.status,
            StatusCode::TOO_MANY_REQUESTS,
            "the right one as well"
        );
        let stored =
            db.read(|tx| tx.all::<(Vec<u8>,)>("SELECT code_hash FROM access_code", &[])).await.unwrap();
        assert!(stored.iter().all(|(hash,)| hash.len() == 32), "only a hash is kept");
        let mut carys = portal.signed_in("carys@home.example").await;
        let page = carys.get(&format!("/rollouts/batches/{batch}")).await;
        let row =
            page.body.split("/rollouts/rows/").nth(1).and_then(|r| r.split('"').next()).unwrap().to_owned();
        carys.post(&format!("/rollouts/rows/{row}/acts"), &[("act", "revoke")]).await;
        let mut dewi = portal.browser();
        assert!(enter(&mut dewi, &code).await.says("This code opens nothing"));
    })
    .await;
}

#[tokio::test]
async fn carys_takes_the_letters_out_for_a_reason_under_a_password_and_on_the_register() {
    for_each_engine("letters file", |db| async move {
        let (portal, county) = county(&db).await;
        if !portal.app.settings.fonts.exists() {
            println!("skipped: the fonts are not built");
            return;
        }
        let batch = batch(&portal, &county).await;
        let mut carys = portal.signed_in("carys@home.example").await;
        let path = format!("/rollouts/batches/{batch}/letters");
        let page = carys.get(&path).await;
        assert!(page.says("One person has no e-mail address"), "{}", page.body);
        let wrong = carys.post(&path, &[("form", "letters"), ("password", "short")]).await;
        assert_eq!(wrong.status, StatusCode::OK);
        assert!(wrong.says("There is a problem"), "{}", wrong.body);
        let reason = page.body.split("name=\"reason\"").nth(1).and_then(|r| r.split("value=\"").nth(1));
        let reason = reason.and_then(|r| r.split('"').next()).expect("a reason").to_owned();
        for (form, codes) in [("labels", 0), ("letters", 1)] {
            let fields = [
                ("form", form),
                ("reason", reason.as_str()),
                ("words", "Access for clerks without e-mail"),
                ("password", crate::testing::FILE_PASSWORD),
            ];
            carys.get(&path).await;
            let file = carys.post(&path, &fields).await;
            assert!(file.body.starts_with("%PDF-2.0"), "{form}: {}", file.body);
            assert!(!file.body.contains("Lewis") && !file.body.contains("Cwmann"), "it is encrypted");
            let (made, taken): (i64, i64) = db
                .read(|tx| {
                    tx.one(
                        "SELECT (SELECT count(*) FROM access_code), (SELECT count(*) FROM download WHERE format IN ('letters', 'labels'))",
                        &[],
                    )
                })
                .await
                .map_err(|e: store::StoreError| e)
                .unwrap();
            assert_eq!((made, taken), (codes, codes + 1), "{form}");
        }
    })
    .await;
}
