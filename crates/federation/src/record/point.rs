//! A contact point as the record holds it: what it is, what for, and from when until when it holds.

use super::invalid::{Invalid, Why};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_point::{self, ContactPoint, ContactPointId, Kind};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{FromRow, Row, StoreError, Tx};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    Home,
    Office,
    Public,
}

impl Purpose {
    pub const ALL: [Purpose; 3] = [Purpose::Home, Purpose::Office, Purpose::Public];

    pub fn word(self) -> &'static str {
        match self {
            Purpose::Home => "home",
            Purpose::Office => "office",
            Purpose::Public => "public",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    pub kind: Kind,
    pub purpose: Purpose,
    /// For post: the lines before the town, one a line.
    pub value: String,
    pub town: Option<String>,
    pub county: Option<String>,
    pub postcode: Option<String>,
    pub country: Option<String>,
    pub preferred: bool,
    pub valid_from: Option<Date>,
    pub valid_until: Option<Date>,
    /// What is known of the address itself; goes when the address changes, and is no editor's to set.
    pub verified_at: Option<Timestamp>,
    pub bounced_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, kind, purpose, value, town, county, postcode, country, preferred, valid_from, valid_until, \
                       verified_at, bounced_at";

/// One row: a point and its id.
struct Line(ContactPointId, Point);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (kind, purpose): (String, String) = (row.get(1)?, row.get(2)?);
        let point = Point {
            kind: Kind::from_word(&kind).unwrap_or(Kind::Post),
            purpose: Purpose::from_word(&purpose).unwrap_or(Purpose::Home),
            value: row.get(3)?,
            town: row.get(4)?,
            county: row.get(5)?,
            postcode: row.get(6)?,
            country: row.get(7)?,
            preferred: row.get(8)?,
            valid_from: row.get(9)?,
            valid_until: row.get(10)?,
            verified_at: row.get(11)?,
            bounced_at: row.get(12)?,
        };
        Ok(Self(row.get(0)?, point))
    }
}

impl Point {
    /// A point of which only the address is known.
    pub fn of(written: ContactPoint, purpose: Purpose) -> Self {
        let ContactPoint { kind, value, town, county, postcode, country, preferred } = written;
        Self {
            kind,
            purpose,
            value,
            town,
            county,
            postcode,
            country,
            preferred,
            valid_from: None,
            valid_until: None,
            verified_at: None,
            bounced_at: None,
        }
    }

    pub fn is_over(&self, today: Date) -> bool {
        self.valid_until.is_some_and(|last| last < today)
    }

    pub fn written(&self) -> ContactPoint {
        ContactPoint {
            kind: self.kind,
            value: self.value.clone(),
            town: self.town.clone(),
            county: self.county.clone(),
            postcode: self.postcode.clone(),
            country: self.country.clone(),
            preferred: self.preferred,
        }
    }

    /// The same in everything that an editor sets.
    pub fn says_the_same(&self, other: &Point) -> bool {
        let bare = |p: &Point| Point { verified_at: None, bounced_at: None, ..p.clone() };
        bare(self) == bare(other)
    }

    /// The same address, whatever it is used for.
    pub fn same_address(&self, other: &Point) -> bool {
        let whole = |p: &Point| (p.kind, p.written().folded(), post_lines(p));
        whole(self) == whole(other)
    }

    /// Trimmed, blanks as nothing, the e-mail's domain and the postcode in their usual form.
    pub(super) fn tidy(mut self) -> Self {
        let tight = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = self.value.lines().map(tight).filter(|l| !l.is_empty());
        self.value = lines.collect::<Vec<_>>().join("\n");
        for part in [&mut self.town, &mut self.county, &mut self.postcode, &mut self.country] {
            *part = part.as_deref().map(tight).filter(|t| !t.is_empty());
            if self.kind != Kind::Post {
                *part = None;
            }
        }
        self.country = self.country.map(|c| c.to_uppercase()).filter(|c| c != "GB");
        if self.kind == Kind::Email
            && let Ok(address) = contact_point::email(&self.value)
        {
            self.value = address;
        }
        if self.country.is_none()
            && let Some(Ok(code)) = self.postcode.as_deref().map(contact_point::postcode)
        {
            self.postcode = Some(code);
        }
        self
    }

    /// Whether it can be recorded. What came in malformed long ago stays; only what is written now is judged.
    pub(super) fn check(&self, before: Option<&Point>) -> Result<(), Invalid> {
        let invalid = |at, why| Err(Invalid { at, why });
        if self.valid_from.zip(self.valid_until).is_some_and(|(from, until)| until < from) {
            return invalid("valid_until", Why::EndsBeforeItStarts);
        }
        if before.is_some_and(|b| b.same_address(self) && b.country == self.country) {
            return Ok(());
        }
        let long = [Some(&self.value), self.town.as_ref(), self.county.as_ref(), self.postcode.as_ref()];
        if long.iter().flatten().any(|t| t.chars().count() > 400) {
            return invalid("value", Why::TooLong);
        }
        if long.iter().flatten().any(|t| t.chars().any(|c| c.is_control() && c != '\n')) {
            return invalid("value", Why::OddSign);
        }
        // Of an address the town or the postcode alone is worth keeping.
        let placed = self.kind == Kind::Post && (self.town.is_some() || self.postcode.is_some());
        if self.value.is_empty() && !placed {
            return invalid("value", Why::ValueMissing);
        }
        if self.country.as_deref().is_some_and(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase()))
        {
            return invalid("country", Why::NoCountry);
        }
        let judged = match self.kind {
            Kind::Email => contact_point::email(&self.value).map_err(|m| ("value", m)),
            Kind::Phone => contact_point::phone(&self.value).map_err(|m| ("value", m)),
            Kind::Post => match (&self.country, &self.postcode) {
                (None, Some(code)) => contact_point::postcode(code).map_err(|m| ("postcode", m)),
                _ => Ok(String::new()),
            },
        };
        judged.map(drop).or_else(|(at, malformed)| invalid(at, Why::Malformed(malformed)))
    }
}

/// Of a postal address all of it; nothing of the others, whose folded form says it all.
fn post_lines(p: &Point) -> Option<(String, Option<String>)> {
    let fold = |t: &str| crate::words::fold(t);
    (p.kind == Kind::Post).then(|| (fold(&p.value), p.town.as_deref().map(fold)))
}

/// All points, ended ones too: those that hold first, the preferred one before others.
pub(super) fn of(tx: &mut Tx<'_>, subject: Subject) -> Result<Vec<(ContactPointId, Point)>, StoreError> {
    let owner = owner(subject);
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT {COLUMNS} FROM contact_point WHERE {owner} = ?1
             ORDER BY valid_until IS NOT NULL, preferred DESC, kind, id"
        ),
        &[&subject.bytes().to_vec()],
    )?;
    Ok(lines.into_iter().map(|Line(id, point)| (id, point)).collect())
}

/// Makes the point so, whether it is there or not; nothing takes it away.
pub(super) fn put(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    subject: Subject,
    id: ContactPointId,
    point: Option<&Point>,
) -> Result<(), StoreError> {
    let owner = owner(subject);
    let Some(point) = point else {
        let sql = format!("DELETE FROM contact_point WHERE id = ?1 AND {owner} = ?2");
        return tx.run(&sql, &[&id, &subject.bytes().to_vec()]).map(drop);
    };
    tx.run(
        &format!(
            "INSERT INTO contact_point (id, {owner}, kind, purpose, value, folded, town, county, postcode, country,
                preferred, valid_from, valid_until, verified_at, bounced_at, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
             ON CONFLICT (id) DO UPDATE SET purpose = excluded.purpose, value = excluded.value,
                folded = excluded.folded, town = excluded.town, county = excluded.county,
                postcode = excluded.postcode, country = excluded.country, preferred = excluded.preferred,
                valid_from = excluded.valid_from, valid_until = excluded.valid_until,
                verified_at = excluded.verified_at, bounced_at = excluded.bounced_at"
        ),
        &[
            &id,
            &subject.bytes().to_vec(),
            &point.kind.word(),
            &point.purpose.word(),
            &point.value,
            &point.written().folded(),
            &point.town,
            &point.county,
            &point.postcode,
            &point.country,
            &point.preferred,
            &point.valid_from,
            &point.valid_until,
            &point.verified_at,
            &point.bounced_at,
            &stamp.now,
        ],
    )
    .map(drop)
}

fn owner(subject: Subject) -> &'static str {
    match subject {
        Subject::Person(_) => "person_id",
        Subject::Organisation(_) => "organisation_id",
    }
}
