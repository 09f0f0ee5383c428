//! Cells into fields.

use super::{Warning, dates};
use crate::contact_point::{self, ContactPoint, Malformed};
use crate::import::mapping::{Field, Mapping};
use crate::import::reading::Line;
use crate::person::Name;
use jiff::civil::Date;

pub(super) struct Cells<'a> {
    pub line: &'a Line,
    pub columns: &'a [Option<Field>],
}

impl<'a> Cells<'a> {
    fn all(&self, field: Field) -> impl Iterator<Item = &'a str> {
        let held = self.columns.iter().zip(&self.line.cells);
        held.filter(move |(f, _)| **f == Some(field)).map(|(_, c)| c.trim()).filter(|c| !c.is_empty())
    }

    /// One line, runs of blanks as one.
    pub fn text(&self, field: Field) -> Option<String> {
        self.all(field).next().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    pub fn name(&self) -> Option<Name> {
        let whole = self.text(Field::Name).unwrap_or_default();
        let (given, family) = match whole.split_once(',') {
            Some((family, given)) => (given.trim(), family.trim()),
            None => whole.rsplit_once(' ').unwrap_or(("", whole.as_str())),
        };
        let or = |field, otherwise: &str| self.text(field).unwrap_or_else(|| otherwise.to_owned());
        let (given, family) = (or(Field::GivenName, given), or(Field::FamilyName, family));
        if crate::words::fold(&format!("{given}{family}")).is_empty() {
            return None;
        }
        Some(Name { title: self.text(Field::Title), given, family, known_as: self.text(Field::KnownAs) })
    }

    pub fn date(
        &self,
        field: Field,
        mapping: &Mapping,
        latest: Date,
        warnings: &mut Vec<Warning>,
    ) -> Option<Date> {
        self.read_date(field, mapping, latest, warnings).map(|r| r.date)
    }

    pub fn read_date(
        &self,
        field: Field,
        mapping: &Mapping,
        latest: Date,
        warnings: &mut Vec<Warning>,
    ) -> Option<dates::Read> {
        let text = self.all(field).next()?;
        let read = dates::read(text, mapping.date_order, latest);
        match read {
            None => warnings.push(Warning::Date(field)),
            Some(read) if read.other_order => warnings.push(Warning::DateOrder(field)),
            Some(_) => {}
        }
        read
    }

    /// Every address, the first preferred. "Priya Bibi <priya@…>" is the address in it.
    pub fn emails(&self, warnings: &mut Vec<Warning>) -> Vec<ContactPoint> {
        let mut found: Vec<ContactPoint> = Vec::new();
        for cell in self.all(Field::Email) {
            let several = cell.matches('@').count() > 1;
            if several {
                warnings.push(Warning::SeveralAddresses);
            }
            for part in cell.split([';', ',']).flat_map(|p| addresses(p, several)) {
                match contact_point::email(part) {
                    Ok(address) => push_new(&mut found, ContactPoint::email(&address)),
                    Err(_) => warnings.push(Warning::Email),
                }
            }
        }
        if let Some(first) = found.first_mut() {
            first.preferred = true;
        }
        found
    }

    /// A number that cannot be read stands as written: somebody can still make sense of it.
    pub fn phones(&self, warnings: &mut Vec<Warning>) -> Vec<ContactPoint> {
        let mut found = Vec::new();
        for cell in self.all(Field::Phone) {
            match contact_point::phone(cell) {
                Ok(number) => push_new(&mut found, ContactPoint::phone(&number)),
                Err(Malformed::PhoneSigns | Malformed::PhoneLength) | Err(_) => {
                    warnings.push(Warning::Phone);
                    push_new(&mut found, ContactPoint::phone(cell));
                }
            }
        }
        found
    }

    /// A malformed postcode stands as written, with a warning: the postman often knows better.
    pub fn post(&self, warnings: &mut Vec<Warning>) -> Option<ContactPoint> {
        let lines: Vec<&str> =
            self.all(Field::Address).flat_map(str::lines).map(str::trim).filter(|l| !l.is_empty()).collect();
        let town = self.text(Field::Town).unwrap_or_default();
        let county = self.text(Field::County);
        let written = self.text(Field::Postcode).unwrap_or_default();
        if lines.is_empty() && town.is_empty() && written.is_empty() {
            return None;
        }
        let postcode = contact_point::postcode(&written).unwrap_or_else(|_| {
            if !written.is_empty() {
                warnings.push(Warning::Postcode);
            }
            written
        });
        Some(ContactPoint::post(&lines.join("\n"), &town, county.as_deref(), &postcode))
    }
}

/// The addresses within one part of a cell: what stands in angle brackets, or, where there are several, the words with
/// an @ in them.
fn addresses(part: &str, several: bool) -> Vec<&str> {
    let part = part.trim();
    if let Some((_, rest)) = part.split_once('<') {
        return vec![rest.split('>').next().unwrap_or_default()];
    }
    match (part.is_empty(), several) {
        (true, _) => Vec::new(),
        (_, true) => part.split([' ', '/', '|']).map(str::trim).filter(|w| w.contains('@')).collect(),
        _ => vec![part],
    }
}

fn push_new(found: &mut Vec<ContactPoint>, point: ContactPoint) {
    if !found.iter().any(|p| p.folded() == point.folded()) {
        found.push(point);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub given: bool,
    pub on: Option<Date>,
    /// Something stands behind the word that is no date.
    pub leftover: bool,
}

/// "yes", "N", "opted out 2/3/21". None: words that the mapping does not know, and silence is a no.
pub(super) fn consent(text: &str, mapping: &Mapping, today: Date) -> Option<Said> {
    let text = text.to_lowercase();
    let word = |list: &[String]| list.iter().any(|w| w.to_lowercase() == text);
    if word(&mapping.consent.yes) {
        return Some(Said { given: true, on: None, leftover: false });
    }
    if word(&mapping.consent.no) {
        return Some(Said { given: false, on: None, leftover: false });
    }
    let beginning = |w: &&String| {
        text.strip_prefix(&w.to_lowercase()).is_some_and(|rest| rest.starts_with([' ', ':', ',']))
    };
    let longest = mapping.consent.no.iter().filter(beginning).max_by_key(|w| w.len())?;
    let rest = text.get(longest.len()..).unwrap_or_default().trim_matches([' ', ':', ',']);
    let on = dates::read(rest.strip_prefix("on ").unwrap_or(rest), mapping.date_order, today).map(|r| r.date);
    Some(Said { given: false, on, leftover: on.is_none() && !rest.is_empty() })
}
