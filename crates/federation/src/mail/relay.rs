//! The SMTP relay that mail leaves through, and what its answer means for sending again.

use super::line::{Answer, Line, Place, class};
use super::{MailId, ReturnPath};
use jiff::Timestamp;
use lettre::address::Envelope;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use std::sync::{Arc, Mutex};

#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    #[error("the address of the mail relay cannot be used: {0}")]
    Address(String),
    #[error("mails have no usable sender address (setting mail_from)")]
    Sender,
    #[error(
        "bounce_address cannot be used: give an address without \"+\" and with at most 15 letters before the @"
    )]
    ReturnAddress,
}

/// Where mail leaves, and who it comes from.
#[derive(Clone)]
pub struct Relay {
    place: Place,
    from: Mailbox,
    back: Option<ReturnPath>,
    /// Lines that nobody uses at the moment.
    idle: Arc<Mutex<Vec<Line>>>,
}

/// Lines kept open while nothing is to be sent.
const KEPT: usize = 2;

/// What became of a mail. The words are for the log and the table: they never hold an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    Taken,
    /// Surely not taken; later it may be.
    NotYet(String),
    /// Refused for good.
    Refused(String),
    /// The line broke while the relay may have had it.
    Unknown(String),
}

/// A mail that is ready for the relay.
pub(super) struct Composed {
    pub envelope: Envelope,
    pub bytes: Vec<u8>,
}

/// What a mail is made of.
pub(super) struct Parts<'a> {
    pub id: MailId,
    pub name: &'a str,
    pub address: &'a str,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub language: &'a str,
    pub reply_to: Option<&'a str>,
    /// Where one press unsubscribes (RFC 8058).
    pub unsubscribe: Option<String>,
}

impl Relay {
    /// `url`: "smtps://user:password@relay.example", "smtp://relay.example:587?tls=required", "smtp://localhost:25".
    pub fn new(url: &str, from: &str) -> Result<Self, RelayError> {
        let from: Mailbox = from.parse().map_err(|_| RelayError::Sender)?;
        Ok(Self { place: Place::parse(url)?, from, back: None, idle: Arc::default() })
    }

    /// Reports of failure come back by it.
    pub fn returning(self, back: ReturnPath) -> Self {
        Self { back: Some(back), ..self }
    }

    pub(super) async fn send(&self, parts: Parts<'_>, now: Timestamp) -> Sent {
        let Some(mail) = self.compose(parts, now) else {
            return Sent::Refused("cannot be composed".into());
        };
        let mut line = match self.line().await {
            Ok(line) => line,
            Err(why) => return Sent::NotYet(why),
        };
        let Answer { sent, line_holds } = line.send(&mail.envelope, &mail.bytes).await;
        if line_holds {
            self.keep(line).await;
        }
        sent
    }

    /// A line that answers; opened when none is idle. The error is in words.
    pub(super) async fn line(&self) -> Result<Line, String> {
        loop {
            let idle = self.idle.lock().expect("no panic holds it").pop();
            let Some(mut line) = idle else { break };
            if line.holds().await {
                return Ok(line);
            }
        }
        self.place.open().await.map_err(|e| {
            let words = if e.is_permanent() { "the relay refuses us" } else { "the relay cannot be reached" };
            class(words, &e)
        })
    }

    pub(super) async fn keep(&self, line: Line) {
        let spare = {
            let mut idle = self.idle.lock().expect("no panic holds it");
            if idle.len() < KEPT {
                idle.push(line);
                None
            } else {
                Some(line)
            }
        };
        if let Some(line) = spare {
            line.close().await;
        }
    }

    pub(super) fn compose(&self, parts: Parts<'_>, now: Timestamp) -> Option<Composed> {
        compose(&self.from, self.back.as_ref(), parts, now)
    }
}

fn compose(from: &Mailbox, back: Option<&ReturnPath>, parts: Parts<'_>, now: Timestamp) -> Option<Composed> {
    let address: Address = parts.address.parse().ok()?;
    let envelope = match back.and_then(|back| back.envelope(parts.id, &address)) {
        Some(envelope) => envelope,
        None => Envelope::new(Some(from.email.clone()), vec![address.clone()]).ok()?,
    };
    let domain = from.email.domain();
    let message_id = match back {
        Some(back) => back.message_id(parts.id, parts.address, domain),
        None => format!("<{}@{domain}>", parts.id),
    };
    let to = Mailbox::new(Some(parts.name.to_owned()).filter(|n| !n.is_empty()), address);
    let mut mail = Message::builder()
        .from(from.clone())
        .to(to)
        .subject(parts.subject)
        .date(now.into())
        .message_id(Some(message_id))
        .raw_header(header("Content-Language", parts.language.to_owned()))
        // RFC 3834 5: nobody's "out of office" answers it.
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    if let Some(reply_to) = parts.reply_to {
        mail = mail.reply_to(reply_to.parse().ok()?);
    }
    if let Some(address) = parts.unsubscribe {
        mail = mail
            .raw_header(header("List-Unsubscribe", format!("<{address}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let mail = mail.multipart(MultiPart::alternative_plain_html(parts.text, parts.html)).ok()?;
    Some(Composed { envelope, bytes: mail.formatted() })
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

#[cfg(test)]
pub(super) fn composed(from: &str, parts: Parts<'_>) -> Option<String> {
    compose(&from.parse().ok()?, None, parts, Timestamp::UNIX_EPOCH)
        .map(|m| String::from_utf8_lossy(&m.bytes).into_owned())
}
