//! One row of a list of organisations or people, read by the rules of its mapping. Pure: every row becomes a [`Ready`] or
//! a [`Rejection`], whatever stands in it, and what was understood only in part is a [`Warning`].

pub mod council;
pub mod people;
mod points;
mod problems;
mod remarks;
mod tags;

pub use problems::{Rejection, Warning};

use super::mapping::{Field, Mapping};
use crate::contact_point::ContactPoint;
use crate::import::reading::Line;
use crate::import::row::dates;
use crate::person::Name;
use crate::words;
use council::OrganisationName;
use jiff::civil::Date;
use people::{Named, is_nothing};

const MOST_BREAKS: u64 = 20;
const LONGEST_CELL: usize = 4_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Member {
    Yes,
    No,
}

impl Member {
    pub fn word(self) -> &'static str {
        match self {
            Member::Yes => "yes",
            Member::No => "no",
        }
    }
}

/// What a row says of membership: the organisation's, or where none is named the person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub member: Member,
    pub category: Option<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// An organisation as a row has it.
#[derive(Clone, Debug)]
pub struct Council {
    pub name: OrganisationName,
    pub kind: Option<String>,
    pub district: Option<String>,
    pub points: Vec<ContactPoint>,
}

/// A person as a row has them.
#[derive(Clone, Debug)]
pub struct Somebody {
    pub name: Name,
    pub role: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub points: Vec<ContactPoint>,
}

#[derive(Clone, Debug)]
pub struct Ready {
    pub line: u64,
    pub id: Option<String>,
    pub council: Option<Council>,
    pub person: Option<Somebody>,
    pub membership: Option<Membership>,
    pub tags: Vec<String>,
    pub note: Option<String>,
    pub warnings: Vec<Warning>,
}

impl Ready {
    /// What the source calls the row: its own number, or what tells it from others.
    pub fn number(&self) -> String {
        if let Some(id) = &self.id {
            return format!("id:{id}");
        }
        match (&self.council, &self.person) {
            (Some(c), _) => {
                let part = |p: &Option<String>| p.as_deref().map(words::fold).unwrap_or_default();
                format!("organisation:{}|{}|{}", c.name.key(), part(&c.district), part(&c.kind))
            }
            (None, Some(p)) => {
                let email = p.points.first().map(ContactPoint::folded).unwrap_or_default();
                format!("person:{}|{email}", p.name.sorted())
            }
            (None, None) => String::new(),
        }
    }
}

struct Cells<'a> {
    line: &'a Line,
    columns: &'a [Option<Field>],
}

impl<'a> Cells<'a> {
    /// As written, what says nothing left out.
    fn all(&self, field: Field) -> impl Iterator<Item = &'a str> {
        let held = self.columns.iter().zip(&self.line.cells);
        held.filter(move |(f, _)| **f == Some(field))
            .map(|(_, c)| c.as_str())
            .filter(|c| !is_nothing(c.trim()))
    }

    /// One line, runs of blanks as one.
    fn text(&self, field: Field) -> Option<String> {
        self.all(field).next().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// # Errors
/// Nothing can be made of the row.
pub fn read(
    line: &Line,
    columns: &[Option<Field>],
    mapping: &Mapping,
    today: Date,
) -> Result<Ready, Rejection> {
    check_shape(line, columns.len())?;
    let cells = Cells { line, columns };
    let mut warnings = shape_warnings(line, columns.len());
    let notes: Vec<&str> = cells.all(Field::Notes).chain(cells.all(Field::Note)).collect();
    let named = named(&cells);
    let remark = named.as_ref().and_then(|n| n.remark.clone());
    let remarks = remarks_of(&cells, &notes, remark.as_deref(), mapping, today, &mut warnings);
    let mut council = council(&cells, mapping, &mut warnings);
    let mut person = named.map(|named| Somebody {
        role: role(&cells, remark.as_deref(), mapping),
        points: Vec::new(),
        starts_on: remarks.starts_on,
        ends_on: remarks.ends_on,
        name: named.name,
    });
    if council.is_none() && person.is_none() {
        return Err(Rejection::NoName);
    }
    share_points(&cells, council.as_mut(), person.as_mut(), &mut warnings);
    let membership = membership(&cells, mapping, today, &mut warnings);
    let tags = tags::read(cells.all(Field::Tags), &mut warnings);
    let note = crate::record::Note::tidy(&cells.all(Field::Note).collect::<Vec<_>>().join("\n"));
    look_at(&cells, council.as_ref(), person.as_ref(), &remarks, today, &mut warnings);
    if council.is_some() && cells.columns.contains(&Some(Field::Member)) {
        match membership.as_ref().map(|m| m.member) {
            Some(Member::Yes) => {}
            Some(Member::No) => warnings.push(Warning::NotMember),
            None => warnings.push(Warning::MemberUnknown),
        }
    }
    let (id, note) = (cells.text(Field::Id), Some(note).filter(|n| !n.is_empty()));
    Ok(Ready { line: line.line, id, council, person, membership, tags, note, warnings })
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
        return Err(Rejection::OddSign);
    }
    match line.cells.iter().take(columns).position(|c| c.len() > LONGEST_CELL) {
        Some(at) => Err(Rejection::CellTooLong { column: at + 1 }),
        None => Ok(()),
    }
}

fn shape_warnings(line: &Line, columns: usize) -> Vec<Warning> {
    let mut warnings = Vec::new();
    // A workbook's rows end with their last cell that holds anything.
    if line.cells.len() + 1 < columns && line.breaks > 0 {
        warnings.push(Warning::FewerCells);
    }
    if line.cells.iter().any(|c| c.contains('\u{fffd}')) {
        warnings.push(Warning::UnreadableSigns);
    }
    if line.cells.iter().any(|c| c.starts_with('#') && is_nothing(c)) {
        warnings.push(Warning::FormulaFailed);
    }
    warnings
}

fn named(cells: &Cells<'_>) -> Option<Named> {
    let whole = cells.text(Field::Person).and_then(|text| Named::read(&text));
    let (given, family) = (cells.text(Field::GivenName), cells.text(Field::FamilyName));
    if given.is_none() && family.is_none() {
        return whole;
    }
    let mut named = whole.unwrap_or_default();
    named.name.given = given.map(|g| council::cased(&g)).unwrap_or(named.name.given);
    named.name.family = family.map(|f| council::cased(&f)).unwrap_or(named.name.family);
    named.name.title = cells.text(Field::Title).or(named.name.title);
    Some(named)
}

fn remarks_of(
    cells: &Cells<'_>,
    notes: &[&str],
    remark: Option<&str>,
    mapping: &Mapping,
    today: Date,
    warnings: &mut Vec<Warning>,
) -> remarks::Remarks {
    let written =
        cells.all(Field::Person).chain(cells.all(Field::Role)).chain(notes.iter().copied()).chain(remark);
    let mut all = remarks::Remarks::default();
    for text in written {
        let said = remarks::read(text, mapping.date_order, today);
        all.ends_on = all.ends_on.or(said.ends_on);
        all.starts_on = all.starts_on.or(said.starts_on);
        all.no_clerk |= said.no_clerk;
        all.unreadable |= said.unreadable;
    }
    let far = today.saturating_add(jiff::Span::new().years(20));
    for (field, day) in [(Field::RoleFrom, &mut all.starts_on), (Field::RoleUntil, &mut all.ends_on)] {
        if let Some(text) = cells.text(field) {
            match dates::read(&text, mapping.date_order, far) {
                Some(read) => *day = Some(read.date),
                None => warnings.push(Warning::Date),
            }
        }
    }
    all
}

fn role(cells: &Cells<'_>, remark: Option<&str>, mapping: &Mapping) -> String {
    let said = cells.text(Field::Role).and_then(|r| people::role(&r)).or(remark.and_then(people::role));
    said.map_or_else(|| mapping.role.clone(), str::to_owned)
}

fn council(cells: &Cells<'_>, mapping: &Mapping, warnings: &mut Vec<Warning>) -> Option<Council> {
    let name = OrganisationName::read(&cells.text(Field::Organisation)?);
    if words::fold(&name.core).is_empty() {
        return None;
    }
    let column = cells.text(Field::Kind);
    let said = column.as_deref().and_then(council::kind);
    if column.is_some() && said.is_none() {
        warnings.push(Warning::KindUnknown);
    }
    if name.kind.zip(said).is_some_and(|(a, b)| a != b) {
        warnings.push(Warning::KindDiffers);
    }
    let kind = name.kind.or(said).map(str::to_owned).or_else(|| mapping.kind.clone());
    Some(Council { kind, district: cells.text(Field::District), points: Vec::new(), name })
}

/// A row that does not answer whether they are a member says nothing of it, unless it is never asked and gives a
/// category or days.
fn membership(
    cells: &Cells<'_>,
    mapping: &Mapping,
    today: Date,
    warnings: &mut Vec<Warning>,
) -> Option<Membership> {
    let far = today.saturating_add(jiff::Span::new().years(20));
    let mut day = |field| {
        let text = cells.text(field)?;
        let read = dates::read(&text, mapping.date_order, far).map(|r| r.date);
        warnings.extend(read.is_none().then_some(Warning::Date));
        read
    };
    let (from, until) = (day(Field::MemberFrom), day(Field::MemberUntil));
    let category = cells.text(Field::MemberCategory);
    let member = match cells.columns.contains(&Some(Field::Member)) {
        true => cells.text(Field::Member).and_then(|text| member(&text))?,
        false if category.is_some() || from.is_some() || until.is_some() => Member::Yes,
        false => return None,
    };
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        warnings.push(Warning::EndsBeforeItStarts);
        return Some(Membership { member, category, from: None, until });
    }
    Some(Membership { member, category, from, until })
}

/// "Y", "Member", "TRUE"; "N", "non-member", "lapsed 2023". None: it does not say.
fn member(text: &str) -> Option<Member> {
    let folded = words::fold(text);
    match folded.split(' ').next().unwrap_or_default() {
        "y" | "yes" | "true" | "1" | "member" | "current" | "paid" => Some(Member::Yes),
        "n" | "no" | "false" | "0" | "non" | "nonmember" | "not" | "lapsed" | "resigned" | "former" => {
            Some(Member::No)
        }
        _ => None,
    }
}

/// Addresses in the office's columns are the organisation's, but for an e-mail address that bears the person's name;
/// where no organisation is named they are the person's.
fn share_points(
    cells: &Cells<'_>,
    council: Option<&mut Council>,
    person: Option<&mut Somebody>,
    warnings: &mut Vec<Warning>,
) {
    let mut office = points_of(cells, &OFFICE, warnings);
    let mut own = points_of(cells, &OWN, warnings);
    match (council, person) {
        (Some(council), Some(person)) => {
            let is_theirs = |p: &ContactPoint| {
                p.kind == crate::contact_point::Kind::Email
                    && points::is_own(p, &person.name.family, &council.name.core)
            };
            let (theirs, ours): (Vec<_>, Vec<_>) = office.into_iter().partition(is_theirs);
            own.extend(theirs);
            (council.points, person.points) = (ours, own);
        }
        (Some(council), None) => {
            office.append(&mut own);
            council.points = office;
        }
        (None, Some(person)) => {
            own.append(&mut office);
            person.points = own;
        }
        (None, None) => {}
    }
}

const OFFICE: [Field; 6] = [
    Field::OfficeEmail,
    Field::OfficePhone,
    Field::OfficeAddress,
    Field::OfficeTown,
    Field::OfficeCounty,
    Field::OfficePostcode,
];
const OWN: [Field; 6] =
    [Field::Email, Field::Phone, Field::Address, Field::Town, Field::County, Field::Postcode];

fn points_of(cells: &Cells<'_>, fields: &[Field; 6], warnings: &mut Vec<Warning>) -> Vec<ContactPoint> {
    let [email, phone, address, town, county, postcode] = *fields;
    let mut found = Vec::new();
    for cell in cells.all(email) {
        found.extend(points::emails(cell, warnings));
    }
    for cell in cells.all(phone) {
        found.extend(points::phones(cell, warnings));
    }
    let lines: Vec<&str> = cells.all(address).collect();
    let part = |field| cells.text(field).unwrap_or_default();
    found.extend(points::post(&lines, &part(town), &part(county), &part(postcode), warnings));
    found
}

/// What somebody should know of a row that is understood.
fn look_at(
    cells: &Cells<'_>,
    council: Option<&Council>,
    person: Option<&Somebody>,
    remarks: &remarks::Remarks,
    today: Date,
    warnings: &mut Vec<Warning>,
) {
    let has = |field| cells.columns.contains(&Some(field));
    let points = council.iter().flat_map(|c| &c.points).chain(person.iter().flat_map(|p| &p.points));
    let has_email = points.into_iter().any(|p| p.kind == crate::contact_point::Kind::Email);
    if !has_email && !warnings.contains(&Warning::Email) && (has(Field::Email) || has(Field::OfficeEmail)) {
        warnings.push(Warning::NoEmail);
    }
    if remarks.no_clerk {
        warnings.push(Warning::NoClerk);
    }
    match remarks.ends_on {
        Some(day) if day < today => warnings.push(Warning::ClerkLeft(day)),
        Some(day) => warnings.push(Warning::ClerkLeaving(day)),
        None if remarks.unreadable => warnings.push(Warning::UntilUnreadable),
        None => {}
    }
    if cells.text(Field::Access).is_some_and(|t| member(&t) == Some(Member::Yes)) {
        warnings.push(Warning::HasAccess);
    }
}
