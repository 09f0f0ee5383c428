//! Two officers, one field: the second meets a page with both values and chooses.

use super::place::Outcome;
use crate::contact::Subject;
use crate::journal_pages::{self, Shown};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::response::Response;
use store::{StoreError, Tx};
use web::components::{Button, Radios};
use web::{Form, Frame};

/// The last entry about the contact: who was quicker.
pub type Last = journal_pages::Entry;

/// What there is to choose from.
pub struct Both {
    pub what: String,
    pub theirs: String,
    pub mine: String,
    /// What is there now, as the form says what it saw.
    pub before: String,
}

#[derive(Template)]
#[template(path = "contact_record/conflict.html")]
struct ConflictPage {
    frame: Frame,
    lead: String,
    hidden: Vec<(String, String)>,
    choice: Radios,
    send: Button,
}

/// Whether the form is the answer of this page that lets the other value stand.
pub fn keeps_theirs(form: &Form) -> bool {
    form.get("choose") == "theirs"
}

pub fn last(tx: &mut Tx<'_>, subject: Subject, done: &Outcome) -> Result<Option<Last>, StoreError> {
    match done {
        Outcome::Conflict(_) => Ok(journal_pages::of_subject(tx, subject, 1)?.into_iter().next()),
        _ => Ok(None),
    }
}

/// The form comes back to where it was sent, with what is there now as what was seen.
pub fn page<T>(
    visit: &Visit,
    signed: &Signed<T>,
    back: String,
    last: Option<&Last>,
    both: Both,
    form: &Form,
) -> Result<Response, PageError> {
    let t = signed.text();
    let lead = match last.map(|entry| Shown::of(&t, entry, None, &visit.app().zone)) {
        Some(shown) => t.text("contact-conflict-by").put("who", shown.who).put("when", shown.when).plain(),
        None => t.plain("contact-conflict-lead"),
    };
    let mut hidden: Vec<(String, String)> = form
        .entries()
        .filter(|(name, _)| !["before", "choose"].contains(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    hidden.push(("before".to_owned(), both.before));
    let choice = Radios::new("choose", both.what)
        .option("theirs", t.text("contact-conflict-theirs").put("value", both.theirs).plain())
        .option("mine", t.text("contact-conflict-mine").put("value", both.mine).plain())
        .value("theirs");
    ConflictPage {
        frame: signed.frame(t.plain("contact-conflict-title")).back(back),
        lead,
        hidden,
        choice,
        send: Button::primary(t.text("contact-conflict-send")),
    }
    .answer()
}
