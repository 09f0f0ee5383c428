//! What a row changes in somebody who is known. Pure.
//!
//! Blanks are filled; what stands in the record stays, with a warning where the file says otherwise. A source with
//! numbers of its own is followed further: a field that still is what this source said last takes what it says now.
//! An objection to being contacted always takes effect; a yes never overrides one. E-mail addresses of somebody with a
//! sign-in are not touched at all.

use super::matching::{Home, Somebody};
use super::row::{Ready, Warning, dates, name_key};
use crate::contact_point::{ContactPoint, Kind};
use crate::membership::Wish;
use crate::organisation::OrganisationId;
use crate::sealing::Secret;
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    Title(String),
    Given(String),
    Family(String),
    KnownAs(String),
    Language(String),
    Birth(Date),
    Point(ContactPoint),
    /// The first is over, the second takes its place.
    Replace(ContactPoint, ContactPoint),
    Wish(Wish),
    Join(Home),
}

impl Change {
    /// The field's name, for reports.
    pub fn word(&self) -> &'static str {
        match self {
            Change::Title(_) => "title",
            Change::Given(_) => "given name",
            Change::Family(_) => "family name",
            Change::KnownAs(_) => "known as",
            Change::Language(_) => "language",
            Change::Birth(_) => "date of birth",
            Change::Point(p) | Change::Replace(_, p) => p.kind.word(),
            Change::Wish(_) => "wish about contact",
            Change::Join(_) => "membership",
        }
    }
}

const HASHES: usize = 9;

/// What a source said of somebody: a short keyed hash for each field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidHashes([[u8; 8]; HASHES]);

impl SaidHashes {
    pub fn of(row: &Ready, secret: &Secret) -> Self {
        let name = &row.name;
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        let first = |points: &[ContactPoint]| points.first().map(ContactPoint::folded).unwrap_or_default();
        let fields = [
            some(&name.title),
            name.given.clone(),
            name.family.clone(),
            some(&name.known_as),
            some(&row.language),
            row.date_of_birth.map(|d| d.to_string()).unwrap_or_default(),
            first(&row.emails),
            first(&row.phones),
            row.post.as_ref().map(written).unwrap_or_default(),
        ];
        Self(fields.map(|text| hash(secret, &text)))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.concat()
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (chunks, rest) = bytes.as_chunks::<8>();
        rest.is_empty().then(|| chunks.try_into().ok().map(Self)).flatten()
    }
}

fn hash(secret: &Secret, text: &str) -> [u8; 8] {
    let long = secret.keyed_hash("import field", text.as_bytes());
    std::array::from_fn(|i| long[i])
}

/// A postal address as one compares all of it.
fn written(post: &ContactPoint) -> String {
    let part = |p: &Option<String>| p.clone().unwrap_or_default();
    format!("{}\n{}\n{}\n{}", post.value, part(&post.town), part(&post.county), post.folded())
}

/// What the source said before, for a source with numbers; it holds still when the record still says it.
pub struct Before<'a> {
    pub said: Option<SaidHashes>,
    pub secret: &'a Secret,
}

impl Before<'_> {
    fn still(&self, field: usize, held: &str) -> bool {
        self.said.is_some_and(|s| s.0[field] == hash(self.secret, held))
    }
}

/// What the row changes in `held`, and what to look at.
pub fn changes(
    row: &Ready,
    held: &Somebody,
    home: OrganisationId,
    before: &Before<'_>,
    warnings: &mut Vec<Warning>,
) -> Vec<Change> {
    let mut all = Vec::new();
    names(row, held, before, &mut all, warnings);
    birth(row, held, before, &mut all, warnings);
    points(row, held, before, &mut all, warnings);
    wishes(row, held, &mut all, warnings);
    match held.homes.iter().find(|h| !h.is_ended) {
        None => all.push(Change::Join(new_home(row, home))),
        Some(there) if there.organisation != home => warnings.push(Warning::OtherOrganisation),
        Some(_) => {}
    }
    all
}

pub fn new_home(row: &Ready, organisation: OrganisationId) -> Home {
    Home {
        organisation,
        category: row.category.clone(),
        number: row.number.clone(),
        joined_on: row.joined_on,
        term: row.term,
        is_ended: false,
    }
}

/// Which hash, what the row says, what stands, what the change is, and its name in a warning.
type Part<'a, T> = (usize, &'a T, &'a T, fn(String) -> Change, &'static str);

fn names(
    row: &Ready,
    held: &Somebody,
    before: &Before<'_>,
    all: &mut Vec<Change>,
    warnings: &mut Vec<Warning>,
) {
    let said = &row.name;
    let optional: [Part<'_, Option<String>>; 3] = [
        (0, &said.title, &held.name.title, Change::Title, "title"),
        (3, &said.known_as, &held.name.known_as, Change::KnownAs, "name that they are known by"),
        (4, &row.language, &held.language, Change::Language, "language"),
    ];
    for (field, new, old, change, what) in optional {
        let Some(new) = new else { continue };
        match old {
            None => all.push(change(new.clone())),
            Some(old) if old == new => {}
            Some(old) if before.still(field, old) => all.push(change(new.clone())),
            Some(_) => warnings.push(Warning::Kept(what)),
        }
    }
    let (given, family) = name_key(said);
    if (family.clone(), given.clone()) == name_key(&held.name) && given != family {
        warnings.push(Warning::SwappedRecord);
        return;
    }
    let parts: [Part<'_, String>; 2] = [
        (1, &said.given, &held.name.given, Change::Given, "given name"),
        (2, &said.family, &held.name.family, Change::Family, "family name"),
    ];
    for (field, new, old, change, what) in parts {
        if new.is_empty() || new == old {
            continue;
        }
        if old.is_empty() || before.still(field, old) {
            all.push(change(new.clone()));
        } else if crate::words::fold(new) != crate::words::fold(old) {
            warnings.push(Warning::Kept(what));
        }
    }
}

fn birth(
    row: &Ready,
    held: &Somebody,
    before: &Before<'_>,
    all: &mut Vec<Change>,
    warnings: &mut Vec<Warning>,
) {
    match (row.date_of_birth, held.birth) {
        (Some(new), None) => all.push(Change::Birth(new)),
        (Some(new), Some(old)) if new != old => {
            if before.still(5, &old.to_string()) {
                all.push(Change::Birth(new));
            } else if dates::turned(new) == Some(old) {
                warnings.push(Warning::BirthTurned);
            } else {
                warnings.push(Warning::Kept("date of birth"));
            }
        }
        _ => {}
    }
}

fn points(
    row: &Ready,
    held: &Somebody,
    before: &Before<'_>,
    all: &mut Vec<Change>,
    warnings: &mut Vec<Warning>,
) {
    for (field, kind, what) in [
        (6, Kind::Email, "e-mail address"),
        (7, Kind::Phone, "telephone number"),
        (8, Kind::Post, "postal address"),
    ] {
        let new: Vec<&ContactPoint> = row.points().filter(|p| p.kind == kind && !is_held(p, held)).collect();
        let Some(first) = new.first() else { continue };
        if kind == Kind::Email && held.has_account {
            warnings.push(Warning::SignInKept);
            continue;
        }
        let theirs = held.points.iter().filter(|p| p.kind == kind);
        let same = |p: &ContactPoint| if kind == Kind::Post { written(p) } else { p.folded() };
        let followed = theirs.clone().find(|p| before.still(field, &same(p)));
        match followed {
            Some(old) => {
                let new = ContactPoint { preferred: old.preferred, ..(*first).clone() };
                all.push(Change::Replace(old.clone(), new));
            }
            _ if theirs.clone().next().is_none() => all.extend(new.into_iter().cloned().map(Change::Point)),
            _ => warnings.push(Warning::Kept(what)),
        }
    }
}

/// Addresses count as the same when all of them is; what else is compared by its folded form.
fn is_held(point: &ContactPoint, held: &Somebody) -> bool {
    match point.kind {
        Kind::Post => held.points.iter().any(|p| p.kind == Kind::Post && written(p) == written(point)),
        _ => held.holds(point),
    }
}

fn wishes(row: &Ready, held: &Somebody, all: &mut Vec<Change>, warnings: &mut Vec<Warning>) {
    for wish in &row.wishes {
        let last = held.wishes.iter().rev().find(|w| w.channel == wish.channel);
        match last {
            None => all.push(Change::Wish(wish.clone())),
            // It counts from no earlier than what it takes back, for the newest word counts.
            Some(yes) if yes.given && !wish.given => {
                let recorded_on = wish.recorded_on.max(yes.recorded_on);
                all.push(Change::Wish(Wish { recorded_on, ..wish.clone() }));
            }
            Some(no) if !no.given && wish.given => warnings.push(Warning::OptOutKept),
            Some(_) => {}
        }
    }
}

/// The person as the changes leave them.
pub fn take(held: &mut Somebody, changes: &[Change]) {
    for change in changes.iter().cloned() {
        match change {
            Change::Title(t) => held.name.title = Some(t),
            Change::Given(g) => held.name.given = g,
            Change::Family(f) => held.name.family = f,
            Change::KnownAs(k) => held.name.known_as = Some(k),
            Change::Language(l) => held.language = Some(l),
            Change::Birth(b) => held.birth = Some(b),
            Change::Point(p) => held.points.push(p),
            Change::Replace(old, new) => {
                held.points.retain(|p| *p != old);
                held.points.push(new);
            }
            Change::Wish(w) => held.wishes.push(w),
            Change::Join(h) => held.homes.push(h),
        }
    }
}
