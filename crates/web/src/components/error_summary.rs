//! "There is a problem": first on the page, each line a link to its field.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::html::{Attributes, Content, Html, loose};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    #[serde(deserialize_with = "loose")]
    pub title_text: Option<String>,
    pub title_html: Option<Html>,
    #[serde(deserialize_with = "loose")]
    pub description_text: Option<String>,
    pub description_html: Option<Html>,
    pub error_list: Vec<ErrorLine>,
    pub classes: String,
    pub attributes: Attributes,
    #[serde(deserialize_with = "loose")]
    pub disable_auto_focus: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ErrorLine {
    #[serde(flatten)]
    pub content: Content,
    pub href: String,
    pub attributes: Attributes,
}

component!(ErrorSummary);

impl ErrorSummary {
    pub fn new(title: impl Into<String>) -> Self {
        Self { title_text: Some(title.into()), ..Self::default() }
    }

    /// A sentence, and the id of the field that it is about.
    pub fn line(mut self, sentence: impl Into<Content>, field: &str) -> Self {
        let href = if field.is_empty() { String::new() } else { format!("#{field}") };
        self.error_list.push(ErrorLine { content: sentence.into(), href, ..ErrorLine::default() });
        self
    }

    fn title(&self) -> Content {
        Content { text: self.title_text.clone(), html: self.title_html.clone() }
    }

    fn description(&self) -> Content {
        Content { text: self.description_text.clone(), html: self.description_html.clone() }
    }
}
