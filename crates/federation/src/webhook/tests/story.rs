use super::super::kind::Kind;
use super::super::signature::Secret;
use super::{Receiver, ids, made, renamed, stamp, told};
use crate::acting::Door;
use crate::journal::{self, Entry};
use axum::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use store::testing::for_each_engine;
use zeroize::Zeroizing;

const GARETH: &str = "gareth@home.example";

#[tokio::test]
async fn gareths_register_hears_of_a_change_and_can_tell_that_it_came_from_here() {
    for_each_engine("webhook story", |db| async move {
        let portal = crate::testing::portal(&db).await;
        portal.work().await;
        let (receiver, mut gareth) = (Receiver::open().await, portal.signed_in(GARETH).await);
        assert!(gareth.get("/account").await.says("Webhooks"));
        assert!(gareth.get("/account/webhooks").await.says("You have none"));
        let nothing = gareth.post("/account/webhooks", &[("address", "https://169.254.169.254/x")]).await;
        assert!(nothing.says("Say what the webhook is for") && nothing.says("Tick at least one thing"));
        assert!(nothing.says("leads to a private network"));
        assert_eq!(
            nothing.field("address").as_deref(),
            Some("https://169.254.169.254/x"),
            "entries are kept"
        );
        let wish = [("name", "Register"), ("address", &receiver.address), ("kind", "contact.changed")];
        let page = gareth.post("/account/webhooks", &wish).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let secret = page.field("secret").expect("the secret");
        let href = page.body.split("href=\"/account/webhooks/").nth(1).expect("a way on");
        let href = format!("/account/webhooks/{}", href.split('"').next().unwrap_or_default());

        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        renamed(&portal, portal.story.rhian, "Rhiannon", Door::Page).await;
        told(&portal).await;
        let heard = receiver.heard();
        let [(headers, body)] = heard.as_slice() else { panic!("one message: {heard:?}") };
        let text = |name: &str| headers[name].to_str().unwrap().to_owned();
        let key = STANDARD.decode(secret.strip_prefix("whsec_").expect("its kind")).expect("Base64");
        let at = text("webhook-timestamp").parse().expect("seconds");
        let signed = Secret::of(Zeroizing::new(key)).sign(&text("webhook-id"), at, body);
        assert_eq!(text("webhook-signature"), signed);
        assert_eq!(at, portal.clock.now().as_second());
        let message: serde_json::Value = serde_json::from_slice(body).unwrap();
        assert_eq!(message["id"], text("webhook-id"));
        assert_eq!(message["type"], "contact.changed");
        assert_eq!(ids(&message), [portal.story.rhian.to_string()], "twice changed is told once");
        let url = format!("http://portal.example/api/v1/contacts/{}", portal.story.rhian);
        assert_eq!(message["data"]["items"][0]["url"], url);
        assert!(!String::from_utf8_lossy(body).contains("Rhi"), "no personal data");

        let page = gareth.get(&href).await;
        assert!(page.says("The answer was 204") && page.says("Running"), "{}", page.body);
        assert!(!page.body.contains(&secret), "it is shown once");
        gareth.post(&format!("{href}/test"), &[]).await;
        told(&portal).await;
        assert_eq!(receiver.messages()[0]["type"], "webhook.test");
        let page = gareth.get(&href).await;
        let again = page.body.split("action=\"").find(|p| p.contains("/repetition\"")).expect("a button");
        let again = again.split('"').next().unwrap_or_default().to_owned();
        gareth.post(&again, &[]).await;
        told(&portal).await;
        let test = receiver.messages();
        assert!(again.contains(test[0]["id"].as_str().expect("an id")), "the same id again");

        let mut marek = portal.signed_in("marek@home.example").await;
        assert_eq!(marek.get(&href).await.status, StatusCode::NOT_FOUND);
        marek.get("/account/webhooks").await;
        for verb in ["test", "pause", "resumption", "removal"] {
            assert_eq!(marek.post(&format!("{href}/{verb}"), &[]).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(marek.post(&again, &[]).await.status, StatusCode::NOT_FOUND);

        gareth.post(&format!("{href}/pause"), &[]).await;
        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        told(&portal).await;
        gareth.post(&format!("{href}/resumption"), &[]).await;
        told(&portal).await;
        assert!(receiver.heard().is_empty(), "what happened during the pause is not told");
        gareth.post(&format!("{href}/removal"), &[]).await;
        assert!(gareth.get("/account/webhooks").await.says("You have none"));
        assert!(db.read(journal::verify).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn an_import_is_told_once_and_many_changes_come_in_few_messages() {
    for_each_engine("webhook of many", |db| async move {
        let portal = crate::testing::portal(&db).await;
        let receiver = Receiver::open().await;
        let kinds = &[Kind::ContactChanged, Kind::ImportApplied];
        made(&portal, portal.story.gareth, &receiver.address, kinds).await;
        let many: Vec<_> =
            (0..250).map(|n| crate::testing::member(&format!("A{n}"), "Test", &portal.story.leeds)).collect();
        let people: Vec<_> = crate::testing::enrol(&db, many).await.into_iter().map(|e| e.person).collect();
        renamed(&portal, portal.story.rhian, "Rhi", Door::Import).await;
        let (by_import, by_page) = (
            stamp(&portal, portal.story.gareth, Door::Import),
            stamp(&portal, portal.story.gareth, Door::Page),
        );
        let run = by_import.ids.next::<crate::contacts_import::RunId>();
        db.write(move |tx| -> Result<(), journal::JournalError> {
            journal::write(tx, &by_import, &Entry::of("contacts.import_finished", "import", run))?;
            let changed = people.iter().map(|p| Entry::of("person.changed", "person", *p));
            journal::write_all(tx, &by_page, &changed.collect::<Vec<_>>())
        })
        .await
        .unwrap();
        told(&portal).await;
        let mut told: Vec<(String, usize)> = receiver
            .messages()
            .iter()
            .map(|m| (m["type"].as_str().unwrap().to_owned(), ids(m).len()))
            .collect();
        told.sort();
        let changed = |n| ("contact.changed".to_owned(), n);
        assert_eq!(told, [changed(50), changed(100), changed(100), ("import.applied".to_owned(), 1)]);
    })
    .await;
}
