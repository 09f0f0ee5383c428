//! The runs so far, the feeds, the files that are on their way, and a form for a new one.

use super::{count, right};
use crate::access::{ManageContacts, Right};
use crate::contacts_import::{self, RunId};
use crate::feed;
use crate::import_desk::upload;
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use store::Tx;
use web::components::{Button, FileUpload};
use web::{Errors, Frame, Upload};

#[derive(Template)]
#[template(path = "import_desk/list.html")]
struct ListPage {
    frame: Frame,
    as_at: Option<String>,
    /// Lists that stopped: name, page, why.
    stopped: Vec<(String, String, String)>,
    has_feeds: bool,
    files: Vec<(String, String, String)>,
    runs: Vec<RunLine>,
    file: FileUpload,
    send: Button,
}

struct RunLine {
    address: String,
    when: String,
    file: String,
    source: String,
    by: String,
    what: String,
}

/// One run, as the list shows it.
type Found = (RunId, String, String, String, String, Timestamp, i64, i64, i64, Option<Timestamp>);

struct All {
    /// None for whoever does not look after everybody.
    feeds: Option<Vec<feed::Feed>>,
    as_at: Option<Timestamp>,
    files: Vec<upload::Upload>,
    runs: Vec<Found>,
}

pub async fn show(visit: Visit) -> Result<Response, PageError> {
    page(&visit, &Errors::default()).await
}

async fn page(visit: &Visit, errors: &Errors) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let right = right(tx, actor)?;
            Ok(All {
                // A feed is about everybody.
                feeds: right.is_over_all().then(|| feed::all(tx)).transpose()?,
                as_at: feed::data_as_at(tx)?,
                files: upload::open(tx, &right)?,
                runs: runs(tx, &right)?,
            })
        })
        .await?;
    let t = signed.text();
    let all = &signed.value;
    ListPage {
        frame: signed.frame(t.plain("imports-title")).errors(errors),
        as_at: all.as_at.map(|at| t.text("imports-as-at").put("when", when(visit, &signed, at)).plain()),
        stopped: all
            .feeds
            .iter()
            .flatten()
            .filter(|f| f.state == feed::State::Stopped)
            .map(|f| {
                let because = f.stopped_because.clone();
                let because = because.unwrap_or_else(|| t.plain("imports-feed-by-hand"));
                (f.name.clone(), format!("/contacts/imports/feeds/{}", f.id), because)
            })
            .collect(),
        has_feeds: all.feeds.is_some(),
        files: all
            .files
            .iter()
            .map(|f| {
                (format!("/contacts/imports/files/{}", f.id), f.file_name.clone(), state_words(&signed, f))
            })
            .collect(),
        runs: all.runs.iter().map(|r| run_line(visit, &signed, r)).collect(),
        file: FileUpload::new("file", t.text("imports-file"))
            .hint(t.text("imports-file-hint"))
            .error(errors.of("file")),
        send: Button::primary(t.text("imports-send")),
    }
    .answer()
}

fn runs(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Vec<Found>, store::StoreError> {
    let clause = contacts_import::visible_runs(right);
    let sql = format!(
        "SELECT import_run.id, import_run.source, import_run.file_name, p.given_name, p.family_name, import_run.started_at,
                import_run.imported, import_run.merged, import_run.rejected, import_run.undone_at
         FROM import_run JOIN person p ON p.id = import_run.by_person
         WHERE import_run.target = 'contacts' AND {} ORDER BY import_run.id DESC LIMIT 100",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

fn when<T>(visit: &Visit, signed: &Signed<T>, at: Timestamp) -> String {
    let (zone, lang) = (&visit.app().zone, signed.text().lang);
    format!("{}, {}", dates::day_of(at, zone, lang), dates::time(at, zone, lang))
}

fn state_words(signed: &Signed<All>, file: &upload::Upload) -> String {
    let t = signed.text();
    match file.state {
        upload::State::Uploaded => t.plain("imports-state-uploaded"),
        upload::State::Fetching | upload::State::Trying | upload::State::Applying => {
            t.plain("imports-state-working")
        }
        upload::State::Tried => t.plain("imports-state-tried"),
        upload::State::Applied => t.plain("imports-state-applied"),
        upload::State::Failed => t.plain("imports-state-failed"),
    }
}

fn run_line(visit: &Visit, signed: &Signed<All>, run: &Found) -> RunLine {
    let (id, source, file, given, family, at, new, changed, rejected, undone_at) = run;
    let t = signed.text();
    let counts = [("imports-new", new), ("imports-changed", changed), ("imports-rejected", rejected)];
    let mut what: Vec<String> = counts.iter().map(|(key, n)| count(&t, key, n.unsigned_abs())).collect();
    if undone_at.is_some() {
        what.push(t.plain("imports-undone"));
    }
    RunLine {
        address: format!("/contacts/imports/runs/{id}"),
        when: when(visit, signed, *at),
        file: file.clone(),
        source: source.clone(),
        by: format!("{given} {family}"),
        what: what.join(", "),
    }
}

/// Takes a file in. The right is asked for before the first piece is read.
pub async fn take(visit: Visit, mut form: Upload) -> Result<Response, PageError> {
    let signed = visit.read(|tx, actor| Ok(right(tx, actor)?)).await?;
    let t = signed.text();
    let mut errors = Errors::default();
    if form.is_missing() {
        errors.add("file", t.text("imports-file-missing"));
        return page(&visit, &errors).await;
    }
    match upload::take(visit.app().installation(), signed.actor.person, &mut form).await? {
        Ok(id) => Ok(Redirect::to(&format!("/contacts/imports/files/{id}")).into_response()),
        Err(upload::TooLarge) => {
            errors.add("file", t.text("imports-file-too-large"));
            page(&visit, &errors).await
        }
    }
}
