//! Reply codes (RFC 5321 4.2) and enhanced status codes (RFC 3463), found in text.

use super::Kind;
use std::fmt;

/// An enhanced status code, such as 5.1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    pub class: u8,
    pub subject: u16,
    pub detail: u16,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

impl Status {
    /// The first code in a text.
    pub fn first(text: &str) -> Option<Self> {
        words(text).find_map(Self::of)
    }

    /// A word that is a code and nothing else.
    pub fn of(word: &str) -> Option<Self> {
        let word = word.strip_prefix('#').unwrap_or(word);
        // "550-5.2.1" and "550 5.2.1": the reply code may be tied to it.
        let word = match word.split_once('-') {
            Some((reply, rest)) if reply_code(reply).is_some() => rest,
            _ => word,
        };
        let mut numbers = word.split('.');
        let class = numbers.next().filter(|n| matches!(*n, "2" | "4" | "5"))?.parse().ok()?;
        let subject = number(numbers.next()?)?;
        let detail = number(numbers.next()?)?;
        numbers.next().is_none().then_some(Status { class, subject, detail })
    }

    /// Nothing but the class is said.
    pub fn is_bare(self) -> bool {
        self.subject == 0
    }
}

fn number(text: &str) -> Option<u16> {
    let fine = (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fine { text.parse().ok() } else { None }
}

/// A word that is a reply code of a refusal: 4xx or 5xx.
pub fn reply_code(word: &str) -> Option<u16> {
    let code = number(word).filter(|_| word.len() == 3)?;
    (421..=599).contains(&code).then_some(code)
}

/// The class that the first reply code in a text tells: 4 or 5.
pub fn reply_class(text: &str) -> Option<u8> {
    let code = words(text).find_map(|word| reply_code(word.split('-').next().unwrap_or(word)))?;
    Some((code / 100) as u8)
}

/// What a reply code says by itself (RFC 5321 4.2.3, RFC 4954 6, RFC 7504); most say nothing but their class.
pub fn reply(text: &str) -> Option<Kind> {
    let code = words(text).find_map(|word| reply_code(word.split('-').next().unwrap_or(word)))?;
    Some(match code {
        500..=504 => Kind::OtherRefusal,
        530 | 534 | 535 | 538 => Kind::SpamRefusal,
        551 | 556 => Kind::AddressUnknown,
        552 => Kind::MailboxFull,
        _ => return None,
    })
}

/// Words, without the marks around them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let edge = |c: char| "()[]<>,;:\"'".contains(c) || c == '.';
    text.split(|c: char| c.is_whitespace() || "()[],;:=".contains(c))
        .map(move |w| w.trim_matches(edge))
        .filter(|w| !w.is_empty())
}

/// Codes that say one thing, whoever sends them. Zero as the class stands for 4 and 5 alike.
/// RFC 3463 and the registry of enhanced codes; RFC 7505 (5.1.10), RFC 7372 (5.7.20 to 5.7.27).
const SURE: &[(u8, u16, u16, Kind)] = &[
    (0, 2, 2, Kind::MailboxFull),
    (0, 3, 4, Kind::OtherRefusal),
    (0, 2, 3, Kind::OtherRefusal),
    (0, 1, 6, Kind::AddressUnknown),
    (0, 1, 8, Kind::SpamRefusal),
    (0, 7, 20, Kind::SpamRefusal),
    (0, 7, 21, Kind::SpamRefusal),
    (0, 7, 23, Kind::SpamRefusal),
    (0, 7, 25, Kind::SpamRefusal),
    (0, 7, 26, Kind::SpamRefusal),
    (0, 7, 27, Kind::SpamRefusal),
    (0, 7, 28, Kind::Temporary),
    (0, 7, 13, Kind::AddressUnknown),
    (5, 4, 1, Kind::AddressUnknown), // Exchange Online: no such recipient in the directory
    (5, 1, 10, Kind::AddressUnknown),
    (0, 4, 7, Kind::Temporary),
    (4, 4, 1, Kind::Temporary),
    (4, 4, 2, Kind::Temporary),
];

/// Codes that servers use for more than one thing: asked when no phrase is known.
const LIKELY: &[(u8, u16, u16, Kind)] = &[
    (5, 1, 1, Kind::AddressUnknown),
    (5, 1, 2, Kind::AddressUnknown),
    (5, 1, 0, Kind::AddressUnknown),
    (5, 1, 3, Kind::AddressUnknown),
    (5, 1, 4, Kind::AddressUnknown),
    (5, 1, 351, Kind::AddressUnknown),
    (5, 2, 1, Kind::AddressUnknown),
    (5, 4, 4, Kind::AddressUnknown),
    (5, 4, 310, Kind::AddressUnknown),
    (0, 1, 7, Kind::SpamRefusal),
    (0, 4, 6, Kind::Temporary), // a loop on the way
    (0, 4, 14, Kind::Temporary),
];

/// RFC 3463 3.4, 3.6 and 3.7: the mail system, the protocol, the content. Many servers say these of everything, so words
/// come first.
const VAGUE: &[(u8, u16, u16, Kind)] = &[
    (5, 3, 0, Kind::OtherRefusal),
    (5, 3, 3, Kind::OtherRefusal),
    (5, 3, 5, Kind::OtherRefusal),
    (5, 5, 1, Kind::OtherRefusal),
    (5, 5, 2, Kind::OtherRefusal),
    (5, 5, 4, Kind::OtherRefusal),
    (5, 6, 1, Kind::SpamRefusal),
    (5, 6, 2, Kind::SpamRefusal),
    (5, 6, 3, Kind::SpamRefusal),
];

pub fn sure(status: Status) -> Option<Kind> {
    look_up(SURE, status)
}

pub fn likely(status: Status) -> Option<Kind> {
    // RFC 3463 3.8: security and policy, whatever the detail.
    let policy = status.class == 5 && status.subject == 7;
    look_up(LIKELY, status).or(policy.then_some(Kind::SpamRefusal))
}

pub fn vague(status: Status) -> Option<Kind> {
    look_up(VAGUE, status)
}

fn look_up(table: &[(u8, u16, u16, Kind)], status: Status) -> Option<Kind> {
    let fits = |(class, subject, detail, _): &&(u8, u16, u16, Kind)| {
        (*class == 0 || *class == status.class) && *subject == status.subject && *detail == status.detail
    };
    table.iter().find(fits).map(|row| row.3)
}
