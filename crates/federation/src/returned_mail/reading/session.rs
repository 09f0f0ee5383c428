//! A conversation with an IMAP server.

use super::fault::Fault;
use crate::bounce::Mailbox;
use async_imap::{Client, Session};
use futures_util::TryStreamExt;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

/// So much of a message is fetched: its report stands at the top.
const MOST: usize = 1 << 20;

trait Line: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + std::fmt::Debug> Line for T {}

/// The mailbox, with its folder open.
pub struct Open {
    session: Session<Box<dyn Line>>,
    /// Changes when the numbers of messages begin anew.
    pub validity: u32,
}

impl Open {
    pub async fn new(mailbox: &Mailbox, roots: RootCertStore) -> Result<Self, Fault> {
        let line = TcpStream::connect((mailbox.host.as_str(), mailbox.port)).await;
        let line = line.map_err(|_| Fault::Unreachable)?;
        let line: Box<dyn Line> = if mailbox.is_encrypted {
            Box::new(encrypted(mailbox, line, roots).await?)
        } else {
            Box::new(line)
        };
        let mut client = Client::new(line);
        client.read_response().await.ok().flatten().ok_or(Fault::Broken)?;
        let login = client.login(&mailbox.user, &mailbox.password).await;
        let mut session = login.map_err(|(error, _)| match error {
            async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_) => Fault::Refused,
            _ => Fault::Broken,
        })?;
        let folder = session.select(&mailbox.folder).await.map_err(|_| Fault::Folder)?;
        let validity = folder.uid_validity.ok_or(Fault::Folder)?;
        Ok(Self { session, validity })
    }

    /// Messages that nobody read, after this number, in their order.
    pub async fn unseen_after(&mut self, last: u32) -> Result<Vec<u32>, Fault> {
        let query = format!("UNSEEN UID {}:*", last.saturating_add(1));
        let found = self.session.uid_search(query).await.map_err(|_| Fault::Broken)?;
        // "n:*" names the last message even when it stands before n.
        let mut uids: Vec<u32> = found.into_iter().filter(|uid| *uid > last).collect();
        uids.sort_unstable();
        Ok(uids)
    }

    /// The beginning of a message; reading it leaves it unread.
    pub async fn message(&mut self, uid: u32) -> Result<Vec<u8>, Fault> {
        let fetched = self.session.uid_fetch(uid.to_string(), format!("BODY.PEEK[]<0.{MOST}>")).await;
        let all: Vec<_> =
            fetched.map_err(|_| Fault::Broken)?.try_collect().await.map_err(|_| Fault::Broken)?;
        if let Some(body) = all.iter().find_map(|one| one.body()) {
            return Ok(body.to_vec());
        }
        // Somebody else took it out meanwhile; or the server is gone, and then it is read another time.
        self.session.noop().await.map_err(|_| Fault::Broken)?;
        Ok(Vec::new())
    }

    pub async fn mark_read(&mut self, uid: u32) -> Result<(), Fault> {
        let stored = self.session.uid_store(uid.to_string(), "+FLAGS.SILENT (\\Seen)").await;
        let answers: Result<Vec<_>, _> = stored.map_err(|_| Fault::Broken)?.try_collect().await;
        answers.map(drop).map_err(|_| Fault::Broken)
    }

    /// Everything is done: what goes wrong now does not matter.
    pub async fn close(mut self) {
        let _ = self.session.logout().await;
    }
}

async fn encrypted(
    mailbox: &Mailbox,
    line: TcpStream,
    roots: RootCertStore,
) -> Result<tokio_rustls::client::TlsStream<TcpStream>, Fault> {
    let crypto = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(crypto).with_safe_default_protocol_versions();
    let config = config.map_err(|_| Fault::Tls)?.with_root_certificates(roots).with_no_client_auth();
    let name = ServerName::try_from(mailbox.host.clone()).map_err(|_| Fault::Tls)?;
    TlsConnector::from(Arc::new(config)).connect(name, line).await.map_err(|error| fault(&error))
}

/// Whether it is the certificate that does not fit, or no TLS is spoken.
fn fault(error: &std::io::Error) -> Fault {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(_)) => Fault::Certificate,
        Some(_) => Fault::Tls,
        None => Fault::Broken,
    }
}
