//! The list entries: one row a membership, as the members list shows and searches it, and the tallies of the A–Z strip.
//! Whatever changes a member calls [`refresh`] in the same transaction; [`add`] is its bulk form for new ones.

use super::{Enrolled, Enrolment, MembershipId, marks, values};
use crate::contact_point::{self, ContactPoint};
use crate::organisation::OrganisationId;
use crate::person::{self, Person, PersonId};
use crate::words;
use jiff::civil::Date;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx, Value};

/// The end of a term that has none: sorts after every date.
pub const FOR_LIFE: &str = "9999-12-31";

const FIELDS: [&str; 18] = [
    "membership_id",
    "person_id",
    "organisation_id",
    "ended",
    "category",
    "name",
    "sort_name",
    "letter",
    "town",
    "sort_town",
    "postcode_area",
    "joined_on",
    "paid_until",
    "contact",
    "has_email",
    "by_email",
    "by_post",
    "by_phone",
];

/// What an entry is made from.
struct Facts<'a> {
    membership: MembershipId,
    person: PersonId,
    organisation: OrganisationId,
    name: &'a person::Name,
    category: &'a str,
    number: Option<&'a str>,
    joined_on: Option<Date>,
    paid_until: Option<Date>,
    ended: bool,
    points: &'a [ContactPoint],
    wishes: [bool; 3],
}

struct Made {
    row: [Value; 18],
    words: String,
    tally: (OrganisationId, bool, char),
}

impl Facts<'_> {
    fn make(&self) -> Made {
        let post = self.points.iter().find(|p| p.kind == contact_point::Kind::Post);
        let email = self.points.iter().find(|p| p.kind == contact_point::Kind::Email);
        let phone = self.points.iter().find(|p| p.kind == contact_point::Kind::Phone);
        let preferred = self.points.iter().find(|p| p.preferred).or(email).or(phone).or(post);
        let contact = preferred.map(shown).unwrap_or_default();
        let town = post.and_then(|p| p.town.as_deref()).unwrap_or_default();
        let area =
            post.and_then(|p| p.postcode.as_deref()).map(contact_point::postcode_area).unwrap_or_default();
        let sort_name = self.name.sorted();
        let letter = words::letter(&sort_name);
        let paid_until = self.paid_until.map_or(FOR_LIFE.to_owned(), |d| d.to_string());
        let joined = self.joined_on.map(|d| d.to_string()).unwrap_or_default();
        let [by_email, by_post, by_phone] = self.wishes;
        let row = values([
            &self.membership,
            &self.person,
            &self.organisation,
            &self.ended,
            &self.category,
            &self.name.listed(),
            &sort_name,
            &letter.to_string(),
            &town,
            &words::fold(town),
            &area,
            &joined,
            &paid_until,
            &contact,
            &email.is_some(),
            &by_email,
            &by_post,
            &by_phone,
        ]);
        let kinds = [contact_point::Kind::Email, contact_point::Kind::Post, contact_point::Kind::Phone];
        let mut words = self.words();
        words.extend(kinds.iter().zip(self.wishes).map(|(kind, given)| marks::wish(kind.word(), given)));
        words.extend([marks::ended(self.ended), marks::has_email(email.is_some()), marks::letter(letter)]);
        words.extend([marks::category(self.category), marks::area(&area)]);
        Made { row, words: words.join(" "), tally: (self.organisation, self.ended, letter) }
    }

    /// Everything that the search finds: names, town, postcode, e-mail addresses, the membership number.
    fn words(&self) -> Vec<String> {
        let name = self.name;
        let mut text =
            format!("{} {} {}", name.given, name.family, name.known_as.as_deref().unwrap_or_default());
        for point in self.points {
            let parts = [point.town.as_deref(), point.postcode.as_deref(), Some(point.value.as_str())];
            let wanted = if point.kind == contact_point::Kind::Email { &parts[2..] } else { &parts[..2] };
            for part in wanted.iter().flatten() {
                text.push(' ');
                text.push_str(part);
            }
            if point.kind == contact_point::Kind::Post {
                text.push(' ');
                text.push_str(&point.folded());
            }
        }
        text.push(' ');
        text.push_str(self.number.unwrap_or_default());
        words::tokens(&text)
    }
}

fn shown(point: &ContactPoint) -> String {
    match point.kind {
        contact_point::Kind::Post => {
            let lines = point.value.lines().chain(point.town.as_deref()).chain(point.postcode.as_deref());
            lines.collect::<Vec<_>>().join(", ")
        }
        _ => point.value.clone(),
    }
}

/// Writes the entries of new members.
pub(super) fn add(
    tx: &mut Tx<'_>,
    today: Date,
    made: &[Enrolled],
    new: &[Enrolment],
) -> Result<(), StoreError> {
    let entries: Vec<Made> = made
        .iter()
        .zip(new)
        .map(|(ids, e)| {
            let wish = |kind| e.wishes.iter().rev().find(|w| w.channel == kind).is_some_and(|w| w.given);
            let last_term = e.terms.iter().map(|(_, end)| end.unwrap_or(Date::MAX)).max();
            Facts {
                membership: ids.membership,
                person: ids.person,
                organisation: e.organisation,
                name: &e.name,
                category: &e.category,
                number: e.number.as_deref(),
                joined_on: e.joined_on,
                paid_until: last_term.filter(|d| *d != Date::MAX),
                ended: e.ended.as_ref().is_some_and(|(day, _)| *day < today),
                points: &e.contact_points,
                wishes: [contact_point::Kind::Email, contact_point::Kind::Post, contact_point::Kind::Phone]
                    .map(wish),
            }
            .make()
        })
        .collect();
    insert(tx, entries)
}

fn insert(tx: &mut Tx<'_>, mut entries: Vec<Made>) -> Result<(), StoreError> {
    // Neighbours of the indexes one after another: a bulk of entries touches each page once.
    entries.sort_by_key(|made| made.tally.0);
    crate::journal::hold(tx)?;
    let first = tx.one::<(i64,)>("SELECT coalesce(max(n), 0) + 1 FROM member_entry", &[])?.0;
    let mut tokens = OrganisationMarks::default();
    let mut tallies: BTreeMap<(OrganisationId, bool, char), i64> = BTreeMap::new();
    let mut searchable = Vec::with_capacity(entries.len());
    let mut rows = Vec::with_capacity(entries.len());
    for (n, made) in (first..).zip(entries) {
        *tallies.entry(made.tally).or_default() += 1;
        let words = format!("{} {}", made.words, tokens.of(tx, made.tally.0)?);
        searchable.push([Value::Int(n), Value::Text(words)]);
        rows.push(std::iter::once(Value::Int(n)).chain(made.row).collect::<Vec<_>>());
    }
    let columns: Vec<&str> = std::iter::once("n").chain(FIELDS).collect();
    tx.load("member_entry", &columns, rows)?;
    let sql = tx.pick(
        "INSERT INTO member_search (rowid, words) VALUES (?1, ?2)",
        "INSERT INTO member_search (n, words) VALUES (?1, array_to_tsvector(string_to_array(?2, ' ')))",
    );
    tx.batch(sql, searchable)?;
    let tallies = tallies
        .into_iter()
        .map(|((organisation, ended, letter), by)| values([&organisation, &ended, &letter.to_string(), &by]));
    tx.batch(COUNT, tallies).map(drop)
}

const COUNT: &str = "INSERT INTO member_tally (organisation_id, ended, letter, entries)
    SELECT ancestor_id, ?2, ?3, ?4 FROM organisation_path WHERE descendant_id = ?1
    ON CONFLICT (organisation_id, ended, letter) DO UPDATE SET entries = member_tally.entries + excluded.entries";

/// Adds to the tallies of the organisation and of all that it stands under.
fn count(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    ended: bool,
    letter: char,
    by: i64,
) -> Result<(), StoreError> {
    tx.run(COUNT, &[&organisation, &ended, &letter.to_string(), &by]).map(drop)
}

/// Makes the entries of one person's memberships anew; of somebody who is not there any more (merged into another) none.
pub fn refresh(tx: &mut Tx<'_>, today: Date, person: PersonId) -> Result<(), StoreError> {
    take_out(tx, person)?;
    let who = tx.maybe(&format!("SELECT {} FROM person WHERE id = ?1", person::COLUMNS), &[&person])?;
    let Some::<Person>(who) = who else { return Ok(()) };
    let points = contact_points(tx, person)?;
    let wishes = wishes(tx, person)?;
    type Line = (MembershipId, OrganisationId, String, Option<String>, Option<Date>, Option<Date>);
    let memberships: Vec<Line> = tx.all(
        "SELECT id, organisation_id, category, number, joined_on, ended_on FROM membership WHERE person_id = ?1 ORDER BY id",
        &[&person],
    )?;
    let mut entries = Vec::new();
    for (membership, organisation, category, number, joined_on, ended_on) in memberships {
        let last: Option<(Option<Date>,)> = tx.maybe(
            "SELECT ends_on FROM membership_term WHERE membership_id = ?1 ORDER BY coalesce(ends_on, '9999-12-31') DESC LIMIT 1",
            &[&membership],
        )?;
        let facts = Facts {
            membership,
            person,
            organisation,
            name: &who.name,
            category: &category,
            number: number.as_deref(),
            joined_on,
            paid_until: last.and_then(|(d,)| d),
            ended: ended_on.is_some_and(|day| day < today),
            points: &points,
            wishes,
        };
        entries.push(facts.make());
    }
    insert(tx, entries)
}

/// Those among whom an entry says otherwise than the day does: a membership's last day has passed, or is to come.
pub fn overtaken(tx: &mut Tx<'_>, today: Date, people: &[PersonId]) -> Result<Vec<PersonId>, StoreError> {
    let sql = "SELECT e.person_id FROM member_entry e CROSS JOIN membership m
               WHERE e.person_id IN ({list}) AND m.id = e.membership_id
                 AND e.ended <> (coalesce(m.ended_on, '9999-12-31') < ?1)";
    let found: BTreeSet<PersonId> =
        tx.all_within::<(PersonId,)>(sql, &[&today], people)?.into_iter().map(|(id,)| id).collect();
    Ok(found.into_iter().collect())
}

/// Takes a person's entries out, before the memberships that they point at go.
pub fn take_out(tx: &mut Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    let old: Vec<(i64, OrganisationId, bool, String)> = tx
        .all("SELECT n, organisation_id, ended, letter FROM member_entry WHERE person_id = ?1", &[&person])?;
    for (n, organisation, ended, letter) in old {
        let sql =
            tx.pick("DELETE FROM member_search WHERE rowid = ?1", "DELETE FROM member_search WHERE n = ?1");
        tx.run(sql, &[&n])?;
        count(tx, organisation, ended, letter.chars().next().unwrap_or('#'), -1)?;
    }
    tx.run("DELETE FROM member_entry WHERE person_id = ?1", &[&person]).map(drop)
}

/// The contact points of a person that are valid, oldest first.
pub fn contact_points(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<ContactPoint>, StoreError> {
    type Line = (String, String, Option<String>, Option<String>, Option<String>, Option<String>, bool);
    let lines: Vec<Line> = tx.all(
        "SELECT kind, value, town, county, postcode, country, preferred FROM contact_point
         WHERE person_id = ?1 AND valid_until IS NULL ORDER BY id",
        &[&person],
    )?;
    let kind = |word: &str| match word {
        "email" => contact_point::Kind::Email,
        "phone" => contact_point::Kind::Phone,
        _ => contact_point::Kind::Post,
    };
    let make = |(word, value, town, county, postcode, country, preferred): Line| ContactPoint {
        kind: kind(&word),
        value,
        town,
        county,
        postcode,
        country,
        preferred,
    };
    Ok(lines.into_iter().map(make).collect())
}

/// The newest word of the person on e-mail, post and telephone; silence is a no.
fn wishes(tx: &mut Tx<'_>, person: PersonId) -> Result<[bool; 3], StoreError> {
    let said: Vec<(String, bool)> = tx.all(
        "SELECT channel, given FROM consent WHERE person_id = ?1 ORDER BY recorded_on, id",
        &[&person],
    )?;
    Ok(["email", "post", "phone"]
        .map(|c| said.iter().rev().find(|(channel, _)| channel == c).is_some_and(|(_, g)| *g)))
}

#[derive(Default)]
struct OrganisationMarks(BTreeMap<OrganisationId, String>);

impl OrganisationMarks {
    fn of(&mut self, tx: &mut Tx<'_>, organisation: OrganisationId) -> Result<&str, StoreError> {
        if let Entry::Vacant(vacant) = self.0.entry(organisation) {
            let chain = crate::organisation::ancestors(tx, organisation)?;
            let own_and_middle = chain.iter().enumerate().filter(|(i, o)| *i == 0 || o.parent.is_some());
            let mut tokens: Vec<String> =
                own_and_middle.map(|(_, o)| marks::organisation(o.number)).collect();
            tokens.extend(chain.first().map(|o| marks::home(o.number)));
            vacant.insert(tokens.join(" "));
        }
        Ok(&self.0[&organisation])
    }
}
