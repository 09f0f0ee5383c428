//! The mail to those who look after contacts when a feed has stopped itself.

use super::Feed;
use crate::access;
use crate::account::{Letterhead, Recipient};
use crate::acting::Stamp;
use crate::mail::{self, MailError, Message};
use crate::role::Capability;
use store::Tx;
use web::text::Words;

pub fn mail(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    feed: &Feed,
    because: &str,
) -> Result<(), MailError> {
    for holder in access::holders(tx, Capability::ContactsManage, stamp.today)? {
        let person = holder.person;
        let Some(to) = Recipient::of(tx, person)? else { continue };
        let words = Words::new(head.catalogue.clone(), to.language);
        let subject = words.text("feed-alarm-subject").put("feed", feed.name.as_str()).plain();
        let text = words
            .text("feed-alarm-text")
            .put("name", to.name.spoken())
            .put("feed", feed.name.as_str())
            .put("because", because)
            .put("link", format!("{}/contacts/imports/feeds/{}", head.base_url, feed.id))
            .put("federation", head.federation.as_str())
            .plain();
        let message = Message {
            person: Some(person),
            name: to.name.spoken(),
            address: to.address,
            subject,
            text,
            language: to.language.tag().to_owned(),
            kind: "feed-alarm",
            key: format!("feed:{}:{}:{person}", feed.id, stamp.now),
        };
        mail::queue(tx, stamp, &message)?;
    }
    Ok(())
}
