//! The page of a message. While it is a draft: what will happen, to whom, and the form that lets it leave.

use super::audience::{self, Counts};
use super::page_form::{message_id, page_error};
use super::rule::Reason;
use super::sending::{WINDOW_ABOVE, WINDOW_MINUTES, Wanted};
use super::{Confirmed, Message, State, When, confirm, draft, page_audience, page_progress, writer};
use crate::mail::run::Class;
use crate::template::Fault;
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use store::Tx;
use web::components::{Button, DateInput, Html, Input, Radios, Select, SummaryList, WarningText};
use web::text::Words as T;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "message/check.html")]
struct CheckPage {
    frame: Frame,
    base: String,
    facts: SummaryList,
    problems: Vec<WarningText>,
    left: Vec<LeftLine>,
    ready: bool,
    test: Button,
    fields: Html,
    send: Button,
    remove: Button,
}

/// One reason, how many, where they are listed, and what can be done.
pub(super) struct LeftLine {
    pub words: String,
    pub count: u64,
    pub href: Option<String>,
    pub remedy: String,
}

pub(super) struct Draft {
    message: Message,
    counts: Counts,
    brings: Option<String>,
    faults: BTreeMap<String, Vec<Fault>>,
}

#[derive(Clone, Default)]
struct Typed {
    count: String,
    when: String,
    day: [String; 3],
    time: String,
    pace: String,
}

const PACES: [u32; 4] = [30, 60, 120, 600];
const PACE: &str = "120";

fn read(tx: &mut Tx<'_>, message: Message) -> Result<Draft, PageError> {
    let counts = audience::counts(tx, &message)?;
    let brings = match &message.brings {
        Some(role) => tx.maybe::<(String,)>("SELECT title FROM role WHERE key = ?1", &[role])?.map(|(t,)| t),
        None => None,
    };
    let faults = message.words.faults();
    Ok(Draft { message, counts, brings, faults })
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            let message = super::find(tx, &writer, id?).map_err(page_error(&t))?;
            match message.state {
                State::Draft => Ok((Some(read(tx, message)?), None)),
                _ => Ok((None, Some(page_progress::read(tx, message)?))),
            }
        })
        .await?;
    match &signed.value {
        (Some(draft), _) => page(&signed, draft, &Typed::default(), &Errors::default()),
        (_, Some(progress)) => page_progress::page(&visit, &signed, progress),
        _ => Err(PageError::Invisible),
    }
}

fn page<S>(signed: &Signed<S>, draft: &Draft, typed: &Typed, errors: &Errors) -> Result<Response, PageError> {
    let t = signed.text();
    let (message, counts) = (&draft.message, &draft.counts);
    let base = format!("/messages/{}", message.id);
    let title =
        if message.title.trim().is_empty() { t.plain("message-untitled") } else { message.title.clone() };
    let ready = draft.faults.is_empty()
        && message.class.zip(message.basis).is_some_and(|(class, basis)| basis.carries(class))
        && counts.mails > 0;
    CheckPage {
        frame: signed.frame(title).under([(t.plain("message-list").as_str(), "/messages")]).errors(errors),
        facts: facts(&t, draft, &base),
        problems: problems(&t, draft),
        left: left(&t, counts, &base),
        ready,
        test: Button::secondary(t.text("message-test")),
        fields: fields(&t, counts, typed, errors),
        send: Button::warning(t.text("message-send").put("count", counts.mails)),
        remove: Button::secondary(t.text("message-throw-away")),
        base,
    }
    .answer()
}

fn facts(t: &T, draft: &Draft, base: &str) -> SummaryList {
    let (message, counts) = (&draft.message, &draft.counts);
    let change = t.plain("message-change");
    let languages: Vec<String> = super::texts::LANGUAGES
        .iter()
        .filter(|(tag, _)| message.words.written().0.contains_key(*tag))
        .map(|(_, words)| t.plain(words))
        .collect();
    let class = message.class.map_or_else(
        || t.plain("message-not-chosen"),
        |class| t.plain(if class == Class::Service { "message-service" } else { "message-marketing" }),
    );
    let basis = message
        .basis
        .map_or_else(|| t.plain("message-not-chosen"), |b| t.plain(page_audience::basis_words(b)));
    let brings = match &draft.brings {
        Some(role) => t.text("message-brings-role").put("role", role.as_str()).plain(),
        None => t.plain("message-brings-own"),
    };
    let text = t.plain("message-text-title");
    let audience = t.plain("message-audience-title");
    SummaryList::new()
        .row(t.text("message-selected"), message.selected.to_string())
        .row(t.text("message-mails"), counts.mails.to_string())
        .link(t.plain("message-show"), t.plain("message-mails"), format!("{base}/people?which=mails"))
        .row(t.text("message-text"), languages.join(", "))
        .link(change.clone(), text, format!("{base}/text"))
        .row(t.text("message-class"), class)
        .link(change.clone(), audience.clone(), format!("{base}/audience"))
        .row(t.text("message-basis"), basis)
        .link(change.clone(), audience.clone(), format!("{base}/audience"))
        .row(t.text("message-brings"), brings)
        .link(change, audience, format!("{base}/audience"))
}

fn problems(t: &T, draft: &Draft) -> Vec<WarningText> {
    let message = &draft.message;
    let mut problems = Vec::new();
    let warn = |words: String| WarningText::new(t.plain("message-problem"), words);
    if !draft.faults.is_empty() {
        problems.push(warn(t.plain("message-problem-text")));
    }
    if message.class.zip(message.basis).is_none_or(|(class, basis)| !basis.carries(class)) {
        problems.push(warn(t.plain("message-problem-basis")));
    }
    if let Some(missing) = draft.counts.left.get(&Reason::Missing) {
        problems.push(warn(t.text("message-problem-missing").put("count", *missing).plain()));
    }
    if draft.faults.is_empty() && draft.counts.mails == 0 {
        problems.push(warn(t.plain("message-problem-nobody")));
    }
    problems
}

/// Who gets none and why, with those who share a mail.
pub(super) fn left(t: &T, counts: &Counts, base: &str) -> Vec<LeftLine> {
    let mut lines = Vec::new();
    if counts.shared > 0 {
        lines.push(LeftLine {
            words: t.plain("message-shared"),
            count: counts.shared,
            href: Some(format!("{base}/people?which=shared")),
            remedy: t.plain("message-shared-remedy"),
        });
    }
    for (reason, count) in &counts.left {
        let (words, remedy) = reason_words(*reason);
        lines.push(LeftLine {
            words: t.plain(words),
            count: *count,
            href: Some(format!("{base}/people?which=left-{}", reason.word())),
            remedy: t.plain(remedy),
        });
    }
    if counts.out_of_reach > 0 {
        lines.push(LeftLine {
            words: t.plain("message-left-reach"),
            count: counts.out_of_reach,
            href: None,
            remedy: t.plain("message-left-reach-remedy"),
        });
    }
    lines
}

/// The keys of the words of a reason, and of what can be done.
pub(super) fn reason_words(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Deceased => ("message-left-deceased", "message-left-deceased-remedy"),
        Reason::Closed => ("message-left-closed", "message-left-closed-remedy"),
        Reason::Tag => ("message-left-tag", "message-left-tag-remedy"),
        Reason::BringsNobody => ("message-left-nobody", "message-left-nobody-remedy"),
        Reason::NoAddress => ("message-left-no-address", "message-left-no-address-remedy"),
        Reason::Bounced => ("message-left-bounced", "message-left-bounced-remedy"),
        Reason::Unsubscribed => ("message-left-unsubscribed", "message-left-unsubscribed-remedy"),
        Reason::NoBasis => ("message-left-no-basis", "message-left-no-basis-remedy"),
        Reason::Missing => ("message-left-missing", "message-left-missing-remedy"),
        Reason::Later => ("message-left-later", "message-left-later-remedy"),
    }
}

fn fields(t: &T, counts: &Counts, typed: &Typed, errors: &Errors) -> Html {
    let words = ["message-day", "message-month", "message-year"].map(|key| t.plain(key));
    let [day, month, year] = &typed.day;
    let date =
        DateInput::new("day", t.text("message-date"), words, [day, month, year]).error(errors.of("day"));
    let time = Input::new("time", t.text("message-time"))
        .hint(t.text("message-time-hint"))
        .value(typed.time.clone())
        .error(errors.of("time"))
        .width(5);
    let when = Radios::new("when", t.text("message-when"))
        .option("now", t.plain("message-when-now"))
        .option_hint(if counts.mails > WINDOW_ABOVE {
            t.text("message-when-window").put("minutes", WINDOW_MINUTES.unsigned_abs()).plain()
        } else {
            t.plain("message-when-at-once")
        })
        .option("at", t.plain("message-when-at"))
        .option_reveals(Html::trusted(format!("{date}{time}")))
        .value(if typed.when.is_empty() { "now" } else { &typed.when })
        .error(errors.of("when"));
    let mut pace = Select::new("pace", t.text("message-pace")).hint(t.text("message-pace-hint"));
    for one in PACES {
        pace = pace.option(one.to_string(), t.text("message-pace-of").put("count", u64::from(one)).plain());
    }
    let pace = pace.option("none", t.plain("message-pace-none")).value(if typed.pace.is_empty() {
        PACE
    } else {
        &typed.pace
    });
    let count = Input::new("count", t.text("message-count").put("count", counts.mails))
        .hint(t.text("message-count-hint"))
        .value(typed.count.clone())
        .error(errors.of("count"))
        .digits()
        .width(5);
    Html::trusted(format!("{when}{pace}{count}"))
}

pub(super) async fn send(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (t, settings, zone) = (visit.text(), visit.app().settings.clone(), visit.app().zone.clone());
    let part = |name: &str| form.get(&format!("day-{name}")).to_owned();
    let typed = Typed {
        count: form.get("count").to_owned(),
        when: form.get("when").to_owned(),
        day: [part("day"), part("month"), part("year")],
        time: form.get("time").to_owned(),
        pace: form.get("pace").to_owned(),
    };
    let mut errors = Errors::default();
    let wanted = wanted(&t, &typed, &zone, &mut errors);
    let (address, id, told) = (format!("/messages/{id}"), message_id(&id), t.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            let id = id?;
            let done = match wanted {
                Some(wanted) => {
                    Some(confirm(tx, stamp, &settings, &writer, id, wanted).map_err(page_error(&told))?)
                }
                None => None,
            };
            let message = super::find(tx, &writer, id).map_err(page_error(&told))?;
            Ok((done, read(tx, message)?))
        })
        .await?;
    let (done, draft) = &signed.value;
    match done {
        Some(Confirmed::Yes { starts_at }) => {
            let at = dates::time(*starts_at, &visit.app().zone, t.lang);
            let day = dates::day_of(*starts_at, &visit.app().zone, t.lang);
            let words = t.text("message-confirmed").put("count", draft.counts.mails);
            visit.flash(words.put("time", at).put("day", day).plain());
            return Ok(Redirect::to(&address).into_response());
        }
        Some(Confirmed::CountIs(count)) => {
            errors.add("count", t.text("message-count-is").put("count", *count))
        }
        Some(Confirmed::Nobody) => errors.add("count", t.text("message-problem-nobody")),
        Some(Confirmed::Past) => errors.add("day", t.text("message-time-past")),
        Some(Confirmed::NoBasis) => errors.add("", t.text("message-problem-basis")),
        Some(Confirmed::Faults) => errors.add("", t.text("message-problem-text")),
        None => {}
    }
    page(&signed, draft, &typed, &errors)
}

fn wanted(t: &T, typed: &Typed, zone: &TimeZone, errors: &mut Errors) -> Option<Wanted> {
    let count = typed.count.replace([',', ' '], "").parse::<u64>().ok();
    if count.is_none() {
        errors.add("count", t.text("message-count-missing"));
    }
    let when = match typed.when.as_str() {
        "now" => Some(When::Now),
        "at" => {
            let day = dates::typed(&typed.day.join("/"));
            if day.is_none() {
                errors.add("day", t.text("message-date-missing"));
            }
            let time = time(&typed.time);
            if time.is_none() {
                errors.add("time", t.text("message-time-missing"));
            }
            day.zip(time)
                .and_then(|(day, time)| zone.to_ambiguous_zoned(day.to_datetime(time)).compatible().ok())
                .map(|at| When::At(at.timestamp()))
        }
        _ => {
            errors.add("when", t.text("message-when-missing"));
            None
        }
    };
    let pace = typed.pace.parse::<u32>().ok().filter(|pace| PACES.contains(pace));
    let pace = if typed.pace == "none" { None } else { pace.or(PACE.parse().ok()) };
    let (count, when) = (count?, when?);
    errors.is_empty().then_some(Wanted { count, when, pace })
}

/// "14:30", "9.05", "9am", "2.30 pm".
fn time(typed: &str) -> Option<Time> {
    let lower: String = typed.to_lowercase().split_whitespace().collect();
    let (digits, later) = match (lower.strip_suffix("pm"), lower.strip_suffix("am")) {
        (Some(digits), _) => (digits, Some(true)),
        (_, Some(digits)) => (digits, Some(false)),
        _ => (lower.as_str(), None),
    };
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "0"));
    let (hour, minute) = (hour.parse::<i8>().ok()?, minute.parse::<i8>().ok()?);
    let hour = match (later, hour) {
        (None, hour) => hour,
        (Some(_), 13..) => return None,
        (Some(true), 12) => 12,
        (Some(true), hour) => hour + 12,
        (Some(false), 12) => 0,
        (Some(false), hour) => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

pub(super) async fn remove(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let told = t.clone();
    visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            draft::remove(tx, stamp, &writer, id?).map_err(page_error(&told))
        })
        .await?;
    visit.flash(t.plain("message-thrown-away"));
    Ok(Redirect::to("/messages").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_type_it() {
        for (typed, read) in
            [("14:30", "14:30"), ("9.05", "09:05"), ("9am", "09:00"), ("2.30 pm", "14:30"), ("12am", "00:00")]
        {
            let wanted = read.parse::<Time>().ok();
            assert_eq!(time(typed), wanted, "{typed}");
        }
        for wrong in ["", "25", "soon", "13pm", "9:75"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }
}
