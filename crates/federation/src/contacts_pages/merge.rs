//! Making one of a few that were selected: pair by pair, each compared side by side on the page of found pairs, which
//! leads back here. Nothing is remembered but the selection: whoever was merged away is not there any more.

use crate::access::{self, ManageContacts};
use crate::acting::Stamp;
use crate::contact_entry::Subject;
use crate::contacts::{frozen, in_reach};
use crate::duplicates::{self, Pair, Shown};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use store::{StoreError, Tx};
use web::components::{Button, Radios};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "contacts_pages/merge.html")]
struct MergePage {
    frame: Frame,
    stays: Radios,
    send: Button,
}

#[derive(serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    stays: String,
}

pub(super) async fn ask(
    visit: Visit,
    Path(id): Path<String>,
    Query(Asked { stays }): Query<Asked>,
) -> Result<Response, PageError> {
    let signed = left(&visit, id).await?;
    page(&visit, &signed, &stays, &Errors::default())
}

/// Those of the selection that are still there, whoever can sign in first, then the older.
async fn left(visit: &Visit, id: String) -> Result<Signed<Vec<Shown>>, PageError> {
    visit
        .read(move |tx, actor| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            let frozen = frozen(tx, actor.person, &id)?;
            let mut left = Vec::new();
            for subject in in_reach(tx, &right, &frozen)? {
                left.extend(duplicates::shown(tx, subject, actor.today)?);
            }
            left.sort_by_key(|s| (s.account.is_none(), s.subject.bytes()));
            Ok(left)
        })
        .await
}

fn page(
    visit: &Visit,
    signed: &Signed<Vec<Shown>>,
    stays: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let (t, left) = (signed.text(), &signed.value);
    let [first, _, ..] = &left[..] else {
        visit.flash(t.plain("contacts-merge-none"));
        return Ok(Redirect::to("/contacts").into_response());
    };
    let mut radios = Radios::new("stays", t.text("contacts-merge-stays"));
    for shown in left {
        let facts = shown.place.iter().chain(&shown.points).chain(&shown.memberships).chain(&shown.roles);
        let facts: Vec<&str> = facts.map(String::as_str).collect();
        radios = radios.option(word(shown.subject), shown.name.as_str()).option_hint(facts.join("; "));
    }
    let known = left.iter().map(|s| word(s.subject)).find(|known| known == stays);
    MergePage {
        stays: radios.value(known.unwrap_or_else(|| word(first.subject))).error(errors.of("stays")),
        send: Button::primary(t.text("contacts-merge-send")),
        frame: signed.frame(t.plain("contacts-merge-title")).back("/contacts").errors(errors),
    }
    .answer()
}

fn word(subject: Subject) -> String {
    store::format_uuid(&subject.bytes())
}

/// What comes next.
enum Next {
    Compare(Pair, Subject),
    /// Nobody of those that are left is the one that was to stay.
    NotChosen,
    NotComparable,
    None,
}

pub(super) async fn go_on(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (stays, selection) = (form.get("stays").to_owned(), id.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            let frozen = frozen(tx, actor.person, &selection)?;
            let left = in_reach(tx, &right, &frozen)?;
            Ok(next(tx, stamp, &left, &stays)?)
        })
        .await?;
    let t = signed.text();
    let words = match &signed.value {
        Next::Compare(pair, winner) => {
            let side = if pair.one == *winner { "one" } else { "other" };
            let then = format!("/contacts/merging/{id}?stays={}", word(*winner));
            let then: String = form_urlencoded::byte_serialize(then.as_bytes()).collect();
            let address = format!("/contacts/duplicates/{}?stays={side}&then={then}", pair.id);
            return Ok(Redirect::to(&address).into_response());
        }
        Next::NotChosen => {
            let mut errors = Errors::default();
            errors.add("stays", t.text("contacts-merge-missing"));
            return page(&visit, &left(&visit, id).await?, "", &errors);
        }
        Next::NotComparable => "contacts-merge-not",
        Next::None => "contacts-merge-none",
    };
    visit.flash(t.plain(words));
    Ok(Redirect::to("/contacts").into_response())
}

/// The next pair of the one that stays with another about which nobody has said that it is not the same.
fn next(tx: &mut Tx<'_>, stamp: &Stamp, left: &[Subject], stays: &str) -> Result<Next, StoreError> {
    let Some(winner) = left.iter().copied().find(|s| word(*s) == stays) else { return Ok(Next::NotChosen) };
    let mut next = Next::None;
    for other in left.iter().copied().filter(|other| *other != winner) {
        match duplicates::by_hand(tx, stamp, winner, other)? {
            Some(pair) if pair.open => return Ok(Next::Compare(pair, winner)),
            Some(_) => {}
            None => next = Next::NotComparable,
        }
    }
    Ok(next)
}
