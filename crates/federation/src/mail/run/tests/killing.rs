//! A real process is killed at random moments while it sends; a relay counts what came.

use super::*;
use std::process::{Command, Stdio};
use std::time::Duration;
use store::testing::{FreshPostgres, SERVER};

const CHILD: &str = "CHAPTERHOUSE_MAIL_RUN_CHILD";
const MAILS: usize = 1_500;

/// The process that dies: database, relay and hour are told to it.
#[tokio::test]
async fn child_that_sends_a_run_when_told_to() {
    let Ok(told) = std::env::var(CHILD) else { return };
    let [url, sink, hours] = told.split('|').collect::<Vec<_>>().try_into().unwrap();
    let clock = testing::clock();
    clock.advance(SignedDuration::from_hours(hours.parse().unwrap()));
    let db = Db::open(url).await.unwrap();
    worker(&db, &clock, relay(sink), &Heard::default()).drain().await.unwrap();
}

/// Kills it when the relay has so many.
async fn killed_at(url: &str, sink: &Sink, hours: i64, mails: usize) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "mail::run::tests::killing::child_that_sends_a_run_when_told_to"])
        .env(CHILD, format!("{url}|{}|{hours}", sink.url))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    while sink.seen().len() < mails && child.try_wait().unwrap().is_none() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

async fn killed_and_finished(url: &str) {
    let db = Db::open(url).await.unwrap();
    testing::story(&db).await;
    let (clock, sink, heard) = (testing::clock(), Sink::counting().await, Heard::default());
    let run = begun(&db, &clock, new(&clock), MAILS).await;
    let mut goal = 0;
    for hours in 0..3 {
        goal += 40 + rand::random_range(0..300);
        killed_at(url, &sink, hours, goal).await;
    }
    clock.advance(SignedDuration::from_hours(10));
    worker(&db, &clock, relay(&sink.url), &heard).drain().await.unwrap();
    let counts = counted(&db, run).await;
    let of = |state: &str| counts.iter().find(|(word, _)| *word == state).map_or(0, |(_, n)| *n) as usize;
    assert_eq!(of("sent") + of("maybe-sent"), MAILS, "{counts:?}");
    assert!(of("maybe-sent") <= 3 * 12, "no more than were on their way: {counts:?}");
    let seen = sink.seen();
    assert!(seen.values().all(|times| *times == 1), "nothing twice");
    let sent =
        db.read(|tx| tx.all::<(crate::mail::MailId,)>("SELECT id FROM mail WHERE state = 'sent'", &[]));
    for (id,) in sent.await.unwrap() {
        assert!(seen.contains_key(&format!("<{id}@tidewell.example>")), "what is called sent was taken");
    }
    println!(
        "{MAILS} mails, killed three times: {} sent, {} maybe sent, none twice",
        of("sent"),
        of("maybe-sent")
    );
}

#[tokio::test]
async fn a_program_killed_while_it_sends_sends_nothing_twice_and_loses_nothing() {
    if std::env::var(CHILD).is_ok() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("chapterhouse-mail-run-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    killed_and_finished(&format!("sqlite:{}", folder.join("killed.db").display())).await;
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(server) = std::env::var(SERVER) else {
        println!("skipped PostgreSQL: a program killed while it sends ({SERVER} is not set)");
        return;
    };
    let database = FreshPostgres::create(&server).await;
    killed_and_finished(&database.url.clone()).await;
    database.drop_it().await;
}
