//! Who gets a letter, where it goes, and the moment from which its code opens.

use crate::access::Actor;
use crate::account::code::{self, Code};
use crate::acting::Stamp;
use crate::grant_checks::{Finding, Terms};
use crate::installation::Installation;
use crate::invitee::{self, BatchId, State, Step, Verdict};
use crate::person::{Name, PersonId};
use crate::rollout::{self, Asked, Invitee, RolloutError, SortBy};
use std::collections::HashMap;
use store::{StoreError, Tx};
use web::list::Direction;
use web::text::Lang;

/// One letter to be.
#[derive(Clone)]
pub struct Letter {
    pub person: PersonId,
    pub name: Name,
    pub language: Lang,
    pub councils: String,
    /// The lines below the name; none when no address is known.
    pub address: Vec<String>,
    pub code: Code,
}

/// A file holds no more; what is left comes with the next.
const MOST: usize = 1_000;

fn waiting(tx: &mut Tx<'_>, terms: &Terms, batch: BatchId) -> Result<Vec<Invitee>, StoreError> {
    let asked = Asked {
        sort: SortBy::Name,
        direction: Direction::Up,
        rows: MOST,
        from: None,
        state: Some(State::Blocked),
        finding: crate::grant_checks::bit("no-email"),
        search: String::new(),
    };
    let rows = rollout::list(tx, terms, batch, &asked)?.rows;
    let alone = |r: &Invitee| {
        let missing = r.findings.iter().any(|f| matches!(f, Finding::NoEmail { .. }));
        let rest = r.findings.iter().filter(|f| !matches!(f, Finding::NoEmail { .. }));
        missing && rest.into_iter().all(|f| f.verdict(r.said) == Verdict::Good)
    };
    Ok(rows.into_iter().filter(alone).collect())
}

/// The letters of a batch, each with a code that opens nothing yet.
pub fn letters(
    tx: &mut Tx<'_>,
    house: &Installation,
    actor: &Actor,
    batch: BatchId,
) -> Result<Vec<Letter>, RolloutError> {
    let terms = rollout::terms(tx, house, actor, Some(batch))?;
    let rows = waiting(tx, &terms, batch)?;
    let people: Vec<PersonId> = rows.iter().filter_map(Invitee::person).collect();
    type Line = (PersonId, Option<String>, String, String, Option<String>, Option<String>);
    let sql =
        "SELECT id, title, given_name, family_name, known_as, language FROM person WHERE id IN ({list})";
    let mut known: HashMap<PersonId, Line> =
        tx.all_within::<Line>(sql, &[], &people)?.into_iter().map(|line| (line.0, line)).collect();
    let mut addresses = addresses(tx, terms.today, &people)?;
    let mut letters = Vec::with_capacity(rows.len());
    for row in rows {
        let Some((person, title, given, family, known_as, language)) =
            row.person().and_then(|id| known.remove(&id))
        else {
            continue;
        };
        letters.push(Letter {
            person,
            name: Name { title, given, family, known_as },
            language: language.as_deref().and_then(Lang::parse).unwrap_or_default(),
            councils: row.councils.clone(),
            address: addresses.remove(&person).unwrap_or_default(),
            code: Code::random()?,
        });
    }
    Ok(letters)
}

/// The postal address of each that holds today, the preferred before others.
fn addresses(
    tx: &mut Tx<'_>,
    today: jiff::civil::Date,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<String>>, StoreError> {
    let sql = format!(
        "SELECT person_id, value, coalesce(town, ''), coalesce(county, ''), coalesce(postcode, '') FROM contact_point
         WHERE person_id IN ({{list}}) AND kind = 'post' AND (valid_from IS NULL OR valid_from <= '{today}')
           AND (valid_until IS NULL OR valid_until >= '{today}') ORDER BY preferred DESC, id"
    );
    let mut found: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, value, town, county, postcode) in
        tx.all_within::<(PersonId, String, String, String, String)>(&sql, &[], people)?
    {
        let street = value.lines().map(str::to_owned);
        let lines: Vec<String> =
            street.chain([town, county, postcode]).filter(|line| !line.trim().is_empty()).collect();
        found.entry(person).or_insert(lines);
    }
    Ok(found)
}

/// The letters are printed: their codes open from now on, and the rows are invited. Who has changed meanwhile stays as
/// they are, and their code opens nothing.
pub fn posted(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    batch: BatchId,
    printed: &[(PersonId, Code)],
) -> Result<u64, RolloutError> {
    let rows = waiting(tx, terms, batch)?;
    let of = |row: &Invitee| {
        let person = row.person()?;
        printed.iter().find(|(id, _)| *id == person).map(|(_, code)| (person, code.clone()))
    };
    let codes: Vec<(PersonId, Code)> = rows.iter().filter_map(of).collect();
    code::make(tx, stamp, &codes)?;
    let mut standing: Vec<invitee::Standing> =
        rows.iter().filter(|r| of(r).is_some()).map(|r| r.standing.clone()).collect();
    for step in [Step::Check(Verdict::Good), Step::Invite, Step::Left] {
        standing = invitee::advance(tx, stamp, standing.into_iter().map(|row| (row, step)).collect())?;
    }
    tx.durable();
    Ok(standing.len() as u64)
}
