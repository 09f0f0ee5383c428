//! The parts around a list's table.

use askama::Template;

use super::{Column, Count, Cursor, Direction, ListQuery, ListSpec, Size};
use crate::components::{Content, Html, component};
use crate::text::Words;

/// "1 to 25 of 143, sorted by name". `sorted_by` is the column's heading.
pub fn caption(t: &Words, query: &ListQuery, shown: u64, count: Count, sorted_by: &str) -> String {
    let first = query.first_row();
    let sorted_by = sorted_by.to_lowercase();
    match (shown, count) {
        (0, _) => t.plain("list-none"),
        (_, Count::Exactly(count)) => {
            let last = (first + shown - 1).min(count.max(shown));
            t.text("list-caption")
                .put("from", first)
                .put("to", last)
                .put("count", count)
                .put("sort", sorted_by)
                .plain()
        }
        (_, Count::MoreThan(least)) => {
            let last = first + shown - 1;
            t.text("list-caption-more")
                .put("from", first)
                .put("to", last)
                .put("count", least)
                .put("sort", sorted_by)
                .plain()
        }
    }
}

/// A heading that sorts: `{{ list_heading }}` inside the table's first row.
#[derive(Clone, Debug, Template)]
#[template(path = "list/sort_header.html")]
pub struct SortHeader {
    words: Content,
    href: String,
    state: &'static str,
    mark: &'static str,
    hint: String,
}

impl SortHeader {
    pub fn new(t: &Words, query: &ListQuery, key: &'static str, words: impl Into<Content>) -> Self {
        let (state, mark, hint) = match (query.sort == key, query.direction) {
            (true, Direction::Up) => ("ascending", "▲", "list-sort-down"),
            (true, Direction::Down) => ("descending", "▼", "list-sort-up"),
            (false, _) => ("none", "", "list-sort-up"),
        };
        Self { words: words.into(), href: query.with_sort(key).url(), state, mark, hint: t.plain(hint) }
    }
}

/// Previous and next, and the page sizes.
#[derive(Clone, Debug, Template)]
#[template(path = "list/pager.html")]
pub struct Pager {
    t: Words,
    previous: Option<String>,
    next: Option<String>,
    sizes: Vec<(String, Option<String>)>,
}

impl Pager {
    /// `first` and `last` are the page's first and last row; the flags say whether more lies before and after.
    pub fn new(
        t: &Words,
        query: &ListQuery,
        spec: &ListSpec,
        before: Option<Cursor>,
        after: Option<(Cursor, u64)>,
    ) -> Self {
        let size = |size: &Size| {
            let words = if *size == Size::All { t.plain("list-size-all") } else { size.word() };
            (words, (*size != query.size).then(|| query.with_size(*size).url()))
        };
        Self {
            previous: before.map(|first| query.previous(first).url()),
            next: after.map(|(last, shown)| query.next(last, shown).url()),
            sizes: spec.sizes.iter().map(size).collect(),
            t: t.clone(),
        }
    }
}

/// A to Z with counts; a letter without rows is not a link.
#[derive(Clone, Debug, Template)]
#[template(path = "list/letters.html")]
pub struct Letters {
    t: Words,
    all: Option<String>,
    letters: Vec<Letter>,
}

#[derive(Clone, Debug)]
struct Letter {
    letter: char,
    count: u64,
    href: String,
    current: bool,
}

impl Letters {
    /// The counts as the database gave them; letters beyond A to Z come after Z.
    pub fn new(t: &Words, query: &ListQuery, counts: &[(char, u64)]) -> Self {
        let count = |letter| counts.iter().find(|(known, _)| *known == letter).map_or(0, |(_, count)| *count);
        let others = counts.iter().map(|(letter, _)| *letter).filter(|letter| !letter.is_ascii_uppercase());
        let letter = |letter| Letter {
            letter,
            count: count(letter),
            href: query.with_letter(Some(letter)).url(),
            current: query.letter == Some(letter),
        };
        let all = query.letter.is_some().then(|| query.with_letter(None).url());
        Self { letters: ('A'..='Z').chain(others).map(letter).collect(), all, t: t.clone() }
    }
}

/// A filter in force, in words: "Town: Leeds".
#[derive(Clone, Debug)]
pub struct Refinement {
    pub words: String,
    /// The address of the list without it.
    pub without: String,
}

/// The form of filters with its button, and the filters in force. The fields come from the page.
#[derive(Clone, Debug, Template)]
#[template(path = "list/filter_panel.html")]
pub struct FilterPanel {
    t: Words,
    action: String,
    kept: Vec<(&'static str, String)>,
    fields: Html,
    in_force: Vec<Refinement>,
    clear: String,
    open: bool,
}

impl FilterPanel {
    /// `fields` are controls named as in the spec, and `q` for the search.
    pub fn new(t: &Words, query: &ListQuery, fields: impl Into<Html>, in_force: Vec<Refinement>) -> Self {
        let own = |key: &str| key == "q" || query.filters.iter().any(|(known, _)| *known == key);
        Self {
            action: query.path.clone(),
            kept: query.pairs().into_iter().filter(|(key, _)| !own(key)).collect(),
            fields: fields.into(),
            clear: query.cleared().url(),
            open: true,
            in_force,
            t: t.clone(),
        }
    }

    /// The filters in force, each with a link that takes it away: shown above the table.
    pub fn chips(&self) -> Html {
        let chips = Chips { t: &self.t, in_force: &self.in_force, clear: &self.clear };
        if self.in_force.is_empty() {
            Html::default()
        } else {
            Html::trusted(chips.render().unwrap_or_default())
        }
    }
}

#[derive(Template)]
#[template(path = "list/chips.html")]
struct Chips<'a> {
    t: &'a Words,
    in_force: &'a [Refinement],
    clear: &'a str,
}

/// Which columns to show.
#[derive(Clone, Debug, Template)]
#[template(path = "list/column_chooser.html")]
pub struct ColumnChooser {
    t: Words,
    action: String,
    kept: Vec<(&'static str, String)>,
    columns: Vec<(&'static Column, bool)>,
}

impl ColumnChooser {
    pub fn new(t: &Words, query: &ListQuery, spec: &'static ListSpec) -> Self {
        Self {
            action: query.path.clone(),
            kept: query.pairs().into_iter().filter(|(key, _)| *key != "col").collect(),
            columns: spec
                .columns
                .iter()
                .map(|column| (column, query.columns.contains(&column.key)))
                .collect(),
            t: t.clone(),
        }
    }
}

/// Nothing matches: why, and the way out.
#[derive(Clone, Debug, Template)]
#[template(path = "list/empty.html")]
pub struct Empty {
    t: Words,
    words: Content,
    clear: Option<String>,
}

impl Empty {
    /// `words` are for a list that holds nothing at all: "No members yet".
    pub fn new(t: &Words, query: &ListQuery, words: impl Into<Content>) -> Self {
        let clear = query.is_narrowed().then(|| query.cleared().url());
        Self { t: t.clone(), words: words.into(), clear }
    }
}

component!(SortHeader, Pager, Letters, FilterPanel, ColumnChooser, Empty);
