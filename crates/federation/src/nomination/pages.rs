//! The centre's pages: who was named, which seats are empty, who begins; and one nomination with its decision.

use super::acts::{self, Decided, Who};
use super::queries::{self, Nomination, NominationId};
use super::seats::{self, Seat, Starting};
use crate::access::{self, Actor, GrantAccess, ManageContacts, Right};
use crate::contact::Subject;
use crate::contact_record::stop;
use crate::person::PersonId;
use crate::record::{self, RecordError};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Input, Radios, SummaryList, Textarea};
use web::{Errors, Form, Frame};

/// So many who begin are listed here; all of them stand where they are invited.
const MOST_STARTING: u64 = 100;
const QUEUE: &str = "/contacts/nominations";

#[derive(Template)]
#[template(path = "nomination/queue.html")]
struct QueuePage {
    frame: Frame,
    named: Vec<Line>,
    seats: Vec<Line>,
    starting: Vec<Line>,
    /// They may invite those who begin, and there is a page for it.
    invites: bool,
}

/// What, in words, and the page where one acts on it.
struct Line {
    words: String,
    href: String,
    more: String,
}

pub(super) async fn queue(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let within = right.clause("a.organisation_id");
            Ok((
                queries::waiting(tx, &right)?,
                seats::empty_seats(tx, &right)?,
                seats::starting(tx, within, actor.today, MOST_STARTING)?,
                access::right_anywhere::<GrantAccess>(tx, actor).is_ok(),
            ))
        })
        .await?;
    let (t, (named, seats, starting, invites)) = (signed.text(), &signed.value);
    let day = |d| dates::day(d, t.lang);
    let said = |key: &str, who: &str, title: &str, place: &str, on| {
        t.text(key).put("who", who).put("role", title).put("place", place).put("day", day(on)).plain()
    };
    let of_named = |n: &Nomination| Line {
        words: said("nomination-named", &n.name(), &n.title, &n.place, n.starts_on),
        href: format!("{QUEUE}/{}", n.id),
        more: t.text("nomination-by").put("who", &n.by_name).plain(),
    };
    let of_seat = |s: &Seat| Line {
        words: said("nomination-seat", &s.who, &s.title, &s.place, s.last_day),
        href: format!("/contacts/organisations/{}", s.slug),
        more: t.plain("nomination-seat-more"),
    };
    let of_start = |s: &Starting| Line {
        words: said("nomination-starts", &s.name, &s.title, &s.place, s.starts_on),
        href: format!("/contacts/people/{}", s.person),
        more: String::new(),
    };
    QueuePage {
        frame: signed.frame(t.plain("nomination-title")),
        named: named.iter().map(of_named).collect(),
        seats: seats.iter().map(of_seat).collect(),
        starting: starting.iter().map(of_start).collect(),
        invites: *invites,
    }
    .answer()
}

#[derive(Template)]
#[template(path = "nomination/decide.html")]
struct DecidePage {
    frame: Frame,
    id: NominationId,
    facts: SummaryList,
    decided: Option<String>,
    who: Radios,
    starts_on: Input,
    confirm: Button,
    reason: Textarea,
    reject: Button,
}

struct Opened {
    right: Right<ManageContacts>,
    nomination: Nomination,
    candidates: Vec<(PersonId, String)>,
}

fn opened(tx: &mut Tx<'_>, actor: &Actor, id: &str) -> Result<Opened, PageError> {
    let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
    let id: NominationId = id.parse().map_err(|_| PageError::Invisible)?;
    let nomination = queries::one(tx, id)?.ok_or(PageError::Invisible)?;
    if !record::reaches(tx, &right, Subject::Organisation(nomination.organisation))? {
        return Err(PageError::Invisible);
    }
    let candidates = acts::candidates(tx, &right, &nomination).map_err(stop)?;
    Ok(Opened { right, nomination, candidates })
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let signed = visit.read(move |tx, actor| opened(tx, actor, &id)).await?;
    page(&signed, &signed.value, &Form::default(), &Errors::default())
}

fn page<T>(signed: &Signed<T>, opened: &Opened, form: &Form, errors: &Errors) -> Result<Response, PageError> {
    let (t, n) = (signed.text(), &opened.nomination);
    let day = dates::day(n.starts_on, t.lang);
    let mut facts = SummaryList::new()
        .row(t.text("nomination-role"), n.title.as_str())
        .row(t.text("nomination-place"), n.place.as_str())
        .row(t.text("nomination-from"), day);
    for (key, held) in [("nomination-email", &n.email), ("nomination-phone", &n.phone)] {
        if let Some(held) = held {
            facts = facts.row(t.text(key), held.as_str());
        }
    }
    facts = facts.row(t.text("nomination-said-by"), n.by_name.as_str());
    let mut who = Radios::new("who", t.text("nomination-who"));
    for (id, name) in &opened.candidates {
        who = who.option(id.to_string(), name.as_str());
    }
    who = who.option("new", t.plain("nomination-new"));
    let usual = if opened.candidates.is_empty() { "new" } else { "" };
    let chosen = if form.has("who") { form.get("who") } else { usual };
    let start =
        if form.has("starts_on") { form.get("starts_on").to_owned() } else { dates::field(n.starts_on) };
    let decided = n.outcome.as_deref().map(|word| {
        t.plain(match word {
            "confirmed" => "nomination-is-confirmed",
            "rejected" => "nomination-is-rejected",
            _ => "nomination-is-withdrawn",
        })
    });
    DecidePage {
        frame: signed.frame(n.name()).under([(t.plain("nomination-title").as_str(), QUEUE)]).errors(errors),
        id: n.id,
        facts,
        decided,
        who: who.value(chosen).error(errors.of("who")),
        starts_on: Input::new("starts_on", t.text("nomination-starts-on"))
            .hint(t.text("nomination-day-hint"))
            .width(10)
            .value(start)
            .error(errors.of("starts_on")),
        confirm: Button::primary(t.text("nomination-confirm")),
        reason: Textarea::new("reason", t.text("nomination-reason"))
            .hint(t.text("nomination-reason-hint"))
            .rows(3)
            .value(form.get("reason"))
            .error(errors.of("reason")),
        reject: Button::warning(t.text("nomination-reject")),
    }
    .answer()
}

/// What came of the form, and what was wrong with it.
type Came = (Opened, Option<Decided>, Errors);

pub(super) async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let t = visit.text();
    let starts_on = dates::typed(form.get("starts_on"));
    let (wrong, unsaid) = (t.plain("nomination-day-wrong"), t.plain("nomination-who-missing"));
    let chosen = form.get("who").to_owned();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let opened = opened(tx, actor, &id)?;
            let mut errors = Errors::default();
            let known = |(id, _): &&(PersonId, String)| id.to_string() == chosen;
            let who = match opened.candidates.iter().find(known) {
                Some((person, _)) => Some(Who::Known(*person)),
                None => (chosen == "new").then_some(Who::New),
            };
            if who.is_none() {
                errors.add("who", unsaid);
            }
            if starts_on.is_none() {
                errors.add("starts_on", wrong);
            }
            let (Some(who), Some(starts_on)) = (who, starts_on) else { return Ok((opened, None, errors)) };
            match acts::confirm(tx, stamp, &opened.right, opened.nomination.id, who, starts_on) {
                Ok(decided) => Ok((opened, Some(decided), errors)),
                Err(RecordError::Invalid(invalid)) => {
                    errors.add("who", invalid.why.to_string());
                    Ok((opened, None, errors))
                }
                Err(error) => Err(stop(error)),
            }
        })
        .await?;
    finish(&visit, &signed, &form, "nomination-was-confirmed")
}

pub(super) async fn reject(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let reason = form.get("reason").to_owned();
    let missing = visit.text().plain("nomination-reason-missing");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let opened = opened(tx, actor, &id)?;
            let mut errors = Errors::default();
            if reason.is_empty() || reason.chars().count() > 2000 {
                errors.add("reason", missing);
                return Ok((opened, None, errors));
            }
            let id = opened.nomination.id;
            let decided = acts::reject(tx, stamp, &opened.right, id, &reason).map_err(stop)?;
            Ok((opened, Some(decided), errors))
        })
        .await?;
    finish(&visit, &signed, &form, "nomination-was-rejected")
}

fn finish(
    visit: &Visit,
    signed: &Signed<Came>,
    form: &Form,
    done: &'static str,
) -> Result<Response, PageError> {
    let (opened, came, errors) = &signed.value;
    let key = match came {
        Some(Decided::Done) => done,
        Some(Decided::Already) => "nomination-already",
        None => return page(signed, opened, form, errors),
    };
    visit.flash(signed.text().text(key).put("who", opened.nomination.name()).plain());
    Ok(Redirect::to(QUEUE).into_response())
}
