use super::imap::{Shared, serve};
use super::{mailed, point, report};
use crate::acting::Door;
use crate::bounce::{self, Mailbox};
use crate::returned_mail::reading;
use crate::testing;
use std::sync::Arc;
use store::testing::for_each_engine;

#[tokio::test]
async fn the_return_mailbox_is_read_once_and_what_is_no_report_is_left_alone() {
    for_each_engine("the return mailbox", |db| async move {
        let portal = testing::portal(&db).await;
        let marek = portal.story.marek;
        point(&portal, marek, "marek@work.example").await;
        let token = mailed(&portal, marek, "marek@work.example", "one").await;
        let letter = "From: jo@tidewell.example\r\nSubject: Lunch?\r\n\r\nToday?\r\n".to_owned();
        let kept: Shared = Arc::default();
        kept.lock().unwrap().messages =
            vec![(letter.clone(), false), (report(&token, "marek@work.example"), false), (letter, false)];
        let port = serve(kept.clone(), None).await;
        let mailbox = Mailbox::parse(&format!("imap://bounces:right@127.0.0.1:{port}")).unwrap();
        let (house, seen) = (portal.app.installation(), |kept: &Shared| {
            kept.lock().unwrap().messages.iter().map(|m| m.1).collect::<Vec<_>>()
        });

        kept.lock().unwrap().hangs_up = true;
        assert!(reading::read(house, &mailbox).await.is_err());
        kept.lock().unwrap().hangs_up = false;
        assert_eq!(reading::read(house, &mailbox).await.unwrap(), 1);
        assert_eq!(seen(&kept), [false, true, false], "letters stay unread");
        assert_eq!(reading::read(house, &mailbox).await.unwrap(), 0);
        assert_eq!(kept.lock().unwrap().fetched, 3, "nothing is fetched twice");
        let marked = db.read(move |tx| bounce::of_person(tx, marek, testing::TODAY)).await;
        assert_eq!(marked.map_err(|e: store::StoreError| e).unwrap().len(), 1);

        let wrong = Mailbox::parse(&format!("imap://bounces:wrong@127.0.0.1:{port}")).unwrap();
        let fault = reading::read(house, &wrong).await.unwrap_err();
        assert_eq!(fault.to_string(), "its server refuses the user or the password");
        let sealed = Mailbox::parse(&format!("imaps://bounces:right@127.0.0.1:{port}")).unwrap();
        assert_eq!(reading::read(house, &sealed).await, Err(reading::Fault::Tls));
        let (stamp, held) = (house.stamp(None, Door::Job), mailbox.clone());
        let at =
            db.read(move |tx| bounce::position(tx, &stamp, &held)).await.map_err(|e: store::StoreError| e);
        assert_eq!(at.unwrap().last_uid, 3);
    })
    .await;
}
