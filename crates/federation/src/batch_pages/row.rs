//! One row: who, what stands in the way and what mends it, and the way so far.

use super::acts::fault;
use super::row_presses::{acts, mends, offered, people};
use crate::access::{self, Actor, GrantAccess, LeftOut, ManageContacts, Right};
use crate::grant_checks;
use crate::invitee::{InviteeId, State};
use crate::rollout::{self, Choice, Invitee};
use crate::rollout_pages::{state_tag, state_words};
use crate::visit::{Answer, App, PageError, Signed, Visit, left_out_of_them};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use store::Tx;
use web::components::{Button, Html, Input, Radios, SummaryList};
use web::text::Words;
use web::{Errors, Frame};

#[derive(Template)]
#[template(path = "batch_pages/row.html")]
struct RowPage {
    frame: Frame,
    facts: SummaryList,
    sentences: Vec<String>,
    path: String,
    address: Option<(Input, Button)>,
    /// The address of the council, at one press.
    offered: Option<(String, Button)>,
    search: Option<(Input, Button, String)>,
    people: Option<(Radios, Button)>,
    nobody: Option<String>,
    mends: Vec<Button>,
    acts: Vec<Button>,
    way: Vec<String>,
}

pub(super) struct Ready {
    pub invitee: Invitee,
    contacts: bool,
    /// Where the person serves without acting for it.
    left_out: Vec<LeftOut>,
    pub choices: Option<(String, Vec<Choice>)>,
    way: Vec<(State, String, jiff::Timestamp, Option<String>)>,
}

/// The row that an address names, looked at as the facts are now.
pub(super) fn row_of(
    tx: &mut Tx<'_>,
    app: &App,
    actor: &Actor,
    id: &str,
) -> Result<(Right<GrantAccess>, grant_checks::Terms, Invitee), PageError> {
    let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
    let id: InviteeId = id.parse().map_err(|_| PageError::Invisible)?;
    let row = rollout::invitee(tx, &right, id)?.ok_or(PageError::Invisible)?;
    let terms = rollout::terms(tx, app, actor, Some(row.standing.batch))?;
    let row = rollout::looked_at(tx, &terms, row)?;
    Ok((right, terms, row))
}

pub(super) async fn ready(visit: &Visit, id: String) -> Result<Signed<Ready>, PageError> {
    let app = visit.app().clone();
    let query = visit.path().split_once('?').map_or("", |(_, q)| q).to_owned();
    let typed = form_urlencoded::parse(query.as_bytes()).find(|(k, _)| k == "q").map(|(_, v)| v.into_owned());
    visit
        .read(move |tx, actor| {
            let (_, _, invitee) = row_of(tx, &app, actor, &id)?;
            let contacts = access::right_anywhere::<ManageContacts>(tx, actor).ok();
            let choices = match (&contacts, typed.filter(|t| !t.trim().is_empty())) {
                (Some(right), Some(typed)) if invitee.person().is_none() => {
                    let found = rollout::choices(tx, right, &typed)?;
                    Some((typed, found))
                }
                _ => None,
            };
            let way = rollout::steps(tx, &invitee.standing).map_err(fault)?;
            let way = way.into_iter().map(|s| (s.state, s.reason, s.at, s.by)).collect();
            let left_out = match invitee.person() {
                Some(person) => access::left_out(tx, person, actor.today)?,
                None => Vec::new(),
            };
            Ok(Ready { invitee, left_out, contacts: contacts.is_some(), choices, way })
        })
        .await
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let signed = ready(&visit, id).await?;
    page(&visit, &signed, "", &Errors::default())
}

pub(super) fn page(
    visit: &Visit,
    signed: &Signed<Ready>,
    typed: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let (t, ready, app) = (signed.text(), &signed.value, visit.app());
    let row = &ready.invitee;
    let path = format!("/rollouts/rows/{}", row.id);
    let is_person = row.person().is_some();
    let may_edit = ready.contacts && is_person && row.state() != State::Accepted;
    let typed = if typed.is_empty() { &row.email } else { typed };
    let nobody = ready.choices.as_ref().filter(|(_, found)| found.is_empty());
    RowPage {
        facts: facts(&t, ready, app),
        sentences: row.findings.iter().map(|f| grant_checks::sentence(&t, f, &app.zone)).collect(),
        address: may_edit.then(|| {
            let field = Input::email("address", t.text("row-address")).hint(t.text("row-address-hint"));
            let field = field.value(typed).error(errors.of("address"));
            (field, Button::primary(t.text("row-address-save")))
        }),
        offered: offered(&t, row).filter(|_| may_edit),
        search: (!is_person && ready.contacts && row.state().is_checked()).then(|| {
            let typed = ready.choices.as_ref().map(|(typed, _)| typed.clone()).unwrap_or_default();
            let field = Input::new("q", t.text("row-person")).hint(t.text("row-person-hint")).value(typed);
            (field, Button::secondary(t.text("row-person-find")), t.plain("row-person-title"))
        }),
        people: people(&t, ready, errors),
        nobody: nobody.map(|(typed, _)| t.text("row-person-none").put("name", typed.as_str()).plain()),
        mends: mends(&t, row),
        acts: acts(&t, row),
        way: way(&t, ready, app),
        frame: signed
            .frame(row.name.clone())
            .back(format!("/rollouts/batches/{}", row.standing.batch))
            .errors(errors),
        path,
    }
    .answer()
}

fn facts(t: &Words, ready: &Ready, app: &App) -> SummaryList {
    let row = &ready.invitee;
    let day = dates::day_of(row.state_at, &app.zone, t.lang);
    let mut state = format!("{} {}", state_tag(t, row.state()), Html::escaped(&day));
    if !row.standing.reason.is_empty() && row.findings.is_empty() {
        state.push_str(&format!(" {}", Html::escaped(&grant_checks::label(t, &row.standing.reason))));
    }
    let mut facts = SummaryList::new()
        .row(t.text("batch-state"), Html::trusted(state))
        .row(t.text("batch-councils"), row.councils.clone())
        .row(t.text("batch-email"), row.email.clone());
    if let Some(words) = left_out_of_them(t, &ready.left_out) {
        facts = facts.row(t.text("row-acts-for"), words);
    }
    if let Some(at) = row.noticed_at {
        facts = facts.row(t.text("row-noticed"), dates::day_of(at, &app.zone, t.lang));
    }
    if let Some(person) = row.person() {
        let record = format!(
            "<a class=\"govuk-link ch-textlink\" href=\"/contacts/people/{person}\">{}</a>",
            Html::escaped(&t.plain("row-record-open"))
        );
        facts = facts.row(t.text("row-record"), Html::trusted(record));
    }
    facts
}

/// The way so far, with the day on which they were told beforehand in its place.
fn way(t: &Words, ready: &Ready, app: &App) -> Vec<String> {
    let mut way: Vec<_> = ready.way.iter().map(|step| (step.2, stepped(t, step, app))).collect();
    if let Some(at) = ready.invitee.noticed_at {
        let words = t
            .text("row-noticed-step")
            .put("day", dates::day_of(at, &app.zone, t.lang))
            .put("time", dates::time(at, &app.zone, t.lang));
        let place = way.partition_point(|(before, _)| *before <= at);
        way.insert(place, (at, words.plain()));
    }
    way.into_iter().map(|(_, words)| words).collect()
}

fn stepped(
    t: &Words,
    (state, reason, at, by): &(State, String, jiff::Timestamp, Option<String>),
    app: &App,
) -> String {
    let said = t
        .text(if by.is_some() { "row-step-by" } else { "row-step" })
        .put("day", dates::day_of(*at, &app.zone, t.lang))
        .put("time", dates::time(*at, &app.zone, t.lang))
        .put("state", state_words(t, *state))
        .put("name", by.clone().unwrap_or_default())
        .plain();
    match reason.as_str() {
        "" => said,
        why => format!("{said} ({})", grant_checks::label(t, why)),
    }
}
