//! What went wrong, in words that tell neither the address nor what was sent: they are shown, kept and logged.

use super::names::Refused;
use std::error::Error;

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutwardError {
    #[error("This is no web address.")]
    NoAddress,
    #[error("The address must begin with https://.")]
    NotSecure,
    #[error("An address must not hold a name or password.")]
    HoldsPassword,
    #[error("A header holds letters that cannot be sent.")]
    NoHeader,
    #[error("The address leads to a private network, where this program must not connect.")]
    Forbidden,
    #[error("No such name was found on the internet.")]
    NameUnknown,
    #[error("The other side could not be reached, or did not prove who it is.")]
    Unreachable,
    #[error("The other side took too long.")]
    TooSlow,
    #[error("The answer is larger than allowed.")]
    TooLarge,
    #[error("The connection broke off.")]
    BrokeOff,
    #[error("No secure connections can be made on this machine.")]
    NoTrust,
}

impl OutwardError {
    /// Stable, for records and for sentences of pages.
    pub fn word(self) -> &'static str {
        match self {
            Self::NoAddress => "no-address",
            Self::NotSecure => "not-secure",
            Self::HoldsPassword => "holds-password",
            Self::NoHeader => "no-header",
            Self::Forbidden => "forbidden",
            Self::NameUnknown => "name-unknown",
            Self::Unreachable => "unreachable",
            Self::TooSlow => "too-slow",
            Self::TooLarge => "too-large",
            Self::BrokeOff => "broke-off",
            Self::NoTrust => "no-trust",
        }
    }

    /// The client's errors name the address; only their kind is taken over.
    pub(super) fn of(error: &reqwest::Error) -> Self {
        let mut cause: Option<&(dyn Error + 'static)> = error.source();
        while let Some(inner) = cause {
            if let Some(refused) = inner.downcast_ref::<Refused>() {
                return match refused {
                    Refused::Forbidden => Self::Forbidden,
                    Refused::Unknown => Self::NameUnknown,
                };
            }
            cause = inner.source();
        }
        match error {
            e if e.is_timeout() => Self::TooSlow,
            e if e.is_connect() => Self::Unreachable,
            e if e.is_builder() => Self::NoAddress,
            _ => Self::BrokeOff,
        }
    }
}
