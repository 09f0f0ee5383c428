//! The SMTP relay that mail leaves through, and what its answer means for sending again.

use super::{Letter, MailId, ReturnPath, html};
use jiff::Timestamp;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{Address, AsyncTransport, Message, Tokio1Executor};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

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
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    back: Option<ReturnPath>,
}

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

impl Relay {
    /// `url`: "smtps://user:password@relay.example", "smtp://relay.example:587?tls=required", "smtp://localhost:25".
    pub fn new(url: &str, from: &str) -> Result<Self, RelayError> {
        let from: Mailbox = from.parse().map_err(|_| RelayError::Sender)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|e| RelayError::Address(e.to_string()))?;
        Ok(Self { transport: builder.timeout(Some(PATIENCE)).build(), from, back: None })
    }

    /// Reports of failure come back by it.
    pub fn returning(self, back: ReturnPath) -> Self {
        Self { back: Some(back), ..self }
    }

    pub(super) async fn send(&self, id: MailId, letter: &Letter, now: Timestamp) -> Sent {
        let Some(message) = compose(&self.from, self.back.as_ref(), id, letter, now) else {
            return Sent::Refused("cannot be composed".into());
        };
        // A line to the relay is opened and kept before anything is at stake: what fails here was surely not taken.
        match self.transport.test_connection().await {
            Ok(true) => {}
            Ok(false) => return Sent::NotYet("the relay hung up".into()),
            Err(e) if e.is_permanent() => return Sent::NotYet(class("the relay refuses us", &e)),
            Err(e) => return Sent::NotYet(class("the relay cannot be reached", &e)),
        }
        match self.transport.send(message).await {
            Ok(_) => Sent::Taken,
            Err(e) if e.is_transient() => Sent::NotYet(class("the relay asks to wait", &e)),
            Err(e) if e.is_permanent() => Sent::Refused(class("the relay refuses it", &e)),
            Err(e) if e.is_client() => Sent::Refused(class("it cannot be sent", &e)),
            Err(e) => Sent::Unknown(class("the line broke", &e)),
        }
    }
}

/// The status code alone: a relay's words often quote the address.
fn class(words: &str, error: &lettre::transport::smtp::Error) -> String {
    error.status().map_or_else(|| words.to_owned(), |code| format!("{words} ({code})"))
}

fn compose(
    from: &Mailbox,
    back: Option<&ReturnPath>,
    id: MailId,
    letter: &Letter,
    now: Timestamp,
) -> Option<Message> {
    let to = Mailbox::new(
        Some(letter.name.clone()).filter(|n| !n.is_empty()),
        letter.address.parse::<Address>().ok()?,
    );
    let domain = from.email.domain();
    let message_id = match back {
        Some(back) => back.message_id(id, to.email.as_ref(), domain),
        None => format!("<{id}@{domain}>"),
    };
    let envelope = back.and_then(|back| back.envelope(id, &to.email));
    let language =
        HeaderValue::new(HeaderName::new_from_ascii_str("Content-Language"), letter.language.clone());
    // RFC 3834 5: nobody's "out of office" answers it.
    let automatic =
        HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let body = MultiPart::alternative_plain_html(
        letter.text.clone(),
        html::of_text(&letter.subject, &letter.text, &letter.language),
    );
    let builder = envelope.into_iter().fold(Message::builder(), |b, envelope| b.envelope(envelope));
    builder
        .from(from.clone())
        .to(to)
        .subject(letter.subject.clone())
        .date(now.into())
        .message_id(Some(message_id))
        .raw_header(language)
        .raw_header(automatic)
        .multipart(body)
        .ok()
}

#[cfg(test)]
pub(super) fn composed(from: &str, id: MailId, letter: &Letter) -> Option<String> {
    compose(&from.parse().ok()?, None, id, letter, Timestamp::UNIX_EPOCH)
        .map(|m| String::from_utf8_lossy(&m.formatted()).into_owned())
}
