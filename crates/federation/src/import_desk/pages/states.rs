//! What the page of a file says while a job is at it, after the dry run, and when it could not be read.

use super::count;
use super::file::{Around, back};
use crate::contacts_import::{NoteKind, Report, Sample};
use crate::import::reading::ReadingError;
use crate::import_desk::upload::State;
use crate::visit::{Answer, PageError, Signed};
use askama::Template;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use web::Frame;
use web::components::Button;
use web::text::Words;

/// Seconds until the page asks again how far a job is.
const AGAIN: HeaderValue = HeaderValue::from_static("3");
const MOST_LINES: usize = 200;

#[derive(Template)]
#[template(path = "import_desk/working.html")]
struct WorkingPage {
    frame: Frame,
    sentence: String,
    done: u64,
    all: u64,
}

#[derive(Template)]
#[template(path = "import_desk/failed.html")]
struct FailedPage {
    frame: Frame,
    address: String,
    fault: String,
    end: Button,
}

#[derive(Template)]
#[template(path = "import_desk/tried.html")]
struct TriedPage {
    frame: Frame,
    address: String,
    counts: Vec<String>,
    oddities: Vec<String>,
    passed_over: String,
    widely: Vec<String>,
    warnings: Vec<(u64, String)>,
    rejected: Vec<(u64, String)>,
    looks: Vec<(u64, String)>,
    new: Vec<Sample>,
    changed: Vec<Sample>,
    apply: Option<Button>,
    nothing_new: bool,
    feed: Option<String>,
    end: Button,
}

pub(super) fn refused(signed: &Signed<Around>, fault: &ReadingError) -> Result<Response, PageError> {
    let t = signed.text();
    let file = &signed.value.file;
    FailedPage {
        frame: signed
            .frame(t.text("imports-failed-title").put("file", file.file_name.as_str()).plain())
            .back(back(file)),
        address: format!("/contacts/imports/files/{}", file.id),
        fault: fault.to_string(),
        end: Button::primary(t.text("imports-end")),
    }
    .answer()
}

pub(super) fn failed(signed: &Signed<Around>) -> Result<Response, PageError> {
    let t = signed.text();
    let file = &signed.value.file;
    FailedPage {
        frame: signed
            .frame(t.text("imports-failed-title").put("file", file.file_name.as_str()).plain())
            .back(back(file)),
        address: format!("/contacts/imports/files/{}", file.id),
        fault: file.fault.clone().unwrap_or_default(),
        end: Button::secondary(t.text("imports-end")),
    }
    .answer()
}

pub(super) fn working(signed: &Signed<Around>) -> Result<Response, PageError> {
    let (t, file) = (signed.text(), &signed.value.file);
    let (done, all) = file.rows;
    let title = match file.state {
        State::Applying => "imports-applying",
        State::Fetching => "imports-fetching",
        _ => "imports-trying",
    };
    let sentence = match all {
        _ if file.state == State::Fetching => t.plain("imports-fetching-lead"),
        0 => t.plain("imports-begins"),
        _ => t.text("imports-progress").put("done", done).put("all", all).plain(),
    };
    let mut response =
        WorkingPage { frame: signed.frame(t.plain(title)).back(back(file)), sentence, done, all: all.max(1) }
            .answer()?;
    response.headers_mut().insert(HeaderName::from_static("refresh"), AGAIN);
    Ok(response)
}

pub(super) fn tried(signed: &Signed<Around>) -> Result<Response, PageError> {
    let (t, file) = (signed.text(), &signed.value.file);
    let report = signed.value.report.clone().unwrap_or_default();
    let c = &report.counts;
    let counts = [
        ("imports-new", c.new),
        ("imports-new-organisations", c.organisations),
        ("imports-new-people", c.people),
        ("imports-changed", c.changed),
        ("imports-unchanged", c.unchanged),
        ("imports-with-tags", c.tags),
        ("imports-with-notes", c.notes),
        ("imports-with-memberships", c.memberships),
        ("imports-rejected", c.rejected),
        ("imports-vanished", report.vanished),
    ];
    let widely = c.widely();
    let lines = |kind| {
        report
            .notes
            .iter()
            .filter(move |n| n.kind == kind)
            .take(MOST_LINES)
            .map(|n| (n.line, n.text.clone()))
            .collect()
    };
    TriedPage {
        frame: signed
            .frame(t.text("imports-tried-title").put("file", file.file_name.as_str()).plain())
            .back(back(file)),
        address: format!("/contacts/imports/files/{}", file.id),
        counts: counts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| count(&t, key, *n)).collect(),
        oddities: report.oddities.iter().cloned().chain(new_tags(&t, &report)).collect(),
        passed_over: report.passed_over.join(", "),
        widely: widely
            .iter()
            .map(|(field, share)| {
                t.text("imports-widely").put("field", field.as_str()).put("share", *share).plain()
            })
            .collect(),
        warnings: report.warnings.iter().map(|(sentence, n)| (*n, sentence.clone())).collect(),
        rejected: lines(NoteKind::Rejected),
        looks: lines(NoteKind::Warning),
        new: report.new.clone(),
        changed: report.changed.clone(),
        // A list is brought in at its own page, so that it is known there.
        apply: (c.new + c.changed > 0 && file.feed.is_none())
            .then(|| Button::primary(t.text("imports-apply"))),
        nothing_new: c.new + c.changed == 0,
        feed: file.feed.map(|f| format!("/contacts/imports/feeds/{f}")),
        end: Button::secondary(t.text("imports-end")),
    }
    .answer()
}

/// A tag that is new may be a slip of the pen: each is named.
fn new_tags(t: &Words, report: &Report) -> Option<String> {
    const MOST: usize = 30;
    let names = report.new_tags.iter().take(MOST).map(|(name, n)| format!("“{name}” ({n})"));
    let names = names.collect::<Vec<_>>().join(", ");
    let more = report.new_tags.len().saturating_sub(MOST);
    let key = if more > 0 { "imports-new-tags-more" } else { "imports-new-tags" };
    (!names.is_empty()).then(|| t.text(key).put("names", names).put("more", more as u64).plain())
}
