//! One of a list, in a control of the browser's own.

use askama::Template;
use serde::Deserialize;

use super::field::{Field, field_options};
use super::html::{Attributes, Content, loose};
use super::{combobox, component};
use crate::text::Words;

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/select.html")]
pub struct Select {
    #[serde(flatten)]
    pub field: Field,
    pub items: Vec<Option<Choose>>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Choose {
    #[serde(deserialize_with = "loose")]
    pub value: Option<String>,
    #[serde(deserialize_with = "loose")]
    pub text: Option<String>,
    pub selected: Option<bool>,
    pub disabled: bool,
    pub attributes: Attributes,
}

component!(Select);

impl Select {
    pub fn new(name: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { field: Field::new(name, label), items: Vec::new() }
    }

    pub fn option(mut self, value: impl Into<String>, words: impl Into<String>) -> Self {
        self.items.push(Some(Choose {
            value: Some(value.into()),
            text: Some(words.into()),
            ..Choose::default()
        }));
        self
    }

    /// What is chosen now.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.field.value = Some(value.into());
        self
    }

    /// One of many entries is looked for by typing, where scripts run. Said when all entries are there.
    pub fn searched(mut self, t: &Words) -> Self {
        if self.items.len() > combobox::SEARCHED_ABOVE {
            self.field.attributes.flag("data-searched");
            combobox::words(&mut self.field.attributes, t);
        }
        self
    }

    field_options!(field);

    fn is_selected(&self, item: &Choose) -> bool {
        let chosen = self.field.value.as_ref().filter(|value| !value.is_empty());
        let own = item.value.as_ref().or(item.text.as_ref());
        item.selected.unwrap_or_default()
            || (item.selected != Some(false) && chosen.is_some() && chosen == own)
    }
}
