//! For which organisation somebody acts. One account can hold roles in several councils: the address of a page says
//! which one it is about; elsewhere it is the one that they chose, kept in a cookie of this browser; before they chose,
//! the one where they may do most. It opens nothing: rights are worked out from appointments, whatever stands here.

use crate::access::{Actor, Held};
use crate::organisation::OrganisationId;
use crate::role::{Capability, Scope};

/// Holds the slug of the organisation.
pub(super) const COOKIE: &str = "acts-for";
/// Where to choose another.
pub(super) const CHANGE: &str = "/acting-for";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Present {
    pub organisation: OrganisationId,
    pub name: String,
    pub slug: String,
    /// How many more organisations they have a role in.
    pub others: usize,
    /// A role there lets them keep its record, and no more than its own.
    pub keeps_record: bool,
}

impl Present {
    /// Keeps the choice in this browser.
    pub fn keep(visit: &web::Visit, slug: &str) {
        visit.set_cookie(web::cookies::write(visit.site(), COOKIE, slug, web::cookies::Life::Visit));
    }

    /// Where somebody has a role today, each once, in the order of their roles.
    pub fn choices(actor: &Actor) -> Vec<&Held> {
        let mut all: Vec<&Held> = Vec::new();
        for held in actor.held.iter().filter(|h| h.counts(actor.today)) {
            if all.iter().all(|other| other.organisation != held.organisation) {
                all.push(held);
            }
        }
        all
    }
}

pub(super) fn of(actor: &Actor, path: &str, chosen: Option<&str>) -> Option<Present> {
    let all = Present::choices(actor);
    let by = |slug: Option<&str>| all.iter().find(|h| Some(h.organisation_slug.as_str()) == slug);
    let widest = || all.iter().rev().max_by_key(|h| width(actor, h.organisation));
    let held = by(in_address(path)).or_else(|| by(chosen)).or_else(widest)?;
    let own = (Capability::OrganisationEdit, Scope::Own);
    let here = |h: &&Held| h.organisation == held.organisation && h.counts(actor.today);
    Some(Present {
        organisation: held.organisation,
        name: held.organisation_name.clone(),
        slug: held.organisation_slug.clone(),
        others: all.len() - 1,
        keeps_record: actor.held.iter().filter(here).any(|h| h.grants.contains(&own)),
    })
}

fn width(actor: &Actor, organisation: OrganisationId) -> Option<Scope> {
    let here = actor.held.iter().filter(|h| h.organisation == organisation && h.counts(actor.today));
    here.flat_map(|h| h.grants.iter().map(|(_, scope)| *scope)).max()
}

/// "leeds" of "/organisations/leeds/members?q=jo"
fn in_address(path: &str) -> Option<&str> {
    let path = path.split('?').next()?;
    let rest = path.strip_prefix("/organisation/").or_else(|| path.strip_prefix("/organisations/"))?;
    rest.split('/').next().filter(|slug| !slug.is_empty())
}
