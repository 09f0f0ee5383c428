//! A relay for tests and figures: it listens on this machine, keeps count of what it is given, and answers as it is told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpListener, TcpStream};

/// How it behaves when it has heard a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Takes,
    AsksToWait,
    Refuses,
    HangsUpAfterData,
}

/// What was taken. Clones look at the same.
#[derive(Clone)]
pub struct Sink {
    pub url: String,
    manner: Arc<Mutex<Manner>>,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Default)]
struct Taken {
    mails: Vec<String>,
    /// How often each Message-ID came.
    seen: HashMap<String, u32>,
    keeps_words: bool,
}

impl Sink {
    /// Keeps the words of every mail.
    pub async fn open() -> Self {
        Self::listening(true).await
    }

    /// Keeps only the Message-IDs and how often each came.
    pub async fn counting() -> Self {
        Self::listening(false).await
    }

    async fn listening(keeps_words: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("it listens").port();
        let sink = Self {
            url: format!("smtp://127.0.0.1:{port}"),
            manner: Arc::new(Mutex::new(Manner::Takes)),
            taken: Arc::new(Mutex::new(Taken { keeps_words, ..Taken::default() })),
        };
        let held = sink.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(converse(line, held.clone()));
            }
        });
        sink
    }

    pub fn behave(&self, manner: Manner) {
        *self.manner.lock().expect("no panic holds it") = manner;
    }

    pub fn mails(&self) -> Vec<String> {
        self.taken.lock().expect("no panic holds it").mails.clone()
    }

    pub fn seen(&self) -> HashMap<String, u32> {
        self.taken.lock().expect("no panic holds it").seen.clone()
    }

    /// The mail up to its last line; of one that is only counted, the Message-ID.
    async fn hear(
        &self,
        lines: &mut BufReader<OwnedReadHalf>,
        line: &mut Vec<u8>,
    ) -> std::io::Result<String> {
        let keeps_words = self.taken.lock().expect("no panic holds it").keeps_words;
        let mut mail = String::new();
        while next(lines, line).await? && line != b"." {
            if keeps_words || line.starts_with(b"Message-ID: ") {
                mail.push_str(&String::from_utf8_lossy(line));
                mail.push('\n');
            }
        }
        Ok(mail)
    }

    fn keep(&self, mail: String) {
        let mut taken = self.taken.lock().expect("no panic holds it");
        let id = mail.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or_default();
        *taken.seen.entry(id.to_owned()).or_default() += 1;
        if taken.keeps_words {
            taken.mails.push(mail);
        }
    }
}

async fn converse(line: TcpStream, sink: Sink) -> std::io::Result<()> {
    line.set_nodelay(true)?;
    let (read, mut write) = line.into_split();
    let (mut lines, mut line) = (BufReader::new(read), Vec::new());
    write.write_all(b"220 relay\r\n").await?;
    while next(&mut lines, &mut line).await? {
        match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_slice() {
            b"EHLO" => write.write_all(b"250-relay\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n").await?,
            b"DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mail = sink.hear(&mut lines, &mut line).await?;
                let manner = *sink.manner.lock().expect("no panic holds it");
                if matches!(manner, Manner::Takes | Manner::HangsUpAfterData) {
                    sink.keep(mail);
                }
                match manner {
                    Manner::Takes => write.write_all(b"250 taken\r\n").await?,
                    Manner::AsksToWait => write.write_all(b"451 rhian@home.example is busy\r\n").await?,
                    Manner::Refuses => write.write_all(b"550 no rhian@home.example here\r\n").await?,
                    Manner::HangsUpAfterData => return Ok(()),
                }
            }
            b"QUIT" => return write.write_all(b"221 bye\r\n").await,
            _ => write.write_all(b"250 ok\r\n").await?,
        }
    }
    Ok(())
}

/// The next line, without its end; false when there is none.
async fn next(lines: &mut BufReader<OwnedReadHalf>, line: &mut Vec<u8>) -> std::io::Result<bool> {
    line.clear();
    let read = lines.read_until(b'\n', line).await?;
    while matches!(line.last(), Some(b'\r' | b'\n')) {
        line.pop();
    }
    Ok(read > 0)
}
