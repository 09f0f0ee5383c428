//! The review list.

use super::super::{list, pair::Pair, shown};
use super::{reasons, strength};
use crate::access::{self, ManageContacts};
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use web::Frame;
use web::components::{Checkboxes, Html, Tag};
use web::list::{self as listing, Count, Empty, FilterPanel, ListQuery, ListSpec, Pager, Refinement};
use web::text::Words;

const LIST: ListSpec = ListSpec {
    filters: &["strength", "kind", "state"],
    sorts: &["score", "found"],
    columns: &[],
    sizes: listing::SIZES,
};

const CHOICES: [(&str, &str, &str); 6] = [
    ("strength", "certain", "duplicates-certain"),
    ("strength", "likely", "duplicates-likely"),
    ("strength", "possible", "duplicates-possible"),
    ("kind", "person", "duplicates-kind-person"),
    ("kind", "organisation", "duplicates-kind-organisation"),
    ("state", "different", "duplicates-state-different"),
];
const LEGENDS: [(&str, &str); 3] =
    [("strength", "duplicates-strength"), ("kind", "duplicates-kind"), ("state", "duplicates-state")];

#[derive(Template)]
#[template(path = "duplicates/pages/list.html")]
struct ListPage {
    frame: Frame,
    panel: FilterPanel,
    caption: String,
    /// The other order.
    other: (String, String),
    rows: Vec<Line>,
    pager: Pager,
    empty: Option<Empty>,
    waiting: Option<String>,
}

struct Line {
    address: String,
    names: [String; 2],
    strength: Tag,
    reasons: Vec<String>,
    found: String,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    let query = ListQuery::of(&LIST, visit.web());
    let asked = query.clone();
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            let found = list::page(tx, &right, &asked)?;
            let mut named = Vec::with_capacity(found.pairs.len());
            for pair in &found.pairs {
                let names = [shown::of(tx, pair.one, actor.today)?, shown::of(tx, pair.other, actor.today)?];
                named.push(names.map(|side| side.map(|s| s.name)));
            }
            Ok((found, named, crate::changed::any(tx)?))
        })
        .await?;
    let t = signed.text();
    let (found, named, waiting) = &signed.value;
    let shown = found.pairs.len() as u64;
    let before = found.pairs.first().filter(|_| found.before).map(|p| list::cursor(&query, p));
    let after = found.pairs.last().filter(|_| found.after).map(|p| (list::cursor(&query, p), shown));
    let sorted = t.plain(if query.sort == "found" { "duplicates-by-age" } else { "duplicates-by-strength" });
    let line = |(pair, names): (&Pair, &[Option<String>; 2])| Line {
        address: format!("/contacts/duplicates/{}", pair.id),
        names: names.clone().map(|name| name.unwrap_or_else(|| t.plain("duplicates-gone"))),
        strength: strength(&t, pair.score),
        reasons: reasons(&t, pair).into_iter().take(6).collect(),
        found: dates::day_of(pair.found_at, &visit.app().zone, t.lang),
    };
    ListPage {
        frame: signed.frame(t.plain("duplicates-title")),
        caption: listing::caption(&t, &query, shown, Count::Exactly(found.count), &sorted),
        other: if query.sort == "found" {
            (t.plain("duplicates-surest-first"), query.with_sort("score").url())
        } else {
            (t.plain("duplicates-oldest-first"), query.with_sort("found").url())
        },
        panel: FilterPanel::new(&t, &query, fields(&t, &query), in_force(&t, &query)),
        rows: found.pairs.iter().zip(named).map(line).collect(),
        pager: Pager::new(&t, &query, &LIST, before, after),
        empty: found.pairs.is_empty().then(|| Empty::new(&t, &query, t.text("duplicates-none"))),
        waiting: waiting.then(|| t.plain("duplicates-still-looking")),
    }
    .answer()
}

fn fields(t: &Words, query: &ListQuery) -> Html {
    let mut html = String::new();
    for (name, legend) in LEGENDS {
        let mut boxes = Checkboxes::new(name, t.text(legend));
        for (_, value, words) in CHOICES.iter().filter(|(of, ..)| *of == name) {
            boxes = boxes.option(*value, t.plain(words));
        }
        html.push_str(&boxes.values(query.filter(name)).to_string());
    }
    Html::trusted(html)
}

fn in_force(t: &Words, query: &ListQuery) -> Vec<Refinement> {
    CHOICES
        .iter()
        .filter(|(name, value, _)| query.is_ticked(name, value))
        .map(|(name, value, words)| Refinement {
            words: t.plain(words),
            without: query.without(name, value).url(),
        })
        .collect()
}
