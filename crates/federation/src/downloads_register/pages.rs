//! The register as a list, and one download.

use super::queries::{self, cursor};
use crate::access::{self, ReviewDownloads, Right};
use crate::contacts_download;
use crate::members_download::{self, Download, DownloadId, REASONS};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use jiff::tz::TimeZone;
use web::Frame;
use web::components::{Button, Checkboxes, Html, SummaryList};
use web::list::{self, Count, Empty, FilterPanel, ListQuery, ListSpec, Pager, Refinement};
use web::text::Words;

const LIST: ListSpec = ListSpec {
    filters: &["reason", "format", "deleted"],
    sorts: &["when"],
    columns: &[],
    sizes: list::SIZES,
};

const FORMATS: [(&str, &str); 3] = [
    ("spreadsheet", "register-format-spreadsheet"),
    ("labels", "register-format-labels"),
    ("letters", "register-format-letters"),
];
const DELETED: [(&str, &str); 2] = [("yes", "register-deleted-yes"), ("no", "register-deleted-no")];

#[derive(Template)]
#[template(path = "downloads_register/list.html")]
struct RegisterPage {
    frame: Frame,
    caption: String,
    panel: FilterPanel,
    lines: Vec<Line>,
    several: bool,
    pager: Pager,
    empty: Option<Empty>,
}

struct Line {
    address: String,
    when: String,
    who: String,
    organisation: String,
    reason: String,
    words: String,
    what: String,
    deleted: String,
}

pub async fn all(visit: Visit) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, visit.web());
    let asked = query.clone();
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ReviewDownloads>(tx, actor)?;
            let found = queries::page(tx, &right, &asked)?;
            Ok((right, found))
        })
        .await?;
    page(&visit, &signed, &query)
}

pub async fn of_organisation(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, visit.web());
    let asked = query.clone();
    let signed = visit
        .read(move |tx, actor| {
            let organisation =
                access::visible_organisation_by_slug(tx, actor, &slug)?.ok_or(PageError::Invisible)?;
            let right = access::right::<ReviewDownloads>(tx, actor, organisation.id)?;
            let found = queries::page(tx, &right, &asked)?;
            Ok((right, found))
        })
        .await?;
    page(&visit, &signed, &query)
}

fn page(
    visit: &Visit,
    signed: &Signed<(Right<ReviewDownloads>, queries::Found)>,
    query: &ListQuery,
) -> Result<Response, PageError> {
    let t = signed.text();
    let (right, found) = &signed.value;
    let shown = found.downloads.len() as u64;
    let before = found.downloads.first().filter(|_| found.before).map(cursor);
    let after = found.downloads.last().filter(|_| found.after).map(|d| (cursor(d), shown));
    RegisterPage {
        frame: signed
            .frame(t.text("register-title").put("organisation", right.organisation.name.as_str()).plain()),
        caption: list::caption(
            &t,
            query,
            shown,
            Count::Exactly(found.count),
            &t.plain("register-newest-first"),
        ),
        panel: FilterPanel::new(&t, query, fields(&t, query), in_force(&t, query)),
        lines: found.downloads.iter().map(|d| line(&t, d, &visit.app().zone)).collect(),
        several: right.covers() != access::Covers::One,
        pager: Pager::new(&t, query, &LIST, before, after),
        empty: found.downloads.is_empty().then(|| Empty::new(&t, query, t.text("register-none"))),
    }
    .answer()
}

/// Filter, value, words.
fn choices() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let reasons = REASONS.iter().map(|r| ("reason", r.key, r.words));
    let formats = FORMATS.iter().map(|(key, words)| ("format", *key, *words));
    let deleted = DELETED.iter().map(|(key, words)| ("deleted", *key, *words));
    reasons.chain(formats).chain(deleted)
}

fn fields(t: &Words, query: &ListQuery) -> Html {
    let mut html = String::new();
    for (name, legend) in
        [("reason", "download-reason"), ("format", "register-format"), ("deleted", "register-deleted")]
    {
        let mut boxes = Checkboxes::new(name, t.text(legend));
        for (_, value, words) in choices().filter(|(of, ..)| *of == name) {
            boxes = boxes.option(value, t.plain(words));
        }
        html.push_str(&boxes.values(query.filter(name)).to_string());
    }
    Html::trusted(html)
}

fn in_force(t: &Words, query: &ListQuery) -> Vec<Refinement> {
    choices()
        .filter(|(name, value, _)| query.is_ticked(name, value))
        .map(|(name, value, words)| Refinement {
            words: t.plain(words),
            without: query.without(name, value).url(),
        })
        .collect()
}

/// "Spreadsheet, 812 rows", "Labels, 21"
fn what(t: &Words, download: &Download) -> String {
    let key = match download.format.as_str() {
        "labels" => "register-what-labels",
        "letters" => "register-what-letters",
        _ => "register-what-spreadsheet",
    };
    t.text(key).put("count", download.pieces).plain()
}

fn gone(t: &Words, download: &Download, zone: &TimeZone) -> String {
    match download.deleted_at {
        Some(at) => t.text("register-gone").put("date", dates::day_of(at, zone, t.lang)).plain(),
        None => t.plain("register-not-gone"),
    }
}

fn when(t: &Words, download: &Download, zone: &TimeZone) -> String {
    let (day, time) = (dates::day_of(download.at, zone, t.lang), dates::time(download.at, zone, t.lang));
    t.text("download-when-at").put("day", day).put("time", time).plain()
}

fn line(t: &Words, download: &Download, zone: &TimeZone) -> Line {
    Line {
        address: format!("/downloads/{}", download.id),
        when: when(t, download, zone),
        who: download.person_name.clone(),
        organisation: download.organisation_name.clone(),
        reason: download.reason_words(t),
        words: download.words.clone(),
        what: what(t, download),
        deleted: gone(t, download, zone),
    }
}

#[derive(Template)]
#[template(path = "downloads_register/one.html")]
struct OnePage {
    frame: Frame,
    facts: SummaryList,
    deletion: Option<(String, String, Button)>,
}

pub async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: DownloadId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed =
        visit.read(move |tx, actor| queries::one(tx, actor, id)?.ok_or(PageError::Invisible)).await?;
    let (t, download, zone) = (signed.text(), &signed.value, &visit.app().zone);
    let own = download.person == signed.actor.person && download.deleted_at.is_none();
    let address = format!("/downloads/{}", download.id);
    OnePage {
        frame: signed.frame(t.plain("register-one-title")).back("/downloads"),
        facts: SummaryList::new()
            .row(t.text("download-when"), when(&t, download, zone))
            .row(t.text("register-who"), download.person_name.as_str())
            .row(t.text("download-where"), download.organisation_name.as_str())
            .row(t.text("download-reason"), download.reason_words(&t))
            .row(t.text("download-words"), download.words.as_str())
            .row(t.text("download-who"), download.filter_words.as_str())
            .row(t.text("register-what"), what(&t, download))
            .row(t.text("download-columns"), columns(&t, download))
            .row(t.text("download-people"), download.people.to_string())
            .row(t.text("register-left-out"), download.left_out_count.to_string())
            .row(t.text("register-bytes"), download.bytes.to_string())
            .row(t.text("download-hash"), download.sha256_hex())
            .row(t.text("register-deleted"), gone(&t, download, zone)),
        deletion: own
            .then(|| (format!("{address}/deletion"), address, Button::secondary(t.text("download-deleted")))),
    }
    .answer()
}

/// Columns by their headings; for labels the settings of the sheet.
fn columns(t: &Words, download: &Download) -> String {
    let known = || members_download::COLUMNS.iter().chain(contacts_download::COLUMNS);
    let heading = |key: &String| match known().find(|c| c.key == key) {
        Some(column) => t.plain(column.words),
        None => key.clone(),
    };
    download.columns.iter().map(heading).collect::<Vec<_>>().join(", ")
}
