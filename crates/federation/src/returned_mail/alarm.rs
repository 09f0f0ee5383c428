//! The mail to those who write to many when the return mailbox cannot be read: one for a failing, however long it lasts.

use super::reading::Fault;
use crate::access;
use crate::account::{Letterhead, Recipient};
use crate::acting::Stamp;
use crate::bounce::{self, BounceError, Mailbox};
use crate::mail::{self, MailError, Message};
use crate::role::Capability;
use store::Tx;
use web::text::Words;

#[derive(Debug, thiserror::Error)]
pub enum AlarmError {
    #[error(transparent)]
    Bounce(#[from] BounceError),
    #[error(transparent)]
    Mail(#[from] MailError),
}

impl From<store::StoreError> for AlarmError {
    fn from(error: store::StoreError) -> Self {
        AlarmError::Bounce(error.into())
    }
}

/// Notes that it failed, and tells when it is time to.
pub fn failed(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    mailbox: &Mailbox,
    fault: Fault,
) -> Result<(), AlarmError> {
    if bounce::failed(tx, stamp, mailbox, fault.word(), fault.passing())? {
        tell(tx, stamp, head, mailbox, fault)?;
    }
    Ok(())
}

fn tell(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    mailbox: &Mailbox,
    fault: Fault,
) -> Result<(), AlarmError> {
    for holder in access::holders_over_all(tx, Capability::MessagesSend, stamp.today)? {
        let Some(to) = Recipient::of(tx, holder.person)? else { continue };
        let words = Words::new(head.catalogue.clone(), to.language);
        let (what, way) = fault.sentences(&words, mailbox);
        let text = words
            .text("returned-alarm-text")
            .put("name", to.name.spoken())
            .put("mailbox", mailbox.spoken())
            .put("what", what)
            .put("way", way)
            .put("link", format!("{}{}", head.base_url, super::PAGE))
            .put("federation", head.federation.as_str())
            .plain();
        let message = Message {
            person: Some(to.person),
            name: to.name.spoken(),
            address: to.address,
            subject: words.plain("returned-alarm-subject"),
            text,
            language: to.language.tag().to_owned(),
            kind: "returned-mail-alarm",
            key: format!("returned-mail:{}:{}:{}", fault.word(), stamp.now, to.person),
        };
        mail::queue(tx, stamp, &message)?;
    }
    Ok(())
}
