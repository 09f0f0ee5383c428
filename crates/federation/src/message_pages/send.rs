//! The form that lets a message leave: the number, the time, how quickly.

use super::check::{page, read};
use super::step::{message_id, page_error};
use crate::message::{self, Confirmed, Counts, WINDOW_ABOVE, WINDOW_MINUTES, Wanted, When, confirm, writer};
use crate::visit::{PageError, Visit};
use crate::words::dates;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use web::components::{DateInput, Html, Input, Radios, Select};
use web::text::Words as T;
use web::{Errors, Form};

#[derive(Clone, Default)]
pub(super) struct Typed {
    count: String,
    when: String,
    day: [String; 3],
    time: String,
    pace: String,
}

const PACES: [u32; 4] = [30, 60, 120, 600];
const PACE: &str = "120";

pub(super) fn fields(t: &T, counts: &Counts, typed: &Typed, errors: &Errors) -> Html {
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
            let message = message::find(tx, &writer, id).map_err(page_error(&told))?;
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
