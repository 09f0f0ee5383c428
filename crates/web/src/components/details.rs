//! More to read, opened by a press.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::html::{Attributes, Content, Html, loose};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/details.html")]
pub struct Details {
    #[serde(flatten)]
    pub content: Content,
    #[serde(deserialize_with = "loose")]
    pub summary_text: Option<String>,
    pub summary_html: Option<Html>,
    pub id: String,
    pub open: bool,
    pub classes: String,
    pub attributes: Attributes,
}

component!(Details);

impl Details {
    pub fn new(summary: impl Into<String>, content: impl Into<Content>) -> Self {
        Self { summary_text: Some(summary.into()), content: content.into(), ..Self::default() }
    }

    fn summary(&self) -> Content {
        Content { text: self.summary_text.clone(), html: self.summary_html.clone() }
    }
}
