//! Radios and checkboxes.

use askama::Template;
use serde::Deserialize;
use serde_json::Value;

use super::component;
use super::field::{
    ErrorMessage, FormGroup, Hint, Label, described_by, group_class, named_error, named_hint, rendered,
};
use super::fieldset::{Fieldset, Legend};
use super::html::{Attributes, Content, Html, loose};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Choices {
    pub name: String,
    pub id_prefix: String,
    pub items: Vec<Option<Choice>>,
    #[serde(deserialize_with = "loose")]
    pub value: Option<String>,
    #[serde(deserialize_with = "several")]
    pub values: Vec<String>,
    pub fieldset: Option<Fieldset>,
    pub hint: Option<Hint>,
    pub error_message: Option<ErrorMessage>,
    pub form_group: FormGroup,
    pub described_by: String,
    pub classes: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Choice {
    #[serde(flatten)]
    pub content: Content,
    #[serde(deserialize_with = "loose")]
    pub value: Option<String>,
    pub id: String,
    pub name: String,
    pub hint: Hint,
    pub label: Label,
    pub checked: Option<bool>,
    pub disabled: bool,
    pub divider: String,
    /// What shows when this one is chosen.
    pub conditional: Conditional,
    pub behaviour: String,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default)]
pub struct Conditional {
    pub html: Html,
}

impl<'de> Deserialize<'de> for Conditional {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let given = Value::deserialize(from)?;
        let html = given.get("html").and_then(Value::as_str).unwrap_or_default();
        Ok(Self { html: Html::trusted(html) })
    }
}

fn several<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(Value::deserialize(from)?.as_array().map(|all| all.iter().map(text).collect()).unwrap_or_default())
}

/// One of a few.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(transparent)]
#[template(path = "components/radios.html")]
pub struct Radios {
    pub choices: Choices,
}

/// Any of a few.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(transparent)]
#[template(path = "components/checkboxes.html")]
pub struct Checkboxes {
    pub choices: Choices,
}

component!(Radios, Checkboxes);

macro_rules! choice_options {
    ($name:ident) => {
        impl $name {
            pub fn new(name: impl Into<String>, legend: impl Into<Content>) -> Self {
                let legend = Legend {
                    content: legend.into(),
                    classes: "govuk-fieldset__legend--s".into(),
                    ..Legend::default()
                };
                let fieldset = Some(Fieldset { legend, ..Fieldset::default() });
                Self { choices: Choices { name: name.into(), fieldset, ..Choices::default() } }
            }

            pub fn option(mut self, value: impl Into<String>, words: impl Into<Content>) -> Self {
                let choice = Choice { value: Some(value.into()), content: words.into(), ..Choice::default() };
                self.choices.items.push(Some(choice));
                self
            }

            /// A line of help under the choice added last.
            pub fn option_hint(mut self, words: impl Into<Content>) -> Self {
                if let Some(Some(last)) = self.choices.items.last_mut() {
                    last.hint.content = words.into();
                }
                self
            }

            /// Fields that show when the choice added last is taken. Without JavaScript they always show.
            pub fn option_reveals(mut self, fields: impl Into<Html>) -> Self {
                if let Some(Some(last)) = self.choices.items.last_mut() {
                    last.conditional.html = fields.into();
                }
                self
            }

            /// "or", between choices.
            pub fn divider(mut self, word: impl Into<String>) -> Self {
                self.choices.items.push(Some(Choice { divider: word.into(), ..Choice::default() }));
                self
            }

            pub fn hint(mut self, hint: impl Into<Content>) -> Self {
                self.choices.hint = Some(Hint { content: hint.into(), ..Hint::default() });
                self
            }

            pub fn error(mut self, sentence: Option<impl Into<Content>>) -> Self {
                self.choices.error_message =
                    sentence.map(|words| ErrorMessage { content: words.into(), ..ErrorMessage::default() });
                self
            }

            /// The legend is the page's heading: one thing per page.
            pub fn heading(mut self) -> Self {
                if let Some(fieldset) = &mut self.choices.fieldset {
                    fieldset.legend.is_page_heading = true;
                    fieldset.legend.classes = "govuk-fieldset__legend--l".into();
                }
                self
            }
        }
    };
}
choice_options!(Radios);
choice_options!(Checkboxes);

impl Radios {
    /// What is chosen now.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.choices.value = Some(value.into());
        self
    }

    fn inner(&self) -> Html {
        rendered(&RadiosInner { all: &self.choices })
    }
}

impl Checkboxes {
    /// What is ticked now.
    pub fn values<S: Into<String>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.choices.values = values.into_iter().map(Into::into).collect();
        self
    }

    fn inner(&self) -> Html {
        rendered(&CheckboxesInner { all: &self.choices })
    }
}

#[derive(Template)]
#[template(path = "components/radios_inner.html")]
struct RadiosInner<'a> {
    all: &'a Choices,
}

#[derive(Template)]
#[template(path = "components/checkboxes_inner.html")]
struct CheckboxesInner<'a> {
    all: &'a Choices,
}

impl Choices {
    fn id(&self) -> &str {
        if self.id_prefix.is_empty() { &self.name } else { &self.id_prefix }
    }

    /// The first has no number, so that an error summary can link to it.
    fn item_id(&self, item: &Choice, index: usize) -> String {
        match (item.id.as_str(), index) {
            ("", 0) => self.id().to_owned(),
            ("", _) => format!("{}-{}", self.id(), index + 1),
            (id, _) => id.to_owned(),
        }
    }

    fn item_name<'a>(&'a self, item: &'a Choice) -> &'a str {
        if item.name.is_empty() { &self.name } else { &item.name }
    }

    fn is_checked(&self, item: &Choice) -> bool {
        let own = item.value.as_deref().unwrap_or_default();
        let chosen = self.value.as_deref().is_some_and(|value| !value.is_empty() && value == own);
        let ticked = self.values.iter().any(|value| value == own);
        item.checked.unwrap_or(chosen || ticked)
    }

    fn hint(&self) -> Option<Hint> {
        named_hint(self.hint.as_ref(), self.id())
    }

    fn error(&self) -> Option<ErrorMessage> {
        named_error(self.error_message.as_ref(), self.id())
    }

    fn item_label(&self, item: &Choice, id: &str, kind: &str) -> Label {
        let more =
            if item.label.classes.is_empty() { String::new() } else { format!(" {}", item.label.classes) };
        let classes = format!("govuk-{kind}__label{more}");
        let content = item.content.clone();
        Label {
            content,
            classes,
            target: id.into(),
            attributes: item.label.attributes.clone(),
            ..Label::default()
        }
    }

    fn item_hint(&self, item: &Choice, id: &str, kind: &str) -> Option<Hint> {
        let more =
            if item.hint.classes.is_empty() { String::new() } else { format!(" {}", item.hint.classes) };
        let classes = format!("govuk-{kind}__hint{more}");
        let given = Some(item.hint.clone()).filter(|hint| !hint.content.is_empty());
        given.map(|hint| Hint { id: format!("{id}-item-hint"), classes, ..hint })
    }

    /// Without a fieldset each checkbox names the group's hint and error itself.
    fn item_described_by(&self, item: &Choice, id: &str) -> String {
        let group = if self.fieldset.is_none() { self.described_by() } else { String::new() };
        let own = if item.hint.content.is_empty() { String::new() } else { format!("{id}-item-hint") };
        format!("{group} {own}").trim().to_owned()
    }

    fn described_by(&self) -> String {
        let fieldset = self.fieldset.as_ref().map(|f| f.described_by.as_str()).filter(|ids| !ids.is_empty());
        let start = fieldset.unwrap_or(&self.described_by);
        described_by(start, self.id(), self.hint.is_some(), self.error_message.is_some())
    }

    fn group_class(&self) -> String {
        group_class(self.error_message.is_some(), &self.form_group.classes)
    }

    fn wrapped(&self, inner: Html) -> Html {
        match &self.fieldset {
            Some(fieldset) => {
                let described_by = self.described_by();
                rendered(&Fieldset { described_by, html: inner, ..fieldset.clone() })
            }
            None => inner,
        }
    }
}
