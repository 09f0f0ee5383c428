//! The menu of what can be done with a selection. A later feature adds its line to [`ACTS`] and a page that takes a
//! frozen selection.

use super::LIST_NAME;
use crate::access::{self, ManageContacts};
use crate::contact_entry::Subject;
use crate::selection::{self, Frozen, SelectionId};
use crate::visit::{PageError, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use store::{StoreError, Tx};
use web::Form;

/// One thing to do: its word, its words, and the address that goes on with the frozen selection.
pub(super) struct Act {
    pub word: &'static str,
    pub words: &'static str,
    pub most: u64,
    go_on: fn(&Frozen, &[Subject]) -> Option<String>,
}

pub(super) const ACTS: &[Act] = &[
    Act {
        word: "tag",
        words: "contacts-act-tag",
        most: selection::MOST,
        go_on: |frozen, _| Some(format!("/contacts/tagging/{}", frozen.id)),
    },
    Act {
        word: "untag",
        words: "contacts-act-untag",
        most: selection::MOST,
        go_on: |frozen, _| Some(format!("/contacts/tagging/{}?away=yes", frozen.id)),
    },
];

/// Freezes what is selected and goes to the page of the act that was chosen.
pub(super) async fn choose(visit: Visit, form: Form) -> Result<Response, PageError> {
    let act = ACTS.iter().find(|a| a.word == form.get("act"));
    let signed = visit
        .act(move |tx, actor, stamp| {
            access::right_anywhere::<ManageContacts>(tx, actor)?;
            let Some(act) = act else { return Ok(None) };
            let Some(open) = selection::current(tx, actor.person, LIST_NAME)?.filter(|o| o.count > 0) else {
                return Ok(None);
            };
            if open.count > act.most {
                return Ok(None);
            }
            let frozen = selection::freeze(tx, stamp, open)?;
            let few = if frozen.count <= 5 { subjects(tx, frozen.id)? } else { Vec::new() };
            Ok((act.go_on)(&frozen, &few))
        })
        .await?;
    match signed.value {
        Some(address) => Ok(Redirect::to(&address).into_response()),
        None => {
            visit.flash(signed.text().plain("contacts-act-nothing"));
            Ok(Redirect::to("/contacts").into_response())
        }
    }
}

fn subjects(tx: &mut Tx<'_>, selection: SelectionId) -> Result<Vec<Subject>, StoreError> {
    let lines: Vec<(Vec<u8>, bool)> = tx.all(
        "SELECT e.subject_id, e.is_person FROM selection_entry s
         CROSS JOIN contact_entry e WHERE e.subject_id = s.subject_id AND s.selection_id = ?1",
        &[&selection],
    )?;
    lines.into_iter().map(|(id, person)| super::row::subject(id, person)).collect()
}
