//! Ticked rows. The page keeps them in a store of its own (by session and list) and acts on them later.

use askama::Template;

use super::Count;
use crate::Form;
use crate::components::{Html, component};
use crate::text::Words;

/// What somebody asked of the selection, from the form of [`SelectionBar`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Of the rows seen on this page, these are ticked; the others of the page are not. Other pages stay as they are.
    These {
        ticked: Vec<String>,
        seen: Vec<String>,
    },
    /// Every row of the page.
    Page {
        seen: Vec<String>,
    },
    /// All that match the list's address, also those not shown. Keep the filter, not the rows.
    AllMatching,
    Nothing,
}

impl Pick {
    pub fn of(form: &Form) -> Self {
        let all = |name| form.all(name).map(str::to_owned).collect();
        match form.get("pick") {
            "page" => Pick::Page { seen: all("seen") },
            "all" => Pick::AllMatching,
            "none" => Pick::Nothing,
            _ => Pick::These { ticked: all("tick"), seen: all("seen") },
        }
    }
}

/// The box at the start of a row, and the note that the row was seen.
#[derive(Clone, Debug, Template)]
#[template(path = "list/tick.html")]
pub struct Tick {
    pub id: String,
    /// "Select Jo Jones": heard by screen readers.
    pub label: String,
    pub ticked: bool,
}

/// How many are selected, and the buttons that select more. Rows' boxes belong to its form.
#[derive(Clone, Debug, Template)]
#[template(path = "list/selection_bar.html")]
pub struct SelectionBar {
    t: Words,
    action: String,
    token: Html,
    back: String,
    selected: u64,
    shown: u64,
    matching: Option<u64>,
}

impl SelectionBar {
    /// `action` takes the POST; it answers with a redirect to `back` (use `look::local`).
    pub fn new(t: &Words, action: impl Into<String>, token: Html, back: impl Into<String>) -> Self {
        let (action, back) = (action.into(), back.into());
        Self { t: t.clone(), action, token, back, selected: 0, shown: 0, matching: None }
    }

    pub fn counts(mut self, selected: u64, shown: u64, matching: Count) -> Self {
        (self.selected, self.shown) = (selected, shown);
        self.matching = match matching {
            Count::Exactly(count) => Some(count),
            Count::MoreThan(_) => None,
        };
        self
    }
}

component!(Tick, SelectionBar);
