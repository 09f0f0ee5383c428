//! The mails about a webhook that has stopped itself.

use super::hook::Hook;
use crate::access;
use crate::account::{Letterhead, Recipient};
use crate::acting::Stamp;
use crate::mail::{self, MailError, Message};
use crate::role::Capability;
use store::Tx;
use web::text::Words;

/// `text` is the letter's name in the catalogue.
pub fn to_owner(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    hook: &Hook,
    text: &'static str,
) -> Result<(), MailError> {
    let Some(to) = Recipient::of(tx, hook.person)? else { return Ok(()) };
    let words = Words::new(head.catalogue.clone(), to.language);
    let text = words
        .text(text)
        .put("name", to.name.spoken())
        .put("hook", hook.name.as_str())
        .put("link", format!("{}/account/webhooks/{}", head.base_url, hook.id))
        .put("federation", head.federation.as_str());
    let subject = words.text("hooks-mail-subject").put("hook", hook.name.as_str()).plain();
    queue(tx, stamp, hook, &to, subject, text.plain())
}

/// Its owner may not see any more what it tells: another has to take it on, and nobody else would notice.
pub fn to_officers(tx: &mut Tx<'_>, stamp: &Stamp, head: &Letterhead, hook: &Hook) -> Result<(), MailError> {
    let Some(owner) = Recipient::of(tx, hook.person)?.map(|o| o.name.spoken()) else { return Ok(()) };
    for holder in access::holders_over_all(tx, Capability::ContactsManage, stamp.today)? {
        let Some(to) = Recipient::of(tx, holder.person)? else { continue };
        let words = Words::new(head.catalogue.clone(), to.language);
        let text = words
            .text("hooks-mail-right")
            .put("name", to.name.spoken())
            .put("owner", owner.as_str())
            .put("hook", hook.name.as_str())
            .put("link", format!("{}/account/webhooks", head.base_url))
            .put("federation", head.federation.as_str());
        let subject = words.text("hooks-mail-right-subject").put("owner", owner.as_str()).plain();
        queue(tx, stamp, hook, &to, subject, text.plain())?;
    }
    Ok(())
}

fn queue(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    hook: &Hook,
    to: &Recipient,
    subject: String,
    text: String,
) -> Result<(), MailError> {
    let message = Message {
        person: Some(to.person),
        name: to.name.spoken(),
        address: to.address.clone(),
        subject,
        text,
        language: to.language.tag().to_owned(),
        kind: "webhook-stopped",
        key: format!("webhook:{}:{}:{}", hook.id, stamp.now, to.person),
    };
    mail::queue(tx, stamp, &message).map(drop)
}
