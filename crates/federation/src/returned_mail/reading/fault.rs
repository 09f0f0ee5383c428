//! Why the return mailbox could not be read. A fault holds no words of the server: they may quote the user.

use crate::bounce::{Mailbox, Passing};
use web::text::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("its server cannot be reached")]
    Unreachable,
    #[error("its server's certificate is not trusted")]
    Certificate,
    #[error("its server does not speak TLS there")]
    Tls,
    #[error("its server refuses the user or the password")]
    Refused,
    #[error("its folder cannot be opened")]
    Folder,
    #[error("its server broke off, or does not speak IMAP")]
    Broken,
    #[error("its server takes too long")]
    TooSlow,
    #[error("the file of bounces.imap_certificate cannot be read")]
    OwnCertificate,
    #[error("what was read cannot be noted in our database")]
    Ours,
}

impl Fault {
    pub const ALL: [Fault; 9] = [
        Fault::Unreachable,
        Fault::Certificate,
        Fault::Tls,
        Fault::Refused,
        Fault::Folder,
        Fault::Broken,
        Fault::TooSlow,
        Fault::OwnCertificate,
        Fault::Ours,
    ];

    /// As the table names it.
    pub fn word(self) -> &'static str {
        match self {
            Fault::Unreachable => "unreachable",
            Fault::Certificate => "certificate",
            Fault::Tls => "tls",
            Fault::Refused => "refused",
            Fault::Folder => "folder",
            Fault::Broken => "broken",
            Fault::TooSlow => "slow",
            Fault::OwnCertificate => "own-certificate",
            Fault::Ours => "ours",
        }
    }

    /// A word that nobody knows any more is taken for the vaguest.
    pub fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|f| f.word() == word).unwrap_or(Fault::Broken)
    }

    pub fn passing(self) -> Passing {
        match self {
            Fault::Unreachable | Fault::Broken | Fault::TooSlow | Fault::Ours => Passing::Perhaps,
            Fault::Certificate | Fault::Tls | Fault::Refused | Fault::Folder | Fault::OwnCertificate => {
                Passing::Never
            }
        }
    }

    /// What is wrong, and the way out of it.
    pub fn sentences(self, t: &Words, mailbox: &Mailbox) -> (String, String) {
        let (what, way) = match self {
            Fault::Unreachable => ("returned-fault-unreachable", "returned-way-unreachable"),
            Fault::Certificate => ("returned-fault-certificate", "returned-way-certificate"),
            Fault::Tls => ("returned-fault-tls", "returned-way-tls"),
            Fault::Refused => ("returned-fault-refused", "returned-way-refused"),
            Fault::Folder => ("returned-fault-folder", "returned-way-folder"),
            Fault::Broken => ("returned-fault-broken", "returned-way-broken"),
            Fault::TooSlow => ("returned-fault-slow", "returned-way-broken"),
            Fault::OwnCertificate => ("returned-fault-own-certificate", "returned-way-own-certificate"),
            Fault::Ours => ("returned-fault-ours", "returned-way-ours"),
        };
        let (host, port) = (mailbox.host.as_str(), mailbox.port.to_string());
        let put = |key| {
            t.text(key)
                .put("host", host)
                .put("port", port.as_str())
                .put("user", mailbox.user.as_str())
                .put("folder", mailbox.folder.as_str())
                .plain()
        };
        (put(what), put(way))
    }
}
