//! The table of a list whose rows can be ticked: headings that sort, the chosen columns, a link on each row's name.

use askama::Template;

use super::{ListQuery, ListSpec, SortHeader, Tick};
use crate::components::{Content, component};
use crate::text::Words;

/// `{{ table }}` on the page. Rows are pushed in their order.
#[derive(Clone, Debug, Template)]
#[template(path = "list/table.html")]
pub struct Table {
    t: Words,
    caption: String,
    heads: Vec<Head>,
    labels: Vec<(&'static str, String)>,
    pub rows: Vec<Row>,
}

/// A heading that sorts, or words.
#[derive(Clone, Debug)]
enum Head {
    Sorts(SortHeader),
    Plain(String),
}

#[derive(Clone, Debug)]
pub struct Row {
    pub tick: Tick,
    pub name: String,
    /// Below the name, where a list needs it.
    pub home: Option<String>,
    pub href: String,
    cells: Vec<Cell>,
}

#[derive(Clone, Debug)]
struct Cell {
    /// Long words may break.
    class: &'static str,
    label: String,
    value: Content,
}

impl Table {
    /// `name` is the catalogue's key of the first heading, which sorts by the spec's first key.
    pub fn new(t: &Words, query: &ListQuery, spec: &ListSpec, name: &'static str, caption: String) -> Self {
        let words = |key: &str| t.plain(spec.columns.iter().find(|c| c.key == key).map_or(name, |c| c.words));
        let head = |key: &'static str| match spec.sorts.contains(&key) {
            true => Head::Sorts(SortHeader::new(t, query, key, words(key))),
            false => Head::Plain(words(key)),
        };
        let heads = spec.sorts.first().into_iter().chain(&query.columns).map(|key| head(key)).collect();
        let labels = query.columns.iter().map(|key| (*key, words(key))).collect();
        Self { t: t.clone(), caption, heads, labels, rows: Vec::new() }
    }

    /// A row with a cell for each of the chosen columns; the words of those in `long` may break anywhere.
    pub fn row(
        &mut self,
        tick: Tick,
        name: String,
        home: Option<String>,
        href: String,
        long: &str,
        cell: impl Fn(&str) -> Content,
    ) {
        let cells = self.labels.iter().map(|(key, label)| Cell {
            class: if *key == long { " ch-long" } else { "" },
            label: label.clone(),
            value: cell(key),
        });
        let cells = cells.collect();
        self.rows.push(Row { tick, name, home, href, cells });
    }
}

component!(Table);
