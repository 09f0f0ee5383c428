//! One page of organisations, by name.

use federation::access::Actor;
use federation::words;
use store::{StoreError, Tx};
use web::list::{Cursor, Direction, ListQuery, Place};

/// An organisation as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub sort_name: String,
    pub number: i64,
    pub name: String,
    pub slug: String,
    pub kind: String,
    pub category: Option<String>,
    pub has_members: bool,
}

impl Line {
    pub fn cursor(&self) -> Cursor {
        Cursor::new([self.sort_name.clone(), self.number.to_string()])
    }
}

pub struct Found {
    pub lines: Vec<Line>,
    pub before: bool,
    pub after: bool,
    pub count: u64,
    pub letters: Vec<(char, u64)>,
}

type Row = (String, i64, String, String, String, Option<String>, bool);

/// Federations have hundreds of organisations, not millions: counting them is cheap.
pub fn page(tx: &mut Tx<'_>, actor: &Actor, query: &ListQuery) -> Result<Found, StoreError> {
    let mut clause = actor.access.sight().clause("organisation.id");
    if !query.search.is_empty() {
        for word in words::wanted(&query.search) {
            let (first, inside) = (clause.bind(format!("{word}%")), clause.bind(format!("% {word}%")));
            clause.and(&format!(
                "(organisation.sort_name LIKE {first} OR organisation.sort_name LIKE {inside})"
            ));
        }
    }
    let letters = letters(tx, &clause)?;
    if let Some(letter) = query.letter {
        let begins = clause.bind(format!("{}%", letter.to_ascii_lowercase()));
        clause.and(&format!("organisation.sort_name LIKE {begins}"));
    }
    let (count,): (i64,) =
        tx.one(&format!("SELECT count(*) FROM organisation WHERE {}", clause.sql), &clause.params())?;
    let back = matches!(query.place, Place::Before(_));
    let descending = back != (query.direction == Direction::Down);
    let cursor = match &query.place {
        Place::After(cursor) | Place::Before(cursor) => cursor.values.split_first().zip(cursor.values.get(1)),
        Place::Start => None,
    };
    if let Some(((name, _), number)) = cursor {
        let (name, number) = (clause.bind(name), clause.bind(number.parse::<i64>().unwrap_or(0)));
        let sign = if descending { "<" } else { ">" };
        clause.and(&format!("(organisation.sort_name, organisation.number) {sign} ({name}, {number})"));
    }
    let limit = query.limit().unwrap_or(1_000) as usize;
    let order = if descending { "DESC" } else { "ASC" };
    let mut lines: Vec<Line> = tx
        .all::<Row>(
            &format!(
                "SELECT organisation.sort_name, organisation.number, organisation.name, organisation.slug, kind.name,
                        organisation.category, kind.has_members
                 FROM organisation JOIN organisation_kind kind ON kind.key = organisation.kind
                 WHERE {} ORDER BY organisation.sort_name {order}, organisation.number {order} LIMIT {}",
                clause.sql,
                limit + 1
            ),
            &clause.params(),
        )?
        .into_iter()
        .map(|(sort_name, number, name, slug, kind, category, has_members)| Line {
            sort_name,
            number,
            name,
            slug,
            kind,
            category,
            has_members,
        })
        .collect();
    let more = lines.len() > limit;
    lines.truncate(limit);
    if back {
        lines.reverse();
    }
    let started = query.place != Place::Start;
    let (before, after) = if back { (more, true) } else { (started, more) };
    Ok(Found { lines, before, after, count: count.unsigned_abs(), letters })
}

fn letters(tx: &mut Tx<'_>, clause: &federation::access::Clause) -> Result<Vec<(char, u64)>, StoreError> {
    let rows: Vec<(String, i64)> = tx.all(
        &format!(
            "SELECT upper(substr(organisation.sort_name, 1, 1)), count(*) FROM organisation WHERE {} GROUP BY 1 ORDER BY 1",
            clause.sql
        ),
        &clause.params(),
    )?;
    let letter = |(letter, n): (String, i64)| letter.chars().next().map(|c| (c, n.unsigned_abs()));
    Ok(rows.into_iter().filter_map(letter).collect())
}
