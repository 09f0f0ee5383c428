//! One page of the register, newest first; one download.

use crate::access::{Actor, ReviewDownloads, Right};
use crate::members_download::{Download, DownloadId, RECORD, RECORD_FROM};
use crate::role::Capability;
use jiff::Timestamp;
use store::{StoreError, Tx};
use web::list::{Cursor, ListQuery, Place};

pub struct Found {
    pub downloads: Vec<Download>,
    pub before: bool,
    pub after: bool,
    pub count: u64,
}

pub fn cursor(download: &Download) -> Cursor {
    Cursor::new([download.at.as_microsecond().to_string(), download.id.to_string()])
}

pub fn page(tx: &mut Tx<'_>, right: &Right<ReviewDownloads>, query: &ListQuery) -> Result<Found, StoreError> {
    let mut clause = right.clause("download.organisation_id");
    for column in ["reason", "format"] {
        let asked: Vec<String> = query.filter(column).map(|value| clause.bind(value)).collect();
        if !asked.is_empty() {
            clause.and(&format!("download.{column} IN ({})", asked.join(", ")));
        }
    }
    let gone = (query.is_ticked("deleted", "yes"), query.is_ticked("deleted", "no"));
    if gone.0 != gone.1 {
        clause.and(if gone.0 { "deletion.at IS NOT NULL" } else { "deletion.at IS NULL" });
    }
    let (count,): (i64,) =
        tx.one(&format!("SELECT count(*) {RECORD_FROM} WHERE {}", clause.sql), &clause.params())?;
    let back = matches!(query.place, Place::Before(_));
    if let Place::After(cursor) | Place::Before(cursor) = &query.place
        && let Some((at, id)) = key(cursor)
    {
        let (at, id) = (clause.bind(at), clause.bind(id));
        let sign = if back { ">" } else { "<" };
        clause.and(&format!("(download.at, download.id) {sign} ({at}, {id})"));
    }
    let limit = query.limit().unwrap_or(250) as usize;
    let way = if back { "ASC" } else { "DESC" };
    let mut downloads: Vec<Download> = tx.all(
        &format!(
            "SELECT {RECORD} {RECORD_FROM} WHERE {} ORDER BY download.at {way}, download.id {way} LIMIT {}",
            clause.sql,
            limit + 1
        ),
        &clause.params(),
    )?;
    let more = downloads.len() > limit;
    downloads.truncate(limit);
    if back {
        downloads.reverse();
    }
    let started = query.place != Place::Start;
    let (before, after) = if back { (more, true) } else { (started, more) };
    Ok(Found { downloads, before, after, count: count.unsigned_abs() })
}

fn key(cursor: &Cursor) -> Option<(Timestamp, DownloadId)> {
    let at = cursor.values.first()?.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok())?;
    Some((at, cursor.values.get(1)?.parse().ok()?))
}

/// Where the actor may review, or what they took themselves.
pub fn one(tx: &mut Tx<'_>, actor: &Actor, id: DownloadId) -> Result<Option<Download>, StoreError> {
    let mut clause = actor.access.reach(Capability::DownloadsReview).clause("download.organisation_id");
    let (id, own) = (clause.bind(id), clause.bind(actor.person));
    let sql = format!(
        "SELECT {RECORD} {RECORD_FROM} WHERE download.id = {id} AND (download.person_id = {own} OR {})",
        clause.sql
    );
    tx.maybe(&sql, &clause.params())
}
