//! Where am I, and how do I get back.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::html::{Attributes, Content};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/back_link.html")]
pub struct BackLink {
    #[serde(flatten)]
    pub content: Content,
    pub href: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(default)]
#[template(path = "components/skip_link.html")]
pub struct SkipLink {
    #[serde(flatten)]
    pub content: Content,
    pub href: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/breadcrumbs.html")]
pub struct Breadcrumbs {
    pub items: Vec<Crumb>,
    pub classes: String,
    pub collapse_on_mobile: bool,
    pub label_text: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Crumb {
    #[serde(flatten)]
    pub content: Content,
    pub href: String,
    pub attributes: Attributes,
}

component!(BackLink, SkipLink, Breadcrumbs);

impl BackLink {
    pub fn new(words: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: words.into(), href: href.into(), ..Self::default() }
    }

    fn words(&self) -> Content {
        self.content.or("Back")
    }
}

impl SkipLink {
    pub fn new(words: impl Into<Content>) -> Self {
        Self { content: words.into(), ..Self::default() }
    }
}

impl Breadcrumbs {
    /// `label` is heard by screen readers: "Breadcrumb".
    pub fn new(label: impl Into<String>) -> Self {
        Self { label_text: label.into(), collapse_on_mobile: true, ..Self::default() }
    }

    pub fn step(mut self, words: impl Into<Content>, href: impl Into<String>) -> Self {
        self.items.push(Crumb { content: words.into(), href: href.into(), ..Crumb::default() });
        self
    }
}
