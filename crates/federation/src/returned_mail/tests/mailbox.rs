//! A return mailbox on this machine that keeps what it is told.

use super::{mailed, point, report};
use crate::acting::Door;
use crate::bounce::{self, Mailbox};
use crate::returned_mail::reading;
use crate::testing;
use std::sync::{Arc, Mutex};
use store::testing::for_each_engine;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

#[derive(Default)]
struct Kept {
    messages: Vec<(String, bool)>,
    fetched: usize,
    hangs_up: bool,
}

type Shared = Arc<Mutex<Kept>>;

async fn serve(kept: Shared) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            tokio::spawn(converse(line, kept.clone()));
        }
    });
    port
}

async fn converse(line: TcpStream, kept: Shared) -> std::io::Result<()> {
    let (read, mut write) = line.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"* OK ready\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let (tag, command) = line.split_once(' ').unwrap_or((&line, ""));
        let Some(answer) = answer(command, &kept) else { return Ok(()) };
        let done = if command.starts_with("LOGIN") && !command.contains("right") { "NO" } else { "OK" };
        write.write_all(format!("{answer}{tag} {done} done\r\n").as_bytes()).await?;
    }
    Ok(())
}

/// What is said before the tagged line; none hangs up.
fn answer(command: &str, kept: &Shared) -> Option<String> {
    let mut kept = kept.lock().unwrap();
    let words: Vec<&str> = command.split(' ').collect();
    Some(match words.as_slice() {
        ["SELECT", ..] => format!("* {} EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n", kept.messages.len()),
        ["UID", "SEARCH", "UNSEEN", "UID", range] => {
            let from: usize = range.split(':').next()?.parse().ok()?;
            let unseen = (1..=kept.messages.len()).filter(|uid| !kept.messages[uid - 1].1);
            // "n:*" always names the last message.
            let fits = unseen.filter(|uid| *uid >= from || *uid == kept.messages.len());
            format!("* SEARCH {}\r\n", fits.map(|u| u.to_string()).collect::<Vec<_>>().join(" "))
        }
        ["UID", "FETCH", uid, ..] => {
            if kept.hangs_up {
                return None;
            }
            kept.fetched += 1;
            let uid: usize = uid.parse().ok()?;
            let message = &kept.messages[uid - 1].0;
            format!("* {uid} FETCH (UID {uid} BODY[]<0> {{{}}}\r\n{message})\r\n", message.len())
        }
        ["UID", "STORE", uid, ..] => {
            let uid: usize = uid.parse().ok()?;
            kept.messages[uid - 1].1 = true;
            String::new()
        }
        _ => String::new(),
    })
}

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
        let port = serve(kept.clone()).await;
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
        let fault = reading::read(house, &sealed).await.unwrap_err();
        assert!(fault.to_string().contains("does not speak TLS"), "{fault}");
        let (stamp, held) = (house.stamp(None, Door::Job), mailbox.clone());
        let at =
            db.read(move |tx| bounce::position(tx, &stamp, &held)).await.map_err(|e: store::StoreError| e);
        assert_eq!(at.unwrap().last_uid, 3);
    })
    .await;
}
