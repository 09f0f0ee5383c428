//! What a download would hold, before anything is written: how many rows or labels, who is left out and why, and the
//! first labels as they will read.

use super::addressee::{self, Addressee, Label, Wanted, Why};
use super::ask::{Ask, Form};
use super::meant::{self, Meant};
use super::sheet::Sheet;
use super::write::DownloadError;
use crate::access::{DownloadMembers, Right};
use crate::person::{Name, PersonId};
use formats::labels::{Checker, Fit, Fonts};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;
use store::{StoreError, Tx};
use web::text::Words;

/// So many of those left out are named; all are counted.
pub const MOST_NAMED: usize = 1000;

#[derive(Clone, Debug, Default)]
pub struct LeftOut {
    pub counts: BTreeMap<Why, u64>,
    /// The first of them.
    pub people: Vec<(PersonId, Why)>,
}

impl LeftOut {
    pub fn add(&mut self, person: PersonId, why: Why) {
        *self.counts.entry(why).or_default() += 1;
        if self.people.len() < MOST_NAMED {
            self.people.push((person, why));
        }
    }

    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }
}

#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Whose data would leave.
    pub people: u64,
    /// Rows or labels.
    pub pieces: u64,
    pub left_out: LeftOut,
    /// The labels of the first sheet, line by line.
    pub first: Vec<Vec<String>>,
}

pub fn survey(
    tx: &mut Tx<'_>,
    t: &Words,
    right: &Right<DownloadMembers>,
    ask: &Ask,
    fonts: &Path,
    today: Date,
) -> Result<Survey, DownloadError> {
    meant::prepare(tx)?;
    let meant = Meant::of(tx, right, &ask.whose, today);
    match &ask.form {
        Form::Spreadsheet(_) => {
            let rows = meant.count(tx)?;
            Ok(Survey { people: rows, pieces: rows, ..Survey::default() })
        }
        Form::Labels(sheet) => labels(tx, t, &meant, ask, sheet, fonts),
    }
}

fn labels(
    tx: &mut Tx<'_>,
    t: &Words,
    meant: &Meant,
    ask: &Ask,
    sheet: &Sheet,
    fonts: &Path,
) -> Result<Survey, DownloadError> {
    let fonts = Fonts::open(fonts)?;
    let mut checker = Checker::new(&fonts, sheet.format);
    let mut survey = Survey::default();
    let whole = household_words(t);
    let wanted = Wanted { each: sheet.each, post: ask.purpose.reason.post, whole: &whole };
    addressee::each(tx, meant, &wanted, |addressee| -> Result<(), DownloadError> {
        match addressee {
            Addressee::LeftOut(person, why) => survey.left_out.add(person, why),
            Addressee::Label(label) => match lines(&mut checker, &label)? {
                Ok(lines) => {
                    survey.pieces += 1;
                    survey.people += label.people as u64;
                    if survey.first.len() < sheet.format.per_page() {
                        survey.first.push(lines);
                    }
                }
                Err(why) => survey.left_out.add(label.person, why),
            },
        }
        Ok(())
    })?;
    Ok(survey)
}

/// The lines of a label in the fullest way that fits, or why none does.
pub(super) fn lines(
    checker: &mut Checker<'_>,
    label: &Label,
) -> Result<Result<Vec<String>, Why>, formats::labels::Error> {
    let mut why = Why::TooLong;
    for way in &label.ways {
        let lines: Vec<String> = way.iter().chain(&label.address).cloned().collect();
        match checker.check(&lines)? {
            Fit::Fits { .. } => return Ok(Ok(lines)),
            Fit::NoGlyph { .. } => why = Why::OddSign,
            Fit::TooWide { .. } | Fit::TooTall { .. } | Fit::Empty => {}
        }
    }
    Ok(Err(why))
}

/// "The Jones household", of the surnames.
pub(super) fn household_words(t: &Words) -> impl Fn(&str) -> String {
    move |names| t.text("download-household").put("names", names).plain()
}

/// The names of those left out, for whoever may read them.
pub fn names_of(
    tx: &mut Tx<'_>,
    right: &Right<DownloadMembers>,
    people: &[(PersonId, Why)],
) -> Result<Vec<(PersonId, String, Why)>, StoreError> {
    let mut named = Vec::with_capacity(people.len());
    for (person, why) in people {
        let mut clause = right.clause("member_entry.organisation_id");
        let place = clause.bind(*person);
        let sql = format!(
            "SELECT person.title, person.given_name, person.family_name, person.known_as FROM person
             WHERE person.id = {place}
               AND EXISTS (SELECT 1 FROM member_entry WHERE member_entry.person_id = person.id AND {})",
            clause.sql
        );
        type Line = (Option<String>, String, String, Option<String>);
        let line: Option<Line> = tx.maybe(&sql, &clause.params())?;
        named.extend(line.map(|(title, given, family, known_as)| {
            (*person, Name { title, given, family, known_as }.listed(), *why)
        }));
    }
    Ok(named)
}
