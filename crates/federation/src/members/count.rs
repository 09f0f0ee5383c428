//! How many there are: kept tallies where nothing but letters is asked, else counted up to a bound.

use super::extent::{Coverage, Extent};
use super::found::{Lookup, SORTED};
use super::{Filter, SortBy, Standing, bound};
use crate::access::Clause;
use crate::membership::State;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{Engine, StoreError, Tx};
use web::list::Count;

/// The search index counts so many for a page.
const COUNTED: u64 = bound(10_000);
/// Entries looked at when days are asked for, which the search index does not know.
const LOOKED_AT: u64 = bound(4_000);

/// How many there are, the way to read a page of them that it shows to be the best, and how many stand under each
/// letter of the strip; no letters while a filter makes that dear.
pub(super) struct Counted {
    pub count: Count,
    pub way: Way,
    pub letters: Option<BTreeMap<char, u64>>,
}

pub(super) fn count(
    tx: &mut Tx<'_>,
    extent: &Extent,
    filter: &Filter,
    by: SortBy,
    today: Date,
) -> Result<Counted, StoreError> {
    let lookup = Lookup::of(tx.engine(), extent, filter);
    if filter.is_plain() && extent.is_tallied() {
        return tallied(tx, extent, filter, by, lookup);
    }
    // What few words or few days find is sifted row by row.
    for few in
        [Lookup::of_words(tx.engine(), extent, filter), Lookup::of_days(extent, filter)].into_iter().flatten()
    {
        if few.count(tx, extent, filter, SORTED + 1)? <= SORTED {
            return sifted(tx, extent, filter, today, few);
        }
    }
    let Some(lookup) = lookup else {
        return Ok(Counted::new(looked_at(tx, extent, filter, today)?, Way::Walk));
    };
    let searches = !filter.wanted().is_empty();
    if !searches && extent.is_small(tx)? {
        return Ok(Counted::new(looked_at(tx, extent, filter, today)?, Way::Walk));
    }
    let most = if lookup.exact { COUNTED } else { SORTED };
    let found = lookup.count(tx, extent, filter, most + 1)?;
    if found <= SORTED {
        return sifted(tx, extent, filter, today, lookup);
    }
    let count = match lookup.exact {
        true if found <= most => Count::Exactly(found),
        true => Count::MoreThan(most),
        false if searches => at_least(lookup.left_of_first(tx, extent, filter, today)?),
        false => looked_at(tx, extent, filter, today)?,
    };
    Ok(Counted::new(count, if searches { Way::AsEntered(lookup) } else { Way::Walk }))
}

impl Counted {
    fn new(count: Count, way: Way) -> Self {
        Self { count, way, letters: None }
    }
}

/// Few enough to look at each.
fn sifted(
    tx: &mut Tx<'_>,
    extent: &Extent,
    filter: &Filter,
    today: Date,
    lookup: Lookup,
) -> Result<Counted, StoreError> {
    let letters = lookup.letters(tx, extent, filter, today)?;
    let count = Count::Exactly(letters.values().sum());
    // Under one letter the strip would offer that letter alone.
    Ok(Counted { count, way: Way::Sort(lookup), letters: Some(letters).filter(|_| filter.letter.is_none()) })
}

/// How a page is read.
pub(super) enum Way {
    /// Off a sorted index.
    Walk,
    /// What the search index finds is sorted.
    Sort(Lookup),
    /// What it finds is too much to sort.
    AsEntered(Lookup),
}

fn tallied(
    tx: &mut Tx<'_>,
    extent: &Extent,
    filter: &Filter,
    by: SortBy,
    lookup: Option<Lookup>,
) -> Result<Counted, StoreError> {
    let letters = tallies(tx, extent, filter.standing)?;
    let count = match filter.letter {
        Some(letter) => letters.get(&letter).copied().unwrap_or(0),
        None => letters.values().sum(),
    };
    // One letter's are scattered over every order but the alphabet.
    let scattered = filter.letter.is_some() && by != SortBy::Name && count <= SORTED;
    let way = lookup.filter(|_| scattered).map_or(Way::Walk, Way::Sort);
    Ok(Counted { count: Count::Exactly(count), way, letters: Some(letters) })
}

fn tallies(tx: &mut Tx<'_>, extent: &Extent, standing: Standing) -> Result<BTreeMap<char, u64>, StoreError> {
    let mut letters = BTreeMap::new();
    for ended in standing.ended() {
        let lines: Vec<(String, i64)> = tx.all(
            "SELECT letter, entries FROM member_tally WHERE organisation_id = ?1 AND ended = ?2 AND entries > 0",
            &[&extent.top, ended],
        )?;
        for (letter, entries) in lines {
            *letters.entry(letter.chars().next().unwrap_or('#')).or_insert(0) += entries as u64;
        }
    }
    Ok(letters)
}

/// Counts among the first entries, of an index that holds every field a filter asks for.
fn looked_at(tx: &mut Tx<'_>, extent: &Extent, filter: &Filter, today: Date) -> Result<Count, StoreError> {
    let (mut sum, mut whole) = (0, true);
    for ended in filter.standing.ended() {
        let mut clause = extent.clause.clone();
        let place = clause.bind(*ended);
        clause.and(&format!("member_entry.ended = {place}"));
        term(&mut clause, filter, today);
        let (index, most) = match extent.covers {
            Coverage::Leaf | Coverage::Itself | Coverage::Below { few: Some(_), .. } => {
                ("member_entry_paid", LOOKED_AT)
            }
            _ => ("member_entry_all_paid", LOOKED_AT / 4),
        };
        let index = if tx.engine() == Engine::Sqlite { format!("INDEXED BY {index}") } else { String::new() };
        let most_place = clause.bind(most as i64);
        let inner =
            format!("SELECT {FIELDS} FROM member_entry {index} WHERE {} LIMIT {most_place}", clause.sql);
        clause.sql = "TRUE".to_owned();
        filter.narrow_by_fields(&mut clause, today);
        let sql =
            format!("SELECT count(*), count(*) FILTER (WHERE {}) FROM ({inner}) member_entry", clause.sql);
        let (looked, left): (i64, i64) = tx.one(&sql, &clause.params())?;
        sum += left as u64;
        whole &= looked < most as i64;
    }
    Ok(if whole { Count::Exactly(sum) } else { at_least(sum) })
}

fn at_least(count: u64) -> Count {
    Count::MoreThan(count.saturating_sub(1))
}

const FIELDS: &str = "member_entry.organisation_id, member_entry.ended, member_entry.paid_until, member_entry.category, \
    member_entry.postcode_area, member_entry.joined_on, member_entry.letter, member_entry.has_email, member_entry.by_email, \
    member_entry.by_post, member_entry.by_phone";

fn term(clause: &mut Clause, filter: &Filter, today: Date) {
    let sign = match filter.standing {
        Standing::Only(State::Current) => ">=",
        Standing::Only(State::Lapsed) => "<",
        _ => return,
    };
    let place = clause.bind(today);
    clause.and(&format!("member_entry.paid_until {sign} {place}"));
}
