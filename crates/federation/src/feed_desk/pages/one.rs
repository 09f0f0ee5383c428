//! One list: whether it runs, why it stopped and what to do, and how each night went.

use super::{address, found, state_words, when};
use crate::feed::{self, Feed, Ran, Source, State};
use crate::import_desk::{self, UploadId};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use web::components::{Button, SummaryList, Textarea};
use web::{Errors, Frame};

const MOST_RUNS: i64 = 40;

#[derive(Template)]
#[template(path = "feed_desk/one.html")]
struct OnePage {
    frame: Frame,
    address: String,
    /// What is to be done now, in words.
    say: Vec<String>,
    under_way: Option<(String, u64, u64)>,
    facts: SummaryList,
    query: Option<String>,
    look: Option<String>,
    presses: Vec<(&'static str, Button)>,
    because: Option<(Textarea, Button)>,
    removal: Button,
    runs: Vec<RunLine>,
}

struct RunLine {
    when: String,
    what: String,
    rows: String,
    report: Option<String>,
}

struct All {
    feed: Feed,
    by: String,
    runs: Vec<Ran>,
    is_under_way: bool,
    look: Option<UploadId>,
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    page(&visit, id, "", &Errors::default()).await
}

pub async fn page(visit: &Visit, id: String, because: &str, errors: &Errors) -> Result<Response, PageError> {
    let now = visit.app().clock.now();
    let signed = visit
        .read(move |tx, actor| {
            let feed = found(tx, actor, &id)?;
            let by: (String, String) =
                tx.one("SELECT given_name, family_name FROM person WHERE id = ?1", &[&feed.by])?;
            Ok(All {
                by: format!("{} {}", by.0, by.1),
                runs: feed::runs(tx, feed.id, MOST_RUNS)?,
                is_under_way: feed::is_under_way(tx, now, &feed)?,
                look: import_desk::look_at(tx, feed.id)?,
                feed,
            })
        })
        .await?;
    let (t, all) = (signed.text(), &signed.value);
    let feed = &all.feed;
    let mut response = OnePage {
        frame: signed.frame(feed.name.clone()).back("/contacts/imports/feeds").errors(errors),
        address: address(feed),
        say: say(&signed),
        under_way: all.is_under_way.then(|| progress(&signed)),
        facts: facts(visit, &signed),
        query: match &feed.source {
            Source::Query { sql, .. } => Some(sql.clone()),
            _ => None,
        },
        look: all.look.map(|id| format!("/contacts/imports/files/{id}")),
        presses: presses(&signed),
        because: feed.is_running().then(|| {
            let field = Textarea::new("because", t.text("feeds-because")).rows(2).value(because);
            (field.error(errors.of("because")), Button::secondary(t.text("feeds-stop")))
        }),
        removal: Button::warning(t.text("feeds-remove")),
        runs: all.runs.iter().map(|run| run_line(visit, &signed, run)).collect(),
    }
    .answer()?;
    if all.is_under_way && errors.is_empty() {
        response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("3"));
    }
    Ok(response)
}

fn say(signed: &Signed<All>) -> Vec<String> {
    let (t, feed) = (signed.text(), &signed.value.feed);
    match (feed.state, &feed.mapping) {
        (State::Stopped, _) => {
            let because = feed.stopped_because.clone();
            let way_out = if feed.rows_off.is_some() { "feeds-stopped-rows" } else { "feeds-stopped-then" };
            vec![
                t.plain("feeds-stopped"),
                because.unwrap_or_else(|| t.plain("feeds-stopped-by-hand")),
                t.plain(way_out),
            ]
        }
        (_, None) => vec![t.plain("feeds-look-first")],
        (State::Draft, Some(_)) => vec![t.plain("feeds-try-first")],
        _ => Vec::new(),
    }
}

fn progress(signed: &Signed<All>) -> (String, u64, u64) {
    let t = signed.text();
    let run = signed.value.runs.first().filter(|r| r.outcome == "running");
    match run.map(|r| r.rows).filter(|(_, all)| *all > 0) {
        Some((done, all)) => (t.text("feeds-progress").put("done", done).put("all", all).plain(), done, all),
        None => (t.plain("feeds-begins"), 0, 1),
    }
}

fn facts(visit: &Visit, signed: &Signed<All>) -> SummaryList {
    let (t, all) = (signed.text(), &signed.value);
    let feed = &all.feed;
    let next = feed::next_run(feed, visit.app().clock.now(), &visit.app().zone);
    let at = |moment: Option<jiff::Timestamp>, none| {
        moment.map_or_else(|| t.plain(none), |moment| when(visit, signed, moment))
    };
    let source = feed.mapping.as_ref().map_or_else(|| t.plain("feeds-not-said"), |m| m.source.clone());
    let rows = feed.last_rows.map_or_else(|| t.plain("feeds-never"), |n| n.to_string());
    SummaryList::new()
        .row(t.text("feeds-state"), state_words(&t, feed.state))
        .row(t.text("feeds-as-at"), at(feed.last_good_at, "feeds-never"))
        .row(t.text("feeds-rows"), rows)
        .row(t.text("feeds-last"), at(feed.last_run_at, "feeds-never"))
        .row(t.text("feeds-next"), at(next, "feeds-not-set"))
        .row(t.text("feeds-from"), from(signed))
        .link(t.text("feeds-change"), t.plain("feeds-from"), format!("{}/edit", address(feed)))
        .row(t.text("feeds-source"), source)
        .row(t.text("feeds-by"), all.by.as_str())
}

/// Where it comes from. An operator's address and a token are not in it.
fn from(signed: &Signed<All>) -> String {
    let t = signed.text();
    match &signed.value.feed.source {
        Source::Path(path) => path.clone(),
        Source::Folder { place, pattern } => {
            t.text("feeds-from-folder").put("place", place.as_str()).put("file", pattern.as_str()).plain()
        }
        Source::Query { place, .. } => t.text("feeds-from-query").put("place", place.as_str()).plain(),
        Source::Web { url, token } => {
            let key = if token.is_some() { "feeds-from-web-token" } else { "feeds-from-web" };
            t.text(key).put("url", url.as_str()).plain()
        }
    }
}

fn presses(signed: &Signed<All>) -> Vec<(&'static str, Button)> {
    let (t, all) = (signed.text(), &signed.value);
    let feed = &all.feed;
    let mut presses = Vec::new();
    if let (State::Stopped, Some(rows)) = (feed.state, feed.rows_off) {
        presses.push(("rows", Button::primary(t.text("feeds-rows-right").put("rows", rows))));
    }
    match (feed.state, &feed.mapping) {
        (_, None) => presses.push(("trial", Button::primary(t.text("feeds-look")))),
        (State::Running, _) => {
            if !all.is_under_way {
                presses.push(("run", Button::primary(t.text("feeds-run"))));
            }
            presses.push(("trial", Button::secondary(t.text("feeds-try"))));
        }
        (State::Draft, _) => {
            presses.push(("trial", Button::secondary(t.text("feeds-try"))));
            presses.push(("going", Button::primary(t.text("feeds-go"))));
        }
        (State::Stopped | State::Removed, _) => {
            presses.push(("trial", Button::secondary(t.text("feeds-try"))));
            presses.push(("going", Button::secondary(t.text("feeds-go-on"))));
        }
    }
    presses
}

fn run_line(visit: &Visit, signed: &Signed<All>, run: &Ran) -> RunLine {
    let t = signed.text();
    let key = match run.outcome.as_str() {
        "running" => "feeds-ran-running",
        "good" => "feeds-ran-good",
        "not-modified" => "feeds-ran-not-modified",
        "again" => "feeds-ran-again",
        "cut-off" => "feeds-ran-cut-off",
        _ => "feeds-ran-stopped",
    };
    let what = match &run.reason {
        Some(reason) => format!("{} {reason}", t.plain(key)),
        None => t.plain(key),
    };
    RunLine {
        when: when(visit, signed, run.started_at),
        what,
        rows: if run.outcome == "good" { run.rows.1.to_string() } else { String::new() },
        report: run.run.map(|id| format!("/contacts/imports/runs/{id}")),
    }
}
