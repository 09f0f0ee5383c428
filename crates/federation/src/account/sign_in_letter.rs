//! The mail about a change of how somebody signs in.

use super::letters::{Letterhead, Recipient, message};
use super::session::SessionId;
use crate::acting::Stamp;
use crate::mail::{self, MailError};
use crate::words::dates;
use store::Tx;
use web::text::Words;

/// What was changed about the way somebody signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInChange {
    PasskeyAdded(String),
    PasskeyRemoved(String),
    CodesOn,
    CodesOff,
    RecoveryCodesRenewed,
    /// How many are left.
    RecoveryCodeUsed(u64),
    /// By somebody in charge, and why.
    TakenAway {
        by: String,
        reason: String,
    },
}

impl SignInChange {
    fn sentence(&self, words: &Words) -> String {
        match self {
            Self::PasskeyAdded(name) => words.text("letter-passkey-added").put("name", name.as_str()).plain(),
            Self::PasskeyRemoved(name) => {
                words.text("letter-passkey-removed").put("name", name.as_str()).plain()
            }
            Self::CodesOn => words.plain("letter-codes-on"),
            Self::CodesOff => words.plain("letter-codes-off"),
            Self::RecoveryCodesRenewed => words.plain("letter-recovery-renewed"),
            Self::RecoveryCodeUsed(left) => words.text("letter-recovery-used").put("left", *left).plain(),
            Self::TakenAway { by, reason } => {
                words.text("letter-taken-away").put("by", by.as_str()).put("reason", reason.as_str()).plain()
            }
        }
    }
}

/// Writes to the owner about a change of their sign-in: one that they did not make must not go unseen.
pub fn tell_owner(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    change: &SignInChange,
) -> Result<(), MailError> {
    let words = Words::new(head.catalogue.clone(), to.language);
    let subject = words.text("letter-sign-in-subject").put("federation", head.federation.as_str()).plain();
    let text = words
        .text("letter-sign-in-text")
        .put("name", to.name.spoken())
        .put("federation", head.federation.as_str())
        .put("day", dates::day(stamp.today, to.language))
        .put("time", dates::time(stamp.now, &head.zone, to.language))
        .put("change", change.sentence(&words))
        .put("link", format!("{}/forgotten-password", head.base_url))
        .plain();
    let key = format!("sign-in-changed:{}", stamp.ids.next::<SessionId>());
    mail::queue(tx, stamp, &message(to, "sign-in-changed", key, (subject, text)))?;
    Ok(())
}
