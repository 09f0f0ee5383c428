//! Several lines of entry, with or without a count.

use askama::Template;
use serde::Deserialize;

use super::field::{Field, field_options, rendered};
use super::html::{Attributes, Content, Html, loose};
use super::input::joined;
use super::{FormGroup, Hint, component};

#[derive(Clone, Debug, Default, Deserialize, Template)]
#[serde(rename_all = "camelCase", default)]
#[template(path = "components/textarea.html")]
pub struct Textarea {
    #[serde(flatten)]
    pub field: Field,
    #[serde(deserialize_with = "loose")]
    pub rows: Option<String>,
}

component!(Textarea, CharacterCount);

impl Textarea {
    pub fn new(name: impl Into<String>, label: impl Into<Content>) -> Self {
        Self { field: Field::new(name, label), rows: None }
    }

    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.field.value = Some(value.into());
        self
    }

    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = Some(rows.to_string());
        self
    }

    field_options!(field);

    /// HTML drops a line break right after `<textarea>`, so one that was typed there is written twice.
    fn kept(&self) -> String {
        let value = self.field.value.as_deref().unwrap_or_default();
        if value.starts_with(['\n', '\r']) { format!("\n{value}") } else { value.to_owned() }
    }

    fn row_count(&self) -> &str {
        self.rows.as_deref().unwrap_or("5")
    }
}

/// A text area that says how much room is left.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CharacterCount {
    #[serde(flatten)]
    pub area: Textarea,
    #[serde(deserialize_with = "loose")]
    pub maxlength: Option<String>,
    #[serde(deserialize_with = "loose")]
    pub maxwords: Option<String>,
    #[serde(deserialize_with = "loose")]
    pub threshold: Option<String>,
    pub count_type: String,
    pub count_message: CountMessage,
    pub textarea_description_text: String,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CountMessage {
    pub classes: String,
}

impl CharacterCount {
    pub fn new(name: impl Into<String>, label: impl Into<Content>, most: usize) -> Self {
        Self { area: Textarea::new(name, label), maxlength: Some(most.to_string()), ..Self::default() }
    }

    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.area.field.value = Some(value.into());
        self
    }

    /// "You can write up to %{count} characters": said below the area; the number goes where %{count} stands.
    pub fn description(mut self, words: impl Into<String>) -> Self {
        self.textarea_description_text = words.into();
        self
    }

    field_options!(area.field);

    fn counted(&self) -> &str {
        match (self.count_type.as_str(), &self.maxwords) {
            ("", Some(_)) => "words",
            (kind, _) => kind,
        }
    }

    fn as_textarea(&self) -> Textarea {
        let mut area = self.area.clone();
        let id = area.field.id().to_owned();
        area.field.described_by = format!("{id}-info");
        area.field.classes = joined("govuk-js-character-count", &area.field.classes);
        let given = &self.area.field.form_group;
        area.field.form_group = FormGroup {
            classes: joined("govuk-character-count", &given.classes),
            attributes: self.attributes(&given.attributes),
            before_input: given.before_input.clone(),
            after_input: Content::html(self.message(&id)),
            ..FormGroup::default()
        };
        area
    }

    fn attributes(&self, more: &Attributes) -> Attributes {
        let mut all = Attributes::default();
        all.set("data-module", "govuk-character-count");
        let limits =
            [("maxlength", &self.maxlength), ("maxwords", &self.maxwords), ("threshold", &self.threshold)];
        for (name, limit) in limits {
            if let Some(limit) = limit {
                all.set(format!("data-{name}"), limit);
            }
        }
        if !self.counted().is_empty() {
            all.set("data-count-type", self.counted());
        }
        if self.limit().is_none() && !self.textarea_description_text.is_empty() {
            all.set("data-i18n.textarea-description.other", &self.textarea_description_text);
        }
        all.append(more);
        all
    }

    fn limit(&self) -> Option<&String> {
        self.maxwords.as_ref().or(self.maxlength.as_ref())
    }

    fn message(&self, id: &str) -> Html {
        let unit = if self.counted() == "words" { "words" } else { "characters" };
        let words = match self.textarea_description_text.as_str() {
            "" => format!("You can enter up to %{{count}} {unit}"),
            given => given.to_owned(),
        };
        let hint = Hint {
            content: self.limit().map(|limit| words.replace("%{count}", limit)).unwrap_or_default().into(),
            id: format!("{id}-info"),
            classes: joined("govuk-character-count__message", &self.count_message.classes),
            ..Hint::default()
        };
        Html::trusted(format!("{hint}{}", self.area.field.form_group.after_input))
    }
}

impl std::fmt::Display for CharacterCount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(rendered(&self.as_textarea()).as_str())
    }
}
