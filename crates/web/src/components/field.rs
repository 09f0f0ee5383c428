//! What every form field has: label, hint, error and the group around them.

use askama::Template;
use serde::Deserialize;

use super::html::{Attributes, Content, loose};
use super::{Html, component};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/label.html")]
pub struct Label {
    #[serde(flatten)]
    pub content: Content,
    #[serde(rename = "for")]
    pub target: String,
    pub classes: String,
    pub is_page_heading: bool,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/hint.html")]
pub struct Hint {
    #[serde(flatten)]
    pub content: Content,
    pub id: String,
    pub classes: String,
    pub attributes: Attributes,
}

/// The sentence at a field that says what is wrong with its entry.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/error_message.html")]
pub struct ErrorMessage {
    #[serde(flatten)]
    pub content: Content,
    pub id: String,
    pub classes: String,
    pub attributes: Attributes,
    /// What a screen reader hears first: "Error" unless told; an empty text leaves it out.
    #[serde(deserialize_with = "prefix")]
    pub visually_hidden_text: Option<String>,
}

component!(Label, Hint, ErrorMessage);

/// The words of the template come with the language; the fixtures' `false` means none.
fn prefix<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(loose(from)?.map(|text| if text == "false" { String::new() } else { text }))
}

impl ErrorMessage {
    pub(crate) fn lead(&self) -> &str {
        self.visually_hidden_text.as_deref().unwrap_or("Error")
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FormGroup {
    pub classes: String,
    pub attributes: Attributes,
    pub before_input: Content,
    pub after_input: Content,
    pub before_inputs: Content,
    pub after_inputs: Content,
}

/// The options that all fields share.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Field {
    pub id: String,
    #[serde(deserialize_with = "text")]
    pub name: String,
    #[serde(deserialize_with = "loose")]
    pub value: Option<String>,
    pub label: Label,
    pub hint: Option<Hint>,
    pub error_message: Option<ErrorMessage>,
    pub form_group: FormGroup,
    pub described_by: String,
    pub classes: String,
    pub disabled: bool,
    pub attributes: Attributes,
    pub autocomplete: String,
    #[serde(deserialize_with = "loose")]
    pub spellcheck: Option<String>,
}

pub(crate) fn text<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(loose(from)?.unwrap_or_default())
}

/// Label, hint and error above a control.
#[derive(Template)]
#[template(path = "components/field_head.html")]
pub(crate) struct Head {
    label: Label,
    hint: Option<Hint>,
    error: Option<ErrorMessage>,
}

component!(Head);

impl Field {
    pub(crate) fn new(name: impl Into<String>, label: impl Into<Content>) -> Self {
        let label = Label { content: label.into(), ..Label::default() };
        Self { name: name.into(), label, ..Self::default() }
    }

    pub(crate) fn id(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }

    pub(crate) fn head(&self) -> Head {
        Head {
            label: Label { target: self.id().to_owned(), ..self.label.clone() },
            hint: named_hint(self.hint.as_ref(), self.id()),
            error: named_error(self.error_message.as_ref(), self.id()),
        }
    }

    pub(crate) fn described_by(&self) -> String {
        described_by(&self.described_by, self.id(), self.hint.is_some(), self.error_message.is_some())
    }

    pub(crate) fn error_class(&self, class: &'static str) -> &'static str {
        if self.error_message.is_some() { class } else { "" }
    }

    pub(crate) fn group_class(&self) -> String {
        group_class(self.error_message.is_some(), &self.form_group.classes)
    }

    /// For the fixtures, where some say true and some "true".
    pub(crate) fn spellcheck(&self) -> Option<&str> {
        self.spellcheck.as_deref().filter(|value| matches!(*value, "true" | "false"))
    }
}

pub(crate) fn named_hint(hint: Option<&Hint>, id: &str) -> Option<Hint> {
    hint.map(|hint| Hint { id: format!("{id}-hint"), ..hint.clone() })
}

pub(crate) fn named_error(error: Option<&ErrorMessage>, id: &str) -> Option<ErrorMessage> {
    error.map(|error| ErrorMessage { id: format!("{id}-error"), ..error.clone() })
}

pub(crate) fn described_by(start: &str, id: &str, hint: impl Into<bool>, error: impl Into<bool>) -> String {
    let mut ids = Vec::with_capacity(3);
    if !start.is_empty() {
        ids.push(start.to_owned());
    }
    if hint.into() {
        ids.push(format!("{id}-hint"));
    }
    if error.into() {
        ids.push(format!("{id}-error"));
    }
    ids.join(" ")
}

pub(crate) fn group_class(error: impl Into<bool>, more: &str) -> String {
    let error = if error.into() { " govuk-form-group--error" } else { "" };
    let space = if more.is_empty() { "" } else { " " };
    format!("govuk-form-group{error}{space}{more}")
}

/// The constructors that fields share. `$at` is the path to the [`Field`].
macro_rules! field_options {
    ($($at:tt)+) => {
        pub fn id(mut self, id: impl Into<String>) -> Self {
            self.$($at)+.id = id.into();
            self
        }

        pub fn hint(mut self, hint: impl Into<$crate::components::Content>) -> Self {
            self.$($at)+.hint = Some($crate::components::Hint { content: hint.into(), ..Default::default() });
            self
        }

        /// The sentence to show, when there is one: `.error(form.errors.of("email"))`.
        pub fn error(mut self, sentence: Option<impl Into<$crate::components::Content>>) -> Self {
            self.$($at)+.error_message = sentence
                .map(|sentence| $crate::components::ErrorMessage { content: sentence.into(), ..Default::default() });
            self
        }

        pub fn classes(mut self, classes: impl Into<String>) -> Self {
            self.$($at)+.classes = classes.into();
            self
        }

        pub fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
            self.$($at)+.attributes.set(name, value);
            self
        }

        /// The label is the page's heading: one thing per page.
        pub fn heading(mut self) -> Self {
            self.$($at)+.label.is_page_heading = true;
            self.$($at)+.label.classes = "govuk-label--l".to_owned();
            self
        }

        /// The label is heard, not seen: for a control that its surroundings explain.
        pub fn unseen_label(mut self) -> Self {
            self.$($at)+.label.classes = "govuk-visually-hidden".to_owned();
            self
        }
    };
}
pub(crate) use field_options;

/// A rendered component as HTML that other components can hold.
pub(crate) fn rendered(template: &impl Template) -> Html {
    Html::trusted(template.render().unwrap_or_default())
}
