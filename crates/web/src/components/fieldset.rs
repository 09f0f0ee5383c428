//! Fields that belong together, with a legend.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::html::{Attributes, Content, Html};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/fieldset.html")]
pub struct Fieldset {
    pub legend: Legend,
    pub classes: String,
    pub role: String,
    pub described_by: String,
    pub attributes: Attributes,
    pub html: Html,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Legend {
    #[serde(flatten)]
    pub content: Content,
    pub classes: String,
    pub is_page_heading: bool,
}

component!(Fieldset);

impl Fieldset {
    pub fn new(legend: impl Into<Content>) -> Self {
        let legend = Legend {
            content: legend.into(),
            classes: "govuk-fieldset__legend--m".into(),
            ..Legend::default()
        };
        Self { legend, ..Self::default() }
    }

    pub fn holding(mut self, fields: impl Into<Html>) -> Self {
        self.html = fields.into();
        self
    }
}
