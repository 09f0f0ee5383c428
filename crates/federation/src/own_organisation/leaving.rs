//! "I am no longer the clerk": when, who follows, a page to check it, and what is so afterwards.

use super::leaving_form::{self, Step};
use super::place::{Parts, seen};
use crate::access::{Actor, Held};
use crate::appointment::AppointmentId;
use crate::contact_record::{SmallForm, stop};
use crate::nomination::{self, Follows, News, succession};
use crate::organisation::Organisation;
use crate::record::RecordError;
use crate::role::Scope;
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use store::Tx;
use web::components::{Button, Html, Input, Radios, SummaryList};
use web::text::Words;
use web::{Errors, Form, Frame};

/// What was said on each page, in the order of the fields.
const FIELDS: [&str; 7] = ["last_day", "follows", "given_name", "family_name", "email", "phone", "starts_on"];

#[derive(Template)]
#[template(path = "own_organisation/check.html")]
struct CheckPage {
    frame: Frame,
    facts: SummaryList,
    what_happens: Vec<String>,
    hidden: Vec<(String, String)>,
    send: Option<Button>,
    back: Button,
}

/// One's own appointment in the address, while it runs and may be left.
fn own(tx: &mut Tx<'_>, actor: &Actor, parts: &Parts) -> Result<(Organisation, Held), PageError> {
    let slug = parts.get("slug").map(String::as_str).unwrap_or_default();
    let organisation = seen(tx, actor, slug)?;
    let id: Option<AppointmentId> = parts.get("appointment").and_then(|id| id.parse().ok());
    let mine = |h: &&Held| Some(h.appointment) == id && h.organisation == organisation.id;
    let held = actor.held.iter().find(mine).filter(|h| h.counts(actor.today));
    let held = held.ok_or(PageError::Invisible)?.clone();
    // A role that others depend upon beyond one organisation is ended by somebody else.
    if held.grants.iter().any(|(_, scope)| *scope != Scope::Own) {
        return Err(stop(RecordError::Refused(crate::access::GrantRefused::TooWideToLeave)));
    }
    Ok((organisation, held))
}

fn base(parts: &Parts) -> String {
    format!("/organisation/{}", parts.get("slug").map(String::as_str).unwrap_or_default())
}

pub(super) async fn ask(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, PageError> {
    let base = base(&parts);
    let signed = visit.read(move |tx, actor| own(tx, actor, &parts)).await?;
    day_page(&signed, &base, &signed.value.1, &Form::default(), &Errors::default())
}

fn small(t: &Words, base: &str, held: &Held) -> SmallForm {
    let title = t.text("own-leaving-title").put("role", &held.title).put("place", &held.organisation_name);
    SmallForm::new(title.plain(), base)
}

/// What was said before travels along.
fn carrying(mut form: SmallForm, said: &Form, but: &[&str]) -> SmallForm {
    for name in FIELDS.into_iter().filter(|name| said.has(name) && !but.contains(name)) {
        form = form.hidden(name, said.get(name));
    }
    form
}

fn day_page<T>(
    signed: &Signed<T>,
    base: &str,
    held: &Held,
    form: &Form,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let day = match form.has("last_day") {
        true => form.get("last_day").to_owned(),
        false => dates::field(held.ends_on.unwrap_or(signed.actor.today)),
    };
    let last =
        Input::new("last_day", t.text("own-leaving-day")).hint(t.text("own-leaving-day-hint")).width(10);
    carrying(small(&t, base, held), form, &["last_day"])
        .hidden("step", "day")
        .with(last.value(day).error(errors.of("last_day")))
        .show(signed, errors, Button::primary(t.text("own-continue")))
}

fn who_page<T>(
    signed: &Signed<T>,
    base: &str,
    held: &Held,
    form: &Form,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let next = dates::typed(form.get("last_day")).map(|day| dates::field(succession::next_start(day)));
    let start = match form.has("starts_on") {
        true => form.get("starts_on").to_owned(),
        false => next.unwrap_or_default(),
    };
    let text = |name: &'static str, label: &'static str| {
        Input::new(name, t.text(label))
            .value(form.get(name))
            .no_spellcheck()
            .autocomplete("off")
            .error(errors.of(name))
    };
    let start = Input::new("starts_on", t.text("own-leaving-from")).value(start).width(10);
    let email = Input::email("email", t.text("own-email-maybe")).value(form.get("email")).autocomplete("off");
    let named = [
        text("given_name", "own-given").to_string(),
        text("family_name", "own-family").to_string(),
        email.error(errors.of("email")).to_string(),
        text("phone", "own-phone-maybe").width(20).to_string(),
        start.hint(t.text("own-day-hint")).error(errors.of("starts_on")).to_string(),
    ];
    let follows = Radios::new("follows", t.text("own-leaving-follows"))
        .option("named", t.plain("own-leaving-named"))
        .option_reveals(Html::trusted(named.concat()))
        .option("nobody", t.plain("own-leaving-nobody"))
        .option("unknown", t.plain("own-leaving-unknown"));
    small(&t, base, held)
        .hidden("last_day", form.get("last_day"))
        .hidden("step", "who")
        .with(follows.value(form.get("follows")).error(errors.of("follows")))
        .show(signed, errors, Button::primary(t.text("own-continue")))
}

pub(super) async fn go_on(visit: Visit, Path(parts): Path<Parts>, form: Form) -> Result<Response, PageError> {
    let (step, base) = (Step::of(&form), base(&parts));
    if step == Step::Check && form.get("send") == "yes" {
        return send(&visit, parts, &form).await;
    }
    let signed = visit.read(move |tx, actor| own(tx, actor, &parts)).await?;
    let (t, held, today) = (signed.text(), &signed.value.1, signed.actor.today);
    let mut errors = Errors::default();
    let last_day = leaving_form::last_day(&form, held, today, &t, &mut errors);
    let Some(last_day) = last_day else { return day_page(&signed, &base, held, &form, &errors) };
    if step != Step::Who {
        // From the day on, or back from the check.
        return who_page(&signed, &base, held, &form, &errors);
    }
    let follows = leaving_form::follows(&form, Some(last_day), &t, &mut errors);
    match follows.filter(|_| errors.is_empty()) {
        None => who_page(&signed, &base, held, &form, &errors),
        Some(follows) => check_page(&signed, &base, held, last_day, &follows, &form),
    }
}

fn check_page<T>(
    signed: &Signed<T>,
    base: &str,
    held: &Held,
    last_day: Date,
    follows: &Follows,
    form: &Form,
) -> Result<Response, PageError> {
    let t = signed.text();
    let hidden = FIELDS.into_iter().filter(|name| form.has(name));
    let mut hidden: Vec<(String, String)> =
        hidden.map(|name| (name.to_owned(), form.get(name).to_owned())).collect();
    hidden.push(("step".to_owned(), "check".to_owned()));
    CheckPage {
        frame: signed.frame(t.plain("own-leaving-check")).back(base),
        facts: facts(&t, held, last_day, follows),
        what_happens: what_happens(&t, &signed.actor, held, last_day),
        hidden,
        send: Some(Button::warning(t.text("own-leaving-send")).sends("send", "yes")),
        back: Button::secondary(t.text("own-leaving-again")).sends("send", "no"),
    }
    .answer()
}

fn facts(t: &Words, held: &Held, last_day: Date, follows: &Follows) -> SummaryList {
    let list = SummaryList::new()
        .row(t.text("own-leaving-role"), held.title.as_str())
        .row(t.text("own-leaving-place"), held.organisation_name.as_str())
        .row(t.text("own-leaving-day"), dates::day(last_day, t.lang));
    let label = t.text("own-leaving-follows");
    match follows {
        Follows::Nobody => list.row(label, t.plain("own-leaving-nobody")),
        Follows::Unknown => list.row(label, t.plain("own-leaving-unknown")),
        Follows::Named(named, from) => {
            let name = format!("{} {}", named.given, named.family).trim().to_owned();
            let from = t.text("own-leaving-name").put("name", name).put("day", dates::day(*from, t.lang));
            let reach: Vec<&str> =
                [&named.email, &named.phone].into_iter().flatten().map(String::as_str).collect();
            let list = list.row(label, from.plain());
            match reach.is_empty() {
                true => list,
                false => list.row(t.text("own-leaving-reach"), reach.join(", ")),
            }
        }
    }
}

/// What will be so, said plainly: until when access lasts, and what stays.
fn what_happens(t: &Words, actor: &Actor, held: &Held, last_day: Date) -> Vec<String> {
    let day = dates::day(last_day, t.lang);
    let others = actor
        .held
        .iter()
        .filter(|h| h.appointment != held.appointment && h.ends_on.is_none_or(|end| end >= actor.today));
    let others: Vec<String> = others
        .map(|h| t.text("own-leaving-stays").put("role", &h.title).put("place", &h.organisation_name).plain())
        .collect();
    let first = match (others.is_empty(), last_day < actor.today) {
        (true, true) => t.plain("own-leaving-shut-now"),
        (true, false) => t.text("own-leaving-shut-then").put("day", day).plain(),
        (false, true) => t.text("own-leaving-over").put("place", &held.organisation_name).plain(),
        (false, false) => {
            t.text("own-leaving-until").put("place", &held.organisation_name).put("day", day).plain()
        }
    };
    let mut all = vec![first];
    all.extend(others);
    all.push(t.plain("own-leaving-told"));
    if last_day >= actor.today {
        all.push(t.plain("own-leaving-undo"));
    }
    all
}

async fn send(visit: &Visit, parts: Parts, form: &Form) -> Result<Response, PageError> {
    let (base, t, head) = (base(&parts), visit.text(), visit.app().letterhead());
    let entries = form.clone();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (organisation, held) = own(tx, actor, &parts)?;
            let mut errors = Errors::default();
            let last_day = leaving_form::last_day(&entries, &held, stamp.today, &t, &mut errors);
            let follows = leaving_form::follows(&entries, last_day, &t, &mut errors);
            let (Some(last_day), Some(follows), true) = (last_day, follows, errors.is_empty()) else {
                return Ok((held, errors, None));
            };
            let id = nomination::leave(tx, stamp, actor, &held, last_day, &follows).map_err(stop)?;
            nomination::tell(tx, stamp, &head, &News::of(organisation.id, &held.title, id))?;
            Ok((held, errors, Some((last_day, follows))))
        })
        .await?;
    let (t, (held, errors, done)) = (signed.text(), &signed.value);
    let Some((last_day, follows)) = done else { return day_page(&signed, &base, held, form, errors) };
    // Whoever has no access any more could not open the next page: this one says it.
    if *last_day < signed.actor.today {
        return CheckPage {
            frame: signed.frame(t.plain("own-leaving-done")),
            facts: facts(&t, held, *last_day, follows),
            what_happens: vec![t.plain("own-leaving-thanks")],
            hidden: Vec::new(),
            send: None,
            back: Button::link(t.text("own-continue"), "/"),
        }
        .answer();
    }
    let day = dates::day(*last_day, t.lang);
    visit.flash(t.text("own-leaving-is-told").put("role", &held.title).put("day", day).plain());
    Ok(Redirect::to(&base).into_response())
}

pub(super) async fn take_back(
    visit: Visit,
    Path(parts): Path<Parts>,
    _form: Form,
) -> Result<Response, PageError> {
    let base = base(&parts);
    let signed = visit
        .act(move |tx, actor, stamp| {
            let slug = parts.get("slug").map(String::as_str).unwrap_or_default();
            let organisation = seen(tx, actor, slug)?;
            let id: Option<AppointmentId> = parts.get("appointment").and_then(|id| id.parse().ok());
            let id = id.ok_or(PageError::Invisible)?;
            match nomination::take_back(tx, stamp, actor, organisation.id, id) {
                Ok(()) => Ok(true),
                Err(RecordError::Invisible) => Ok(false),
                Err(error) => Err(stop(error)),
            }
        })
        .await?;
    let key = if signed.value { "own-taken-back" } else { "own-not-taken-back" };
    visit.flash(signed.text().plain(key));
    Ok(Redirect::to(&base).into_response())
}
