//! Reading a sorted index from where the last page ended. Of several organisations, and of those who left beside those
//! who did not, each has its own stretch of the index; the stretches are merged.

use super::extent::{Coverage, Extent};
use super::row::{COLUMNS, Key, Keyed, Line};
use super::{Asked, Cursor, Filter, Order, Page, Side, Sort, SortBy, Standing, bound};
use crate::access::Clause;
use crate::membership::{MembershipId, State};
use crate::organisation::OrganisationId;
use jiff::civil::Date;
use store::{Engine, StoreError, Tx, Value};
use web::list::Direction;

/// A filter that leaves few of many makes the walk long: after so many entries it stops.
const LOOKED_AT: u64 = bound(10_000);

pub(super) fn page(
    tx: &mut Tx<'_>,
    extent: &Extent,
    filter: &Filter,
    sort: Sort,
    asked: &Asked,
    today: Date,
) -> Result<Page, StoreError> {
    // Within one category the order by category is the order by name.
    let by = if sort.by == SortBy::Category && filter.category.is_some() { SortBy::Name } else { sort.by };
    let (asked, start) = start(tx, by, asked)?;
    let direction = if asked.side() == Side::After { sort.direction } else { turned(sort.direction) };
    let walk = Walk { extent, filter, by, direction, today, start };
    let wanted = asked.rows + 1;
    if extent.is_small(tx)? || walk.is_dense() {
        return Ok(Page::of(walk.lines(tx, wanted)?, &asked, Order::AsAsked));
    }
    let stretches = walk.stretches();
    let mut lines = Vec::with_capacity(wanted);
    let mut whole = true;
    for stretch in &stretches {
        let before = lines.len();
        stretch.lines(tx, Some(LOOKED_AT), wanted, &mut lines)?;
        whole &= lines.len() - before >= wanted;
    }
    // A stretch that gave less than a page may have been cut short: the page ends with the one that ended first.
    let end = if whole { None } else { walk.end_after(tx, &stretches, LOOKED_AT)? };
    if let Some(Keyed(_, end)) = &end {
        lines.retain(|line| !walk.comes_after(&line.key, end));
    }
    walk.order(&mut lines, wanted);
    Ok(match end {
        Some(end) if lines.len() < wanted => cut_short(lines, &asked, Order::AsAsked, end.0, LOOKED_AT),
        _ => Page::of(lines, &asked, Order::AsAsked),
    })
}

/// The page that ends where the looking ended, so that the next one goes on from there.
pub(super) fn cut_short(
    lines: Vec<Line>,
    asked: &Asked,
    order: Order,
    end: MembershipId,
    looked: u64,
) -> Page {
    let mut page = Page::of(lines, asked, order);
    let end = Some(Cursor { side: asked.side(), membership: end });
    match asked.side() {
        Side::After => page.after = end,
        Side::Before => page.before = end,
    }
    page.looked_through = Some(looked);
    page
}

/// The key that the cursor points at. An entry that has gone since brings back to the first page.
pub(super) fn start(tx: &mut Tx<'_>, by: SortBy, asked: &Asked) -> Result<(Asked, Option<Key>), StoreError> {
    let Some(cursor) = asked.from else { return Ok((*asked, None)) };
    let sql = format!(
        "SELECT membership_id, {} FROM member_entry WHERE membership_id = ?1",
        by.columns().join(", ")
    );
    let mut found = None;
    tx.stream(&sql, &[&cursor.membership], |row| {
        found = Some(Keyed::read(row, by)?.1);
        Ok::<_, StoreError>(())
    })?;
    Ok(match found {
        Some(key) => (*asked, Some(key)),
        None => (Asked::first(asked.rows), None),
    })
}

fn turned(direction: Direction) -> Direction {
    if direction == Direction::Up { Direction::Down } else { Direction::Up }
}

struct Walk<'a> {
    extent: &'a Extent,
    filter: &'a Filter,
    by: SortBy,
    direction: Direction,
    today: Date,
    start: Option<Key>,
}

/// One stretch of one index: everything in it has the same values in the first columns.
struct Stretch<'a> {
    index: String,
    clause: Clause,
    /// What the filter says of the column sorted by.
    range: (Option<Value>, Option<Value>),
    walk: &'a Walk<'a>,
}

impl Walk<'_> {
    /// Nearly every entry of the stretch is wanted.
    fn is_dense(&self) -> bool {
        if matches!(self.extent.covers, Coverage::Below { few: None, .. }) {
            return false;
        }
        let (category, area) = self.fixed();
        let mut rest = self.filter.clone();
        rest.category = rest.category.filter(|_| category.is_none());
        rest.area = rest.area.filter(|_| area.is_none());
        match self.by {
            SortBy::Joined => (rest.joined_from, rest.joined_until) = (None, None),
            SortBy::Paid if rest.asks_for_days() => rest.standing = Standing::Present,
            SortBy::Name => rest.letter = rest.letter.filter(|l| *l == '#'),
            _ => {}
        }
        rest.is_plain() && rest.letter.is_none()
    }

    /// Columns that an index by name may begin with.
    fn fixed(&self) -> (Option<&str>, Option<&str>) {
        let category =
            self.filter.category.as_deref().filter(|_| matches!(self.by, SortBy::Name | SortBy::Category));
        let area = self.filter.area.as_deref().filter(|_| self.by == SortBy::Name && category.is_none());
        (category, area.filter(|_| self.over_all()))
    }

    fn over_all(&self) -> bool {
        self.extent.homes().is_none()
    }

    fn homes(&self) -> Vec<Option<OrganisationId>> {
        self.extent.homes().map_or(vec![None], |ids| ids.into_iter().map(Some).collect())
    }

    fn stretches(&self) -> Vec<Stretch<'_>> {
        let ended = self.filter.standing.ended();
        self.homes().into_iter().flat_map(|home| ended.iter().map(move |e| self.stretch(home, *e))).collect()
    }

    fn stretch(&self, home: Option<OrganisationId>, ended: bool) -> Stretch<'_> {
        let (category, area) = self.fixed();
        let column = match (self.by, category, area) {
            (_, Some(_), _) => "category",
            (_, _, Some(_)) => "area",
            (by, ..) => by.word(),
        };
        let index = format!("member_entry{}_{column}", if home.is_none() { "_all" } else { "" });
        let mut clause = match &self.extent.covers {
            Coverage::Below { few: None, .. } => self.extent.clause.clone(),
            _ => Clause::all(),
        };
        let place = clause.bind(ended);
        clause.and(&format!("member_entry.ended = {place}"));
        if let Some(home) = home {
            let place = clause.bind(home);
            clause.and(&format!("member_entry.organisation_id = {place}"));
        }
        if let Some(category) = category {
            let place = clause.bind(category);
            clause.and(&format!("member_entry.category = {place}"));
        }
        if let Some(area) = area {
            let place = clause.bind(area);
            clause.and(&format!("member_entry.postcode_area = {place}"));
        }
        Stretch { index, clause, range: self.range(), walk: self }
    }

    /// From (inclusive), to (exclusive), of the first column sorted by.
    fn range(&self) -> (Option<Value>, Option<Value>) {
        let day = |d: Option<Date>| d.map(|d| Value::Text(d.to_string()));
        let today = || Some(Value::Text(self.today.to_string()));
        match (self.by, self.filter.standing, self.filter.letter) {
            (SortBy::Joined, ..) => {
                // A blank stands before every day and is none.
                let from = day(self.filter.joined_from)
                    .or(self.filter.joined_until.map(|_| Value::Text("0".to_owned())));
                (from, day(self.filter.joined_until.and_then(|d| d.tomorrow().ok())))
            }
            (SortBy::Paid, Standing::Only(State::Current), _) => (today(), None),
            (SortBy::Paid, Standing::Only(State::Lapsed), _) => (None, today()),
            (SortBy::Name, _, Some(letter @ 'A'..='Z')) => {
                let letter = letter.to_ascii_lowercase();
                let next = char::from(letter as u8 + 1);
                (Some(Value::Text(letter.to_string())), Some(Value::Text(next.to_string())))
            }
            _ => (None, None),
        }
    }

    fn lines(&self, tx: &mut Tx<'_>, wanted: usize) -> Result<Vec<Line>, StoreError> {
        let mut all = Vec::with_capacity(wanted);
        for stretch in self.stretches() {
            stretch.lines(tx, None, wanted, &mut all)?;
        }
        self.order(&mut all, wanted);
        Ok(all)
    }

    fn order(&self, lines: &mut Vec<Line>, wanted: usize) {
        lines.sort_by(|a, b| match self.direction {
            Direction::Up => a.key.cmp(&b.key),
            Direction::Down => b.key.cmp(&a.key),
        });
        lines.truncate(wanted);
    }

    fn comes_after(&self, one: &Key, other: &Key) -> bool {
        if self.direction == Direction::Up { one > other } else { one < other }
    }

    /// The entry that lies so many entries ahead in the stretch that ends first, whatever the filter; none when all
    /// of them end before.
    fn end_after(
        &self,
        tx: &mut Tx<'_>,
        stretches: &[Stretch<'_>],
        entries: u64,
    ) -> Result<Option<Keyed>, StoreError> {
        let mut ends = Vec::new();
        for stretch in stretches {
            ends.extend(stretch.end_after(tx, entries)?);
        }
        Ok(ends.into_iter().reduce(|a, b| if self.comes_after(&a.1, &b.1) { b } else { a }))
    }
}

impl Stretch<'_> {
    fn lines(
        &self,
        tx: &mut Tx<'_>,
        look_at: Option<u64>,
        wanted: usize,
        into: &mut Vec<Line>,
    ) -> Result<(), StoreError> {
        let (sql, clause) = self.query(tx.engine(), look_at, wanted);
        tx.stream(&sql, &clause.params(), |row| {
            into.push(Line::read(row, self.walk.by, self.walk.today)?);
            Ok::<_, StoreError>(())
        })
    }

    /// `look_at` bounds the entries of which the filter is asked. They come in order, one by one, and no more of
    /// them than the page takes: the outer query neither sorts nor gathers.
    fn query(&self, engine: Engine, look_at: Option<u64>, wanted: usize) -> (String, Clause) {
        let (mut clause, from, order) = (self.bounded(), self.from(engine), self.order());
        let Some(look_at) = look_at else {
            self.walk.filter.narrow_by_fields(&mut clause, self.walk.today);
            let limit = clause.bind(wanted as i64);
            return (format!("SELECT {COLUMNS} {from} WHERE {} {order} LIMIT {limit}", clause.sql), clause);
        };
        let most = clause.bind(look_at as i64);
        let inner = format!("SELECT member_entry.* {from} WHERE {} {order} LIMIT {most}", clause.sql);
        clause.sql = "TRUE".to_owned();
        self.walk.filter.narrow_by_fields(&mut clause, self.walk.today);
        let limit = clause.bind(wanted as i64);
        (format!("SELECT {COLUMNS} FROM ({inner}) member_entry WHERE {} LIMIT {limit}", clause.sql), clause)
    }

    fn end_after(&self, tx: &mut Tx<'_>, entries: u64) -> Result<Option<Keyed>, StoreError> {
        let mut clause = self.bounded();
        let skip = clause.bind(entries as i64 - 1);
        let sql = format!(
            "SELECT edge.membership_id, {} FROM (SELECT member_entry.n AS edge_n {} WHERE {} {} LIMIT 1 OFFSET {skip}) ahead
             JOIN member_entry edge ON edge.n = ahead.edge_n",
            self.walk.by.columns().iter().map(|c| format!("edge.{c}")).collect::<Vec<_>>().join(", "),
            self.from(tx.engine()), clause.sql, self.order(),
        );
        let mut found = None;
        tx.stream(&sql, &clause.params(), |row| {
            found = Some(Keyed::read(row, self.walk.by)?);
            Ok::<_, StoreError>(())
        })?;
        Ok(found)
    }

    /// The stretch from the cursor on, within the range.
    fn bounded(&self) -> Clause {
        let (walk, mut clause) = (self.walk, self.clause.clone());
        let (mut low, mut high) = self.range.clone();
        if let Some(start) = &walk.start {
            let sign = if walk.direction == Direction::Up { ">" } else { "<" };
            compare(&mut clause, walk.by, sign, start);
            // The cursor stands within the range: one bound a side is what an index can use.
            let passed = if walk.direction == Direction::Up { &mut low } else { &mut high };
            *passed = None;
        }
        let first = walk.by.columns()[0];
        for (bound, sign) in [(low, ">="), (high, "<")] {
            if let Some(value) = bound {
                let place = clause.bind(value);
                clause.and(&format!("member_entry.{first} {sign} {place}"));
            }
        }
        clause
    }

    /// SQLite is told the index: without statistics it may prefer a filter's index and sort a million rows.
    fn from(&self, engine: Engine) -> String {
        match engine {
            Engine::Sqlite => format!("FROM member_entry INDEXED BY {}", self.index),
            Engine::Postgres => "FROM member_entry".to_owned(),
        }
    }

    fn order(&self) -> String {
        let way = if self.walk.direction == Direction::Up { "" } else { " DESC" };
        let columns = self.walk.by.columns().iter().map(|c| format!("member_entry.{c}{way}"));
        format!("ORDER BY {}", columns.collect::<Vec<_>>().join(", "))
    }
}

/// Adds `(columns) sign (key)`.
pub(super) fn compare(clause: &mut Clause, by: SortBy, sign: &str, key: &Key) {
    let places: Vec<String> = by.values(key).into_iter().map(|v| clause.bind(v)).collect();
    let columns: Vec<String> = by.columns().iter().map(|c| format!("member_entry.{c}")).collect();
    clause.and(&format!("({}) {sign} ({})", columns.join(", "), places.join(", ")));
}

/// The statements of a page in the middle.
#[cfg(test)]
pub(super) fn statements(
    tx: &Tx<'_>,
    extent: &Extent,
    filter: &Filter,
    sort: Sort,
    today: Date,
) -> Vec<(String, Clause)> {
    let start = Key { first: "m".to_owned(), name: "m".to_owned(), n: 7 };
    let walk = Walk { extent, filter, by: sort.by, direction: sort.direction, today, start: Some(start) };
    walk.stretches()
        .iter()
        .flat_map(|s| [None, Some(LOOKED_AT)].map(|most| s.query(tx.engine(), most, 51)))
        .collect()
}
