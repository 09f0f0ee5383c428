use super::{mailed, point, report};
use crate::acting::Door;
use crate::bounce::{self, Outcome};
use crate::contact_point::Kind;
use crate::field_policy;
use crate::returned_mail::take;
use crate::testing::{self, Portal};
use axum::http::StatusCode;
use store::testing::for_each_engine;

async fn comes(portal: &Portal, message: String) -> Outcome {
    take(&portal.app, Door::Job, message.into_bytes()).await.unwrap()
}

async fn marked(portal: &Portal, person: crate::person::PersonId) -> usize {
    let all = portal.app.db.read(move |tx| bounce::of_person(tx, person, testing::TODAY)).await;
    all.map_err(|e: store::StoreError| e).unwrap().len()
}

#[tokio::test]
async fn marek_is_asked_about_his_address_and_says_that_it_works_or_gives_another() {
    for_each_engine("marek is asked", |db| async move {
        let portal = testing::portal(&db).await;
        let marek = portal.story.marek;
        let id = point(&portal, marek, "marek@work.example").await;
        let token = mailed(&portal, marek, "marek@work.example", "one").await;
        let gone = report(&token, "marek@work.example");
        assert_eq!(comes(&portal, gone.clone()).await, Outcome::Noted { marked: 1 });
        let mut browser = portal.signed_in("marek@home.example").await;
        let address = format!("/account/returned-mail/{id}");
        let page = browser.get(&address).await;
        assert!(page.says("Mail to marek@work.example came back on 22 November 2026"), "{}", page.body);
        assert!(page.says("Yes, it works") && page.says("Change it"));
        // Another person has no such page, and cannot answer for him.
        let mut amina = portal.signed_in("amina@home.example").await;
        assert_eq!(amina.get(&address).await.status, StatusCode::NOT_FOUND);
        amina.get("/account").await;
        let denied = amina.post(&format!("{address}/confirmation"), &[]).await;
        assert_eq!(denied.status, StatusCode::NOT_FOUND);
        assert_eq!(marked(&portal, marek).await, 1);

        let yes = browser.post(&format!("{address}/confirmation"), &[]).await;
        assert_eq!(yes.location.as_deref(), Some("/"));
        assert_eq!(marked(&portal, marek).await, 0);
        assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND, "it is answered");

        comes(&portal, gone + "\r\n").await;
        browser.get(&address).await;
        for (typed, sentence) in
            [("marek", "needs one @"), (" Marek@work.example", "address that mail came back from")]
        {
            let wrong = browser.post(&format!("{address}/change"), &[("address", typed)]).await;
            assert!(wrong.says(sentence), "{}", wrong.body);
            assert_eq!(wrong.field("address").as_deref(), Some(typed.trim()), "what was typed is kept");
        }
        let changed = browser.post(&format!("{address}/change"), &[("address", "marek@new.example")]).await;
        assert_eq!(changed.location.as_deref(), Some("/"));
        assert_eq!(marked(&portal, marek).await, 0);
        let held: Result<Vec<(String,)>, store::StoreError> = db
            .read(move |tx| tx.all("SELECT value FROM contact_point WHERE person_id = ?1", &[&marek]))
            .await;
        assert_eq!(held.unwrap(), [("marek@new.example".to_owned(),)]);
    })
    .await;
}

#[tokio::test]
async fn where_the_centre_changes_addresses_nobody_does_so_here() {
    for_each_engine("the centre changes", |db| async move {
        let portal = testing::portal(&db).await;
        let marek = portal.story.marek;
        let id = point(&portal, marek, "marek@work.example").await;
        let token = mailed(&portal, marek, "marek@work.example", "one").await;
        comes(&portal, report(&token, "marek@work.example")).await;
        let decided = db.write(move |tx| {
            let email = field_policy::What::Points(Kind::Email).word();
            let sql = "INSERT INTO field_policy (subject, field, may) VALUES ('person', ?1, 'propose')";
            tx.run(sql, &[&email])
        });
        decided.await.map_err(|e: store::StoreError| e).unwrap();
        let mut browser = portal.signed_in("marek@home.example").await;
        let address = format!("/account/returned-mail/{id}");
        let page = browser.get(&address).await;
        assert!(page.says("the centre changes it for you") && !page.says("Change it"), "{}", page.body);
        let tried = browser.post(&format!("{address}/change"), &[("address", "marek@new.example")]).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND);
        assert_eq!(marked(&portal, marek).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_that_mail_came_back_from_is_marked_too_and_is_not_changed_here() {
    for_each_engine("a sign-in came back", |db| async move {
        let portal = testing::portal(&db).await;
        let rhian = portal.story.rhian;
        let token = mailed(&portal, rhian, "rhian@home.example", "one").await;
        assert_eq!(comes(&portal, report(&token, "rhian@home.example")).await, Outcome::Noted { marked: 1 });
        let mut browser = portal.signed_in("rhian@home.example").await;
        let page = browser.get("/account/returned-mail/sign-in").await;
        assert!(page.says("You sign in with this address") && !page.says("Change it"), "{}", page.body);
        let tried =
            browser.post("/account/returned-mail/sign-in/change", &[("address", "thief@evil.example")]).await;
        assert_eq!(tried.status, StatusCode::NOT_FOUND);
        browser.post("/account/returned-mail/sign-in/confirmation", &[]).await;
        assert_eq!(marked(&portal, rhian).await, 0);
    })
    .await;
}

#[tokio::test]
async fn gareth_finds_marked_addresses_in_the_list_and_takes_a_mark_off_with_a_reason() {
    for_each_engine("gareth clears a mark", |db| async move {
        let portal = testing::portal(&db).await;
        let marek = portal.story.marek;
        let id = point(&portal, marek, "marek@work.example").await;
        let token = mailed(&portal, marek, "marek@work.example", "one").await;
        comes(&portal, report(&token, "marek@work.example")).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let list = gareth.get("/contacts?email=bounced").await;
        assert!(list.says("Nowak, Marek") && !list.says("Morgan, Rhian"), "{}", list.body);
        let record = gareth.get(&format!("/contacts/people/{marek}")).await;
        assert!(record.says("Mail to this address came back on 22 November 2026"), "{}", record.body);
        assert!(record.says("Mail to an address came back"), "the history tells");
        let page = format!("/contacts/people/{marek}/points/{id}/returned");
        assert!(record.body.contains(&page));
        gareth.get(&page).await;
        assert!(gareth.post(&page, &[("reason", " ")]).await.says("Say in a few words how you know"));
        let done = gareth.post(&page, &[("reason", "He wrote to us from it")]).await;
        assert!(done.status.is_redirection());
        let record = gareth.get(&format!("/contacts/people/{marek}")).await;
        assert!(record.says("Said that an address works after all") && record.says("He wrote to us from it"));
        assert!(!gareth.get("/contacts?email=bounced").await.says("Nowak, Marek"));
        assert_eq!(gareth.get(&page).await.status, StatusCode::NOT_FOUND, "nothing is marked any more");
    })
    .await;
}
