//! How far a mail has come.

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailState {
    Queued,
    Sending,
    Sent,
    MaybeSent,
    Failed,
    Captured,
    /// Taken back before it left.
    Cancelled,
    /// It came back for good.
    Bounced,
    /// A server on the way said that it takes longer.
    Deferred,
    /// Its reader told their provider that it is spam.
    Complained,
}

impl MailState {
    pub fn word(self) -> &'static str {
        match self {
            MailState::Queued => "queued",
            MailState::Sending => "sending",
            MailState::Sent => "sent",
            MailState::MaybeSent => "maybe-sent",
            MailState::Failed => "failed",
            MailState::Captured => "captured",
            MailState::Cancelled => "cancelled",
            MailState::Bounced => "bounced",
            MailState::Deferred => "deferred",
            MailState::Complained => "complained",
        }
    }

    /// An unknown word is taken for the state in which nothing is sent again.
    pub fn from_word(word: &str) -> Self {
        match word {
            "queued" => MailState::Queued,
            "sending" => MailState::Sending,
            "sent" => MailState::Sent,
            "failed" => MailState::Failed,
            "captured" => MailState::Captured,
            "cancelled" => MailState::Cancelled,
            "bounced" => MailState::Bounced,
            "deferred" => MailState::Deferred,
            "complained" => MailState::Complained,
            _ => MailState::MaybeSent,
        }
    }
}
