//! The list of pairs, two side by side, and what is decided about them.

mod compare;
mod decide;
mod list;
mod safe;

use super::pair::{Pair, Strength};
use crate::role::Capability;
use crate::visit::{PageError, Routes, Who};
use web::Form;
use web::components::Tag;
use web::text::Words;

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts/duplicates", officer, list::list)
        .get("/contacts/duplicates/safe", officer, safe::ask)
        .post("/contacts/duplicates/safe", officer, safe::prepare)
        .get("/contacts/duplicates/safe/{selection}", officer, safe::show)
        .post("/contacts/duplicates/safe/{selection}", officer, safe::merge)
        .get("/contacts/duplicates/merges/{merge}", officer, decide::merged)
        .post("/contacts/duplicates/merges/{merge}/undoing", officer, decide::undo)
        .get("/contacts/duplicates/{pair}", officer, compare::compare)
        .post("/contacts/duplicates/{pair}/merge", officer, decide::merge)
        .post("/contacts/duplicates/{pair}/difference", officer, decide::different)
        .post("/contacts/duplicates/{pair}/reopening", officer, decide::reopen)
}

/// What is no id stands for nothing.
fn id_of<T: std::str::FromStr>(text: &str) -> Result<T, PageError> {
    text.parse().map_err(|_| PageError::Invisible)
}

/// The reasons in words, those that speak for it first as they weigh. Some levels read differently for organisations.
pub fn reasons(t: &Words, pair: &Pair) -> Vec<String> {
    // The second line of an address counts, but says nothing that the first does not.
    let said = pair.reasons.iter().filter(|(field, ..)| field != "second");
    said.map(|(field, level, _)| reason(t, pair.one.kind(), field, level)).collect()
}

fn reason(t: &Words, kind: &str, field: &str, level: &str) -> String {
    let key = match (kind, field, level) {
        (_, "hand", _) => "duplicates-because-chosen",
        ("organisation", "family", "same") => "duplicates-because-name-same",
        ("organisation", "family", "close") => "duplicates-because-name-close",
        ("organisation", "family", "related") => "duplicates-because-name-related",
        ("organisation", "family", "differs") => "duplicates-because-name-differs",
        ("organisation", "given", "same") => "duplicates-because-tree-same",
        ("organisation", "given", _) => "duplicates-because-tree-differs",
        (_, "given", "same") => "duplicates-because-given-same",
        (_, "given", "close") => "duplicates-because-given-close",
        (_, "given", "related") => "duplicates-because-given-related",
        (_, "given", "swapped") => "duplicates-because-given-swapped",
        (_, "given", _) => "duplicates-because-given-differs",
        (_, "family", "same") => "duplicates-because-family-same",
        (_, "family", "close") => "duplicates-because-family-close",
        (_, "family", "related") => "duplicates-because-family-related",
        (_, "family", _) => "duplicates-because-family-differs",
        (_, "born", "same") => "duplicates-because-born-same",
        (_, "born", "close") => "duplicates-because-born-close",
        (_, "born", "related") => "duplicates-because-born-related",
        (_, "born", _) => "duplicates-because-born-differs",
        (_, "email", "same") => "duplicates-because-email-same",
        (_, "email", "close" | "related") => "duplicates-because-email-close",
        (_, "email", _) => "duplicates-because-email-differs",
        (_, "phone", "same") => "duplicates-because-phone-same",
        (_, "phone", "close") => "duplicates-because-phone-close",
        (_, "phone", _) => "duplicates-because-phone-differs",
        (_, "postcode", "same") => "duplicates-because-postcode-same",
        (_, "postcode", "close") => "duplicates-because-postcode-close",
        (_, "postcode", _) => "duplicates-because-postcode-differs",
        (_, "town", "same") => "duplicates-because-town-same",
        (_, "town", "close") => "duplicates-because-town-close",
        (_, "town", _) => "duplicates-because-town-differs",
        (_, _, "same") => "duplicates-because-line-same",
        (_, _, "close" | "related") => "duplicates-because-line-close",
        _ => "duplicates-because-line-differs",
    };
    t.plain(key)
}

/// Where an officer goes on who came with several to merge, one pair after the other.
#[derive(Default, serde::Deserialize)]
struct Then {
    #[serde(default)]
    then: String,
}

impl Then {
    fn of(form: &Form) -> Self {
        Self { then: form.get("then").to_owned() }
    }

    /// Only back to what was selected, whatever an address says.
    fn address(&self) -> Option<&str> {
        Some(self.then.as_str()).filter(|then| then.starts_with("/contacts/merging/"))
    }

    /// An address that remembers it.
    fn kept_in(&self, address: String) -> String {
        let Some(then) = self.address() else { return address };
        let sign = if address.contains('?') { '&' } else { '?' };
        let then: String = form_urlencoded::byte_serialize(then.as_bytes()).collect();
        format!("{address}{sign}then={then}")
    }
}

fn strength(t: &Words, score: i64) -> Tag {
    match Strength::of(score) {
        Strength::Certain => Tag::new(t.plain("duplicates-certain"), "green"),
        Strength::Likely => Tag::new(t.plain("duplicates-likely"), "blue"),
        Strength::Possible => Tag::new(t.plain("duplicates-possible"), "grey"),
    }
}
