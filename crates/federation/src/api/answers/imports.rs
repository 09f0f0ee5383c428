//! Imports of contacts and what became of their rows. No cell of a file is kept, so none is told.

use super::id;
use crate::access::{self, ManageContacts};
use crate::api::call::Call;
use crate::api::cursor;
use crate::api::problem::Problem;
use crate::contacts_import::{self, RunId};
use axum::extract::Path;
use axum::response::Response;
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{FromRow, Identifier as _, Row, StoreError, Tx};

const MOST_LINES: i64 = 500;

struct Run {
    id: RunId,
    source: String,
    file_name: String,
    by: String,
    state: String,
    rows: [i64; 4],
    started_at: Timestamp,
    finished_at: Option<Timestamp>,
    undone_at: Option<Timestamp>,
}

const SELECT: &str =
    "SELECT import_run.id, import_run.source, import_run.file_name, p.given_name, p.family_name, import_run.state,
    import_run.imported, import_run.merged, import_run.unchanged, import_run.rejected, import_run.started_at,
    import_run.finished_at, import_run.undone_at
    FROM import_run JOIN person p ON p.id = import_run.by_person WHERE import_run.target = 'contacts'";

impl FromRow for Run {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (given, family): (String, String) = (row.get(3)?, row.get(4)?);
        Ok(Self {
            id: row.get(0)?,
            source: row.get(1)?,
            file_name: row.get(2)?,
            by: format!("{given} {family}").trim().to_owned(),
            state: row.get(5)?,
            rows: [row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?],
            started_at: row.get(10)?,
            finished_at: row.get(11)?,
            undone_at: row.get(12)?,
        })
    }
}

pub async fn list(call: Call) -> Result<Response, Problem> {
    call.read(|tx, caller| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        let limit = caller.asked.limit();
        let mut clause = contacts_import::visible_runs(&right);
        if let Some(before) = cursor::decode::<16>(caller.asked.get("cursor"))? {
            let before = clause.bind(RunId::from_bytes(before));
            clause.and(&format!("import_run.id < {before}"));
        }
        let most = clause.bind(limit as i64 + 1);
        // Ids grow with time, so that the newest is the last.
        let sql = format!("{SELECT} AND {} ORDER BY import_run.id DESC LIMIT {most}", clause.sql);
        let rows: Vec<Run> = tx.all(&sql, &clause.params())?;
        Ok(cursor::page(rows, limit, |r| r.id.bytes().to_vec(), shown))
    })
    .await
}

pub async fn one(call: Call, Path(address): Path<String>) -> Result<Response, Problem> {
    call.read(move |tx, caller| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        let mut clause = contacts_import::visible_runs(&right);
        let wanted = clause.bind(id::<RunId>(&address)?);
        let sql = format!("{SELECT} AND import_run.id = {wanted} AND {}", clause.sql);
        let run: Option<Run> = tx.maybe(&sql, &clause.params())?;
        let run = run.ok_or_else(Problem::not_found)?;
        let mut report = shown(&run);
        report["rejected"] = lines(tx, run.id, "reason")?;
        report["to_look_at"] = lines(tx, run.id, "warnings")?;
        Ok(report)
    })
    .await
}

fn lines(tx: &mut Tx<'_>, run: RunId, column: &str) -> Result<Value, StoreError> {
    let sql = format!(
        "SELECT line, {column} FROM import_row WHERE run_id = ?1 AND {column} IS NOT NULL ORDER BY line LIMIT ?2"
    );
    let found: Vec<(i64, String)> = tx.all(&sql, &[&run, &MOST_LINES])?;
    Ok(found.into_iter().map(|(line, why)| json!({ "line": line, "why": why })).collect())
}

fn shown(run: &Run) -> Value {
    let [new, changed, unchanged, rejected] = run.rows;
    json!({
        "id": run.id,
        "source": run.source,
        "file_name": run.file_name,
        "by": run.by,
        "state": run.state,
        "rows": { "new": new, "changed": changed, "unchanged": unchanged, "rejected": rejected },
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "undone_at": run.undone_at,
    })
}
