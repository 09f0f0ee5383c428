//! One row of a file, read by the rules of its mapping. Pure: every row becomes a [`Ready`] or a [`Rejection`], whatever
//! stands in it, and what was understood only in part is a [`Warning`].

pub mod dates;
mod fields;
mod problems;

pub use problems::{Rejection, Warning};

use super::mapping::{Field, Mapping};
use super::reading::Line;
use crate::contact_point::{self, ContactPoint};
use crate::membership::Wish;
use crate::person::Name;
use crate::words;
use fields::Cells;
use jiff::civil::Date;

/// More line breaks than this within one row: a quotation mark was never closed.
const MOST_BREAKS: u64 = 20;
const LONGEST_CELL: usize = 2_000;

/// A row that can be acted on.
#[derive(Clone, Debug)]
pub struct Ready {
    pub line: u64,
    pub number: Option<String>,
    pub name: Name,
    pub date_of_birth: Option<Date>,
    pub language: Option<String>,
    pub emails: Vec<ContactPoint>,
    pub phones: Vec<ContactPoint>,
    pub post: Option<ContactPoint>,
    /// The name of the organisation, as written; blank when the file says nothing.
    pub organisation: String,
    pub category: String,
    pub joined_on: Option<Date>,
    pub term: (Date, Option<Date>),
    pub wishes: Vec<Wish>,
    pub warnings: Vec<Warning>,
}

impl Ready {
    pub fn points(&self) -> impl Iterator<Item = &ContactPoint> {
        self.emails.iter().chain(&self.phones).chain(&self.post)
    }

    /// The name as it is compared: given name, family name.
    pub fn name_key(&self) -> (String, String) {
        name_key(&self.name)
    }
}

pub fn name_key(name: &Name) -> (String, String) {
    (words::fold(&name.given), words::fold(&name.family))
}

pub fn read(
    line: &Line,
    columns: &[Option<Field>],
    mapping: &Mapping,
    today: Date,
) -> Result<Ready, Rejection> {
    check_shape(line, columns.len())?;
    let cells = Cells { line, columns };
    let mut warnings = Vec::new();
    if line.cells.len() < columns.len() {
        warnings.push(Warning::FewerCells);
    }
    if line.cells.iter().any(|c| c.contains('\u{fffd}')) {
        warnings.push(Warning::UnreadableSigns);
    }
    let name = cells.name().ok_or(Rejection::NoName)?;
    if dates::until(&name.given) || dates::until(&name.family) {
        warnings.push(Warning::UntilInName);
    }
    let joined_on = cells.date(Field::JoinedOn, mapping, today, &mut warnings);
    let date_of_birth = cells
        .read_date(Field::DateOfBirth, mapping, today, &mut warnings)
        .map(|r| dates::born(r, joined_on, today));
    if joined_on.zip(date_of_birth).is_some_and(|(joined, born)| joined < born) {
        warnings.push(Warning::BornAfterJoining);
    }
    let emails = cells.emails(&mut warnings);
    if swapped_by_address(&name, &emails) {
        warnings.push(Warning::NamesSwapped);
    }
    Ok(Ready {
        line: line.line,
        number: cells.text(Field::Number),
        name,
        date_of_birth,
        language: cells.text(Field::Language),
        phones: cells.phones(&mut warnings),
        post: cells.post(&mut warnings),
        organisation: cells.text(Field::Organisation).unwrap_or_default(),
        category: cells.text(Field::Category).unwrap_or_else(|| mapping.membership.category.clone()),
        joined_on,
        term: term(&cells, mapping, joined_on, today, &mut warnings),
        wishes: wishes(&cells, mapping, today, &mut warnings),
        emails,
        warnings,
    })
}

fn check_shape(line: &Line, columns: usize) -> Result<(), Rejection> {
    if line.cells.iter().all(|c| c.trim().is_empty()) {
        return Err(Rejection::Empty);
    }
    if line.breaks > MOST_BREAKS {
        return Err(Rejection::QuoteNotClosed { lines: line.breaks });
    }
    if line.cells.iter().skip(columns).any(|c| !c.trim().is_empty()) {
        return Err(Rejection::TooManyCells { has: line.cells.len(), header: columns });
    }
    if line.cells.iter().any(|c| c.contains('\0')) {
        return Err(Rejection::Nul);
    }
    match line.cells.iter().take(columns).position(|c| c.len() > LONGEST_CELL) {
        Some(at) => Err(Rejection::CellTooLong { column: at + 1 }),
        None => Ok(()),
    }
}

/// "gail.evans@…" for somebody written "Evans", "Gail": a hint, never a reason to change anything.
fn swapped_by_address(name: &Name, emails: &[ContactPoint]) -> bool {
    let (given, family) = name_key(name);
    let tight = |s: &str| s.replace(' ', "");
    let Some((first, last)) =
        emails.first().and_then(|e| e.value.split('@').next()).and_then(|l| l.split_once('.'))
    else {
        return false;
    };
    let last = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let (first, last) = (words::fold(first), words::fold(last));
    given != family && first == tight(&family) && last == tight(&given)
}

fn term(
    cells: &Cells<'_>,
    mapping: &Mapping,
    joined_on: Option<Date>,
    today: Date,
    warnings: &mut Vec<Warning>,
) -> (Date, Option<Date>) {
    let terms = &mapping.membership;
    let starts = terms.starts.or(joined_on).unwrap_or(today);
    let far = today.saturating_add(jiff::Span::new().years(100));
    match cells.date(Field::PaidUntil, mapping, far, warnings).or(terms.ends) {
        Some(ends) => (starts.min(ends), Some(ends)),
        None => (starts, None),
    }
}

fn wishes(cells: &Cells<'_>, mapping: &Mapping, today: Date, warnings: &mut Vec<Warning>) -> Vec<Wish> {
    use contact_point::Kind;
    let asked = [
        (Field::ConsentEmail, Kind::Email),
        (Field::ConsentPhone, Kind::Phone),
        (Field::ConsentPost, Kind::Post),
    ];
    let mut wishes = Vec::new();
    for (field, channel) in asked {
        let Some(text) = cells.text(field) else { continue };
        let said = fields::consent(&text, mapping, today);
        if said.is_none() || said.is_some_and(|s| s.leftover) {
            warnings.push(Warning::ConsentWords(channel));
        }
        let Some(said) = said else { continue };
        let recorded_on = said.on.unwrap_or(today);
        wishes.push(Wish { channel, given: said.given, source: mapping.source.clone(), recorded_on });
    }
    wishes
}

#[cfg(test)]
mod tests;
