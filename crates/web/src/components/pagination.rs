//! Numbered pages. Lists use the pager of `web::list`, which pages by what was seen last.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::field::text;
use super::html::{Attributes, Content};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/pagination.html")]
pub struct Pagination {
    pub items: Option<Vec<Option<PageItem>>>,
    pub previous: Option<PageLink>,
    pub next: Option<PageLink>,
    pub landmark_label: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PageItem {
    #[serde(deserialize_with = "text")]
    pub number: String,
    pub visually_hidden_text: String,
    pub href: String,
    pub current: bool,
    pub ellipsis: bool,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PageLink {
    #[serde(flatten)]
    pub content: Content,
    pub label_text: String,
    pub href: String,
    pub attributes: Attributes,
}

component!(Pagination);

impl Pagination {
    /// "Previous" and "Next" with what they lead to, for pages that follow each other.
    pub fn steps(label: impl Into<String>, previous: Option<PageLink>, next: Option<PageLink>) -> Self {
        Self { landmark_label: label.into(), previous, next, ..Self::default() }
    }

    fn is_block(&self) -> bool {
        self.items.is_none() && (self.next.is_some() || self.previous.is_some())
    }

    fn label(&self) -> &str {
        if self.landmark_label.is_empty() { "Pagination" } else { &self.landmark_label }
    }
}

impl PageLink {
    pub fn new(words: impl Into<Content>, label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { content: words.into(), label_text: label.into(), href: href.into(), ..Self::default() }
    }
}

impl PageItem {
    fn label(&self) -> String {
        match self.visually_hidden_text.as_str() {
            "" => format!("Page {}", self.number),
            given => given.to_owned(),
        }
    }
}
