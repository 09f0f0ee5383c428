//! The address of a return mailbox, as the operator writes it: `imaps://user:password@host:993/FOLDER`.

/// A mailbox that can be opened.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailbox {
    pub user: String,
    pub password: String,
    pub host: String,
    pub port: u16,
    pub folder: String,
    pub is_encrypted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    #[error(
        "the return mailbox (bounces.imap) has to be written as imaps://user:password@host, with % signs for odd letters"
    )]
    Form,
    #[error(
        "the return mailbox (bounces.imap) is read without encryption only on this machine: write imaps://"
    )]
    Plain,
    #[error(
        "bounces.imap_certificate has to name a file with a certificate in it (PEM), which the program may read"
    )]
    Certificate,
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mailbox")
    }
}

impl Mailbox {
    /// # Errors
    /// A sentence for the operator, without the password.
    pub fn parse(address: &str) -> Result<Self, Unusable> {
        let (scheme, rest) = address.split_once("://").ok_or(Unusable::Form)?;
        let is_encrypted = match scheme {
            "imaps" => true,
            "imap" => false,
            _ => return Err(Unusable::Form),
        };
        let (who, place) = rest.rsplit_once('@').ok_or(Unusable::Form)?;
        let (user, password) = who.split_once(':').ok_or(Unusable::Form)?;
        let (place, folder) = place.split_once('/').unwrap_or((place, ""));
        let usual = if is_encrypted { 993 } else { 143 };
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| Unusable::Form)?),
            None => (place, usual),
        };
        let decoded = |text: &str| decode(text).filter(|t| !t.chars().any(char::is_control));
        let (user, password) = (decoded(user), decoded(password));
        let folder = if folder.is_empty() { Some("INBOX".to_owned()) } else { decoded(folder) };
        let (Some(user), Some(password), Some(folder)) = (user, password, folder) else {
            return Err(Unusable::Form);
        };
        if host.is_empty() || user.is_empty() {
            return Err(Unusable::Form);
        }
        if !is_encrypted && !matches!(host, "localhost" | "127.0.0.1") {
            return Err(Unusable::Plain);
        }
        Ok(Self { user, password, host: host.to_owned(), port, folder, is_encrypted })
    }

    /// As people name it.
    pub fn spoken(&self) -> String {
        format!("{} at {}", self.user, self.host)
    }

    /// Which mailbox it is, without its password.
    pub fn place(&self) -> String {
        format!("{}@{}:{}/{}", self.user, self.host, self.port, self.folder)
    }
}

/// RFC 3986 2.1.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |b: Option<u8>| char::from(b?).to_digit(16).map(|d| d as u8);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(high << 4 | low);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_mailbox_is_read_and_an_open_line_goes_no_further_than_this_machine() {
        let read = Mailbox::parse("imaps://bounces%40tidewell.example:p%3ass@mail.example/Returned").unwrap();
        assert_eq!((read.user.as_str(), read.password.as_str()), ("bounces@tidewell.example", "p:ss"));
        assert_eq!((read.host.as_str(), read.port, read.folder.as_str()), ("mail.example", 993, "Returned"));
        assert!(read.is_encrypted && !format!("{read:?}").contains("p:ss"));
        assert_eq!(
            Mailbox::parse("imap://a:b@127.0.0.1:1143").map(|m| (m.port, m.folder)),
            Ok((1143, "INBOX".into()))
        );
        assert_eq!(Mailbox::parse("imap://a:b@mail.example"), Err(Unusable::Plain));
        for bad in [
            "",
            "imaps://mail.example",
            "pop3://a:b@c",
            "imaps://a@c",
            "imaps://a:b@c:x",
            "imaps://a:%0a@c",
            "imaps://:b@c",
        ] {
            assert_eq!(Mailbox::parse(bad), Err(Unusable::Form), "{bad}");
        }
    }
}
