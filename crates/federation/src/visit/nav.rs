//! The main menu: what this person may do, or could with the right training. A lock is better seen than searched for.

use super::Present;
use crate::access::Actor;
use crate::organisation::OrganisationId;
use crate::role::{Capability, Scope};
use web::NavItem;
use web::text::Words;

pub fn of(actor: &Actor, present: Option<&Present>, t: &Words) -> Vec<NavItem> {
    let reach = |capability| reach(actor, present, capability);
    let mut items = vec![NavItem::new(t.plain("nav-home"), "/")];
    if let Some(own) = present.filter(|p| p.keeps_record) {
        items.push(NavItem::new(t.plain("nav-organisation"), format!("/organisation/{}", own.slug)));
    }
    if let Some((_, organisation)) = reach(Capability::MembersRead) {
        let slug = slug(actor, organisation);
        items.push(NavItem::new(t.plain("nav-members"), format!("/organisations/{slug}/members")));
    }
    if reach(Capability::ContactsManage).is_some() {
        items.push(NavItem::new(t.plain("nav-contacts"), "/contacts"));
    }
    if reach(Capability::MessagesSend).is_some() {
        items.push(NavItem::new(t.plain("nav-messages"), "/messages"));
    }
    if reach(Capability::AccessGrant).is_some() {
        items.push(NavItem::new(t.plain("nav-rollouts"), "/rollouts"));
    }
    match reach(Capability::DownloadsReview) {
        Some((Scope::Federation, _)) => items.push(NavItem::new(t.plain("nav-downloads"), "/downloads")),
        Some((_, organisation)) => {
            let slug = slug(actor, organisation);
            items.push(NavItem::new(t.plain("nav-downloads"), format!("/organisations/{slug}/downloads")));
        }
        None => {}
    }
    if reach(Capability::JournalRead).is_some() {
        items.push(NavItem::new(t.plain("nav-journal"), "/journal"));
    }
    items.push(NavItem::new(t.plain("nav-account"), "/account"));
    items
}

/// Of the actor's grants, locked ones included, the one at the organisation that they act for, else the widest; and where
/// it begins.
fn reach(
    actor: &Actor,
    present: Option<&Present>,
    capability: Capability,
) -> Option<(Scope, OrganisationId)> {
    let blocked = actor.access.blocked.iter().map(|b| &b.grant);
    let grants = actor.access.grants.iter().chain(blocked).filter(|g| g.capability == capability);
    let here = |organisation| present.is_some_and(|p| p.organisation == organisation);
    grants.max_by_key(|g| (here(g.organisation), g.scope)).map(|g| (g.scope, g.organisation))
}

/// Every grant comes from an appointment, which knows the address of its organisation.
fn slug(actor: &Actor, organisation: OrganisationId) -> &str {
    let held = actor.held.iter().find(|h| h.organisation == organisation);
    held.map(|h| h.organisation_slug.as_str()).unwrap_or_default()
}
