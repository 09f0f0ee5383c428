use super::imap::{SelfMade, Shared, serve};
use super::{mailed, point, report};
use crate::bounce::Mailbox;
use crate::installation::{Bounces, Installation, Settings};
use crate::returned_mail::reading::{self, Fault};
use crate::testing::{self, Browser, PASSWORD, Portal};
use crate::visit::App;
use jiff::SignedDuration;
use std::path::PathBuf;
use std::sync::Arc;
use store::testing::for_each_engine;
use store::{Db, StoreError};

/// The same installation with this return mailbox, and a browser in which Gareth is signed in.
async fn with_mailbox(portal: &Portal, address: String, certificate: Option<PathBuf>) -> (App, Browser) {
    let bounces = Bounces { imap: Some(address), imap_certificate: certificate, ..Bounces::default() };
    let settings = Arc::new(Settings { bounces, ..(*portal.app.settings).clone() });
    let house = Installation { settings, ..portal.app.installation().clone() };
    let app = App::new(house, portal.app.site().catalogue.clone()).expect("an app");
    let mut browser = Browser::new(crate::routes().into_router(app.clone()));
    let answered = browser.sign_in("gareth@home.example", PASSWORD).await;
    assert!(answered.status.is_redirection(), "{}", answered.body);
    (app, browser)
}

async fn told(db: &Db) -> i64 {
    let sql = "SELECT count(*) FROM mail WHERE kind = 'returned-mail-alarm'";
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.map_err(|e: StoreError| e).unwrap().0
}

const UNREAD: &str = "Mail that comes back is not being read";

#[tokio::test]
async fn gareth_sees_what_is_wrong_with_the_return_mailbox_is_told_once_and_sees_that_it_works_again() {
    for_each_engine("the return mailbox fails", |db| async move {
        let portal = testing::portal(&db).await;
        let (own, kept) = (SelfMade::new("fails"), Shared::default());
        let port = serve(kept.clone(), Some(own.acceptor())).await;
        let at =
            |password: &str, folder: &str| format!("imaps://bounces:{password}@localhost:{port}{folder}");

        let (app, mut gareth) = with_mailbox(&portal, at("wrong", ""), Some(own.file())).await;
        let page = gareth.get("/returned-mail").await;
        assert!(page.says("Not tried yet") && page.says("bounces at localhost"), "{}", page.body);
        for _ in 0..3 {
            reading::run(&app).await.unwrap();
            portal.clock.advance(SignedDuration::from_hours(25));
        }
        assert_eq!(told(&db).await, 1, "once, however long it lasts");
        let (_, mut gareth) = with_mailbox(&portal, at("wrong", ""), Some(own.file())).await;
        let page = gareth.get("/returned-mail").await;
        assert!(page.says("refuses the user bounces or the password"), "{}", page.body);
        assert!(page.says("Fails since 22 November 2026") && page.says("Never yet"), "{}", page.body);
        assert!(page.says("Some providers want a password made for programs"));
        assert!(gareth.get("/messages").await.says(UNREAD));

        // Put right, with a report that waited.
        let marek = portal.story.marek;
        point(&portal, marek, "marek@work.example").await;
        let token = mailed(&portal, marek, "marek@work.example", "one").await;
        kept.lock().unwrap().messages.push((report(&token, "marek@work.example"), false));
        let (app, mut gareth) = with_mailbox(&portal, at("right", ""), Some(own.file())).await;
        reading::run(&app).await.unwrap();
        let page = gareth.get("/returned-mail").await;
        assert!(page.says("Works") && !page.says("Fails since"), "{}", page.body);
        assert!(page.says("25 November 2026 at"), "last read, and the latest report: {}", page.body);
        assert!(!gareth.get("/messages").await.says(UNREAD));
        assert!(kept.lock().unwrap().messages[0].1, "it was read over TLS");

        // A failing later is told anew.
        let (app, mut gareth) = with_mailbox(&portal, at("right", ""), None).await;
        reading::run(&app).await.unwrap();
        assert_eq!(told(&db).await, 2);
        let page = gareth.get("/returned-mail").await;
        assert!(page.says("The certificate of localhost is not trusted"), "{}", page.body);
        assert!(page.says("bounces.imap_certificate") && page.says("25 November 2026 at"), "{}", page.body);

        let (app, mut gareth) = with_mailbox(&portal, at("right", "/Returned"), Some(own.file())).await;
        reading::run(&app).await.unwrap();
        let page = gareth.get("/returned-mail").await;
        assert!(page.says("The folder Returned is not in the mailbox"), "{}", page.body);
        assert_eq!(told(&db).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_server_that_is_away_is_told_when_it_stays_away_and_only_to_those_who_write_to_many() {
    for_each_engine("the return mailbox is away", |db| async move {
        let portal = testing::portal(&db).await;
        let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let at = format!("imap://bounces:right@127.0.0.1:{nobody}");
        let (app, _) = with_mailbox(&portal, at.clone(), None).await;
        reading::run(&app).await.unwrap();
        portal.clock.advance(SignedDuration::from_mins(30));
        reading::run(&app).await.unwrap();
        let (_, mut gareth) = with_mailbox(&portal, at.clone(), None).await;
        let page = gareth.get("/returned-mail").await;
        assert!(page.says(&format!("does not answer on port {nobody}")), "{}", page.body);
        assert!(!gareth.get("/messages").await.says(UNREAD), "it may pass");
        assert_eq!(told(&db).await, 0);
        portal.clock.advance(SignedDuration::from_mins(31));
        reading::run(&app).await.unwrap();
        reading::run(&app).await.unwrap();
        let to = "SELECT p.given_name FROM mail m JOIN person p ON p.id = m.person_id
                  WHERE m.kind = 'returned-mail-alarm'";
        let to = db.read(move |tx| tx.all::<(String,)>(to, &[])).await.map_err(|e: StoreError| e).unwrap();
        assert_eq!(to, [("Gareth".to_owned(),)]);
        let (_, mut gareth) = with_mailbox(&portal, at, None).await;
        assert!(gareth.get("/messages").await.says(UNREAD));
    })
    .await;
}

#[tokio::test]
async fn without_a_return_mailbox_the_page_says_how_to_get_one() {
    for_each_engine("no return mailbox", |db| async move {
        let portal = testing::portal(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let page = gareth.get("/returned-mail").await;
        assert!(page.says("No such mailbox is set up here"), "{}", page.body);
        let mut marek = portal.signed_in("marek@home.example").await;
        assert!(!marek.get("/returned-mail").await.status.is_success());
    })
    .await;
}

#[test]
fn every_fault_has_a_word_of_its_own_and_sentences_without_the_password() {
    let mailbox = Mailbox::parse("imaps://bounces:sesame@mail.example").unwrap();
    for fault in Fault::ALL {
        assert_eq!(Fault::from_word(fault.word()), fault);
        let (what, way) = fault.sentences(&testing::words(), &mailbox);
        assert!(!what.contains("sesame") && !way.contains("sesame") && !way.is_empty(), "{what} {way}");
    }
    assert_eq!(Fault::from_word("its server takes too long"), Fault::Broken);
}
