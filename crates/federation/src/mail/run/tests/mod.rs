mod killing;

use super::*;
use crate::mail::sink::{Manner, Sink};
use crate::mail::{MailState, Outbox, Relay, captured};
use crate::sealing::Secret;
use crate::template::Values;
use crate::testing;
use jiff::SignedDuration;
use std::sync::{Arc, Mutex};
use store::jobs::Worker;
use store::testing::for_each_engine;
use store::{Clock, Db};

fn texts() -> Texts {
    let text = |subject: &str, body: &str| Text { subject: subject.into(), body: body.into() };
    Texts {
        fields: ["name", "link", "unsubscribe"].map(str::to_owned).to_vec(),
        languages: [
            ("en".to_owned(), text("Welcome, {{name}}", "Dear {{name}},\n\n**Open** {{link}}")),
            ("cy".to_owned(), text("Croeso, {{name}}", "Annwyl {{name}},\n\n{{link}}")),
        ]
        .into(),
    }
}

fn new(clock: &Clock) -> NewRun {
    NewRun {
        kind: "invitation",
        class: Class::Service,
        texts: texts(),
        reply_to: Some("support@tidewell.example".into()),
        pace: None,
        starts_at: clock.now(),
    }
}

fn to(n: usize) -> To {
    To {
        person: None,
        name: format!("Clerk {n}"),
        address: format!("clerk{n}@parish{}.example", n % 3),
        language: if n.is_multiple_of(5) { "cy".into() } else { "en".into() },
        values: Values::default()
            .with("name", format!("Clerk {n}"))
            .with("link", format!("https://portal.example/invitation/{n}")),
        key: format!("invitation:{n}"),
    }
}

/// A run to so many, begun.
async fn begun(db: &Db, clock: &Clock, new: NewRun, many: usize) -> RunId {
    let stamp = testing::stamp(clock);
    let made = db.write(move |tx| -> Result<_, MailError> {
        let run = open(tx, &stamp, &new)?;
        let mut adding = Adding::new(tx, &stamp, run)?;
        let all: Vec<To> = (0..many).map(to).collect();
        for some in all.chunks(40) {
            assert_eq!(adding.add(tx, &stamp, some)?.len(), some.len());
        }
        start(tx, &stamp, run)?;
        Ok(run)
    });
    made.await.unwrap()
}

type Heard = Arc<Mutex<Vec<Settled>>>;

fn worker(db: &Db, clock: &Clock, outbox: Outbox, heard: &Heard) -> Worker {
    let heard = heard.clone();
    let office = Office {
        db: db.clone(),
        clock: clock.clone(),
        secret: Secret::new([7; 32]),
        outbox,
        base_url: "https://portal.example".into(),
        lines: 3,
        follow: Arc::new(move |_, _, settled| {
            heard.lock().unwrap().extend_from_slice(settled);
            Ok(())
        }),
    };
    Worker::new(db.clone(), clock.clone()).on(JOB, move |job| {
        let office = office.clone();
        async move { go(&office, job).await }
    })
}

fn relay(url: &str) -> Outbox {
    Outbox::Relay(Relay::new(url, "Tidewell <portal@tidewell.example>").unwrap())
}

async fn counted(db: &Db, run: RunId) -> Vec<(&'static str, u64)> {
    let counts = db.read(move |tx| counts(tx, run)).await.unwrap();
    let mut shown: Vec<_> =
        counts.into_iter().map(|(state, n)| (state.word(), n)).filter(|(_, n)| *n > 0).collect();
    shown.sort_unstable();
    shown
}

async fn state(db: &Db, run: RunId) -> String {
    let row = db.read(move |tx| tx.one::<(String,)>("SELECT state FROM mail_run WHERE id = ?1", &[&run]));
    row.await.unwrap().0
}

/// What a mail reads like, its lines put together again.
fn unfolded(mail: &str) -> String {
    mail.replace("=\n", "").replace("=3D", "=")
}

#[tokio::test]
async fn everybody_gets_a_mail_of_their_own_once_in_their_language() {
    for_each_engine("a run", |db| async move {
        testing::story(&db).await;
        let (clock, sink, heard) = (testing::clock(), Sink::open().await, Heard::default());
        let run = begun(&db, &clock, new(&clock), 100).await;
        assert_eq!(counted(&db, run).await, [("queued", 100)]);
        let worker = worker(&db, &clock, relay(&sink.url), &heard);
        worker.drain().await.unwrap();
        worker.drain().await.unwrap();
        assert_eq!((counted(&db, run).await, state(&db, run).await.as_str()), (vec![("sent", 100)], "done"));
        let mails: Vec<String> = sink.mails().iter().map(|mail| unfolded(mail)).collect();
        assert_eq!(mails.len(), 100);
        let one = mails.iter().find(|mail| mail.contains("<clerk7@parish1.example>")).unwrap();
        assert!(
            one.contains("Subject: Welcome, Clerk 7") && one.contains("https://portal.example/invitation/7")
        );
        assert!(one.contains("Reply-To: support@tidewell.example") && one.contains("<strong>Open</strong>"));
        assert_eq!(
            mails.iter().filter(|mail| mail.matches("To: ").count() != 2).count(),
            0,
            "To and Reply-To alone"
        );
        let welsh = mails.iter().find(|mail| mail.contains("<clerk5@parish2.example>")).unwrap();
        assert!(welsh.contains("Croeso, Clerk 5") && welsh.contains("Content-Language: cy"));
        assert!(!one.contains("List-Unsubscribe"), "there is nothing to unsubscribe from");
        let sent = heard.lock().unwrap().iter().filter(|end| end.state == MailState::Sent).count();
        assert_eq!(sent, 100);
        let sealed =
            db.read(|tx| tx.one::<(i64,)>("SELECT count(*) FROM mail WHERE sealed IS NOT NULL", &[]));
        assert_eq!(sealed.await.unwrap().0, 0, "what was filled in is wiped");
    })
    .await;
}

#[tokio::test]
async fn marketing_can_be_refused_by_one_press() {
    let db = store::testing::fresh_sqlite().await;
    testing::story(&db).await;
    let (clock, sink) = (testing::clock(), Sink::open().await);
    let run = begun(&db, &clock, NewRun { class: Class::Marketing, ..new(&clock) }, 1).await;
    worker(&db, &clock, relay(&sink.url), &Heard::default()).drain().await.unwrap();
    let mail = unfolded(&sink.mails()[0]).replace("\n ", "");
    let (id,): (crate::mail::MailId,) =
        db.read(move |tx| tx.one("SELECT id FROM mail WHERE run_id = ?1", &[&run])).await.unwrap();
    let address = crate::mail::unsubscribing::address("https://portal.example", &Secret::new([7; 32]), id);
    assert!(mail.contains(&format!("List-Unsubscribe: <{address}>")), "{mail}");
    assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
}

#[tokio::test]
async fn a_run_is_paused_resumed_and_cancelled() {
    for_each_engine("pausing", |db| async move {
        testing::story(&db).await;
        let (clock, sink, heard) = (testing::clock(), Sink::open().await, Heard::default());
        let worker = worker(&db, &clock, relay(&sink.url), &heard);
        let run = begun(&db, &clock, new(&clock), 10).await;
        let stamp = testing::stamp(&clock);
        assert!(db.write(move |tx| pause(tx, &stamp, run)).await.unwrap());
        worker.drain().await.unwrap();
        assert!(sink.mails().is_empty());
        clock.advance(SignedDuration::from_hours(2));
        let stamp = testing::stamp(&clock);
        assert!(db.write(move |tx| resume(tx, &stamp, run)).await.unwrap());
        worker.drain().await.unwrap();
        assert_eq!(counted(&db, run).await, [("sent", 10)]);
        let stamp = testing::stamp(&clock);
        assert_eq!(db.write(move |tx| cancel(tx, &stamp, run)).await.unwrap(), None, "it has ended");
        let later = NewRun { starts_at: clock.now() + SignedDuration::from_hours(1), ..new(&clock) };
        let stamp = testing::stamp(&clock);
        let second = db
            .write(move |tx| -> Result<_, MailError> {
                let run = open(tx, &stamp, &later)?;
                let mut adding = Adding::new(tx, &stamp, run)?;
                adding.add(tx, &stamp, &[To { key: "other".into(), ..to(1) }])?;
                start(tx, &stamp, run)?;
                Ok(run)
            })
            .await
            .unwrap();
        worker.drain().await.unwrap();
        assert_eq!(counted(&db, second).await, [("queued", 1)], "its time has not come");
        let stamp = testing::stamp(&clock);
        assert_eq!(db.write(move |tx| cancel(tx, &stamp, second)).await.unwrap(), Some(1));
        clock.advance(SignedDuration::from_hours(2));
        worker.drain().await.unwrap();
        assert_eq!((counted(&db, second).await, sink.mails().len()), (vec![("cancelled", 1)], 10));
    })
    .await;
}

#[tokio::test]
async fn what_the_relay_puts_off_comes_later_what_it_refuses_has_failed_and_what_it_may_have_is_not_repeated()
{
    for_each_engine("answers", |db| async move {
        testing::story(&db).await;
        let (clock, sink, heard) = (testing::clock(), Sink::open().await, Heard::default());
        let worker = worker(&db, &clock, relay(&sink.url), &heard);
        sink.behave(Manner::AsksToWait);
        let run = begun(&db, &clock, new(&clock), 5).await;
        worker.drain().await.unwrap();
        assert_eq!((counted(&db, run).await, sink.mails().len()), (vec![("queued", 5)], 0));
        let put_off = heard.lock().unwrap().clone();
        assert!(
            put_off.len() == 5
                && put_off.iter().all(|end| end.failure.as_deref() == Some("the relay asks to wait (451)"))
        );
        sink.behave(Manner::HangsUpAfterData);
        clock.advance(SignedDuration::from_hours(1));
        worker.drain().await.unwrap();
        assert_eq!((counted(&db, run).await, sink.mails().len()), (vec![("maybe-sent", 5)], 5));
        clock.advance(SignedDuration::from_hours(24));
        worker.drain().await.unwrap();
        assert!(sink.seen().values().all(|times| *times == 1), "nothing twice");
        assert_eq!(state(&db, run).await, "done");
    })
    .await;
}

#[tokio::test]
async fn a_relay_that_cannot_be_reached_costs_no_try_and_the_run_comes_back() {
    let db = store::testing::fresh_sqlite().await;
    testing::story(&db).await;
    let (clock, heard) = (testing::clock(), Heard::default());
    let run = begun(&db, &clock, new(&clock), 20).await;
    worker(&db, &clock, relay("smtp://127.0.0.1:1"), &heard).drain().await.unwrap();
    assert_eq!(counted(&db, run).await, [("queued", 20)]);
    assert!(heard.lock().unwrap().is_empty());
    let sink = Sink::open().await;
    clock.advance(SignedDuration::from_mins(2));
    worker(&db, &clock, relay(&sink.url), &heard).drain().await.unwrap();
    assert_eq!(counted(&db, run).await, [("sent", 20)]);
}

#[tokio::test]
async fn a_pace_spreads_the_mails_to_one_domain_and_holds_up_no_other() {
    let db = store::testing::fresh_sqlite().await;
    testing::story(&db).await;
    let (clock, sink) = (testing::clock(), Sink::open().await);
    let run = begun(&db, &clock, NewRun { pace: Some(1), ..new(&clock) }, 9).await;
    let worker = worker(&db, &clock, relay(&sink.url), &Heard::default());
    for minute in 1..=3 {
        worker.drain().await.unwrap();
        assert_eq!(
            counted(&db, run).await.iter().find(|(state, _)| *state == "sent"),
            Some(&("sent", 3 * minute))
        );
        clock.advance(SignedDuration::from_mins(1));
    }
    worker.drain().await.unwrap();
    assert_eq!(state(&db, run).await, "done");
}

#[tokio::test]
async fn in_the_demonstration_a_run_stays_readable() {
    for_each_engine("captured run", |db| async move {
        testing::story(&db).await;
        let clock = testing::clock();
        let run = begun(&db, &clock, new(&clock), 3).await;
        worker(&db, &clock, Outbox::Nowhere, &Heard::default()).drain().await.unwrap();
        clock.advance(SignedDuration::from_hours(1));
        worker(&db, &clock, Outbox::Capture, &Heard::default()).drain().await.unwrap();
        assert_eq!(counted(&db, run).await, [("captured", 3)]);
        let stamp = testing::stamp(&clock);
        let mails = db.read(move |tx| captured(tx, &stamp, 10)).await.unwrap();
        let zero = mails.iter().find(|mail| mail.letter.name == "Clerk 0").unwrap();
        assert_eq!((zero.kind.as_str(), zero.letter.subject.as_str()), ("invitation", "Croeso, Clerk 0"));
    })
    .await;
}
