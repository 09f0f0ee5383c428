//! How long it takes to say of everybody in a message whether they get a mail and why not, and to make the mails.
//! `cargo run --release -p federation --features testing --example message_figures -- [PEOPLE [DATABASE]]`
//! DATABASE is empty; without it a SQLite file is made and thrown away. Prints figures, asserts nothing.

use federation::access;
use federation::contacts::{self, LIST_NAME};
use federation::message::{self, MessageError, MessageId, Words};
use federation::selection;
use federation::testing;
use std::time::Instant;
use store::Db;

type Failure = Box<dyn std::error::Error + Send + Sync>;

const BODY: &str =
    "Dear {{given name}},\n\nthere is news for {{organisation | you}} in {{town}}.\n\n* one\n* two\n";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let people: usize = words.first().map_or(Ok(50_000), |n| n.parse())?;
    let folder = std::env::temp_dir().join(format!("chapterhouse-message-figures-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = words.get(1).cloned().unwrap_or(format!("sqlite:{}", folder.join("message.db").display()));
    let db = Db::open(&url).await?;
    let story = testing::story(&db).await;
    for from in (0..people).step_by(5_000) {
        let some = from..(from + 5_000).min(people);
        let new =
            some.map(|n| testing::member(&format!("Given{n}"), &format!("Family{}", n % 997), &story.leeds));
        testing::enrol(&db, new.collect()).await;
    }
    let house = testing::installation(&db).await;
    contacts::renew(&house).await?;
    let (stamp, gareth, settings) = (testing::stamp(&testing::clock()), story.gareth, house.settings.clone());
    let (id, began) = db
        .write(move |tx| -> Result<(MessageId, Instant), MessageError> {
            let actor = access::actor(tx, gareth, stamp.today)?.ok_or(MessageError::Invisible)?;
            let writer = message::writer(tx, &actor)?;
            let open = selection::open(tx, &stamp, gareth, LIST_NAME)?;
            let all = access::Clause::all();
            let open =
                selection::add_all(tx, &stamp, open, "contact_entry.subject_id", "contact_entry", &all)?;
            let frozen = selection::freeze(tx, &stamp, open)?;
            let words = Words::default().with("en", "News", BODY);
            let id = message::make(tx, &stamp, &writer, &frozen, &words)?;
            let found = message::find(tx, &writer, id)?;
            let began = Instant::now();
            let counts = message::settle(tx, &stamp, &settings, &writer, &found, None)?;
            println!(
                "{} selected: {} mails, {} shared, {} left out, worked out in {:.2} s",
                frozen.count,
                counts.mails,
                counts.shared,
                counts.left_out(),
                began.elapsed().as_secs_f64()
            );
            tx.run("UPDATE message SET state = 'waiting', class = 'service', basis = 'contract'", &[])?;
            Ok((id, Instant::now()))
        })
        .await?;
    println!("written to the disk in {:.2} s more", began.elapsed().as_secs_f64());
    let began = Instant::now();
    message::leave(&house, id).await?;
    println!("worked out once more and all mails made in {:.2} s", began.elapsed().as_secs_f64());
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}
