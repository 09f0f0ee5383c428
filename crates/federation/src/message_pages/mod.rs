//! Messages as pages: all of them, the steps of a draft (text, kind and audience, check, preview, sending), how far one has
//! come and what became of each mail, the templates, and the page behind the link to get no more.

mod audience;
mod check;
mod form;
mod list;
mod new;
mod people;
mod preview;
mod progress;
mod send;
mod step;
mod template;
mod text;
mod unsubscribe;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let writer = Who::Holder(Capability::MessagesSend);
    Routes::new()
        .get("/messages", writer, list::show)
        .get("/messages/new/{selection}", writer, new::ask)
        .post("/messages/new/{selection}", writer, new::make)
        .get("/messages/templates", writer, template::list)
        .get("/messages/templates/{id}", writer, template::ask)
        .post("/messages/templates/{id}", writer, template::keep)
        .post("/messages/templates/{id}/removal", writer, template::remove)
        .get("/messages/{id}", writer, check::show)
        .get("/messages/{id}/text", writer, text::ask)
        .post("/messages/{id}/text", writer, text::save)
        .get("/messages/{id}/audience", writer, audience::ask)
        .post("/messages/{id}/audience", writer, audience::save)
        .get("/messages/{id}/preview", writer, preview::show)
        .post("/messages/{id}/test", writer, preview::test)
        .get("/messages/{id}/people", writer, people::show)
        .post("/messages/{id}/people", writer, people::act)
        .post("/messages/{id}/sending", writer, send::send)
        .post("/messages/{id}/removal", writer, check::remove)
        .post("/messages/{id}/cancellation", writer, progress::cancel)
        .post("/messages/{id}/pause", writer, progress::pause)
        .post("/messages/{id}/resumption", writer, progress::resume)
        .get("/unsubscribe/{token}", Who::Anyone, unsubscribe::ask)
        .post("/unsubscribe/{token}", Who::Anyone, unsubscribe::press)
}
