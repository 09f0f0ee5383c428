//! The register's rows: written once with the file, read by its pages, and followed by "I have deleted it".

use super::addressee::Why;
use super::purpose::{Purpose, Reason};
use super::write::{KEPT_DAYS, Written};
use crate::acting::Stamp;
use crate::journal::{self, Entry, JournalError};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::sealing;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use store::{FromRow, Row, StoreError, Tx};
use web::text::Words;

store::id!(pub DownloadId);

/// A download as the register holds it.
#[derive(Clone, Debug)]
pub struct Download {
    pub id: DownloadId,
    pub person: PersonId,
    /// Who took it, as spoken.
    pub person_name: String,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub organisation_slug: String,
    pub at: Timestamp,
    pub reason: String,
    pub words: String,
    pub filter_words: String,
    pub format: String,
    /// Keys of columns, or the settings of the sheet of labels.
    pub columns: Vec<String>,
    pub people: i64,
    pub pieces: i64,
    pub left_out: Vec<(PersonId, Why)>,
    pub left_out_count: i64,
    pub bytes: i64,
    pub sha256: [u8; 32],
    pub deleted_at: Option<Timestamp>,
}

/// The columns that [`Download`] reads.
pub const COLUMNS: &str = "download.id, download.person_id, who.given_name, who.family_name, who.known_as, download.organisation_id, \
     organisation.name, organisation.slug, download.at, download.reason, download.words, download.filter_words, \
     download.format, download.columns, download.people, download.pieces, download.left_out, download.left_out_count, \
     download.bytes, download.sha256, deletion.at";

pub const FROM: &str = "FROM download JOIN person who ON who.id = download.person_id \
                        JOIN organisation ON organisation.id = download.organisation_id \
                        LEFT JOIN download_deletion deletion ON deletion.download_id = download.id";

impl FromRow for Download {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let name = crate::person::Name {
            title: None,
            given: row.get(2)?,
            family: row.get(3)?,
            known_as: row.get(4)?,
        };
        let (columns, left_out): (String, String) = (row.get(13)?, row.get(16)?);
        let left_out: Vec<(String, String)> = serde_json::from_str(&left_out).unwrap_or_default();
        let known = |(person, why): (String, String)| Some((person.parse().ok()?, Why::from_word(&why)?));
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            person_name: name.spoken(),
            organisation: row.get(5)?,
            organisation_name: row.get(6)?,
            organisation_slug: row.get(7)?,
            at: row.get(8)?,
            reason: row.get(9)?,
            words: row.get(10)?,
            filter_words: row.get(11)?,
            format: row.get(12)?,
            columns: serde_json::from_str(&columns).unwrap_or_default(),
            people: row.get(14)?,
            pieces: row.get(15)?,
            left_out: left_out.into_iter().filter_map(known).collect(),
            left_out_count: row.get(17)?,
            bytes: row.get(18)?,
            sha256: row.get(19)?,
            deleted_at: row.get(20)?,
        })
    }
}

impl Download {
    pub fn is_labels(&self) -> bool {
        self.format == "labels"
    }

    pub fn reason_words(&self, t: &Words) -> String {
        Reason::find(&self.reason).map_or_else(|| self.reason.clone(), |r| t.plain(r.words))
    }

    pub fn sha256_hex(&self) -> String {
        sealing::hex(&self.sha256)
    }
}

/// What is to be recorded, but the file itself.
pub struct Taken<'a> {
    /// What the journal calls it.
    pub act: &'static str,
    pub by: PersonId,
    pub organisation: OrganisationId,
    pub purpose: &'a Purpose,
    /// As a list's address has it, or the selection.
    pub filter: Vec<(&'static str, String)>,
    pub filter_words: String,
    pub format: &'static str,
    /// Keys of columns, or the settings of the sheet of labels.
    pub columns: Vec<String>,
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    taken: &Taken<'_>,
    written: &Written,
) -> Result<DownloadId, JournalError> {
    let id = stamp.ids.next::<DownloadId>();
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let left_out: Vec<(String, &str)> =
        written.left_out.people.iter().map(|(p, why)| (p.to_string(), why.word())).collect();
    tx.run(
        "INSERT INTO download (id, person_id, organisation_id, at, door, reason, words, filter, filter_words, format, columns,
           people, pieces, left_out, left_out_count, bytes, sha256)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
        &[
            &id,
            &taken.by,
            &taken.organisation,
            &stamp.now,
            &stamp.door.word(),
            &taken.purpose.reason.key,
            &taken.purpose.words,
            &json!(taken.filter).to_string(),
            &taken.filter_words,
            &taken.format,
            &json!(taken.columns).to_string(),
            &count(written.people),
            &count(written.pieces),
            &json!(left_out).to_string(),
            &count(written.left_out.total()),
            &count(written.bytes),
            &written.sha256,
        ],
    )?;
    // The words and the filter may name people, so the journal, which nobody can correct, gets neither.
    let payload = json!({
        "reason": taken.purpose.reason.key, "format": taken.format, "columns": taken.columns,
        "people": written.people, "pieces": written.pieces, "sha256": sealing::hex(&written.sha256),
    });
    let entry = Entry::of(taken.act, "download", id).at(taken.organisation).holding(payload);
    journal::write(tx, stamp, &entry)?;
    Ok(id)
}

/// A download of this person's own.
pub fn own(tx: &mut Tx<'_>, person: PersonId, id: DownloadId) -> Result<Option<Download>, StoreError> {
    tx.maybe(
        &format!("SELECT {COLUMNS} {FROM} WHERE download.id = ?1 AND download.person_id = ?2"),
        &[&id, &person],
    )
}

/// The newest of this person's own at an organisation.
pub fn latest(
    tx: &mut Tx<'_>,
    person: PersonId,
    organisation: OrganisationId,
) -> Result<Option<Download>, StoreError> {
    tx.maybe(
        &format!(
            "SELECT {COLUMNS} {FROM} WHERE download.person_id = ?1 AND download.organisation_id = ?2
             ORDER BY download.at DESC, download.id DESC LIMIT 1"
        ),
        &[&person, &organisation],
    )
}

/// Files of this person that should be gone by today and were not said to be: for their home page.
pub fn open_confirmations(
    tx: &mut Tx<'_>,
    person: PersonId,
    today: Date,
) -> Result<Vec<Download>, StoreError> {
    // Taken on that day or before. The register's times are UTC; an hour more or less is nothing here.
    let last_day = today.saturating_sub(KEPT_DAYS.days());
    let before = TimeZone::UTC.to_timestamp(last_day.saturating_add(1.day()).into());
    let before = before.unwrap_or(Timestamp::MIN);
    tx.all(
        &format!(
            "SELECT {COLUMNS} {FROM} WHERE download.person_id = ?1 AND download.at < ?2 AND deletion.at IS NULL
             ORDER BY download.at, download.id LIMIT 50"
        ),
        &[&person, &before],
    )
}

/// "I have deleted it." Said once; whoever took the file says it.
pub fn confirm_deletion(tx: &mut Tx<'_>, stamp: &Stamp, download: &Download) -> Result<(), JournalError> {
    let added = tx.run(
        "INSERT INTO download_deletion (download_id, person_id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        &[&download.id, &download.person, &stamp.now],
    )?;
    if added == 0 {
        return Ok(());
    }
    journal::write(
        tx,
        stamp,
        &Entry::of("download.deleted", "download", download.id).at(download.organisation),
    )
}

/// The day from which somebody is asked whether the file is gone.
pub fn asked_from(download: &Download, zone: &TimeZone) -> Date {
    download.at.to_zoned(zone.clone()).date().saturating_add(KEPT_DAYS.days())
}
