//! What the address of a batch asks: search, filters and order, and how many rows that is.

use crate::grant_checks::{self, WORDS};
use crate::invitee::{BatchId, State};
use crate::rollout::{self, Asked, Cursor, Page, Side, SortBy, Tally};
use crate::rollout_pages::state_words;
use store::{StoreError, Tx};
use web::components::{Html, Input, Select};
use web::list::{self as kit, Column, Count, ListQuery, ListSpec, Place, Refinement, Size};
use web::text::Words;

pub(super) const LIST: ListSpec = ListSpec {
    filters: &["state", "finding"],
    sorts: &["name", "kind", "councils", "email", "state"],
    columns: &[
        Column { key: "kind", words: "batch-kind", at_first: true },
        Column { key: "councils", words: "batch-councils", at_first: true },
        Column { key: "email", words: "batch-email", at_first: true },
        Column { key: "state", words: "batch-state", at_first: true },
    ],
    sizes: &[Size::Rows(25), Size::Rows(50), Size::Rows(100), Size::Rows(250), Size::All],
};

/// What the address of the list asks.
pub(super) fn asked(query: &ListQuery) -> Asked {
    let cursor = |side, cursor: &kit::Cursor| Some(Cursor { side, at: cursor.values.first()?.parse().ok()? });
    let one = |key: &'static str| query.filter(key).next().unwrap_or_default().to_owned();
    Asked {
        sort: SortBy::from_word(query.sort),
        direction: query.direction,
        rows: query.limit().map_or(1_000, |n| n as usize),
        from: match &query.place {
            Place::Start => None,
            Place::After(c) => cursor(Side::After, c),
            Place::Before(c) => cursor(Side::Before, c),
        },
        state: State::ALL.into_iter().find(|s| s.word() == one("state")),
        finding: grant_checks::bit(&one("finding")),
        search: query.search.chars().take(100).collect(),
    }
}

/// Said by the tally, or by the page when it holds them all; a search is counted, for no tally knows it.
pub(super) fn total(
    tx: &mut Tx<'_>,
    batch: BatchId,
    asked: &Asked,
    page: &Page,
    tally: &Tally,
) -> Result<Count, StoreError> {
    let shown = page.rows.len() as u64;
    Ok(match (asked.finding, asked.state, asked.search.trim().is_empty()) {
        _ if page.before.is_none() && page.after.is_none() => Count::Exactly(shown),
        (_, _, false) => Count::Exactly(rollout::count_matching(tx, batch, asked)?),
        (0, Some(state), true) => Count::Exactly(tally.of(state)),
        (0, None, true) => Count::Exactly(tally.all()),
        (_, _, true) => Count::MoreThan(shown),
    })
}

pub(super) fn fields(t: &Words, query: &ListQuery, tally: &Tally) -> Html {
    let one = |key: &'static str| query.filter(key).next().unwrap_or_default().to_owned();
    let mut states = Select::new("state", t.text("batch-state")).option("", t.plain("batch-any"));
    for state in State::ALL.into_iter().filter(|s| tally.of(*s) > 0) {
        let words = format!("{} ({})", state_words(t, state), tally.of(state));
        states = states.option(state.word(), words);
    }
    let mut findings = Select::new("finding", t.text("batch-finding")).option("", t.plain("batch-any"));
    for word in WORDS {
        findings = findings.option(word, grant_checks::label(t, word));
    }
    let search =
        Input::new("q", t.text("batch-search")).hint(t.text("batch-search-hint")).value(query.search.clone());
    Html::trusted(format!("{search}{}{}", states.value(one("state")), findings.value(one("finding"))))
}

pub(super) fn in_force(t: &Words, query: &ListQuery) -> Vec<Refinement> {
    let words = |key: &str, value: &str| match key {
        "state" => State::ALL.into_iter().find(|s| s.word() == value).map(|s| state_words(t, s)),
        _ => Some(grant_checks::label(t, value)),
    };
    let filters = query.filters.iter().filter_map(|(key, value)| {
        Some(Refinement { words: words(key, value)?, without: query.without(key, value).url() })
    });
    let searched = (!query.search.is_empty())
        .then(|| Refinement { words: query.search.clone(), without: query.without_search().url() });
    filters.chain(searched).collect()
}
