//! A return mailbox on this machine that keeps what it is told, and certificates of our own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A certificate for "localhost" that nobody vouches for, and its key; gone with the value.
pub struct SelfMade(PathBuf);

impl SelfMade {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("chapterhouse-imap-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let made = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
            .args(["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
            .arg(folder.join("key.pem"))
            .arg("-out")
            .arg(folder.join("certificate.pem"))
            .output()
            .expect("openssl is there: apt install openssl");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Self(folder)
    }

    pub fn file(&self) -> PathBuf {
        self.0.join("certificate.pem")
    }

    pub fn acceptor(&self) -> TlsAcceptor {
        let read = |file: &str| -> Vec<u8> { std::fs::read(Path::new(&self.0).join(file)).unwrap() };
        let certificate = CertificateDer::from_pem_slice(&read("certificate.pem")).unwrap();
        let key = PrivateKeyDer::from_pem_slice(&read("key.pem")).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

impl Drop for SelfMade {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[derive(Default)]
pub struct Kept {
    pub messages: Vec<(String, bool)>,
    pub fetched: usize,
    pub hangs_up: bool,
}

pub type Shared = Arc<Mutex<Kept>>;

/// Serves the mailbox, its port on this machine; with a certificate over TLS. The password is "right", the folder INBOX.
pub async fn serve(kept: Shared, tls: Option<TlsAcceptor>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((line, _)) = listener.accept().await {
            let (kept, tls) = (kept.clone(), tls.clone());
            tokio::spawn(async move {
                match tls {
                    None => converse(line, kept).await,
                    Some(tls) => converse(tls.accept(line).await?, kept).await,
                }
            });
        }
    });
    port
}

async fn converse(line: impl AsyncRead + AsyncWrite, kept: Shared) -> std::io::Result<()> {
    let (read, mut write) = tokio::io::split(line);
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"* OK ready\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let (tag, command) = line.split_once(' ').unwrap_or((&line, ""));
        let Some(answer) = answer(command, &kept) else { return Ok(()) };
        let refused = command.starts_with("LOGIN") && !command.contains("right")
            || command.starts_with("SELECT") && !command.contains("INBOX");
        let done = if refused { "NO" } else { "OK" };
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
