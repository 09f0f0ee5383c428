//! The menu of what can be done with a selection. A feature of a higher rank adds its line to [`ACTS`], an address and no
//! more, and a page there that takes a frozen selection.

use crate::access::{self, Actor, ManageContacts};
use crate::contacts::LIST_NAME;
use crate::role::Capability;
use crate::selection::{self, Open, SelectionId};
use crate::visit::{PageError, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use store::{StoreError, Tx};
use web::Form;

/// One thing to do: its word, its words, and the address that goes on with the frozen selection.
pub(super) struct Act {
    pub word: &'static str,
    pub words: &'static str,
    pub least: u64,
    pub most: u64,
    /// Beyond looking after contacts it needs this.
    needs: Option<Capability>,
    /// Persons and organisations of several kinds do not go together.
    one_kind: bool,
    address: fn(SelectionId) -> String,
    /// What is said when it cannot be done with what is selected.
    not_with: &'static str,
}

const FOR_ANY: Act = Act {
    word: "",
    words: "",
    least: 1,
    most: selection::MOST,
    needs: None,
    one_kind: false,
    address: |_| String::new(),
    not_with: "contacts-act-nothing",
};

pub(super) const ACTS: &[Act] = &[
    Act {
        word: "tag",
        words: "contacts-act-tag",
        address: |frozen| format!("/contacts/tagging/{frozen}"),
        ..FOR_ANY
    },
    Act {
        word: "untag",
        words: "contacts-act-untag",
        address: |frozen| format!("/contacts/tagging/{frozen}?away=yes"),
        ..FOR_ANY
    },
    Act {
        word: "list",
        words: "contacts-act-list",
        address: |frozen| format!("/contacts/listing/{frozen}"),
        ..FOR_ANY
    },
    Act {
        word: "unlist",
        words: "contacts-act-unlist",
        address: |frozen| format!("/contacts/listing/{frozen}?away=yes"),
        ..FOR_ANY
    },
    Act {
        word: "merge",
        words: "contacts-act-merge",
        least: 2,
        most: 5,
        one_kind: true,
        address: |frozen| format!("/contacts/merging/{frozen}"),
        not_with: "contacts-act-merge-not",
        ..FOR_ANY
    },
    Act {
        word: "write",
        words: "contacts-act-write",
        address: |frozen| format!("/messages/new/{frozen}"),
        ..FOR_ANY
    },
    Act {
        word: "download",
        words: "contacts-act-download",
        address: |frozen| format!("/contacts/download/{frozen}"),
        ..FOR_ANY
    },
    Act {
        word: "grant",
        words: "contacts-act-grant",
        needs: Some(Capability::AccessGrant),
        address: |frozen| format!("/rollouts/new/{frozen}"),
        ..FOR_ANY
    },
];

impl Act {
    /// Whether it is offered for so many selected.
    pub fn is_for(&self, actor: &Actor, count: u64) -> bool {
        (self.least..=self.most).contains(&count) && self.needs.is_none_or(|needs| actor.access.may(needs))
    }
}

/// Freezes what is selected and goes to the page of the act that was chosen. What the act cannot be done with stays
/// selected as it was.
pub(super) async fn choose(visit: Visit, form: Form) -> Result<Response, PageError> {
    let act = ACTS.iter().find(|a| a.word == form.get("act"));
    let signed = visit
        .act(move |tx, actor, stamp| {
            access::right_anywhere::<ManageContacts>(tx, actor)?;
            let Some(act) = act else { return Ok(None) };
            let open = selection::current(tx, actor.person, LIST_NAME)?;
            let Some(open) = open.filter(|o| act.is_for(actor, o.count)) else {
                return Ok(None);
            };
            if act.one_kind && kinds(tx, open)? != 1 {
                return Ok(None);
            }
            Ok(Some((act.address)(selection::freeze(tx, stamp, open)?.id)))
        })
        .await?;
    match signed.value {
        Some(address) => Ok(Redirect::to(&address).into_response()),
        None => {
            visit.flash(signed.text().plain(act.map_or("contacts-act-nothing", |a| a.not_with)));
            Ok(Redirect::to("/contacts").into_response())
        }
    }
}

/// How many kinds of contact are selected.
fn kinds(tx: &mut Tx<'_>, open: Open) -> Result<i64, StoreError> {
    let (kinds,) = tx.one(
        "SELECT count(DISTINCT contact_entry.kind) FROM selection_entry CROSS JOIN contact_entry
         WHERE selection_entry.selection_id = ?1 AND contact_entry.subject_id = selection_entry.subject_id",
        &[&open.id],
    )?;
    Ok(kinds)
}
