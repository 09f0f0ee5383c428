//! Who gets a label, with which lines, and who does not and why. Streamed like the rows of a spreadsheet.
//!
//! People of one household share a label, printed at the place of the first of them; its address is that person's. Who
//! has died, whose membership has ended, or who wants no post (where the reason asks for it) is left out, counted and
//! listed; so is an address that no postman could use.

use super::household::envelope;
use super::meant::Meant;
use super::point::{self, Best, KINDS};
use super::purpose::Post;
use super::sheet::Each;
use crate::person::{Name, PersonId};
use store::{Row, StoreError, Tx};

/// Why somebody gets no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    Died,
    Ended,
    NoPost,
    NoAddress,
    NoStreet,
    NoPostcode,
    /// The lines do not fit the label.
    TooLong,
    /// A sign that no font here has.
    OddSign,
}

impl Why {
    pub const ALL: [Why; 8] = [
        Why::Died,
        Why::Ended,
        Why::NoPost,
        Why::NoAddress,
        Why::NoStreet,
        Why::NoPostcode,
        Why::TooLong,
        Why::OddSign,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Why::Died => "died",
            Why::Ended => "ended",
            Why::NoPost => "no-post",
            Why::NoAddress => "no-address",
            Why::NoStreet => "no-street",
            Why::NoPostcode => "no-postcode",
            Why::TooLong => "too-long",
            Why::OddSign => "odd-sign",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.word() == word)
    }

    /// Its words in the catalogue.
    pub fn words(self) -> &'static str {
        match self {
            Why::Died => "download-left-out-died",
            Why::Ended => "download-left-out-ended",
            Why::NoPost => "download-left-out-no-post",
            Why::NoAddress => "download-left-out-no-address",
            Why::NoStreet => "download-left-out-no-street",
            Why::NoPostcode => "download-left-out-no-postcode",
            Why::TooLong => "download-left-out-too-long",
            Why::OddSign => "download-left-out-odd-sign",
        }
    }
}

/// One label to print.
pub(super) struct Label {
    pub person: PersonId,
    /// How many people it is for.
    pub people: usize,
    /// Ways to name them; each with the address below makes a label.
    pub ways: Vec<Vec<String>>,
    pub address: Vec<String>,
}

pub(super) enum Addressee {
    Label(Label),
    LeftOut(PersonId, Why),
}

pub(super) struct Wanted<'a> {
    pub each: Each,
    pub post: Post,
    /// "The Jones household", of the surnames.
    pub whole: &'a dyn Fn(&str) -> String,
}

/// Calls `each` for every member meant; who shares another's label is passed over.
pub(super) fn each<E: From<StoreError>>(
    tx: &mut Tx<'_>,
    meant: &Meant,
    wanted: &Wanted<'_>,
    mut each: impl FnMut(Addressee) -> Result<(), E>,
) -> Result<(), E> {
    let sql = query(meant, wanted);
    let mut held: Option<Member> = None;
    let mut seen = Seen::default();
    tx.stream::<E>(&sql, &meant.clause.params(), |row| {
        let n: i64 = row.get(0)?;
        if held.as_ref().is_none_or(|m| m.n != n) {
            if let Some(done) = held.take() {
                give(done, wanted, &mut seen, &mut each)?;
            }
            held = Some(Member::read(row, n)?);
        }
        match &mut held {
            Some(member) => Ok(member.more(row)?),
            None => Ok(()),
        }
    })?;
    match held {
        Some(last) => give(last, wanted, &mut seen, &mut each),
        None => Ok(()),
    }
}

const MATE: usize = 9 + point::FIELD_COUNT;

fn query(meant: &Meant, wanted: &Wanted<'_>) -> String {
    let (join, from, condition, order) = (meant.join, meant.from, &meant.clause.sql, meant.list.order);
    let no_post = |entry: &str| match wanted.post {
        Post::Everybody => "FALSE".to_owned(),
        Post::AsWished => format!(
            "CASE WHEN {entry}.by_post THEN FALSE ELSE coalesce((SELECT NOT said.given FROM consent said
             WHERE said.person_id = {entry}.person_id AND said.channel = 'post'
             ORDER BY said.recorded_on DESC, said.id DESC LIMIT 1), FALSE) END"
        ),
    };
    let (mates, joined) = match wanted.each {
        Each::Person => ("NULL, NULL, NULL, NULL, NULL, NULL", String::new()),
        Each::Household => (
            "mate.n, mate.sort_name, mate.person_id, other.title, other.given_name, other.family_name",
            format!(
                "LEFT JOIN person other ON other.household_id = person.household_id AND other.id <> person.id
                   AND other.deceased_on IS NULL
                 LEFT JOIN member_entry mate ON mate.person_id = other.id AND NOT mate.ended AND NOT ({})
                   AND {}",
                no_post("mate"),
                meant.condition_on("mate")
            ),
        ),
    };
    format!(
        "SELECT member_entry.n, member_entry.sort_name, member_entry.person_id, member_entry.ended,
                person.deceased_on IS NOT NULL, {}, person.title, person.given_name, person.family_name, {}, {mates}
         {from} {join} person ON person.id = member_entry.person_id
         LEFT JOIN contact_point point ON point.person_id = member_entry.person_id AND point.kind = 'post'
           AND point.valid_until IS NULL
         {joined} WHERE {condition} {order}",
        no_post("member_entry"),
        point::FIELDS
    )
}

struct Member {
    n: i64,
    sort_name: String,
    person: PersonId,
    name: Name,
    why: Option<Why>,
    points: [Best; KINDS],
    mates: Vec<Mate>,
}

struct Mate {
    key: (String, i64),
    person: PersonId,
    name: Name,
}

impl Member {
    fn read(row: &Row<'_>, n: i64) -> Result<Self, StoreError> {
        let (ended, died, no_post): (bool, bool, bool) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let why = match (died, ended, no_post) {
            (true, ..) => Some(Why::Died),
            (_, true, _) => Some(Why::Ended),
            (.., true) => Some(Why::NoPost),
            _ => None,
        };
        let (sort_name, person) = (row.get(1)?, row.get(2)?);
        Ok(Self {
            n,
            sort_name,
            person,
            name: name(row, 6)?,
            why,
            points: Default::default(),
            mates: Vec::new(),
        })
    }

    /// One of the lines that belong to this member.
    fn more(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        point::offer(&mut self.points, row, 9)?;
        let Some(n) = row.get::<Option<i64>>(MATE)? else { return Ok(()) };
        let person: PersonId = row.get(MATE + 2)?;
        if self.mates.iter().all(|m| m.person != person) {
            self.mates.push(Mate { key: (row.get(MATE + 1)?, n), person, name: name(row, MATE + 3)? });
        }
        Ok(())
    }
}

fn name(row: &Row<'_>, at: usize) -> Result<Name, StoreError> {
    Ok(Name { title: row.get(at)?, given: row.get(at + 1)?, family: row.get(at + 2)?, known_as: None })
}

/// People of the name that is being read: one who is a member twice gets one label.
#[derive(Default)]
struct Seen {
    sort_name: String,
    people: Vec<PersonId>,
}

impl Seen {
    fn again(&mut self, member: &Member) -> bool {
        if self.sort_name != member.sort_name {
            self.sort_name.clone_from(&member.sort_name);
            self.people.clear();
        }
        let again = self.people.contains(&member.person);
        self.people.push(member.person);
        again
    }
}

fn give<E>(
    mut member: Member,
    wanted: &Wanted<'_>,
    seen: &mut Seen,
    each: &mut impl FnMut(Addressee) -> Result<(), E>,
) -> Result<(), E> {
    if let Some(why) = member.why {
        return each(Addressee::LeftOut(member.person, why));
    }
    let key = (member.sort_name.clone(), member.n);
    if seen.again(&member) || member.mates.iter().any(|mate| mate.key < key) {
        return Ok(());
    }
    let post = &member.points[point::POST];
    let lines = match address(post) {
        Ok(lines) => lines,
        Err(why) => return each(Addressee::LeftOut(member.person, why)),
    };
    member.mates.sort_by(|a, b| a.key.cmp(&b.key));
    let names: Vec<Name> =
        std::iter::once(member.name).chain(member.mates.into_iter().map(|m| m.name)).collect();
    let (people, ways) = (names.len(), envelope(&names, wanted.whole));
    each(Addressee::Label(Label { person: member.person, people, ways, address: lines }))
}

/// Street, town, postcode, and the country when it is another. The county is not needed (Royal Mail).
fn address(post: &Best) -> Result<Vec<String>, Why> {
    let abroad = !matches!(post.country.as_str(), "" | "GB" | "UK" | "United Kingdom");
    let mut lines: Vec<String> = post.street_lines(usize::MAX);
    match (post.is_known(), lines.is_empty(), post.postcode.trim().is_empty()) {
        (false, ..) => return Err(Why::NoAddress),
        (_, true, _) => return Err(Why::NoStreet),
        (_, _, true) if !abroad => return Err(Why::NoPostcode),
        _ => {}
    }
    let country = if abroad { post.country.to_uppercase() } else { String::new() };
    lines.extend([post.town.trim().to_owned(), post.postcode.trim().to_owned(), country]);
    lines.retain(|line| !line.is_empty());
    Ok(lines)
}
