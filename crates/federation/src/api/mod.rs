//! `/api/v1`: the same contacts, organisations, appointments, imports and journal, for programs. JSON in and out, errors
//! as problem details (RFC 9457), pages by an opaque cursor, described by `/api/openapi.json`.
//!
//! A person makes a token on a page of their account ([`token`]) and gives it to a program, which sends it as
//! `Authorization: Bearer`. It acts for that person: with what they may do at that moment, narrowed to the token's
//! scopes. What they may not see is not there (404); what they may see but not do is refused with the reason (403).
//!
//! [`table::ENDPOINTS`] is the one table of what there is: requests are checked by it, and the description is made from
//! it. The acts are the same that pages call; a handler reads the request, gets the right, acts and answers.
//!
//! What may go wrong: the token has ended, or its person's last appointment (401); a scope is missing (403); somebody
//! else changed the record meanwhile (409, with what stands there now); an entry will not do (422); too many calls in a
//! minute (429). A request that is sent again under the same `Idempotency-Key` acts once ([`once`]).

mod answers;
mod call;
mod cursor;
mod endpoint;
mod filter;
mod once;
mod openapi;
mod page;
mod problem;
mod record_schemas;
mod schemas;
mod table;
mod token;

use crate::visit::{Routes, Who};
use answers::{appointments, contacts, imports, journal, organisations, points, wishes};

pub fn routes() -> Routes {
    let token = Who::Token;
    Routes::new()
        .get("/account/tokens", Who::SignedIn, page::list)
        .post("/account/tokens", Who::SignedIn, page::make)
        .post("/account/tokens/{id}/ending", Who::SignedIn, page::end)
        .get("/api/openapi.json", Who::Anyone, openapi::show)
        .get("/api/v1/contacts", token, contacts::list)
        .get("/api/v1/contacts/{id}", token, contacts::one)
        .patch("/api/v1/contacts/{id}", token, contacts::change)
        .post("/api/v1/contacts/{id}/points", token, points::add)
        .patch("/api/v1/contacts/{id}/points/{point}", token, points::change)
        .post("/api/v1/contacts/{id}/points/{point}/ending", token, points::end)
        .post("/api/v1/contacts/{id}/wishes", token, wishes::record)
        .get("/api/v1/organisations", token, organisations::list)
        .get("/api/v1/organisations/{id}", token, organisations::one)
        .get("/api/v1/appointments", token, appointments::list)
        .post("/api/v1/appointments/{id}/ending", token, appointments::end)
        .get("/api/v1/imports", token, imports::list)
        .get("/api/v1/imports/{id}", token, imports::one)
        .get("/api/v1/journal", token, journal::list)
}

#[cfg(test)]
mod tests;
