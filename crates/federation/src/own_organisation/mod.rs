//! What a clerk of a council, or the secretary of a group, meets after signing in: the record of their own organisation.
//! How it is reached, who holds which role and since when, whether it is a member; and beside it one's own details. Each
//! thing changes on a small page of its own, made for a phone.
//!
//! * Everybody with a role there sees the page; who keeps the record (`organisation.edit`) changes it. Whether a change
//!   is made at once or proposed says the [`field_policy`](crate::field_policy). Other people's private addresses never
//!   show: the page has names, roles and days.
//! * Councillors and a chair are added and ended here; roles that open more are named, and the centre confirms.
//! * "I am no longer the clerk" ends one's own appointment on a day and asks who follows ([`nomination`]).
//! * Whoever serves several organisations chooses for which they act; every page names it.
//!
//! What may go wrong: somebody at the centre changed the same (both values are shown, and one chosen); a role ended
//! meanwhile (404 or the sign-in page, nothing written); the added person is on record elsewhere (the centre says who).
//!
//! [`nomination`]: crate::nomination

mod adding;
mod details;
mod ending;
mod field;
mod leaving;
mod leaving_form;
mod messages;
mod people;
mod place;
mod point;
mod point_form;
mod queries;
mod show;
mod switch;

#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let keeper = Who::Holder(Capability::OrganisationEdit);
    Routes::new()
        .get("/organisation/{slug}", Who::SignedIn, show::show)
        .get("/organisation/{slug}/fields/{field}", keeper, field::ask)
        .post("/organisation/{slug}/fields/{field}", keeper, field::change)
        .get("/organisation/{slug}/points/{point}", keeper, point::ask)
        .post("/organisation/{slug}/points/{point}", keeper, point::change)
        .get("/organisation/{slug}/people/new", keeper, adding::ask)
        .post("/organisation/{slug}/people/new", keeper, adding::add)
        .get("/organisation/{slug}/people/{appointment}/ending", keeper, ending::ask)
        .post("/organisation/{slug}/people/{appointment}/ending", keeper, ending::end)
        .get("/organisation/{slug}/leaving/{appointment}", Who::SignedIn, leaving::ask)
        .post("/organisation/{slug}/leaving/{appointment}", Who::SignedIn, leaving::go_on)
        .post("/organisation/{slug}/leaving/{appointment}/undoing", Who::SignedIn, leaving::take_back)
        .get("/account/details", Who::SignedIn, details::show)
        .get("/account/details/fields/{field}", Who::SignedIn, field::ask)
        .post("/account/details/fields/{field}", Who::SignedIn, field::change)
        .get("/account/details/points/{point}", Who::SignedIn, point::ask)
        .post("/account/details/points/{point}", Who::SignedIn, point::change)
        .get("/acting-for", Who::SignedIn, switch::ask)
        .post("/acting-for", Who::SignedIn, switch::choose)
}
