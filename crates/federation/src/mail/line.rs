//! One line to the relay, kept open from mail to mail. It speaks SMTP step by step, so that it is known how far a mail
//! had come when something broke: before its last line the relay has surely not taken it (RFC 5321 4.2.5).

use super::relay::{RelayError, Sent};
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error, response::Response};
use std::fmt::{self, Display, Formatter, Write};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

/// Where the relay is and how one gets in: "smtps://user:password@relay.example", "smtp://relay.example:587?tls=required".
#[derive(Clone)]
pub(super) struct Place {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tls {
    None,
    /// From the first byte.
    Wrapped,
    /// After a plain greeting (RFC 3207); refused where the relay does not offer it.
    Required,
    /// The same, where the relay offers it.
    Offered,
}

impl Place {
    pub fn parse(url: &str) -> Result<Self, RelayError> {
        let bad = |why: &str| RelayError::Address(why.to_owned());
        let url = url::Url::parse(url).map_err(|e| RelayError::Address(e.to_string()))?;
        let wanted = url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned());
        let (tls, port) = match (url.scheme(), wanted.as_deref()) {
            ("smtps", None) => (Tls::Wrapped, 465),
            ("smtp", Some("required")) => (Tls::Required, 587),
            ("smtp", Some("opportunistic")) => (Tls::Offered, 587),
            ("smtp", None) => (Tls::None, 25),
            ("smtp" | "smtps", Some(_)) => return Err(bad("tls is required or opportunistic")),
            _ => return Err(bad("it begins with smtp:// or smtps://")),
        };
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| bad("it names no host"))?;
        let unescaped = |text: &str| {
            let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
            decoded.map(|text| text.into_owned()).map_err(|_| bad("user and password are UTF-8"))
        };
        let credentials = match (url.username(), url.password()) {
            ("", _) => None,
            (user, password) => {
                Some(Credentials::new(unescaped(user)?, unescaped(password.unwrap_or_default())?))
            }
        };
        Ok(Self { host: host.to_owned(), port: url.port().unwrap_or(port), tls, credentials })
    }

    pub async fn open(&self) -> Result<Line, Error> {
        let hello = ClientId::default();
        let parameters = || TlsParameters::new(self.host.clone());
        let wrapped = if self.tls == Tls::Wrapped { Some(parameters()?) } else { None };
        let place = (self.host.as_str(), self.port);
        let mut line =
            AsyncSmtpConnection::connect_tokio1(place, Some(PATIENCE), &hello, wrapped, None).await?;
        if self.tls == Tls::Required || (self.tls == Tls::Offered && line.can_starttls()) {
            line.starttls(parameters()?, &hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            line.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(Line(line))
    }
}

pub(super) struct Line(AsyncSmtpConnection);

/// What came of a mail, and whether the line can be used on.
pub(super) struct Answer {
    pub sent: Sent,
    pub line_holds: bool,
}

impl Line {
    pub async fn holds(&mut self) -> bool {
        within(self.0.command(lettre::transport::smtp::commands::Noop)).await.is_ok()
    }

    /// Hands a mail over. A relay that refuses it keeps the line open.
    pub async fn send(&mut self, envelope: &Envelope, mail: &[u8]) -> Answer {
        if let Err(step) = self.prepare(envelope, mail).await {
            let line_holds = step.answered
                && within(self.0.command(lettre::transport::smtp::commands::Rset)).await.is_ok();
            return Answer { sent: step.sent, line_holds };
        }
        match within(self.whole(mail)).await {
            Ok(_) => Answer { sent: Sent::Taken, line_holds: true },
            Err(Broken::Relay(e)) if e.is_transient() => {
                Answer { sent: Sent::NotYet(class(ASKS, &e)), line_holds: true }
            }
            Err(Broken::Relay(e)) if e.is_permanent() => {
                Answer { sent: Sent::Refused(class(REFUSES, &e)), line_holds: true }
            }
            Err(_) => Answer { sent: Sent::Unknown("the line broke".to_owned()), line_holds: false },
        }
    }

    /// Everything before the mail itself: what fails here was surely not taken.
    async fn prepare(&mut self, envelope: &Envelope, mail: &[u8]) -> Result<(), Step> {
        let mut options = Vec::new();
        if envelope.to().iter().any(|to| !AsRef::<str>::as_ref(to).is_ascii()) {
            if !self.0.server_info().supports_feature(Extension::SmtpUtfEight) {
                let words = "the relay takes no addresses with letters beyond ASCII".to_owned();
                return Err(Step { sent: Sent::Refused(words), answered: true });
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !mail.is_ascii() {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        step(within(self.0.command(Mail::new(envelope.from().cloned(), options))).await)?;
        for to in envelope.to() {
            step(within(self.0.command(Rcpt::new(to.clone(), Vec::new()))).await)?;
        }
        step(within(self.0.command(Data)).await)
    }

    /// The mail and the dot that ends it in one go: as two pieces the end would wait until the first was acknowledged,
    /// 40 ms for each mail (RFC 896 meets RFC 1122 4.2.3.2).
    async fn whole(&mut self, mail: &[u8]) -> Result<Response, Error> {
        match std::str::from_utf8(mail) {
            Ok(mail) => self.0.command(Stuffed(mail)).await,
            Err(_) => self.0.message(mail).await,
        }
    }

    pub async fn close(mut self) {
        let _ = within(self.0.quit()).await;
    }
}

/// A mail as it goes over the line: a dot before each that begins a line, and a dot by itself as the end (RFC 5321
/// 4.5.2).
struct Stuffed<'a>(&'a str);

impl Display for Stuffed<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, line) in self.0.split("\r\n").enumerate() {
            if at > 0 {
                f.write_str("\r\n")?;
            }
            if line.starts_with('.') {
                f.write_char('.')?;
            }
            f.write_str(line)?;
        }
        f.write_str("\r\n.\r\n")
    }
}

const ASKS: &str = "the relay asks to wait";
const REFUSES: &str = "the relay refuses it";

struct Step {
    sent: Sent,
    /// The relay spoke: the line is whole.
    answered: bool,
}

fn step(result: Result<Response, Broken>) -> Result<(), Step> {
    match result {
        Ok(_) => Ok(()),
        Err(Broken::Relay(e)) if e.is_permanent() => {
            Err(Step { sent: Sent::Refused(class(REFUSES, &e)), answered: true })
        }
        Err(Broken::Relay(e)) if e.is_transient() => {
            Err(Step { sent: Sent::NotYet(class(ASKS, &e)), answered: true })
        }
        Err(_) => {
            Err(Step { sent: Sent::NotYet("the line broke before the mail".to_owned()), answered: false })
        }
    }
}

enum Broken {
    Relay(Error),
    Silent,
}

async fn within<T>(answer: impl Future<Output = Result<T, Error>>) -> Result<T, Broken> {
    match tokio::time::timeout(PATIENCE, answer).await {
        Ok(answer) => answer.map_err(Broken::Relay),
        Err(_) => Err(Broken::Silent),
    }
}

/// The status code alone: a relay's words often quote the address.
pub(super) fn class(words: &str, error: &Error) -> String {
    error.status().map_or_else(|| words.to_owned(), |code| format!("{words} ({code})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_begins_with_a_dot_is_no_end() {
        let told = |mail: &str| Stuffed(mail).to_string();
        assert_eq!(told("Dear Sheila,\r\n.\r\n.. and so on"), "Dear Sheila,\r\n..\r\n... and so on\r\n.\r\n");
        assert_eq!(told(".begins"), "..begins\r\n.\r\n");
        assert_eq!(told("a lone\n.line feed\r\n"), "a lone\n.line feed\r\n\r\n.\r\n");
    }

    #[test]
    fn a_relay_is_named_by_an_address() {
        let place = Place::parse("smtps://clerk%40tidewell.example:p%C3%A2r@relay.example").unwrap();
        assert_eq!((place.host.as_str(), place.port, place.tls), ("relay.example", 465, Tls::Wrapped));
        assert!(place.credentials.is_some());
        let place = Place::parse("smtp://localhost:2525").unwrap();
        assert_eq!((place.port, place.tls), (2525, Tls::None));
        assert_eq!(Place::parse("smtp://relay.example?tls=required").unwrap().tls, Tls::Required);
        for bad in ["relay.example", "http://relay.example", "smtp://relay.example?tls=maybe", "smtp://"] {
            assert!(Place::parse(bad).is_err(), "{bad}");
        }
    }
}
