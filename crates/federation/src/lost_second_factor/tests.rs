use crate::account::Recipient;
use crate::second_factor::{self, codes, totp::Key};
use crate::testing::{self, PASSWORD, Portal, portal};
use axum::http::StatusCode;
use store::StoreError;
use store::testing::for_each_engine;

/// Rhian has codes, and lost the telephone that makes them.
async fn rhian_has_codes(portal: &Portal) -> String {
    let (rhian, stamp, head) = (portal.story.rhian, testing::stamp(&portal.clock), portal.app.letterhead());
    let on = portal.app.db.write(move |tx| -> Result<(), second_factor::Fault> {
        let to = Recipient::of(tx, rhian)?.expect("Rhian");
        let key = Key::new(b"12345678901234567890");
        let code = key.code_at(stamp.now);
        assert!(codes::switch_on(tx, &stamp, &head, &to, &key, &code)?.is_some());
        Ok(())
    });
    on.await.unwrap();
    format!("/people/{rhian}/second-factor")
}

#[tokio::test]
async fn gareth_removes_what_rhian_lost_with_a_reason_and_she_is_told() {
    for_each_engine("lost", |db| async move {
        let portal = portal(&db).await;
        let path = rhian_has_codes(&portal).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let record = format!("/contacts/people/{}", portal.story.rhian);
        assert!(gareth.get(&record).await.says("Lost? Remove it"));
        let page = gareth.get(&path).await;
        assert!(page.says("Rhian Morgan signs in with codes"), "{}", page.body);
        assert!(gareth.post(&path, &[("reason", " ")]).await.says("Enter the reason"));
        let done = gareth.post(&path, &[("reason", "Telephone lost; called back at home")]).await;
        assert_eq!(done.location.as_deref(), Some(path.as_str()));
        assert!(gareth.get(&path).await.says("has no second step"));
        let rhian = portal.browser().sign_in("rhian@home.example", PASSWORD).await;
        assert_eq!(rhian.location.as_deref(), Some("/"), "her password is as it was");
        portal.work().await;
        let stamp = portal.app.stamp(None, crate::acting::Door::Demo);
        let mails = db.read(move |tx| crate::mail::captured(tx, &stamp, 9)).await.unwrap();
        assert!(mails.iter().any(|m| m.letter.text.contains("Reason: Telephone lost; called back at home")));
        let (told,): (i64,) = db
            .read(|tx| tx.one("SELECT count(*) FROM journal WHERE act = 'second_factor.taken_away'", &[]))
            .await
            .map_err(|e: StoreError| e)
            .unwrap();
        assert_eq!(told, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sees_that_page_and_nobody_their_own() {
    for_each_engine("not lost", |db| async move {
        let portal = portal(&db).await;
        let path = rhian_has_codes(&portal).await;
        let mut marek = portal.signed_in("marek@home.example").await;
        marek.get("/account").await;
        let page = marek.get(&path).await;
        assert!(matches!(page.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN));
        let page = marek.post(&path, &[("reason", "I want to")]).await;
        assert!(matches!(page.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN));
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let own = format!("/people/{}/second-factor", portal.story.gareth);
        assert_eq!(gareth.get(&own).await.status, StatusCode::NOT_FOUND);
        assert_eq!(gareth.get("/people/x/second-factor").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn gareth_cannot_take_the_second_step_from_somebody_who_may_do_more() {
    for_each_engine("may do more", |db| async move {
        let portal = portal(&db).await;
        let path = rhian_has_codes(&portal).await;
        let (rhian, centre) = (portal.story.rhian, portal.story.centre.id);
        let stamp = testing::stamp(&portal.clock);
        let made = db.write(move |tx| -> Result<(), StoreError> {
            let (from, open) = (jiff::civil::date(2026, 1, 1), crate::appointment::Ending::Open);
            crate::appointment::start(tx, &stamp, rhian, "administrator", centre, from, open)
                .expect("a role");
            Ok(())
        });
        made.await.unwrap();
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let record = format!("/contacts/people/{rhian}");
        assert!(!gareth.get(&record).await.says("Lost? Remove it"));
        assert_eq!(gareth.get(&path).await.status, StatusCode::NOT_FOUND);
        let tried = gareth.post(&path, &[("reason", "Telephone lost")]).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND);
        let has = db.read(|tx| tx.one::<(i64,)>("SELECT count(*) FROM one_time_code", &[])).await.unwrap();
        assert_eq!(has.0, 1, "her codes stand");
    })
    .await;
}
