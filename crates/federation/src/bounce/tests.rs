use super::*;
use crate::mail::{self, MailId, Message, Token};
use crate::person::PersonId;
use crate::sealing::Secret;
use crate::testing::{self, Story};
use jiff::SignedDuration;
use store::testing::for_each_engine;
use store::{Clock, Db};

const SECRET: [u8; 32] = [7; 32];

/// A mail to somebody has left; answers its id.
async fn mailed(db: &Db, person: PersonId, address: &str, key: &str) -> MailId {
    let stamp = testing::stamp(&testing::clock());
    let message = Message {
        person: Some(person),
        name: "A member".into(),
        address: address.into(),
        subject: "News of Tidewell".into(),
        text: "Dear member,".into(),
        language: "en".into(),
        kind: "news",
        key: key.into(),
    };
    let sent = db.write(move |tx| -> Result<MailId, mail::MailError> {
        let id = mail::queue(tx, &stamp, &message)?;
        tx.run("UPDATE mail SET state = 'sent', sealed = NULL WHERE id = ?1", &[&id])?;
        Ok(id)
    });
    sent.await.unwrap()
}

/// What a server writes when a mail comes back.
pub(super) fn report(token: &str, address: &str, status: &str, words: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\nTo: <bounces+{token}@tidewell.example>\nSubject: Undelivered Mail\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n\
         Final-Recipient: rfc822; {address}\nAction: failed\nStatus: {status}\nDiagnostic-Code: smtp; {words}\n\n--b--\n"
    )
}

fn token(mail: MailId, address: &str) -> String {
    Token::new(&Secret::new(SECRET), mail, address).word()
}

async fn comes(db: &Db, clock: &Clock, message: String) -> Outcome {
    let (hash, read) = read(message.as_bytes());
    let stamp = testing::stamp(clock);
    db.write(move |tx| receive(tx, &stamp, hash, &read)).await.unwrap()
}

async fn state(db: &Db, mail: MailId) -> (String, Option<String>) {
    let read = db.read(move |tx| -> Result<(String, Option<String>), StoreError> {
        tx.one("SELECT state, failure FROM mail WHERE id = ?1", &[&mail])
    });
    read.await.unwrap()
}

async fn marked(db: &Db, person: PersonId) -> Vec<(String, Because)> {
    let all = db.read(move |tx| of_person(tx, person, testing::TODAY)).await.unwrap();
    all.into_iter().map(|r| (r.address, r.because)).collect()
}

/// Marek and Amina share an address at home; Marek has another of his own.
async fn story(db: &Db) -> Story {
    let story = testing::story(db).await;
    let (marek, amina) = (story.marek, story.amina);
    let stamp = testing::stamp(&testing::clock());
    db.write(move |tx| -> Result<(), StoreError> {
        for (person, address) in [(marek, "Family@home.example"), (amina, "family@home.example"), (marek, "marek@work.example")] {
            let id = stamp.ids.next::<crate::contact_point::ContactPointId>();
            tx.run(
                "INSERT INTO contact_point (id, person_id, kind, purpose, value, folded, preferred, created_at)
                 VALUES (?1, ?2, 'email', 'home', ?3, ?4, ?5, ?6)",
                &[&id, &person, &address, &address.to_lowercase(), &true, &stamp.now],
            )?;
        }
        Ok(())
    })
    .await
    .unwrap();
    story
}

const GONE: (&str, &str) = ("5.1.1", "550 5.1.1 User unknown");
const FULL: (&str, &str) = ("5.2.2", "552 5.2.2 Mailbox full");

#[tokio::test]
async fn an_address_that_is_gone_is_marked_for_everybody_who_shares_it() {
    for_each_engine("an address is gone", |db| async move {
        let story = story(&db).await;
        let clock = testing::clock();
        let mail = mailed(&db, story.marek, "family@home.example", "one").await;
        let message = report(&token(mail, "family@home.example"), "family@home.example", GONE.0, GONE.1);
        assert_eq!(comes(&db, &clock, message.clone()).await, Outcome::Noted { marked: 2 });
        assert_eq!(state(&db, mail).await, ("bounced".into(), Some("unknown (5.1.1)".into())));
        assert_eq!(marked(&db, story.marek).await, [("Family@home.example".into(), Because::Unknown)]);
        assert_eq!(marked(&db, story.amina).await, [("family@home.example".into(), Because::Unknown)]);
        assert_eq!(comes(&db, &clock, message).await, Outcome::Before, "the same report again");
        let stamp = testing::stamp(&clock);
        let lists = db.read(move |tx| -> Result<(i64, i64), StoreError> {
            let journaled: (i64,) =
                tx.one("SELECT count(*) FROM journal WHERE act = 'address.bounced'", &[])?;
            let named: (i64,) = tx.one(
                "SELECT count(*) FROM journal WHERE act = 'address.bounced' AND key_person IS NULL",
                &[],
            )?;
            Ok((journaled.0, named.0))
        });
        assert_eq!(lists.await.unwrap(), (2, 0), "journaled for each, sealed about them");
        let cleared = db.write(move |tx| clear(tx, &stamp, "FAMILY@home.example", "Amina rang: it works"));
        assert_eq!(cleared.await.unwrap(), 2);
        assert!(marked(&db, story.marek).await.is_empty() && marked(&db, story.amina).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn nobody_can_forge_a_report_about_an_address() {
    for_each_engine("forged reports", |db| async move {
        let story = story(&db).await;
        let clock = testing::clock();
        let mail = mailed(&db, story.marek, "marek@work.example", "one").await;
        let right = token(mail, "marek@work.example");
        let other = Token::new(&Secret::new([8; 32]), mail, "marek@work.example").word();
        let unknown = token(MailId::new(1, 1), "marek@work.example");
        for (token, address) in [
            (other.as_str(), "marek@work.example"),
            (unknown.as_str(), "marek@work.example"),
            ("", "marek@work.example"),
            ("abc", "rhian@home.example"),
        ] {
            let outcome = comes(&db, &clock, report(token, address, GONE.0, GONE.1)).await;
            assert_eq!(outcome, Outcome::NotOurs);
        }
        // Marek, who knows the token of a mail of his own, can only say that his own address does not work.
        let about_amina = report(&right, "family@home.example", GONE.0, GONE.1);
        assert_eq!(comes(&db, &clock, about_amina).await, Outcome::Noted { marked: 1 });
        assert_eq!(marked(&db, story.amina).await, []);
        assert_eq!(marked(&db, story.marek).await, [("marek@work.example".into(), Because::Unknown)]);
        let rows = db.read(|tx| tx.one::<(i64,)>("SELECT count(*) FROM bounce", &[])).await;
        assert_eq!(rows.map_err(|e: StoreError| e).unwrap().0, 1, "nothing is kept of the others");
    })
    .await;
}

#[tokio::test]
async fn a_full_mailbox_is_marked_at_the_third_mail_within_a_fortnight() {
    for_each_engine("a full mailbox", |db| async move {
        let story = story(&db).await;
        let (clock, address) = (testing::clock(), "marek@work.example");
        let full =
            |mail: MailId, n: u32| report(&token(mail, address), address, FULL.0, &format!("{} {n}", FULL.1));
        let mails = [
            mailed(&db, story.marek, address, "1").await,
            mailed(&db, story.marek, address, "2").await,
            mailed(&db, story.marek, address, "3").await,
            mailed(&db, story.marek, address, "4").await,
        ];
        assert_eq!(comes(&db, &clock, full(mails[0], 1)).await, Outcome::Noted { marked: 0 });
        assert_eq!(
            comes(&db, &clock, full(mails[0], 2)).await,
            Outcome::Noted { marked: 0 },
            "one mail counts once"
        );
        assert_eq!(comes(&db, &clock, full(mails[0], 3)).await, Outcome::Noted { marked: 0 });
        clock.advance(SignedDuration::from_hours(15 * 24));
        assert_eq!(comes(&db, &clock, full(mails[1], 1)).await, Outcome::Noted { marked: 0 });
        assert_eq!(
            comes(&db, &clock, full(mails[2], 1)).await,
            Outcome::Noted { marked: 0 },
            "the first is long ago"
        );
        assert_eq!(comes(&db, &clock, full(mails[3], 1)).await, Outcome::Noted { marked: 1 });
        assert_eq!(marked(&db, story.marek).await, [(address.into(), Because::Full)]);
        let stamp = testing::stamp(&clock);
        db.write(move |tx| clear(tx, &stamp, address, "emptied")).await.unwrap();
        assert_eq!(
            comes(&db, &clock, full(mails[3], 2)).await,
            Outcome::Noted { marked: 0 },
            "it begins anew"
        );
    })
    .await;
}

#[tokio::test]
async fn what_passes_marks_nothing_and_a_complaint_is_a_wish() {
    for_each_engine("what passes", |db| async move {
        let story = story(&db).await;
        let (clock, address) = (testing::clock(), "marek@home.example");
        let mail = mailed(&db, story.marek, address, "one").await;
        let token = token(mail, address);
        let late = report(&token, address, "4.4.1", "connection timed out").replace("failed", "delayed");
        assert_eq!(comes(&db, &clock, late).await, Outcome::Noted { marked: 0 });
        assert_eq!(state(&db, mail).await.0, "deferred");
        let away = format!("From: {address}\nTo: bounces+{token}@tidewell.example\nSubject: Away\nAuto-Submitted: auto-replied\n\nBack on Monday\n");
        assert_eq!(comes(&db, &clock, away).await, Outcome::Noted { marked: 0 });
        let spam = report(&token, address, "5.7.1", "550 5.7.1 blocked using a blocklist");
        assert_eq!(comes(&db, &clock, spam).await, Outcome::Noted { marked: 0 });
        assert_eq!(state(&db, mail).await, ("bounced".into(), Some("spam (5.7.1)".into())));
        assert_eq!(marked(&db, story.marek).await, []);
        // Found by its Message-ID alone.
        let complaint = format!(
            "From: abuse@provider.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\
             Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n--b\nContent-Type: message/rfc822\n\n\
             Message-ID: <{token}@tidewell.example>\nTo: {address}\n\nx\n--b--\n");
        assert_eq!(comes(&db, &clock, complaint.clone()).await, Outcome::Noted { marked: 1 });
        assert_eq!(comes(&db, &clock, complaint + "\n").await, Outcome::Noted { marked: 0 }, "the wish is known");
        assert_eq!(state(&db, mail).await.0, "complained");
        let marek = story.marek;
        let wish = db.read(move |tx| -> Result<(bool, String), StoreError> {
            tx.one("SELECT given, source FROM consent WHERE person_id = ?1 AND channel = 'email'", &[&marek])
        });
        assert_eq!(wish.await.unwrap(), (false, "Complaint: reported as spam".into()));
    })
    .await;
}

#[tokio::test]
async fn a_run_counts_a_mail_that_came_back_where_it_belongs() {
    for_each_engine("a run and its bounces", |db| async move {
        let story = story(&db).await;
        let (clock, address) = (testing::clock(), "marek@work.example");
        let mail = mailed(&db, story.marek, address, "one").await;
        let stamp = testing::stamp(&clock);
        let run = stamp.ids.next::<mail::run::RunId>();
        let begun = db.write(move |tx| -> Result<(), StoreError> {
            tx.run(
                "INSERT INTO mail_run (id, kind, class, texts, state, starts_at, mails, made_at)
                 VALUES (?1, 'message', 'marketing', '{}', 'done', ?2, 1, ?2)",
                &[&run, &stamp.now],
            )?;
            tx.run("UPDATE mail SET run_id = ?2 WHERE id = ?1", &[&mail, &run])?;
            tx.run("INSERT INTO mail_run_count (run_id, state, mails) VALUES (?1, 'sent', 1)", &[&run])?;
            Ok(())
        });
        begun.await.unwrap();
        let counts = || async {
            let counts = db.read(move |tx| mail::run::counts(tx, run)).await.unwrap();
            [mail::MailState::Sent, mail::MailState::Deferred, mail::MailState::Bounced]
                .map(|s| counts.get(&s).copied().unwrap_or(0))
        };
        let word = token(mail, address);
        comes(
            &db,
            &clock,
            report(&word, address, "4.4.1", "connection timed out").replace("failed", "delayed"),
        )
        .await;
        assert_eq!(counts().await, [0, 1, 0]);
        comes(&db, &clock, report(&word, address, GONE.0, GONE.1)).await;
        assert_eq!(counts().await, [0, 0, 1]);
        comes(&db, &clock, report(&word, address, GONE.0, "550 5.1.1 still unknown")).await;
        assert_eq!(counts().await, [0, 0, 1]);
    })
    .await;
}
