//! A table. Lists with filters and pages use `web::list` instead.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::field::text;
use super::html::{Attributes, Content, loose};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/table.html")]
pub struct Table {
    pub caption: String,
    pub caption_classes: String,
    pub head: Option<Vec<Cell>>,
    pub rows: Vec<Option<Vec<Cell>>>,
    pub first_cell_is_header: bool,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Cell {
    #[serde(flatten)]
    pub content: Content,
    #[serde(deserialize_with = "text")]
    pub format: String,
    pub classes: String,
    #[serde(deserialize_with = "loose")]
    pub colspan: Option<String>,
    #[serde(deserialize_with = "loose")]
    pub rowspan: Option<String>,
    pub attributes: Attributes,
}

component!(Table);

impl<T: Into<Content>> From<T> for Cell {
    fn from(content: T) -> Self {
        Self { content: content.into(), ..Self::default() }
    }
}

impl Cell {
    /// Figures stand to the right, so that their places line up.
    pub fn number(value: impl std::fmt::Display) -> Self {
        Self { format: "numeric".into(), ..Self::from(value.to_string()) }
    }
}

impl Table {
    pub fn new(caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), caption_classes: "govuk-table__caption--m".into(), ..Self::default() }
    }

    pub fn head<C: Into<Cell>>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        self.head = Some(cells.into_iter().map(Into::into).collect());
        self
    }

    /// The first cell names the row.
    pub fn row<C: Into<Cell>>(mut self, cells: impl IntoIterator<Item = C>) -> Self {
        self.first_cell_is_header = true;
        self.rows.push(Some(cells.into_iter().map(Into::into).collect()));
        self
    }
}
