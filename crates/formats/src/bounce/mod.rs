//! Mail that came back: what a message in the return mailbox says, and about whom.
//!
//! Few of these messages follow RFC 3464. The rest is prose, in many languages, with half of the original mail below it.
//! So a message is first taken apart ([`parts`]): what a person should read, the fields of a delivery report, the fields
//! of a complaint, the headers of the original. Each recipient is then judged by codes that mean one thing, by phrases
//! that servers are known to use, and last by codes that mean many things ([`judge`], [`phrases`]).
//!
//! Whatever the bytes are, the answer is a [`Report`] and comes in bounded time; nothing here panics. A report is what
//! somebody *says*: whether it is believed is for the caller, who knows which mails left.

mod automatic;
mod codes;
mod complaint;
mod judge;
mod notice;
mod original;
mod parts;
mod phrases;
mod prose;
mod status;
#[cfg(test)]
mod tests;

pub use codes::Status;

use parts::Parts;

/// So much of a message is read. The report stands at the top; what follows is the original with its attachments.
const MOST_BYTES: usize = 1 << 20;
/// So many recipients of one report are taken.
const MOST_RECIPIENTS: usize = 50;
/// So many characters of the server's words are kept.
const MOST_WORDS: usize = 300;

/// What a message in the return mailbox is, in the words of whoever has to act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The address or its domain does not exist, has moved, or is closed.
    AddressUnknown,
    MailboxFull,
    /// Not now: the server is down, slow or busy, or gave up waiting for another.
    Temporary,
    /// Somebody's policy: taken for spam, blocked, or failed the checks of who sends.
    SpamRefusal,
    /// Refused for any other reason, such as a mail that is too big.
    OtherRefusal,
    /// The address works; a machine answered for its owner.
    OutOfOffice,
    /// The reader pressed "this is spam" (RFC 5965).
    Feedback,
    NotABounce,
}

/// One address that a report speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub address: String,
    pub kind: Kind,
    pub status: Option<Status>,
    /// What the server said, on one line, shortened.
    pub words: String,
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub kind: Kind,
    pub recipients: Vec<Recipient>,
    /// The Message-ID of the mail that came back, without its angle brackets.
    pub original_id: Option<String>,
    /// Addresses that the report was sent to, and the original's envelope sender: one of them may hold a token.
    pub returned_to: Vec<String>,
}

impl Report {
    fn none() -> Self {
        Report { kind: Kind::NotABounce, recipients: Vec::new(), original_id: None, returned_to: Vec::new() }
    }

    fn says_little(&self) -> bool {
        let unsure = self.kind == Kind::OtherRefusal && self.recipients.iter().all(|r| r.status.is_none());
        self.kind == Kind::NotABounce || unsure
    }

    /// What stands between "+" and "@" in the addresses of the way back: `bounces+TOKEN@domain` (RFC 5233).
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        let detail = |address: &'_ String| -> Option<(usize, usize)> {
            let at = address.rfind('@')?;
            Some((address[..at].find('+')? + 1, at))
        };
        self.returned_to.iter().filter_map(move |a| detail(a).and_then(|(from, to)| a.get(from..to)))
    }
}

/// Reads a message as it came from the mailbox.
pub fn read(bytes: &[u8]) -> Report {
    read_nested(bytes, 2)
}

fn read_nested(bytes: &[u8], depth: usize) -> Report {
    let bytes = &bytes[..bytes.len().min(MOST_BYTES)];
    let Some(parts) = Parts::of(bytes) else { return Report::none() };
    let mut report = judged(&parts);
    if report.says_little()
        && depth > 0
        && !parts.is_receipt
        && let Some(inner) = parts.nested.as_deref()
    {
        // A mailbox that forwards wraps the report in a mail of its own.
        let within = read_nested(inner, depth - 1);
        if within.kind != Kind::NotABounce {
            report = within;
        }
    }
    report.recipients.truncate(MOST_RECIPIENTS);
    report
}

fn judged(parts: &Parts) -> Report {
    let found = complaint::read(parts)
        .or_else(|| notice::read(parts))
        .or_else(|| status::read(parts))
        .or_else(|| automatic::read(parts))
        .or_else(|| prose::read(parts));
    let Some(recipients) = found else { return Report::none() };
    let kind = recipients.iter().map(|r| r.kind).min().unwrap_or(Kind::NotABounce);
    Report {
        kind,
        recipients,
        original_id: original::message_id(&parts.original),
        returned_to: original::way_back(parts),
    }
}

/// The words of a server as they are kept: one line, no control signs, shortened.
fn kept_words(text: &str) -> String {
    let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let mut words = String::new();
    for word in flat.split_whitespace() {
        if words.chars().count() + word.chars().count() >= MOST_WORDS {
            break;
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
