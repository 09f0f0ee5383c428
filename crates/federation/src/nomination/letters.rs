//! The mail to those who grant access when somebody said that they stop, or named somebody.

use crate::access;
use crate::account::{Letterhead, Recipient};
use crate::acting::Stamp;
use crate::mail::{self, MailError, Message};
use crate::organisation::{self, OrganisationId};
use crate::role::Capability;
use store::{Identifier, Tx};
use web::text::Words;

/// What the mail is about: the organisation, the title of the role, and what tells this mail from another.
pub struct News<'a> {
    pub organisation: OrganisationId,
    pub title: &'a str,
    pub key: String,
}

/// Tells those who grant access there that something waits for them. It names the organisation and the role; who it is
/// about stands on the page, behind their sign-in.
pub fn tell(tx: &mut Tx<'_>, stamp: &Stamp, head: &Letterhead, news: &News<'_>) -> Result<(), MailError> {
    let chain = organisation::ancestors(tx, news.organisation)?;
    let Some(place) = chain.first().map(|o| o.name.clone()) else { return Ok(()) };
    let above: Vec<OrganisationId> = chain.iter().map(|o| o.id).collect();
    for holder in access::holders(tx, Capability::AccessGrant, stamp.today)? {
        let (person, grants) = (holder.person, &holder.access.grants);
        let may = |needed: Capability| grants.iter().any(|g| g.capability == needed && g.covers(&above));
        // Whoever cannot open the page is not called to it.
        if !may(Capability::AccessGrant) || !may(Capability::ContactsManage) {
            continue;
        }
        let Some(to) = Recipient::of(tx, person)? else { continue };
        let words = Words::new(head.catalogue.clone(), to.language);
        let put = |key: &str| {
            words
                .text(key)
                .put("name", to.name.spoken())
                .put("place", place.as_str())
                .put("role", news.title)
                .put("link", format!("{}/contacts/nominations", head.base_url))
                .put("federation", head.federation.as_str())
                .plain()
        };
        let message = Message {
            person: Some(person),
            name: to.name.spoken(),
            address: to.address.clone(),
            subject: put("nomination-mail-subject"),
            text: put("nomination-mail-text"),
            language: to.language.tag().to_owned(),
            kind: "nomination",
            key: format!("nomination:{}:{person}", news.key),
        };
        mail::queue(tx, stamp, &message)?;
    }
    Ok(())
}

impl<'a> News<'a> {
    pub fn of(organisation: OrganisationId, title: &'a str, about: impl Identifier) -> Self {
        let key = about.bytes().iter().map(|b| format!("{b:02x}")).collect();
        Self { organisation, title, key }
    }
}
