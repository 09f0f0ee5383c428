use super::super::delivery;
use super::super::hook::{self, Because, HookId, State};
use super::super::kind::Kind;
use super::{Receiver, made, renamed, stamp, told};
use crate::acting::Door;
use crate::testing::Portal;
use jiff::SignedDuration;
use store::StoreError;
use store::testing::for_each_engine;

const KINDS: &[Kind] = &[Kind::ContactChanged];

async fn state(portal: &Portal, id: HookId) -> State {
    let found = portal.app.db.read(move |tx| hook::find(tx, id)).await.unwrap();
    found.expect("it is there").state
}

async fn mails(portal: &Portal) -> i64 {
    let sql = "SELECT count(*) FROM mail WHERE kind = 'webhook-stopped'";
    portal.app.db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.map_err(|e: StoreError| e).unwrap().0
}

#[tokio::test]
async fn what_does_not_arrive_is_tried_eight_times_over_three_days_and_then_the_owner_is_told() {
    for_each_engine("webhook failing", |db| async move {
        let portal = crate::testing::portal(&db).await;
        let receiver = Receiver::open().await;
        receiver.answers(500);
        let (id, _) = made(&portal, portal.story.gareth, &receiver.address, KINDS).await;
        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        let (begun, mut messages) = (portal.clock.now(), Vec::new());
        for _ in 0..8 {
            told(&portal).await;
            messages.extend(receiver.messages());
            let next = db.read(move |tx| delivery::next_due(tx, id)).await.unwrap();
            if let Some(next) = next {
                portal.clock.advance(next.duration_since(portal.clock.now()));
            }
        }
        assert_eq!(messages.len(), 8);
        assert!(messages.iter().all(|m| m["id"] == messages[0]["id"]), "one id");
        let took = portal.clock.now().duration_since(begun);
        assert!(took > SignedDuration::from_hours(72) && took < SignedDuration::from_hours(80), "{took}");
        assert_eq!(state(&portal, id).await, State::Stopped(Because::Failing));
        assert_eq!(mails(&portal).await, 1);
        portal.clock.advance(SignedDuration::from_hours(100));
        renamed(&portal, portal.story.rhian, "Rhiannon", Door::Page).await;
        told(&portal).await;
        assert!(receiver.heard().is_empty(), "it has stopped");
        receiver.answers(200);
        let mine = stamp(&portal, portal.story.gareth, Door::Page);
        db.write(move |tx| hook::resume(tx, &mine, id)).await.unwrap();
        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        told(&portal).await;
        assert_eq!(receiver.messages().len(), 1, "it goes on");
    })
    .await;
}

#[tokio::test]
async fn a_receiver_that_is_gone_is_not_asked_again() {
    for_each_engine("webhook gone", |db| async move {
        let portal = crate::testing::portal(&db).await;
        let receiver = Receiver::open().await;
        receiver.answers(410);
        let (id, _) = made(&portal, portal.story.gareth, &receiver.address, KINDS).await;
        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        told(&portal).await;
        assert_eq!(receiver.heard().len(), 1);
        assert_eq!(state(&portal, id).await, State::Stopped(Because::Gone));
        assert_eq!(mails(&portal).await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_is_out_of_bounds_when_it_is_used_gets_nothing() {
    for_each_engine("webhook forbidden", |db| async move {
        let portal = crate::testing::portal(&db).await;
        let (id, _) = made(&portal, portal.story.gareth, "https://169.254.169.254/latest", KINDS).await;
        renamed(&portal, portal.story.rhian, "Rhi", Door::Page).await;
        told(&portal).await;
        let tried = db.read(move |tx| delivery::latest(tx, id, 1)).await.unwrap().pop().expect("one");
        assert_eq!((tried.failure.as_deref(), tried.answer, tried.tries), (Some("forbidden"), None, 1));
    })
    .await;
}
