//! What an officer decides about a pair, and takes back.

use super::super::pair::{self, PairId};
use super::super::shown;
use super::{Then, compare, id_of};
use crate::access::{self, ManageContacts};
use crate::contact::Subject;
use crate::merging::{self, Keep, Kept, Merge, MergeError, MergeId, Wish};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use web::components::Button;
use web::text::Words;
use web::{Errors, Form, Frame, Refused, Stop};

/// What came of it.
enum Outcome {
    Merged(MergeId),
    Refused(MergeError),
    /// Somebody was quicker.
    Decided,
}

pub(super) async fn merge(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let id: PairId = id_of(&id)?;
    let stays = form.get("stays").to_owned();
    let (wish, then) = (wish(&form), Then::of(&form));
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            let both = compare::load(tx, id, &stays, actor.today)?.ok_or(PageError::Invisible)?;
            let [Some(winner), Some(loser)] = &both.sides else { return Ok((Outcome::Decided, None)) };
            if !both.pair.open {
                return Ok((Outcome::Decided, None));
            }
            let (winner, loser) = (winner.subject, loser.subject);
            let done = tx.attempt(|tx| merging::merge(tx, stamp, actor, &right, winner, loser, &wish));
            match done {
                Ok(merge) => {
                    pair::note_merged(tx, stamp, winner, loser)?;
                    Ok((Outcome::Merged(merge), None))
                }
                Err(MergeError::Store(error)) => Err(error.into()),
                Err(refused) => Ok((Outcome::Refused(refused), Some(both))),
            }
        })
        .await?;
    let t = signed.text();
    match &signed.value.0 {
        Outcome::Merged(merge) => {
            let notice = then.kept_in(format!("/contacts/duplicates/merges/{merge}"));
            Ok(Redirect::to(&notice).into_response())
        }
        Outcome::Decided => back(&visit, &then, t.plain("duplicates-was-decided")),
        Outcome::Refused(MergeError::TwoAccounts) => {
            let mut errors = Errors::default();
            errors.add("keep", t.text("duplicates-which-account-missing"));
            match &signed.value.1 {
                Some(both) => compare::page(&visit, signed.frame(""), &t, both, &then, &errors, Some(&form)),
                None => back(&visit, &then, t.plain("duplicates-was-decided")),
            }
        }
        Outcome::Refused(error) => {
            Err(refusal(&t, error, &then.kept_in(format!("/contacts/duplicates/{id}"))))
        }
    }
}

fn wish(form: &Form) -> Wish {
    let fields =
        ["title", "given_name", "family_name", "known_as", "date_of_birth", "language", "deceased_on"];
    let all = fields.into_iter().chain(["name", "category", "opened_on"]);
    Wish {
        of_loser: all
            .filter(|field| form.get(&format!("field-{field}")) == "loser")
            .map(str::to_owned)
            .collect(),
        keep: match form.get("keep") {
            "winners" => Some(Keep::Winners),
            "losers" => Some(Keep::Losers),
            _ => None,
        },
    }
}

/// Why not, as a page of its own: it is a matter of rights or of what stands in the tree.
fn refusal(t: &Words, error: &MergeError, back: &str) -> PageError {
    let reason = match error {
        MergeError::Grant(refused) => refused.to_string(),
        MergeError::OtherKind => t.plain("duplicates-refused-kind"),
        MergeError::StandsBelow => t.plain("duplicates-refused-below"),
        MergeError::TooManyMembers => t.plain("duplicates-refused-many"),
        MergeError::LaterMerge => t.plain("duplicates-refused-later"),
        MergeError::UndoneAlready => t.plain("duplicates-refused-undone"),
        MergeError::Gone | MergeError::NotTwo | MergeError::TwoAccounts => t.plain("duplicates-was-decided"),
        other => return PageError::Other(other.to_string()),
    };
    PageError::Stop(Stop::Refused(Refused {
        title: t.plain("duplicates-refused-title"),
        reason,
        remedy: t.plain("duplicates-refused-remedy"),
        link: Some((t.plain("duplicates-refused-back"), back.to_owned())),
    }))
}

fn back(visit: &Visit, then: &Then, words: String) -> Result<Response, PageError> {
    visit.flash(words);
    Ok(Redirect::to(then.address().unwrap_or("/contacts/duplicates")).into_response())
}

pub(super) async fn different(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let id: PairId = id_of(&id)?;
    let signed = visit
        .act(move |tx, actor, stamp| {
            access::right_over_all::<ManageContacts>(tx, actor)?;
            pair::by_id(tx, id)?.ok_or(PageError::Invisible)?;
            Ok(pair::different(tx, stamp, id)?)
        })
        .await?;
    let words = if signed.value { "duplicates-said-different" } else { "duplicates-was-decided" };
    back(&visit, &Then::of(&form), signed.text().plain(words))
}

pub(super) async fn reopen(visit: Visit, Path(id): Path<String>, _form: Form) -> Result<Response, PageError> {
    let id: PairId = id_of(&id)?;
    let signed = visit
        .act(move |tx, actor, _stamp| {
            access::right_over_all::<ManageContacts>(tx, actor)?;
            pair::by_id(tx, id)?.ok_or(PageError::Invisible)?;
            Ok(pair::reopen(tx, id)?)
        })
        .await?;
    visit.flash(signed.text().plain("duplicates-reopened"));
    Ok(Redirect::to(&format!("/contacts/duplicates/{id}")).into_response())
}

#[derive(Template)]
#[template(path = "duplicates/pages/merged.html")]
struct MergedPage {
    frame: Frame,
    words: String,
    record: Option<String>,
    /// Where the undo goes, while it can.
    undo: Option<(String, Button)>,
    then: Option<String>,
}

/// The notice of a merge, with its undo. The record's page leads here too.
pub(super) async fn merged(
    visit: Visit,
    Path(id): Path<String>,
    Query(then): Query<Then>,
) -> Result<Response, PageError> {
    let id: MergeId = id_of(&id)?;
    let signed = visit
        .read(move |tx, actor| {
            access::right_over_all::<ManageContacts>(tx, actor)?;
            let merge = merging::merge_by_id(tx, id)?.ok_or(PageError::Invisible)?;
            let name = shown::of(tx, merge.winner, actor.today)?.map(|s| s.name);
            Ok((merge, name))
        })
        .await?;
    let t = signed.text();
    let (merge, name) = &signed.value;
    let name = name.clone().unwrap_or_else(|| t.plain("duplicates-gone"));
    let done = merge.undone_at.is_none();
    let words = if done { "duplicates-merged" } else { "duplicates-merge-undone" };
    MergedPage {
        frame: signed
            .frame(t.plain("duplicates-merged-title"))
            .with_form(visit.web())
            .back("/contacts/duplicates"),
        words: t.text(words).put("name", name).plain(),
        record: record(merge),
        undo: done.then(|| {
            let action = format!("/contacts/duplicates/merges/{id}/undoing");
            (action, Button::secondary(t.text("duplicates-undo")))
        }),
        then: then.address().map(str::to_owned),
    }
    .answer()
}

fn record(merge: &Merge) -> Option<String> {
    match merge.winner {
        Subject::Person(id) => Some(format!("/contacts/people/{id}")),
        Subject::Organisation(_) => None,
    }
}

pub(super) async fn undo(visit: Visit, Path(id): Path<String>, _form: Form) -> Result<Response, PageError> {
    let id: MergeId = id_of(&id)?;
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            let merge = merging::merge_by_id(tx, id)?.ok_or(PageError::Invisible)?;
            match tx.attempt(|tx| merging::undo(tx, stamp, actor, &right, id)) {
                Ok(kept) => {
                    pair::reopen_of(tx, merge.winner, merge.loser)?;
                    Ok(Ok(kept))
                }
                Err(MergeError::Store(error)) => Err(error.into()),
                Err(refused) => Ok(Err(refused)),
            }
        })
        .await?;
    let t = signed.text();
    let here = format!("/contacts/duplicates/merges/{id}");
    match &signed.value {
        Ok(kept) if kept.is_empty() => visit.flash(t.plain("duplicates-undone")),
        Ok(kept) => visit.flash(t.text("duplicates-undone-but").put("kept", kept_words(&t, kept)).plain()),
        Err(refused) => return Err(refusal(&t, refused, &here)),
    }
    Ok(Redirect::to(&here).into_response())
}

/// "Known as, E-mail, telephone or address"
fn kept_words(t: &Words, kept: &[Kept]) -> String {
    let words = |kept: &Kept| {
        t.plain(match (kept.table.as_str(), kept.column.as_str()) {
            ("person", "title") => "duplicates-field-title",
            ("person", "given_name") => "duplicates-field-given",
            ("person", "family_name" | "sort_name") => "duplicates-field-family",
            ("person", "known_as") => "duplicates-field-known-as",
            ("person", "date_of_birth") => "duplicates-field-born",
            ("person", "deceased_on") => "duplicates-field-died",
            ("person", _) => "duplicates-field-language",
            ("organisation", _) => "duplicates-field-name",
            ("contact_point", _) => "duplicates-fact-points",
            ("membership" | "membership_term", _) => "duplicates-fact-memberships",
            ("appointment", _) => "duplicates-fact-roles",
            ("account" | "invitation" | "password_reset", _) => "duplicates-fact-account",
            _ => "duplicates-fact-other",
        })
    };
    let mut all: Vec<String> = kept.iter().map(words).collect();
    all.sort();
    all.dedup();
    all.join(", ")
}
