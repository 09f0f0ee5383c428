//! How many personalised mails (text and HTML) leave a second, each with its state on the disk, beside what the relay
//! that takes them can do at all. The relay runs in the same process, on a thread of its own.
//! `cargo run --release -p federation --features testing --example mail_figures -- [MAILS [DATABASE]] [--json]`
//! DATABASE is empty; without it a SQLite file is made and thrown away.

use federation::mail::run::{self, Adding, Class, NewRun, Office, Text, Texts, To};
use federation::mail::sink::Sink;
use federation::mail::{MailError, Outbox, Relay};
use federation::sealing::Secret;
use federation::template::Values;
use federation::testing;
use std::sync::Arc;
use std::time::Instant;
use store::jobs::Worker;
use store::{Clock, Db};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const LINES: usize = 8;
const BODY: &str = "Dear {{name}},\n\nYour association has a new portal. **{{council}}** can use it from today: look up your \
council's record, put right what is wrong, and read what the association has written to you.\n\n1. Open {{link}}\n\
2. Choose a password that you use nowhere else.\n3. Look at the record of your council.\n\nThis takes about five minutes. \
If you are no longer the clerk, tell us on the same page, and we will write to the person who is.\n\n\
With kind regards,\n\nThe association";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let json = words.iter().any(|w| w == "--json");
    words.retain(|w| w != "--json");
    let mails: usize = words.first().map_or(Ok(50_000), |n| n.parse())?;
    let sink = apart();
    let folder = std::env::temp_dir().join(format!("chapterhouse-mail-figures-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = words.get(1).cloned().unwrap_or(format!("sqlite:{}", folder.join("mail.db").display()));
    let db = Db::open(&url).await?;
    testing::installation(&db).await;
    let began = Instant::now();
    queue(&db, mails).await?;
    let queued = began.elapsed().as_secs_f64();
    let began = Instant::now();
    send(&db, &sink).await?;
    let sent = mails as f64 / began.elapsed().as_secs_f64();
    let seen = sink.seen();
    if seen.len() != mails || seen.values().any(|times| *times != 1) {
        return Err(format!("{} of {mails} mails came, or some twice", seen.len()).into());
    }
    let bare = flood(&sink.url, mails).await?;
    std::fs::remove_dir_all(&folder)?;
    if json {
        println!("{{\"queued\":{queued:.3},\"sent\":{sent:.0},\"relay\":{bare:.0}}}");
    } else {
        println!(
            "{mails} mails queued in {queued:.2} s; {sent:.0} sent a second; the relay alone takes {bare:.0}; ratio {:.2}",
            sent / bare
        );
    }
    Ok(())
}

/// A relay on a thread of its own, so that it takes no turn from the program.
fn apart() -> Sink {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            tell.send(Sink::counting().await).expect("somebody waits");
            std::future::pending::<()>().await;
        });
    });
    told.recv().expect("the relay listens")
}

async fn queue(db: &Db, mails: usize) -> Result<(), Failure> {
    let clock = Clock::system();
    let stamp = testing::stamp(&clock);
    let text = Text { subject: "{{council}} on the portal".into(), body: BODY.into() };
    let new = NewRun {
        kind: "message",
        class: Class::Service,
        texts: Texts {
            fields: ["name", "council", "link"].map(str::to_owned).to_vec(),
            languages: [("en".to_owned(), text)].into(),
        },
        reply_to: None,
        pace: None,
        starts_at: clock.now(),
    };
    db.write(move |tx| -> Result<(), MailError> {
        let run = run::open(tx, &stamp, &new)?;
        let mut adding = Adding::new(tx, &stamp, run)?;
        for first in (0..mails).step_by(1_000) {
            let some: Vec<To> = (first..mails.min(first + 1_000)).map(to).collect();
            adding.add(tx, &stamp, &some)?;
        }
        run::start(tx, &stamp, run)?;
        Ok(())
    })
    .await?;
    Ok(())
}

fn to(n: usize) -> To {
    let values = Values::default()
        .with("name", format!("Sheila Bowen {n}"))
        .with("council", format!("Felsham {n} Parish Council"))
        .with("link", format!("https://portal.example/invitation/{n:064x}"));
    To {
        person: None,
        name: format!("Sheila Bowen {n}"),
        address: format!("clerk{n}@parish.example"),
        language: "en".into(),
        values,
        key: format!("message:{n}"),
    }
}

async fn send(db: &Db, sink: &Sink) -> Result<(), Failure> {
    let office = Office {
        db: db.clone(),
        clock: Clock::system(),
        secret: Secret::new([7; 32]),
        outbox: Outbox::Relay(Relay::new(&sink.url, "Tidewell <portal@tidewell.example>")?),
        base_url: "https://portal.example".into(),
        lines: LINES,
        follow: Arc::new(|_, _, _| Ok(())),
    };
    let worker = Worker::new(db.clone(), Clock::system()).on(run::JOB, move |job| {
        let office = office.clone();
        async move { run::go(&office, job).await }
    });
    worker.drain().await?;
    Ok(())
}

/// The relay alone: the same number of mails of about the same length, already written, over as many lines.
async fn flood(url: &str, mails: usize) -> Result<f64, Failure> {
    let place = url.strip_prefix("smtp://").ok_or("a relay")?.to_owned();
    let began = Instant::now();
    let mut lines = tokio::task::JoinSet::new();
    for _ in 0..LINES {
        lines.spawn(converse(place.clone(), mails / LINES));
    }
    while let Some(ended) = lines.join_next().await {
        ended??;
    }
    Ok(mails as f64 / began.elapsed().as_secs_f64())
}

async fn converse(place: String, mails: usize) -> Result<(), Failure> {
    let line = tokio::net::TcpStream::connect(place).await?;
    line.set_nodelay(true)?;
    let (read, mut write) = line.into_split();
    let mut answers = BufReader::new(read);
    let mut answer = String::new();
    let body = format!(
        "Message-ID: <flood>\r\nSubject: a mail\r\n\r\n{}\r\n.\r\n",
        "a line of a mail as long as most\r\n".repeat(70)
    );
    answers.read_line(&mut answer).await?;
    for _ in 0..mails {
        for step in ["MAIL FROM:<a@tidewell.example>\r\n", "RCPT TO:<b@home.example>\r\n", "DATA\r\n", &body]
        {
            write.write_all(step.as_bytes()).await?;
            answer.clear();
            answers.read_line(&mut answer).await?;
        }
    }
    Ok(())
}
