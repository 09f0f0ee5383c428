//! What a report does to a mail and to an address. Pure.

use crate::mail::MailState;
use formats::bounce::Kind;
use jiff::SignedDuration;

/// So many mails have to come back from a full mailbox, within so long, before its address is marked.
pub const FULL_TIMES: i64 = 3;
pub const FULL_WITHIN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Why an address is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    Unknown,
    Full,
}

impl Because {
    pub fn word(self) -> &'static str {
        match self {
            Because::Unknown => "unknown",
            Because::Full => "full",
        }
    }

    /// The mark of an import or of an older installation has no reason: then the plainest.
    pub fn from_word(word: Option<&str>) -> Self {
        if word == Some("full") { Because::Full } else { Because::Unknown }
    }
}

/// The word of a kind in the table.
pub fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::AddressUnknown => "unknown",
        Kind::MailboxFull => "full",
        Kind::Temporary => "temporary",
        Kind::SpamRefusal => "spam",
        Kind::OtherRefusal => "refused",
        Kind::OutOfOffice => "away",
        Kind::Feedback => "complaint",
        Kind::NotABounce => "none",
    }
}

/// What becomes of the mail; none leaves it as it is.
pub fn state(kind: Kind) -> Option<MailState> {
    match kind {
        Kind::AddressUnknown | Kind::MailboxFull | Kind::SpamRefusal | Kind::OtherRefusal => {
            Some(MailState::Bounced)
        }
        Kind::Temporary => Some(MailState::Deferred),
        Kind::Feedback => Some(MailState::Complained),
        Kind::OutOfOffice | Kind::NotABounce => None,
    }
}

/// Whether the address is marked. `full` is how many mails came back from the full mailbox lately, this one included.
pub fn mark(kind: Kind, full: i64) -> Option<Because> {
    match kind {
        Kind::AddressUnknown => Some(Because::Unknown),
        Kind::MailboxFull if full >= FULL_TIMES => Some(Because::Full),
        _ => None,
    }
}
