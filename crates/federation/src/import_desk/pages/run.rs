//! A run that was applied: what became of its rows, and the press that takes it back.

use super::{count, right};
use crate::access::{ManageContacts, Right};
use crate::contacts_import::{self, RunId};
use crate::import_desk::jobs::{Undoing, ask_undoing};
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use store::Tx;
use web::components::{Button, SummaryList};
use web::{Form, Frame};

const MOST_LINES: i64 = 500;

#[derive(Template)]
#[template(path = "import_desk/run.html")]
struct RunPage {
    frame: Frame,
    facts: SummaryList,
    rejected: Vec<(u64, String)>,
    looks: Vec<(u64, String)>,
    undoing: Option<(String, Button)>,
    undone: Option<String>,
}

#[derive(Clone)]
struct Run {
    source: String,
    file: String,
    by: String,
    state: String,
    counts: [i64; 4],
    started_at: Timestamp,
    undone_at: Option<Timestamp>,
    kept: i64,
    is_waiting: bool,
    rejected: Vec<(i64, String)>,
    looks: Vec<(i64, String)>,
}

fn find(tx: &mut Tx<'_>, right: &Right<ManageContacts>, id: RunId) -> Result<Option<Run>, PageError> {
    let mut clause = contacts_import::visible_runs(right);
    let run = clause.bind(id);
    type Line =
        (String, String, String, String, String, i64, i64, i64, i64, Timestamp, Option<Timestamp>, i64);
    let line: Option<Line> = tx.maybe(
        &format!(
            "SELECT import_run.source, import_run.file_name, p.given_name, p.family_name, import_run.state,
                    import_run.imported, import_run.merged, import_run.unchanged, import_run.rejected,
                    import_run.started_at, import_run.undone_at, import_run.kept
             FROM import_run JOIN person p ON p.id = import_run.by_person
             WHERE import_run.id = {run} AND import_run.target = 'contacts' AND {}",
            clause.sql
        ),
        &clause.params(),
    )?;
    let Some((
        source,
        file,
        given,
        family,
        state,
        new,
        changed,
        unchanged,
        rejected,
        started_at,
        undone_at,
        kept,
    )) = line
    else {
        return Ok(None);
    };
    let lines = |tx: &mut Tx<'_>, column: &str| {
        tx.all::<(i64, String)>(
            &format!("SELECT line, {column} FROM import_row WHERE run_id = ?1 AND {column} IS NOT NULL ORDER BY line LIMIT ?2"),
            &[&id, &MOST_LINES],
        )
    };
    let key = format!("import undoing {id}");
    let waiting: Option<(i64,)> = tx.maybe(
        "SELECT id FROM job WHERE unique_key = ?1 AND state IN ('queued', 'running') LIMIT 1",
        &[&key],
    )?;
    Ok(Some(Run {
        by: format!("{given} {family}"),
        counts: [new, changed, unchanged, rejected],
        rejected: lines(tx, "reason")?,
        looks: lines(tx, "warnings")?,
        is_waiting: waiting.is_some(),
        source,
        file,
        state,
        started_at,
        undone_at,
        kept,
    }))
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: RunId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .read(move |tx, actor| {
            let right = right(tx, actor)?;
            find(tx, &right, id)?.ok_or(PageError::Invisible)
        })
        .await?;
    let (t, run, zone) = (signed.text(), &signed.value, &visit.app().zone);
    let when = |at| format!("{}, {}", dates::day_of(at, zone, t.lang), dates::time(at, zone, t.lang));
    let keys = ["imports-new", "imports-changed", "imports-unchanged", "imports-rejected"];
    let counts: Vec<String> =
        keys.iter().zip(run.counts).map(|(key, n)| count(&t, key, n.unsigned_abs())).collect();
    let undone = run.undone_at.map(|at| {
        t.text("imports-undone-at").put("when", when(at)).put("kept", run.kept.unsigned_abs()).plain()
    });
    let may_undo = run.undone_at.is_none() && run.state == "finished" && !run.is_waiting;
    let lines = |all: &[(i64, String)]| {
        all.iter().map(|(line, text)| (line.unsigned_abs(), text.replace('\n', " "))).collect()
    };
    let mut response = RunPage {
        frame: signed
            .frame(t.text("imports-run-title").put("file", run.file.as_str()).plain())
            .back("/contacts/imports"),
        facts: SummaryList::new()
            .row(t.text("imports-source"), run.source.as_str())
            .row(t.text("imports-when"), when(run.started_at))
            .row(t.text("imports-by"), run.by.as_str())
            .row(t.text("imports-rows"), counts.join(", ")),
        rejected: lines(&run.rejected),
        looks: lines(&run.looks),
        undoing: may_undo.then(|| {
            (format!("/contacts/imports/runs/{id}/undoing"), Button::warning(t.text("imports-undo")))
        }),
        undone: undone.or_else(|| run.is_waiting.then(|| t.plain("imports-undoing"))),
    }
    .answer()?;
    if run.is_waiting {
        response.headers_mut().insert("refresh", axum::http::HeaderValue::from_static("3"));
    }
    Ok(response)
}

pub async fn undo(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let id: RunId = id.parse().map_err(|_| PageError::Invisible)?;
    visit
        .act(move |tx, actor, stamp| {
            let right = right(tx, actor)?;
            let run = find(tx, &right, id)?.ok_or(PageError::Invisible)?;
            if run.undone_at.is_none() && run.state == "finished" && !run.is_waiting {
                ask_undoing(tx, stamp.now, &Undoing { run: id, by: actor.person })?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("/contacts/imports/runs/{id}")).into_response())
}
