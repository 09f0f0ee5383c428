//! Buttons, and links that look like them.

use askama::Template;
use serde::Deserialize;

use super::component;
use super::html::{Attributes, Content, loose};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/button.html")]
pub struct Button {
    #[serde(flatten)]
    pub content: Content,
    pub id: String,
    pub name: String,
    pub value: String,
    pub r#type: String,
    pub href: String,
    pub classes: String,
    pub attributes: Attributes,
    pub disabled: bool,
    pub is_start_button: bool,
    /// "true" takes a second press within a second for an accident.
    #[serde(deserialize_with = "loose")]
    pub prevent_double_click: Option<String>,
}

component!(Button);

impl Button {
    /// The one thing that the page is for. Sends the form once, also when pressed twice.
    pub fn primary(words: impl Into<Content>) -> Self {
        Self { content: words.into(), prevent_double_click: Some("true".into()), ..Self::default() }
    }

    pub fn secondary(words: impl Into<Content>) -> Self {
        Self { classes: "govuk-button--secondary".into(), ..Self::primary(words) }
    }

    /// For what destroys or cannot be taken back.
    pub fn warning(words: impl Into<Content>) -> Self {
        Self { classes: "govuk-button--warning".into(), ..Self::primary(words) }
    }

    /// A link that looks like a button: the next page, nothing sent.
    pub fn link(words: impl Into<Content>, href: impl Into<String>) -> Self {
        Self { content: words.into(), href: href.into(), ..Self::default() }
    }

    /// What the form holds when this button was pressed.
    pub fn sends(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        (self.name, self.value) = (name.into(), value.into());
        self
    }

    pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.set(name, value);
        self
    }

    fn class(&self) -> String {
        let more = if self.classes.is_empty() { String::new() } else { format!(" {}", self.classes) };
        let start = if self.is_start_button { " govuk-button--start" } else { "" };
        format!("govuk-button{more}{start}")
    }
}
