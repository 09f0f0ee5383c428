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
            _ => MailState::MaybeSent,
        }
    }
}
